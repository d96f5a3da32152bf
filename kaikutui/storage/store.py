"""The one door to a session's file: every act is applied to the newest state, under a lock, and written whole."""

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from kaikutui.catalogue import text
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.operations import Act, Operation
from kaikutui.domain.session import Session
from kaikutui.storage import outside
from kaikutui.storage.known_file import KnownFile, Stamp
from kaikutui.storage.lock import locked, share_lock
from kaikutui.storage.other_hands import OtherHands
from kaikutui.storage.outside import VanishedError
from kaikutui.storage.reserve import keep_reserve
from kaikutui.storage.seal import Lineage, new_meeting_id
from kaikutui.storage.session_file import Loaded, SealState
from kaikutui.storage.spool import NotKeptError, Spool, Waiting
from kaikutui.storage.temporary import sweep_temporaries
from kaikutui.storage.trouble import FileTroubleError


class SetAsideError(KaikuError):
    """News: an act that waited no longer fits the meeting. Value ``act`` for whoever shows it."""

    key = "error.set_aside"

    def __init__(self, act: Act, **values: object) -> None:
        """Of this act."""
        super().__init__(**values)
        self.act = act


class SessionStore:
    """A session's file. Not for the event loop: every method may wait for the disk."""

    def __init__(self, path: Path, clock: Callable[[], datetime] | None = None) -> None:
        """Stand before a file that need not exist yet; with a clock, backups are made by the minute and hour."""
        self._file = KnownFile(path, clock)
        self._spool = Spool(self._file.path)
        self._news: list[KaikuError] = []
        self._hands = OtherHands(self._file, self._spool, self._news.append)
        self.patience: float | None = None
        """Seconds that an act waits for whoever else holds the file; None: as long as anybody does."""

    @property
    def path(self) -> Path:
        """The session's file, links followed; another one when it was renamed while it was open."""
        return self._file.path

    def holds(self, act: Act) -> bool:
        """Whether the file has the act, as far as it remembers its newest ones."""
        return act.id in self._file.lineage.acts

    @property
    def spool_folder(self) -> Path:
        """Where acts wait when the file cannot be written."""
        return next((one.file.parent for one in self._spool.waiting()), self._spool.folders()[0])

    def waiting(self) -> tuple[Act, ...]:
        """The acts that wait for the file to be written again."""
        return tuple(one.act for one in self._spool.waiting())

    def with_waiting(self) -> Session:
        """The meeting as last read, with what waits for it taken in as far as it fits; nothing is written.

        Raises VanishedError when it has not been read.
        """
        if self._file.session is None:
            raise VanishedError(path=self.path)
        return self._folded(self._file.session, self._spool.waiting())[0]

    def news(self) -> tuple[KaikuError, ...]:
        """What has happened to the file or to acts since this was last asked, each told once."""
        news = tuple(self._news)
        self._news.clear()
        return news

    # Opening and closing ------------------------------------------------------------------------

    def create(self, session: Session) -> None:
        """Write a new file; raises FileExistsAlreadyError, NotWritableError."""
        self._file.create(session, Lineage(id=new_meeting_id()))

    def load(self) -> Loaded:
        """Read the file; raises a FileTroubleError that says what is wrong with it."""
        return self._file.load()

    def load_unseen(self) -> Loaded:
        """Read the file for a terminal that cannot show what differs from the seal.

        One that was edited is taken as it stands; one that notes are missing from raises CutShortError, another
        that cannot be read a FileTroubleError.
        """
        loaded = self.load()
        if loaded.seal is SealState.SHORT:
            found, sealed = len(loaded.session.notes), loaded.sealed_notes
            sealed_words = text("edited.no_seal") if sealed is None else sealed
            raise outside.CutShortError(path=self.path, found=found, sealed=sealed_words)
        if loaded.seal is SealState.EDITED:
            self.accept()
        return loaded

    def open(self) -> None:
        """A terminal sits down at the meeting: reserve, backup, and what waits under a name it had before."""
        keep_reserve(self.path)
        share_lock(self.path)
        self._file.backups.opened(self._file.data)
        self._spool.adopt(self._file.lineage.id)
        if outside.names_of(self.path) > 1:
            self._news.append(outside.HardLinkedError(path=self.path))

    def close(self) -> None:
        """The terminal leaves."""
        file = self._file
        saved = file.session is not None and not (file.is_unproven or self.waiting() or file.foreign_stamp())
        file.backups.closed(file.data if saved else None)

    # Acts ---------------------------------------------------------------------------------------

    def commit(self, operation: Operation) -> Session:
        """Apply an act to the newest state and write it; it is on the disk when this returns.

        What waits in the spool goes in before it, with the same write. Raises FileTroubleError when the file
        cannot be written: then it is as it was, and the act can be kept. Raises another KaikuError when the act
        does not fit. An act that is no ``Act`` yet gets an id here.
        """
        own = operation if isinstance(operation, Act) else Act(id=os.urandom(5).hex(), operation=operation)
        return self._carry((own,))

    def catch_up(self) -> Session:
        """Take in what waits in the spool; raises FileTroubleError as ``commit``."""
        return self._carry(())

    def keep(self, act: Act, trouble: FileTroubleError) -> None:
        """Put an act that could not be committed into the spool, on the disk when this returns.

        Raises NotKeptError when no folder takes it, another KaikuError when it does not fit the meeting.
        """
        if not self.holds(act) and self._file.session is not None:
            act.apply(self.with_waiting())
        try:
            self._spool.keep(act, self._file.lineage.id)
        except FileTroubleError as error:
            # In the file, only not proven there: more than nothing, and typed again it would be there twice.
            if not self.holds(act):
                raise NotKeptError(error=trouble, reason=error.brief) from error

    def rescue(self, act: Act) -> None:
        """Put an act that a saver could not finish, because it failed, into the spool.

        It may be the very act that failed it, and would fail whoever takes it in next: so it lies aside until it
        has been tried. Raises FileTroubleError when no folder takes it, and whatever the act itself raises.
        """
        waiting = self._spool.waiting()
        if any(one.act.id == act.id for one in waiting):
            return
        file = self._spool.put_aside(act, self._file.lineage.id)
        if self._file.session is not None and not self.holds(act):
            session, _ = self._folded(self._file.session, waiting)
            self._file.checked(act.apply(session), self._file.lineage)
        self._spool.admit(file)

    def _carry(self, own: Sequence[Act]) -> Session:
        self.find_again()
        with locked(self.path, self.patience):
            sweep_temporaries(self.path)
            before = self._file.newest()
            waiting = self._spool.waiting()
            session, taken = self._folded(before, waiting)
            for act in own:
                if not self.holds(act):
                    session = act.apply(session)
            fresh = [act.id for act in (*(one.act for one in taken), *own) if not self.holds(act)]
            if session != before or (taken and fresh):
                self._file.write(session, self._file.lineage.after(fresh, id=new_meeting_id()))
            elif taken:
                # They are there already; whoever wrote them may have been killed before it was proven.
                self._file.is_unproven = True
            self._file.prove()
            self._spool.remove(taken)
            self._set_aside([one for one in waiting if one not in taken])
        return session

    def _folded(self, session: Session, waiting: Sequence[Waiting]) -> tuple[Session, list[Waiting]]:
        """The session with what waits taken in, each once, and what of it could be."""
        taken: list[Waiting] = []
        for one in waiting:
            if not self.holds(one.act) and all(one.act.id != other.act.id for other in taken):
                try:
                    session = one.act.apply(session)
                except KaikuError:
                    continue
            taken.append(one)
        return session, taken

    def _set_aside(self, left: Sequence[Waiting]) -> None:
        for one in left:
            self._spool.set_aside(one.file)
            self._news.append(SetAsideError(one.act, folder=one.file.parent / "aside"))

    # Other hands --------------------------------------------------------------------------------

    def look(self) -> Session:
        """The meeting as it stands in the file now, without waiting for anybody.

        Raises EditedOutsideError when it did not come from ours by writes of kaikutui, another FileTroubleError
        when it cannot be read.
        """
        self.find_again()
        share_lock(self.path)
        return self._file.newest()

    def find_again(self) -> None:
        """Follow a file that has another name now, or write it anew; see ``OtherHands``. Raises VanishedError."""
        self._hands.find_again()

    def accept(self) -> Session:
        """Take the file as it stands, for somebody who has looked at it. Raises FileTroubleError."""
        return self._hands.accept()

    def put_back(self) -> Session:
        """Write the meeting as we knew it over what stands in the file. Raises FileTroubleError."""
        return self._hands.put_back()

    def difference(self) -> outside.Difference | None:
        """How the file differs from the meeting as we knew it; None when one of the two cannot be read."""
        return self._hands.difference()

    def foreign_stamp(self) -> Stamp | str:
        """What the file looks like when somebody else changed it; empty when it is as we know it. A cheap hint."""
        return self._file.foreign_stamp()
