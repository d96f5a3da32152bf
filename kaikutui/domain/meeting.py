"""The live meeting of one terminal: the newest session it knows, and its own acts on the way to the disk."""

from collections.abc import Callable, Collection
from datetime import datetime

from kaikutui.domain.errors import KaikuError
from kaikutui.domain.operations import Act, Batch, Operation
from kaikutui.domain.seat import Moment, Outcome, Seat
from kaikutui.domain.session import Session

Clock = Callable[[], datetime]
"""Tells the time, with its offset; the program's beginning hands it in."""


class NothingToUndoError(KaikuError):
    """This terminal has done nothing that could be taken back."""

    key = "error.nothing_to_undo"


class Meeting:
    """The only thing that changes: what is saved, what waits to be saved, and what could be taken back."""

    def __init__(self, session: Session, clock: Clock, new_id: Callable[[], str]) -> None:
        """Hold a session as read from its file."""
        self._saved = session
        self._pending: tuple[Act, ...] = ()
        self._steps: list[tuple[Act, Operation]] = []
        # Steps back on their way to the disk: the act that takes back, and the step it takes back.
        self._undoing: list[tuple[Act, tuple[Act, Operation]]] = []
        self.session = session
        """The session with this terminal's unsaved acts already in it."""
        self.clock = clock
        self._new_id = new_id

    def moment(self, seat: Seat) -> Moment:
        """Here and now, for a terminal in this seat."""
        return Moment(session=self.session, seat=seat, now=self.clock(), new_id=self._new_id)

    @property
    def is_saved(self) -> bool:
        """Whether every act of this terminal is in the file, on the disk."""
        return not self._pending

    @property
    def waiting(self) -> tuple[Act, ...]:
        """The acts that are not in the file yet: on their way, or kept outside it."""
        return self._pending

    def perform(self, outcome: Outcome) -> Act | None:
        """Carry out the operations of an outcome as one act; gives the act to save, None when there is none.

        Raises KaikuError when they do not fit the newest session; then nothing has changed.
        """
        if not outcome.operations:
            return None
        operations = outcome.operations
        operation = operations[0] if len(operations) == 1 else Batch(operations=operations)
        after = operation.apply(self.session)
        act = Act(id=self._new_id(), operation=operation)
        self._steps.append((act, operation.inverse(self.session)))
        self._take(act, after)
        return act

    def undo(self) -> Act:
        """Take back the last act of this terminal; gives the act to save."""
        if not self._steps:
            raise NothingToUndoError
        operation = self._steps[-1][1]
        after = operation.apply(self.session)
        act = Act(id=self._new_id(), operation=operation)
        self._undoing.append((act, self._steps.pop()))
        self._take(act, after)
        return act

    def _take(self, act: Act, after: Session) -> None:
        self._pending += (act,)
        self.session = after

    def saved(self, acts: Collection[str], session: Session) -> None:
        """The acts with these ids are on the disk, where the session now reads ``session``."""
        self._undoing = [(act, step) for act, step in self._undoing if act.id not in acts]
        self._pending = tuple(act for act in self._pending if act.id not in acts)
        self.renew(session)

    def keep(self, act: Act) -> None:
        """An act is safe outside the file; one left by an earlier terminal is laid upon the session too."""
        if all(act.id != waiting.id for waiting in self._pending):
            self._pending += (act,)
            self.renew(self._saved)

    def renew(self, session: Session) -> None:
        """The file holds another session now: take it, with what still waits laid upon it."""
        self._saved = session
        for act in self._pending:
            try:
                session = act.apply(session)
            except KaikuError:
                # It no longer fits; the store will say so when its turn comes.
                continue
        self.session = session

    def refused(self, act: Act) -> None:
        """An act did not reach the disk and will not: the session is as without it.

        What never happened is no step back, and what was not taken back can still be.
        """
        self._steps = [step for step in self._steps if step[0].id != act.id]
        self._steps += [step for undoing, step in self._undoing if undoing.id == act.id]
        self._undoing = [(undoing, step) for undoing, step in self._undoing if act.id not in (undoing.id, step[0].id)]
        self._pending = tuple(waiting for waiting in self._pending if waiting.id != act.id)
        self.renew(self._saved)
