"""A session's file as this process knows it, and whether what stands there now follows from that."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from kaikutui.domain.session import Session
from kaikutui.storage import outside
from kaikutui.storage.atomic import InDoubtError, NotWritableError, create_atomically, prove, write_atomically
from kaikutui.storage.backups import Backups
from kaikutui.storage.outside import EditedOutsideError, VanishedError
from kaikutui.storage.reserve import give_up_reserve, keep_reserve
from kaikutui.storage.schema import FileMissingError, FileUnreadableError, read_bytes, read_file
from kaikutui.storage.seal import NO_LINEAGE, Lineage
from kaikutui.storage.session_file import Loaded, SealState, decode
from kaikutui.storage.trouble import FileTroubleError
from kaikutui.storage.written import Written, written

Stamp = tuple[int, int, int, int]

NO_STAMP: Stamp = (0, 0, 0, 0)
"""Of no file: whatever stands there is to be looked at."""


class KnownFile:
    """Reads and writes whole files; who may write when is not decided here."""

    def __init__(self, path: Path, clock: Callable[[], datetime] | None) -> None:
        """Nothing has been read yet, and there need not be a file."""
        self.path = Path(os.path.realpath(path))
        self.data = b""
        """The bytes of the file as last read or written."""
        self.session: Session | None = None
        self.lineage = NO_LINEAGE
        self.backups = Backups(self.path, clock)
        self.is_unproven = False
        """Whether the last write may not outlive a power cut."""
        self._stamp: Stamp | None = None
        self._written: Written | None = None
        """The file as this process wrote it last, while it is still so."""

    def create(self, session: Session, lineage: Lineage) -> None:
        """Write a new file; raises FileExistsAlreadyError, NotWritableError, NotProvenError."""
        new = self.checked(session, lineage)
        create_atomically(self.path, new.data)
        self._remember(new.data, session, lineage, self._stat())
        self._written = new

    def load(self) -> Loaded:
        """Read the file, whatever its seal says; raises FileTroubleError."""
        stamp = self._stat()
        data = read_bytes(self.path)
        loaded = decode(data, self.path)
        if self._is_ours(loaded):
            self._remember(data, loaded.session, loaded.lineage, stamp)
        return loaded

    def newest(self) -> Session:
        """The session in the file, always read anew: what the system tells of a file is only a hint.

        Raises VanishedError, EditedOutsideError when it did not come from ours by writes of kaikutui, or the
        FileTroubleError of a file that cannot be read.
        """
        try:
            data, status = read_file(self.path)
        except FileMissingError as error:
            raise VanishedError(path=self.path) from error
        stamp = _stamp(status)
        if self.session is not None and data == self.data:
            self._stamp = stamp
            return self.session
        try:
            loaded = decode(data, self.path)
            if not self._is_ours(loaded):
                raise EditedOutsideError(path=self.path)
        except FileTroubleError:
            self.backups.foreign(data)
            raise
        self._remember(data, loaded.session, loaded.lineage, stamp)
        return loaded.session

    def write(self, session: Session, lineage: Lineage) -> None:
        """Put a session in the place of what stands there; on the disk when this returns.

        Raises FileTroubleError; InDoubtError when it stands there but might not outlive a power cut.
        """
        if not outside.may_be_written(self.path):
            raise outside.ReadOnlyError(path=self.path)
        new = self.checked(session, lineage)
        try:
            ready = self._replace(new.data)
        except InDoubtError:
            if not self._stands(new.data):
                raise
            self.is_unproven = True
            stamp = self._stat()
        else:
            self.is_unproven = False
            stamp = self._stamp_of(ready)
        self._remember(new.data, session, lineage, stamp)
        self._written = new
        self.prove()
        keep_reserve(self.path)
        self.backups.written(new.data)

    def _stamp_of(self, ready: os.stat_result) -> Stamp:
        """The stamp of what was put in the place.

        Another program may have put its own there already: that is to be looked at, and is not ours. A file that was
        written into has another time or size.
        """
        now = self._stat() or NO_STAMP
        ours = _stamp(ready)
        # Its change time, the third, is that of the rename.
        return now if (*now[:2], now[3]) == (*ours[:2], ours[3]) else NO_STAMP

    def _stands(self, data: bytes) -> bool:
        """Whether what was renamed into the place stands there; when nothing can be opened any more, it does."""
        try:
            return read_bytes(self.path) == data
        except FileMissingError:
            return False
        except FileUnreadableError:
            return True

    def prove(self) -> None:
        """See to it that what was written is on the disk; raises InDoubtError."""
        if self.is_unproven:
            prove(self.path)
            self.is_unproven = False

    def foreign_stamp(self) -> Stamp | str:
        """What the file looks like when somebody else changed it; empty when it is as we know it. A cheap hint."""
        now = self._stat()
        return "" if now == self._stamp else (now or "gone")

    def _replace(self, data: bytes) -> os.stat_result:
        try:
            return write_atomically(self.path, data)
        except NotWritableError as error:
            if not (error.is_full and give_up_reserve(self.path)):
                raise
            return write_atomically(self.path, data)

    def _is_ours(self, loaded: Loaded) -> bool:
        if self.session is None:
            return loaded.seal is SealState.WHOLE
        return outside.follows(loaded, self.session, self.lineage)

    def checked(self, session: Session, lineage: Lineage) -> Written:
        """The session as a file, read back before anything is touched; raises NotProvenError."""
        return written(session, lineage, self.path, self._written)

    def _remember(self, data: bytes, session: Session, lineage: Lineage, stamp: Stamp | None) -> None:
        self.data, self.session, self.lineage, self._stamp = data, session, lineage, stamp
        self._written = None

    def _stat(self) -> Stamp | None:
        try:
            return _stamp(self.path.stat())
        except OSError:
            return None


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_ino, status.st_mtime_ns, status.st_ctime_ns, status.st_size
