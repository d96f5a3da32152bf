"""A plain thread between the screen and the disk: acts go in, words about them come out."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic

from kaikutui.domain.errors import KaikuError
from kaikutui.domain.operations import Act
from kaikutui.domain.record import Record
from kaikutui.domain.session import Session
from kaikutui.storage.drafts import Draft
from kaikutui.storage.half_typed import HalfTyped
from kaikutui.storage.keeping import Keeping, KeptOutside
from kaikutui.storage.outside import EditedOutsideError, VanishedError
from kaikutui.storage.presence import Presence, Terminal
from kaikutui.storage.reports import Asked, Connected, Kept, Refused, Renewed, Report, Saved, SetAside, Told, Troubled
from kaikutui.storage.store import SessionStore, SetAsideError
from kaikutui.storage.trouble import FileTroubleError

LOOK_SECONDS = 0.25
"""How often the file is looked at for what other terminals did."""

SLICE_SECONDS = 0.2
"""How long a file that another terminal holds is waited for at a stretch: a half-typed line waits behind it."""


class Choice(Record, frozen=True, kw_only=True):
    """The answer to ``Asked``."""

    take: bool
    """True: the file's version; False: put ours back."""


Job = Act | Draft | Choice | str | None
"""What the saver is given; None: it is to finish."""


