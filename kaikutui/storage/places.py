"""The folders in use, by the customs of the system; an ``XDG_*`` variable wins when it holds a whole path."""

import heapq
import os
from contextlib import suppress
from pathlib import Path

import platformdirs

from kaikutui.storage.atomic import reason, sync_folder
from kaikutui.storage.digest import sha256
from kaikutui.storage.trouble import FileTroubleError

NAME = "kaikutui"


class FolderNotMadeError(FileTroubleError):
    """A folder of the program cannot be made."""

    key = "error.folder_not_made"
    brief_key = "reason.given"


def sessions_folder() -> Path:
    """Where new meetings go when no folder is named (``XDG_DATA_HOME``)."""
    return platformdirs.user_data_path(NAME, appauthor=False) / "meetings"


def config_folder() -> Path:
    """The user's settings (``XDG_CONFIG_HOME``)."""
    return platformdirs.user_config_path(NAME, appauthor=False)


def agendas_folder() -> Path:
    """The user's own agendas."""
    return config_folder() / "agendas"


def state_folder() -> Path:
    """Drafts, spool and logs: what a crash must not lose and no other user may read (``XDG_STATE_HOME``)."""
    return platformdirs.user_state_path(NAME, appauthor=False)


def runtime_folder() -> Path | None:
    """A folder of the user's in the memory of the machine, gone at the next start; None: the system has none."""
    whole = os.environ.get("XDG_RUNTIME_DIR", "")
    return Path(whole) / NAME if Path(whole).is_absolute() else None


def typed_path(typed: str) -> Path:
    """A path as a person types it: ``~`` is the own home, ``~name`` that of a user; of nobody, it stays as typed."""
    try:
        return Path(typed).expanduser()
    except RuntimeError:
        return Path(typed)


def session_tag(session: Path) -> str:
    """What the folders of a meeting are called; it tells nothing of the meeting, whichever link leads to it."""
    return sha256(os.fsencode(os.path.realpath(session))).hexdigest()[:16]


def ensure(folder: Path) -> Path:
    """The folder, made if need be, as is every missing folder above it, for the user alone (0700).

    A folder that exists keeps its mode. Raises FolderNotMadeError.
    """
    try:
        for step in (*reversed(folder.parents), folder):
            if not step.is_dir():
                step.mkdir(mode=0o700, exist_ok=True)
                sync_folder(step.parent)
    except OSError as error:
        raise FolderNotMadeError(path=folder, reason=reason(error)) from error
    return folder


def recent_meetings(folder: Path, limit: int) -> tuple[Path, ...]:
    """At most ``limit`` meetings of a folder, the last written first; hidden files are none.

    A folder that cannot be read has none, a file that vanishes meanwhile is left out: nothing is raised.
    """
    found: list[tuple[int, str]] = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".toml") and not entry.name.startswith("."):
                with suppress(OSError):
                    if entry.is_file():
                        found.append((entry.stat().st_mtime_ns, entry.name))
    return tuple(folder / name for _, name in heapq.nlargest(limit, found))
