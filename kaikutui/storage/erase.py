"""Deleting a meeting: its file and everything that kaikutui keeps of it elsewhere."""

import os
from contextlib import suppress
from pathlib import Path

from kaikutui.domain.errors import KaikuError
from kaikutui.storage.atomic import NotWritableError, reason, sync_folder
from kaikutui.storage.backups import Backups
from kaikutui.storage.drafts import drafts_folder
from kaikutui.storage.presence import Presence, Terminal
from kaikutui.storage.schema import FileMissingError
from kaikutui.storage.spool import Spool
from kaikutui.storage.temporary import helper_name, sweep_abandoned


class StillOpenError(KaikuError):
    """A meeting that is open in a terminal would be written anew."""

    key = "error.still_open"


class NotListedError(KaikuError):
    """The system would not say which files there are of a meeting, so none was deleted."""

    key = "error.not_listed"


def files_of(session: Path) -> tuple[Path, ...]:
    """Every file there is of a meeting: its own, helpers beside it, drafts, copies, what waits in the spool.

    Memos are not among them: they are documents of their own, and somebody may have edited them. Raises
    NotListedError: half a list would leave the other half behind.
    """
    try:
        return _files_of(Path(os.path.realpath(session)))
    except OSError as error:
        raise NotListedError(path=session, reason=reason(error)) from error


def _files_of(session: Path) -> tuple[Path, ...]:
    beside = session.parent.glob(helper_name(session, "*").name)
    folders = (drafts_folder(session), Backups(session, None).folder, *Spool(session).folders())
    inside = [path for folder in folders for path in folder.rglob("*") if not path.is_dir()]
    own = [session] if session.is_file() else []
    return (*own, *sorted(beside), *sorted(inside))


def erase(session: Path) -> None:
    """Delete them all, the meeting's own file first; begun again after a failure it goes on where it was.

    Raises StillOpenError, NotListedError, FileMissingError when there is nothing, NotWritableError for a file that
    stays.
    """
    session = Path(os.path.realpath(session))
    if Presence(session, Terminal(name="")).others(0):
        raise StillOpenError(path=session)
    files = files_of(session)
    if not files:
        raise FileMissingError(path=session)
    for path in files:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise NotWritableError(path=path, reason=reason(error)) from error
    # What a killed export left beside the meeting holds its notes too.
    sweep_abandoned(session.parent)
    for folder in sorted({path.parent for path in files}, key=lambda folder: -len(folder.parts)):
        if folder != session.parent:
            with suppress(OSError):
                folder.rmdir()
        else:
            with suppress(OSError):
                sync_folder(folder)