class Saver(Thread):
    """Saves acts in the order they come, and looks for foreign changes while it waits."""

    def __init__(
        self, store: SessionStore, report: Callable[[Report], object], presence: Presence | None = None
    ) -> None:
        """``report`` is called from this thread. ``presence``: this terminal's place among the others."""
        super().__init__(name="saver", daemon=True)
        self._store = store
        # A file that is held is asked for again and again, with an eye to what comes meanwhile.
        store.patience = SLICE_SECONDS
        self._report = report
        self._presence = presence
        self._others: tuple[Terminal, ...] = ()
        self._jobs: SimpleQueue[Job] = SimpleQueue()
        self._in_hand: Act | None = None
        self._keeping = Keeping()
        self._half_typed = HalfTyped(store, report)
        # Trouble is told once for each state of the file, not four times a second.
        self._seen: object = None
        self.lost = 0
        """How many acts of a saver that has failed no folder took."""

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
        """Save what is on its way and stop; False when the disk did not answer in time, or an act is nowhere.

        A saver that has not been started yet is, for what it has been given.
        """
        self._jobs.put(None)
        if self.ident is None:
            self.start()
        self.join(seconds)
        if self.is_alive():
            return False
        # What came after a saver had failed.
        self._rescue()
        return not self.lost

    @property
    def path(self) -> Path:
        """The session's file."""
        return self._store.path

    @property
    def kept(self) -> KeptOutside | None:
        """What is safe outside the file; None: nothing is."""
        count = len(self._keeping.acts)
        return KeptOutside(count=count, folder=self._store.spool_folder) if count else None

    def run(self) -> None:
        """Work until told to finish."""
        try:
            self._serve()
        finally:
            # After a fault of the program: nothing that was handed in may go with the thread.
            self._rescue()

    def _serve(self) -> None:
        self._store.open()
        if self._presence is not None:
            self._presence.enter()
        self._keeping.begin(self._store.waiting())
        if self._keeping.acts:
            self._retry()
        self._tell()
        self._work()
        self._store.patience = None
        if self._keeping.acts:
            self._retry()
        if self._presence is not None:
            self._presence.leave()
        self._store.close()

    def _work(self) -> None:
        """Do what comes, and what is due, also while somebody types without a pause."""
        look_at = monotonic()
        while True:
            if monotonic() >= look_at:
                self._look_around()
                self._look()
                look_at = monotonic() + LOOK_SECONDS
            elif self._keeping.is_patient(monotonic()):
                self._retry()
            self._half_typed.save_due()
            for job in self._arrived(until=self._half_typed.due_before(look_at)):
                if job is None:
                    self._half_typed.save()
                    return
                self._do(job)

    def _arrived(self, until: float) -> Iterator[Job]:
        """What has come, in its order; the first of it is waited for, unless there is something to try again."""
        now = monotonic()
        with suppress(Empty):
            yield self._jobs.get(timeout=0 if self._keeping.is_patient(now) else max(until - now, 0))
            for _ in range(self._jobs.qsize()):
                yield self._jobs.get_nowait()

    def _do(self, job: Act | Draft | Choice | str) -> None:
        if isinstance(job, Act):
            self._in_hand = job
            self._save(job)
            self._in_hand = None
        elif isinstance(job, str):
            if self._presence is not None:
                self._presence.say(job)
        elif isinstance(job, Choice):
            self._choose(job)
        else:
            self._half_typed.take(job)

    # Acts ---------------------------------------------------------------------------------------

    def _save(self, act: Act) -> None:
        self._half_typed.acted()
        if self._keeping.trouble is not None:
            # A file that was locked a moment ago would cost each of many acts the whole wait.
            self._keep_act(act, self._keeping.trouble)
            return
        try:
            session = self._store.commit(act)
        except FileTroubleError as error:
            self._keep_act(act, error)
        except KaikuError as error:
            self._report(Refused(act=act, error=str(error)))
        else:
            self._keeping.acts[act.id] = act
            self._settled(session)

    def _keep_act(self, act: Act, trouble: FileTroubleError) -> None:
        try:
            self._store.keep(act, trouble)
        except KaikuError as error:
            self._report(Refused(act=act, error=str(error)))
            return
        if not self._keeping.acts:
            self._keeping.wait(trouble, monotonic())
        self._keeping.acts[act.id] = act
        if isinstance(trouble, EditedOutsideError):
            # Each act that has to wait for the answer is a reason to ask again.
            self._seen = None
        if not self._keeping.is_patient(monotonic()):
            self._report(Kept(act=act, reason=trouble.brief, error=str(trouble)))

    def _retry(self) -> bool:
        """Try what is kept once more; True when it is saved."""
        try:
            session = self._store.catch_up()
        except FileTroubleError as error:
            if self._keeping.wait(error, monotonic()):
                for act in self._keeping.acts.values():
                    self._report(Kept(act=act, reason=error.brief, error=str(error)))
            return False
        self._settled(session)
        return True

    def _settled(self, session: Session) -> None:
        report = Saved(acts=self._keeping.settle(), session=session)
        self._tell()
        self._report(report)

    def _rescue(self) -> None:
        """Put every act that nothing has been said of into the spool, each whatever becomes of the others."""
        acts = [] if self._in_hand is None else [self._in_hand]
        with suppress(Empty):
            while True:
                job = self._jobs.get_nowait()
                acts += [job] if isinstance(job, Act) else []
        self._in_hand = None
        self.lost += len(acts)
        with ExitStack() as each:
            # Done from the last to the first: the line that the act in hand may have come from, then the acts.
            for act in reversed(acts):
                each.callback(self._rescue_act, act)
            each.callback(self._half_typed.save)

    def _rescue_act(self, act: Act) -> None:
        with suppress(KaikuError):
            self._store.rescue(act)
            self._keeping.acts[act.id] = act
            self.lost -= 1

    def _tell(self) -> None:
        for news in self._store.news():
            if isinstance(news, SetAsideError):
                self._report(SetAside(act=news.act, error=str(news)))
            else:
                self._report(Told(sentence=str(news)))

    def _look_around(self) -> None:
        others = self._presence.others(monotonic()) if self._presence is not None else ()
        if others != self._others:
            self._report(Connected(others=others, before=self._others))
            self._others = others

    # Other hands --------------------------------------------------------------------------------

    def _look(self) -> None:
        if self._keeping.is_time(monotonic()):
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
        if not (self._keeping.acts and self._retry()):
            self._tell()
            self._report(Renewed(session=session))

    def _choose(self, choice: Choice) -> None:
        try:
            session = self._store.accept() if choice.take else self._store.put_back()
        except FileTroubleError as error:
            self._report(Troubled(error=str(error)))
        else:
            self._renewed(session)
