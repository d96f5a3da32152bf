"""Where acts wait that could not be written to their meeting: on the disk, whole, each in a file of its own.

``kaikutui/spool/<tag>/00000007-<id>.json`` in the user's state folder, or, when that refuses, in the runtime folder,
0600. The number gives the order. The next write of the meeting by any process of this user takes them in; what no
longer fits then goes to ``aside/``.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from kaikutui.domain.errors import KaikuError
from kaikutui.domain.operations import Act
from kaikutui.domain.record import Record
from kaikutui.storage.acts import ActDamagedError, decode_act, encode_act
from kaikutui.storage.atomic import NotWritableError, reason, sync_folder, write_atomically
from kaikutui.storage.attributes import files_in
from kaikutui.storage.places import ensure, runtime_folder, session_tag, state_folder
from kaikutui.storage.trouble import FileTroubleError

ASIDE = "aside"
"""The folder in the spool that nothing is taken in from."""


class KeptError(KaikuError):
    """The act is safe in the spool, but not in its file; value ``error`` says why not."""

    key = "error.kept"


class NotKeptError(KaikuError):
    """No folder of the user took the act either: it is nowhere."""

    key = "error.not_kept"


class Waiting(Record, frozen=True, kw_only=True):
    """An act in the spool."""

    file: Path
    act: Act


class _Entry(Record, frozen=True, kw_only=True):
    """What a file of the spool says."""

    session: str
    """Id of the meeting (empty: it had none yet)."""
    path: str
    """Where the meeting stood, its bytes one to a character."""
    act: msgspec.Raw


class Spool:
    """The spool of one meeting."""

    def __init__(self, path: Path) -> None:
        """``path`` leads to the meeting."""
        self.follow(path)

    def follow(self, path: Path) -> None:
        """The meeting is there now; what waits for it under its old name is adopted apart."""
        self._path = path
        tops = (state_folder(), runtime_folder())
        # Every save looks into them, and a home does not move while a meeting is open.
        self._folders = tuple(top / "spool" / session_tag(path) for top in tops if top is not None)

    def folders(self) -> tuple[Path, ...]:
        """The places in the order they are tried."""
        return self._folders

    def keep(self, act: Act, session: str) -> None:
        """Write an act down, on the disk when this returns; raises the FileTroubleError of the last place."""
        waiting = self._files()
        if any(file.stem.partition("-")[2] == act.id for file in waiting):
            return
        self._write(act, session, self.folders())

    def put_aside(self, act: Act, session: str) -> Path:
        """Write an act down where nothing takes it in before it is admitted; raises as ``keep``."""
        return self._write(act, session, [folder / ASIDE for folder in self.folders()])

    def admit(self, file: Path) -> None:
        """Let an act that lies aside be taken in. Raises NotWritableError."""
        try:
            file.rename(file.parent.parent / file.name)
            sync_folder(file.parent.parent)
        except OSError as error:
            raise NotWritableError(path=file, reason=reason(error)) from error

    def _write(self, act: Act, session: str, folders: Iterable[Path]) -> Path:
        """Into the first of the folders that takes it, with the next number; gives the file."""
        number = max((int(file.name[:8]) for file in self._files()), default=0) + 1
        entry = _Entry(session=session, path=_as_text(self._path), act=msgspec.Raw(encode_act(act)))
        data, trouble = msgspec.json.encode(entry), FileTroubleError()
        for folder in folders:
            file = folder / f"{number:08}-{act.id}.json"
            try:
                ensure(folder)
                write_atomically(file, data)
            except FileTroubleError as error:
                # What the system would not vouch for must not come up later as if it had been kept.
                with suppress(OSError):
                    file.unlink(missing_ok=True)
                trouble = error
            else:
                return file
        raise trouble

    def waiting(self) -> tuple[Waiting, ...]:
        """The acts in their order. What cannot be read now waits on; what is no act is set aside."""
        return tuple(self._read())

    def _read(self) -> Iterator[Waiting]:
        for file in self._files():
            try:
                yield Waiting(file=file, act=decode_act(bytes(_entry(file).act)))
            except OSError:
                continue
            except ActDamagedError:
                self.set_aside(file)

    def remove(self, acts: Iterable[Waiting]) -> None:
        """They are in the meeting. One that cannot be removed does no harm: the meeting knows its id."""
        for one in acts:
            with suppress(OSError):
                one.file.unlink()

    def set_aside(self, file: Path) -> None:
        """Keep what no longer fits where nothing takes it in."""
        with suppress(OSError, FileTroubleError):
            file.rename(ensure(file.parent / ASIDE) / file.name)

    def adopt(self, session: str) -> None:
        """Take over what waits for the same meeting under a name that it no longer has."""
        if not session:
            return
        for tag in {folder for top in self.folders() for folder in _subfolders(top.parent)}:
            for file in _acts_in(tag):
                with suppress(OSError, ActDamagedError, FileTroubleError):
                    entry = _entry(file)
                    if entry.session == session and not os.path.lexists(_as_bytes(entry.path)):
                        self.keep(decode_act(bytes(entry.act)), session)
                        file.unlink()

    def _files(self) -> list[Path]:
        return sorted((file for folder in self.folders() for file in _acts_in(folder)), key=lambda file: file.name)


def _entry(file: Path) -> _Entry:
    """Raises OSError, ActDamagedError."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=_Entry)
    except msgspec.MsgspecError as error:
        raise ActDamagedError from error


def _acts_in(folder: Path) -> list[Path]:
    return files_in(folder, "[0-9]" * 8 + "-*.json")


def _subfolders(folder: Path) -> list[Path]:
    return [one for one in files_in(folder, "*") if one.is_dir()]


def _as_text(path: Path) -> str:
    return os.fsencode(path).decode("latin-1")


def _as_bytes(text: str) -> bytes:
    return text.encode("latin-1")
