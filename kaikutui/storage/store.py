"""The one door to a session's file: every act is applied to the newest state, under a lock, and written whole."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from kaikutui.domain.errors import KaikuError
from kaikutui.domain.operations import Operation
from kaikutui.domain.session import Session
from kaikutui.storage.atomic import NotWritableError, create_atomically, helper_name, reason, write_atomically
from kaikutui.storage.schema import FileMissingError, read_bytes
from kaikutui.storage.session_file import Loaded, SealState, decode, encode

LOCK_SECONDS = 2.0
"""Nobody waits longer than this for another terminal."""


class StoreBusyError(KaikuError):
    """Another process holds the file."""

    key = "error.store_busy"


class VanishedError(KaikuError):
    """The file is gone; a missing file is not an empty meeting."""

    key = "error.vanished"


class EditedOutsideError(KaikuError):
    """The file is not as kaikutui wrote it, and nobody has said yet that this is right."""

    key = "error.edited_outside"


class NotProvenError(KaikuError):
    """What was to be written did not read back as the same session."""

    key = "error.not_proven"


Stamp = tuple[int, int, int, int]


class SessionStore:
    """A session's file. Not for the event loop: every method may wait for the disk."""

    def __init__(self, path: Path) -> None:
        """Stand before a file that need not exist yet."""
        self.path = Path(os.path.realpath(path))
        self._known = b""
        self._session: Session | None = None
        self._stamp: Stamp | None = None

    def create(self, session: Session) -> None:
        """Write a new file; raises FileExistsAlreadyError, NotWritableError."""
        data = self._proven(session)
        create_atomically(self.path, data)
        self._remember(data, session)

    def load(self) -> Loaded:
        """Read the file; raises a KaikuError that says what is wrong with it."""
        stamp = self._stat()
        data = read_bytes(self.path)
        loaded = decode(data, self.path)
        if loaded.seal is SealState.WHOLE:
            self._remember(data, loaded.session)
            self._stamp = stamp
        return loaded

    def accept(self) -> Session:
        """Take the file as it stands, whatever its seal says: somebody has looked at it. Seals it anew."""
        with self._locked():
            session = decode(read_bytes(self.path), self.path).session
            self._write(session)
        return session

    def commit(self, operation: Operation) -> Session:
        """Apply an act to the newest state and write it; it is on the disk when this returns.

        Raises KaikuError when the act does not fit or the file cannot be written; then the file is as it was.
        """
        with self._locked():
            before = self._newest()
            session = operation.apply(before)
            if session != before:
                self._write(session)
        return session

    def foreign_stamp(self) -> Stamp | str:
        """What the file looks like when somebody else changed it; empty when it is as we know it. A cheap hint."""
        now = self._stat()
        return "" if now == self._stamp else (now or "gone")

    def _newest(self) -> Session:
        try:
            data = read_bytes(self.path)
        except FileMissingError as error:
            raise VanishedError(path=self.path) from error
        if self._session is not None and data == self._known:
            return self._session
        loaded = decode(data, self.path)
        if loaded.seal is not SealState.WHOLE:
            raise EditedOutsideError(path=self.path)
        self._remember(data, loaded.session)
        return loaded.session

    def _write(self, session: Session) -> None:
        data = self._proven(session)
        write_atomically(self.path, data)
        self._remember(data, session)

    def _proven(self, session: Session) -> bytes:
        """The bytes of a session, read back before anything is touched."""
        data = encode(session)
        if decode(data, self.path).session != session:
            raise NotProvenError(path=self.path)
        return data

    def _remember(self, data: bytes, session: Session) -> None:
        self._known, self._session, self._stamp = data, session, self._stat()

    def _stat(self) -> Stamp | None:
        try:
            seen = self.path.stat()
        except OSError:
            return None
        return seen.st_ino, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_size

    @contextmanager
    def _locked(self) -> Iterator[None]:
        lock = FileLock(helper_name(self.path, "lock"), timeout=LOCK_SECONDS, mode=0o600)
        try:
            lock.acquire()
        except Timeout as error:
            raise StoreBusyError(path=self.path) from error
        except OSError as error:
            raise NotWritableError(path=self.path, reason=reason(error)) from error
        try:
            yield
        finally:
            lock.release()
