"""A plain thread between the screen and the disk: acts go in, words about them come out."""

from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from kaikutui.domain.errors import KaikuError
from kaikutui.domain.operations import Operation
from kaikutui.domain.record import Record
from kaikutui.domain.session import Session
from kaikutui.storage.drafts import Draft, save_draft
from kaikutui.storage.session_file import SealState
from kaikutui.storage.store import SessionStore

LOOK_SECONDS = 0.25
"""How often the file is looked at for what other terminals did."""


class Report(Record, frozen=True, kw_only=True):
    """What the saver has to say."""


class Saved(Report, frozen=True, kw_only=True):
    """An act is on the disk."""

    act: Operation
    session: Session


class Refused(Report, frozen=True, kw_only=True):
    """An act is not in the file; the sentence says why."""

    act: Operation
    error: str


class Renewed(Report, frozen=True, kw_only=True):
    """Another terminal changed the meeting."""

    session: Session


class Troubled(Report, frozen=True, kw_only=True):
    """The file cannot be read as it is now; acts will be refused until it can."""

    error: str


class Saver(Thread):
    """Saves acts in the order they come, and looks for foreign changes while it waits."""

    def __init__(self, store: SessionStore, report: Callable[[Report], object]) -> None:
        """``report`` is called from this thread."""
        super().__init__(name="saver", daemon=True)
        self._store = store
        self._report = report
        self._jobs: SimpleQueue[Operation | Draft | None] = SimpleQueue()
        # Trouble is told once for each state of the file, not four times a second.
        self._seen: object = None

    def save(self, act: Operation) -> None:
        """Put an act on its way to the disk."""
        self._jobs.put(act)

    def keep(self, draft: Draft) -> None:
        """Put a half-typed line on its way to the disk."""
        self._jobs.put(draft)

    def finish(self, seconds: float = 5.0) -> bool:
        """Save what is on its way and stop; False when the disk did not answer in time."""
        self._jobs.put(None)
        self.join(seconds)
        return not self.is_alive()

    def run(self) -> None:
        """Work until told to finish."""
        while True:
            try:
                job = self._jobs.get(timeout=LOOK_SECONDS)
            except Empty:
                self._look()
                continue
            if job is None:
                return
            if isinstance(job, Draft):
                self._keep(job)
            else:
                self._save(job)

    @property
    def path(self) -> Path:
        """The session's file."""
        return self._store.path

    def _save(self, act: Operation) -> None:
        try:
            session = self._store.commit(act)
        except KaikuError as error:
            self._report(Refused(act=act, error=str(error)))
        else:
            self._report(Saved(act=act, session=session))

    def _keep(self, draft: Draft) -> None:
        try:
            save_draft(self._store.path, draft)
        except KaikuError as error:
            self._report(Troubled(error=str(error)))

    def _look(self) -> None:
        stamp = self._store.foreign_stamp()
        if not stamp or stamp == self._seen:
            return
        self._seen = stamp
        try:
            loaded = self._store.load()
        except KaikuError as error:
            self._report(Troubled(error=str(error)))
            return
        if loaded.seal is SealState.WHOLE:
            self._report(Renewed(session=loaded.session))
