"""A plain thread between the screen and the disk: acts go in, words about them come out."""

from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic

from kaikutui.domain.errors import KaikuError
from kaikutui.domain.operations import Act
from kaikutui.domain.record import Record
from kaikutui.domain.session import Session
from kaikutui.storage.drafts import Draft, save_draft
from kaikutui.storage.outside import EditedOutsideError, VanishedError
from kaikutui.storage.presence import Presence, Terminal
from kaikutui.storage.reports import Asked, Connected, Kept, Refused, Renewed, Report, Saved, SetAside, Told, Troubled
from kaikutui.storage.store import SessionStore, SetAsideError
from kaikutui.storage.trouble import FileTroubleError

LOOK_SECONDS = 0.25
"""How often the file is looked at for what other terminals did."""

RETRY_SECONDS = 2.0
"""How often a file that could not be written is tried again while something is kept."""


class Choice(Record, frozen=True, kw_only=True):
    """The answer to ``Asked``."""

    take: bool
    """True: the file's version; False: put ours back."""


class KeptOutside(Record, frozen=True, kw_only=True):
    """How many acts are kept, and where."""

    count: int
    folder: Path


class Saver(Thread):
    """Saves acts in the order they come, and looks for foreign changes while it waits."""

    def __init__(
        self, store: SessionStore, report: Callable[[Report], object], presence: Presence | None = None
    ) -> None:
        """``report`` is called from this thread. ``presence``: this terminal's place among the others."""
        super().__init__(name="saver", daemon=True)
        self._store = store
        self._report = report
        self._presence = presence
        self._others: tuple[Terminal, ...] = ()
        self._jobs: SimpleQueue[Act | Draft | Choice | str | None] = SimpleQueue()
        # Trouble is told once for each state of the file, not four times a second.
        self._seen: object = None
        self._kept: dict[str, Act] = {}
        self._trouble: FileTroubleError | None = None
        self._next_try = 0.0

    def save(self, act: Act) -> None:
        """Put an act on its way to the disk."""
        self._jobs.put(act)

    def keep(self, draft: Draft) -> None:
        """Put a half-typed line on its way to the disk."""
        self._jobs.put(draft)

    def tell(self, word: str) -> None:
        """Say a line to the other terminals."""
        self._jobs.put(word)

    def choose(self, *, take: bool) -> None:
        """Answer ``Asked``: take the file's version, or put ours back."""
        self._jobs.put(Choice(take=take))

    def finish(self, seconds: float = 5.0) -> bool:
        """Save what is on its way and stop; False when the disk did not answer in time."""
        self._jobs.put(None)
        self.join(seconds)
        return not self.is_alive()

    @property
    def path(self) -> Path:
        """The session's file."""
        return self._store.path

    @property
    def kept(self) -> KeptOutside | None:
        """What is safe outside the file; None: nothing is."""
        return KeptOutside(count=len(self._kept), folder=self._store.spool_folder) if self._kept else None

    def run(self) -> None:
        """Work until told to finish."""
        self._store.open()
        if self._presence is not None:
            self._presence.enter()
        self._kept = {act.id: act for act in self._store.waiting()}
        if self._kept:
            self._retry()
        self._tell()
        self._work()
        if self._kept:
            self._retry()
        if self._presence is not None:
            self._presence.leave()
        self._store.close()

    def _work(self) -> None:
        """Do what comes, and look around four times a second, also while somebody types without a pause."""
        look_at = monotonic()
        while True:
            if monotonic() >= look_at:
                self._look_around()
                self._look()
                look_at = monotonic() + LOOK_SECONDS
            try:
                job = self._jobs.get(timeout=max(look_at - monotonic(), 0))
            except Empty:
                continue
            if job is None:
                return
            self._do(job)

    def _do(self, job: Act | Draft | Choice | str) -> None:
        if isinstance(job, Act):
            self._save(job)
        elif isinstance(job, str):
            if self._presence is not None:
                self._presence.say(job)
        elif isinstance(job, Choice):
            self._choose(job)
        else:
            self._save_draft(job)

    # Acts ---------------------------------------------------------------------------------------

    def _save(self, act: Act) -> None:
        if self._kept and self._trouble is not None and monotonic() < self._next_try:
            # A file that was locked a moment ago would cost each of many acts the whole wait.
            self._keep_act(act, self._trouble)
            return
        try:
            session = self._store.commit(act)
        except FileTroubleError as error:
            self._keep_act(act, error)
        except KaikuError as error:
            self._report(Refused(act=act, error=str(error)))
        else:
            self._kept[act.id] = act
            self._settled(Saved(acts=tuple(self._kept), session=session))

    def _keep_act(self, act: Act, trouble: FileTroubleError) -> None:
        try:
            self._store.keep(act, trouble)
        except KaikuError as error:
            self._report(Refused(act=act, error=str(error)))
            return
        self._kept[act.id] = act
        self._wait(trouble)
        if isinstance(trouble, EditedOutsideError):
            # Each act that has to wait for the answer is a reason to ask again.
            self._seen = None
        self._report(Kept(act=act, reason=trouble.brief, error=str(trouble)))

    def _retry(self) -> bool:
        """Try what is kept once more; True when it is saved."""
        before = self._trouble.brief if self._trouble is not None else ""
        try:
            session = self._store.catch_up()
        except FileTroubleError as error:
            self._wait(error)
            if error.brief != before:
                for act in self._kept.values():
                    self._report(Kept(act=act, reason=error.brief, error=str(error)))
            return False
        self._settled(Saved(acts=tuple(self._kept), session=session))
        return True

    def _wait(self, trouble: FileTroubleError) -> None:
        self._trouble, self._next_try = trouble, monotonic() + RETRY_SECONDS

    def _settled(self, report: Saved) -> None:
        self._kept.clear()
        self._trouble = None
        self._tell()
        self._report(report)

    def _tell(self) -> None:
        for news in self._store.news():
            if isinstance(news, SetAsideError):
                self._report(SetAside(act=news.act, error=str(news)))
            else:
                self._report(Told(sentence=str(news)))

    def _save_draft(self, job: Draft) -> None:
        try:
            save_draft(self._store.path, job)
        except KaikuError as error:
            self._report(Troubled(error=str(error)))

    def _look_around(self) -> None:
        others = self._presence.others(monotonic()) if self._presence is not None else ()
        if others != self._others:
            self._report(Connected(others=others, before=self._others))
            self._others = others

    # Other hands --------------------------------------------------------------------------------

    def _look(self) -> None:
        if self._kept and monotonic() >= self._next_try:
            self._retry()
        stamp = self._store.foreign_stamp()
        # A file that has gone is looked at again: it may be coming back, or has to be written anew.
        if not stamp or (stamp == self._seen and stamp != "gone"):
            return
        try:
            session = self._store.look()
        except VanishedError:
            self._seen = stamp
        except EditedOutsideError:
            self._seen = stamp
            self._report(Asked(difference=self._store.difference()))
        except FileTroubleError as error:
            self._trouble_once(stamp, error)
        else:
            self._renewed(session)

    def _trouble_once(self, stamp: object, error: FileTroubleError) -> None:
        told = (stamp, str(error))
        if told != self._seen:
            self._report(Troubled(error=str(error)))
        self._seen = told if stamp == "gone" else stamp

    def _renewed(self, session: Session) -> None:
        self._seen = None
        # What waited may have come in with what the other terminal wrote.
        if not (self._kept and self._retry()):
            self._tell()
            self._report(Renewed(session=session))

    def _choose(self, choice: Choice) -> None:
        try:
            session = self._store.accept() if choice.take else self._store.put_back()
        except FileTroubleError as error:
            self._report(Troubled(error=str(error)))
        else:
            self._renewed(session)
