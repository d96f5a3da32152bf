"""The meeting as a line-by-line conversation: screen readers, dumb terminals, pipes."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TextIO

from msgspec.structs import replace

from kaikutui.catalogue import text
from kaikutui.domain import seat
from kaikutui.domain.clocks import floor, left, spent
from kaikutui.domain.commands import COMMANDS
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.formats import format_span
from kaikutui.domain.line import read_line
from kaikutui.domain.meeting import Clock, Meeting
from kaikutui.domain.operations import Act
from kaikutui.domain.replanning import in_words
from kaikutui.domain.search import search
from kaikutui.domain.session import Session
from kaikutui.domain.watch import Watch
from kaikutui.memo_file import write_from_meeting
from kaikutui.storage.places import typed_path
from kaikutui.storage.store import SessionStore
from kaikutui.storage.trouble import FileTroubleError
from kaikutui.telling import InputUnreadableError, NotToldError, ReaderGoneError, heard, tell


class Conversation:
    """One terminal that reads lines and answers in lines."""

    def __init__(self, path: Path, out: TextIO, clock: Clock, new_id: Callable[[], str], own: seat.Seat) -> None:
        """Read the meeting; raises KaikuError. ``own``: whose terminal it is."""
        self._store = SessionStore(path, clock)
        self._out = out
        session = self._store.load_unseen().session
        self._store.open()
        self.meeting = Meeting(session, clock, new_id)
        self.seat = replace(own, shown=floor(session).item or 1)
        self.over = False
        self._watch = Watch()
        self._catch_up()

    def say(self, *sentences: str) -> None:
        """Answer in lines."""
        tell(*sentences, out=self._out)

    def hear(self, line: str) -> None:
        """Carry out a line as the bar of the screen would; then say a warning about the time that was not said yet."""
        self._look()
        self._answer(line)
        self._warn()

    def _look(self) -> None:
        """Take in what other terminals have done. What is wrong with the file is said when it is written to."""
        # A file that is gone is for the next act: it is looked for, and written anew, when it is missing twice.
        if self._store.path.exists() and self._store.foreign_stamp():
            with suppress(FileTroubleError):
                self.meeting.renew(self._store.look())

    def _warn(self) -> None:
        """Here a warning is a line among others, and has been told when it has been said."""
        self._watch = self._watch.look(self.meeting.session, self.meeting.clock())
        if self._watch.shown is not None:
            self.say(self._watch.shown.sentence)
            self._watch = self._watch.put_aside()

    def _answer(self, line: str) -> None:
        before = self.seat
        try:
            outcome = read_line(line, self.meeting.moment(self.seat))
            self.seat = outcome.seat or self.seat
            self._save(self.meeting.perform(outcome))
            for request in outcome.requests:
                _ANSWERS.get(type(request), _not_here)(self, request)
        except NotToldError:
            raise
        except KaikuError as error:
            self.say(str(error))
            return
        if outcome.message:
            self.say(outcome.message)
        if self.seat.source != before.source:
            self.say(text(f"source.{self.seat.source}"))
        if self.seat.shown != before.shown:
            self.tell_item()

    def _save(self, act: Act | None) -> None:
        if act is None:
            return
        try:
            session = self._store.commit(act)
        except FileTroubleError as trouble:
            self._keep(act, trouble)
        except KaikuError:
            self.meeting.refused(act)
            raise
        else:
            self._settle(session)
            self.say(text("plain.saved"))

    def _keep(self, act: Act, trouble: FileTroubleError) -> None:
        try:
            self._store.keep(act, trouble)
        except KaikuError:
            self.meeting.refused(act)
            raise
        self.meeting.keep(act)
        self.say(text("error.kept", error=trouble))

    def _settle(self, session: Session) -> None:
        """The file has been written: all that waited went in with it, and what did not fit is told."""
        self.meeting.saved([act.id for act in self.meeting.waiting], session)
        self.tell_news()

    def tell_news(self) -> None:
        """Say what has happened to the file."""
        self.say(*map(str, self._store.news()))

    def _catch_up(self) -> None:
        """Take in what waits for the file, if it can be written now."""
        waiting = self._store.waiting()
        if not waiting:
            return
        for act in waiting:
            self.meeting.keep(act)
        with suppress(FileTroubleError):
            self._settle(self._store.catch_up())

    def leave(self) -> int:
        """Go; gives the exit code, 1 when something still waits for the file."""
        self._catch_up()
        self._store.close()
        if self._store.waiting():
            self.say(self.whereabouts())
            return 1
        return 0

    def break_off(self) -> None:
        """Go because nobody answers, or nobody is answered, any more."""
        with suppress(NotToldError, ReaderGoneError):
            self._catch_up()
        self._store.close()

    def whereabouts(self) -> str:
        """Where everything is that was taken down."""
        path, count = self._store.path, len(self._store.waiting())
        if count:
            return text("goodbye.kept", path=path, count=count, folder=self._store.spool_folder)
        return text("goodbye.at", path=path)

    def undo(self) -> None:
        """Take back the last act."""
        self._save(self.meeting.undo())

    def tell_item(self) -> None:
        """Say which item is shown and how it is on time."""
        moment = self.meeting.moment(self.seat)
        item = moment.session.item(self.seat.shown)
        rest = left(item, moment.now)
        words = text("time.left", span=format_span(rest))
        if rest.total_seconds() < 0:
            words = f"{text('time.over')} +{format_span(-rest)}"
        time = f"{format_span(spent(item, moment.now))}, {words}"
        self.say(text("plain.item", number=item.number, title=item.title, time=time))

    def tell_notes(self, words: str) -> None:
        """Say the notes that hold these words."""
        for note in search(self.meeting.session, words):
            self.say(f"{note.item} {text(f'source.{note.source}')}: {note.text}")

    def export(self, path: str) -> None:
        """Write the memo and say where."""
        target = typed_path(path) if path else self._store.path.parent
        said = write_from_meeting(self.meeting.session, target, self.meeting.clock())
        tell(*said, out=self._out, done=f"{said[0]}.")


Answer = Callable[[Conversation, object], None]


def _not_here(talk: Conversation, request: object) -> None:
    talk.say(text("plain.not_here"))


def _quit(talk: Conversation, request: object) -> None:
    talk.over = True


def _help(talk: Conversation, request: object) -> None:
    talk.say(*(f"{command.written}: {command.help}" for command in COMMANDS))


def _questions(talk: Conversation, request: object) -> None:
    groups = talk.meeting.session.item(talk.seat.shown).questions
    talk.say(*groups.all, *groups.distributors, *groups.venues)


def _guidance(talk: Conversation, request: object) -> None:
    talk.say(*talk.meeting.session.item(talk.seat.shown).guidance)


def _undo(talk: Conversation, request: object) -> None:
    talk.undo()


def _search(talk: Conversation, request: object) -> None:
    if isinstance(request, seat.Search):
        talk.tell_notes(request.words)


def _export(talk: Conversation, request: object) -> None:
    if isinstance(request, seat.Export):
        talk.export(request.path)


def _settle_edit(talk: Conversation, request: object) -> None:
    """Nothing is written over: both texts are said, and ours can be entered as a new line."""
    if isinstance(request, seat.SettleEdit):
        talk.say(text("settle.title"))
        talk.say(f"{text('settle.theirs')} {request.theirs.text}")
        talk.say(f"{text('settle.mine')} {request.mine.text}")


def _offer_plan(talk: Conversation, request: object) -> None:
    if isinstance(request, seat.OfferPlan):
        moment = talk.meeting.moment(talk.seat)
        for line in (*in_words(moment.session, request.proposal, moment.now), text("replan.accept")):
            talk.say(line)


_ANSWERS: Mapping[type[seat.Request], Answer] = MappingProxyType(
    {
        seat.Quit: _quit,
        seat.OpenHelp: _help,
        seat.OpenPalette: _help,
        seat.ToggleQuestions: _questions,
        seat.ToggleGuidance: _guidance,
        seat.Undo: _undo,
        seat.Search: _search,
        seat.Export: _export,
        seat.OfferPlan: _offer_plan,
        seat.SettleEdit: _settle_edit,
    }
)


def converse(path: Path, lines: TextIO, out: TextIO, clock: Clock, new_id: Callable[[], str], own: seat.Seat) -> int:
    """Talk until the lines end or the user leaves; gives the exit code.

    Raises KaikuError for an unreadable file, NotToldError when the answers reach nobody any more, InputUnreadableError
    and ReaderGoneError. What was taken down by then is safe.
    """
    talk = Conversation(path, out, clock, new_id, own)
    try:
        return _talk(talk, lines)
    except NotToldError as error:
        talk.break_off()
        raise NotToldError(str(error.values["reason"]), f"{error.done} {talk.whereabouts()}".strip()) from error
    except (ReaderGoneError, InputUnreadableError):
        talk.break_off()
        raise


def _talk(talk: Conversation, lines: TextIO) -> int:
    talk.say(text("plain.welcome", title=talk.meeting.session.meeting.title))
    talk.tell_news()
    talk.tell_item()
    for line in heard(lines):
        talk.hear(line)
        if talk.over:
            break
    return talk.leave()
