"""The meeting as a line-by-line conversation: screen readers, dumb terminals, pipes."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TextIO

from kaikutui.catalogue import text
from kaikutui.domain import seat
from kaikutui.domain.clocks import floor, left, spent
from kaikutui.domain.commands import COMMANDS
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.formats import format_span
from kaikutui.domain.line import read_line
from kaikutui.domain.meeting import Clock, Meeting
from kaikutui.domain.operations import Operation
from kaikutui.domain.search import search
from kaikutui.memo.export import write_from_meeting
from kaikutui.storage.store import SessionStore


class Conversation:
    """One terminal that reads lines and answers in lines."""

    def __init__(self, path: Path, out: TextIO, clock: Clock, new_id: Callable[[], str], name: str) -> None:
        """Read the meeting; raises KaikuError."""
        self._store = SessionStore(path)
        self._out = out
        session = self._store.load().session
        self.meeting = Meeting(session, clock, new_id)
        self.seat = seat.Seat(shown=floor(session).item or 1, name=name)
        self.over = False

    def say(self, *sentences: str) -> None:
        """Answer in lines."""
        for sentence in sentences:
            print(sentence, file=self._out, flush=True)

    def hear(self, line: str) -> None:
        """Carry out a line as the bar of the screen would."""
        before = self.seat
        try:
            outcome = read_line(line, self.meeting.moment(self.seat))
            self.seat = outcome.seat or self.seat
            self._save(self.meeting.perform(outcome))
            for request in outcome.requests:
                _ANSWERS.get(type(request), _not_here)(self, request)
        except KaikuError as error:
            self.say(str(error))
            return
        if outcome.message:
            self.say(outcome.message)
        if self.seat.source != before.source:
            self.say(text(f"source.{self.seat.source}"))
        if self.seat.shown != before.shown:
            self.tell_item()

    def _save(self, act: Operation | None) -> None:
        if act is None:
            return
        try:
            self.meeting.saved(act, self._store.commit(act))
        except KaikuError:
            self.meeting.refused(act)
            raise
        self.say(text("plain.saved"))

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
        target = Path(path).expanduser() if path else self._store.path.parent
        self.say(*write_from_meeting(self.meeting.session, target, self.meeting.clock()))


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
    }
)


def converse(path: Path, lines: TextIO, out: TextIO, clock: Clock, new_id: Callable[[], str], name: str) -> int:
    """Talk until the lines end or the user leaves; gives the exit code. Raises KaikuError for an unreadable file."""
    talk = Conversation(path, out, clock, new_id, name)
    talk.say(text("plain.welcome", title=talk.meeting.session.meeting.title))
    talk.tell_item()
    for line in lines:
        talk.hear(line)
        if talk.over:
            break
    return 0
