"""What is done when other hands than kaikutui's have changed, renamed or taken away a meeting's file."""

import os
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from kaikutui.domain.errors import KaikuError
from kaikutui.domain.session import Session
from kaikutui.storage import outside
from kaikutui.storage.atomic import FileExistsAlreadyError
from kaikutui.storage.known_file import KnownFile
from kaikutui.storage.lock import locked
from kaikutui.storage.outside import VanishedError
from kaikutui.storage.schema import read_bytes
from kaikutui.storage.seal import NO_LINEAGE, Lineage, new_meeting_id
from kaikutui.storage.session_file import decode
from kaikutui.storage.spool import Spool
from kaikutui.storage.trouble import FileTroubleError


class OtherHands:
    """Finds a file that is not where it was, and puts one of two versions in its place when somebody has decided."""

    def __init__(self, file: KnownFile, spool: Spool, tell: Callable[[KaikuError], object]) -> None:
        """File and spool follow a file that was renamed; ``tell`` is called with the news of it."""
        self._file = file
        self._spool = spool
        self._tell = tell
        self._missed = False

    def find_again(self) -> None:
        """A file that is missing a second time is looked for under another name, else written anew from memory.

        The first time raises VanishedError: many editors take a file away for a moment while they save it.
        """
        file = self._file
        if os.path.lexists(file.path):
            self._missed = False
            return
        if file.session is None or not self._missed:
            self._missed = True
            raise VanishedError(path=file.path)
        moved = outside.find_again(file.path.parent, file.lineage)
        if moved is not None:
            self._tell(outside.MovedError(name=moved.name))
            file.path = moved
            self._spool.follow(moved)
            self._spool.adopt(file.lineage.id)
            return
        try:
            with locked(file.path):
                file.create(file.session, file.lineage.after((), id=new_meeting_id()))
        except FileExistsAlreadyError:
            # Another terminal was faster.
            return
        self._tell(outside.RestoredError(path=file.path))

    def accept(self) -> Session:
        """Take the file as it stands, whatever its seal says: somebody has looked at it. Seals it anew.

        A copy of it, and of the meeting as we knew it, is made first. Raises FileTroubleError.
        """
        file = self._file
        with locked(file.path):
            data = read_bytes(file.path)
            loaded = decode(data, file.path)
            self._copied(data, file.data)
            theirs = loaded.lineage
            ahead = max(theirs.generation, file.lineage.generation)
            id = theirs.id or file.lineage.id or new_meeting_id()
            file.write(loaded.session, Lineage(id=id, generation=ahead + 1, acts=self._decided(theirs, file.lineage)))
        return loaded.session

    def put_back(self) -> Session:
        """Write the meeting as we knew it over what stands in the file, a copy of which is made first.

        Raises FileTroubleError.
        """
        file = self._file
        if file.session is None:
            raise VanishedError(path=file.path)
        with locked(file.path):
            data = read_bytes(file.path)
            self._copied(data)
            theirs = _lineage(data, file.path)
            ahead = max(file.lineage.generation, theirs.generation)
            acts = self._decided(file.lineage, theirs)
            file.write(file.session, replace(file.lineage, generation=ahead + 1, acts=acts))
        return file.session

    def _decided(self, taken: Lineage, left: Lineage) -> tuple[str, ...]:
        """What a file knows when one of two versions was taken: the acts of both, so that nobody is asked again.

        What waits in the spool is still to come in, and not known yet.
        """
        waiting = {one.act.id for one in self._spool.waiting()}
        return taken.after(act for act in left.acts if act not in waiting).acts

    def difference(self) -> outside.Difference | None:
        """How the file differs from the meeting as we knew it; None when one of the two cannot be read."""
        file = self._file
        try:
            theirs = decode(read_bytes(file.path), file.path).session
        except FileTroubleError:
            return None
        return outside.difference(file.session, theirs) if file.session is not None else None

    def _copied(self, *versions: bytes) -> None:
        if not all(self._file.backups.foreign(data) for data in versions if data):
            raise outside.NoCopyError(path=self._file.path)


def _lineage(data: bytes, path: Path) -> Lineage:
    """What a file says of its past; one that cannot be read says nothing."""
    try:
        return decode(data, path).lineage
    except FileTroubleError:
        return NO_LINEAGE
