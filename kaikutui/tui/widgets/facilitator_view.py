"""The facilitator's body of the meeting screen: how are we on time, who has not spoken, what comes next."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Digits, Static

from kaikutui.catalogue import text
from kaikutui.domain.clocks import allotted, left, spent, to_come
from kaikutui.domain.formats import format_span
from kaikutui.domain.operations import CoverQuestion
from kaikutui.domain.rounds import talk_times, time_each, waiting
from kaikutui.domain.seat import Moment, Outcome
from kaikutui.domain.session import Item, Kind, Session, Source
from kaikutui.domain.tallies import count_notes, speaking
from kaikutui.tui import lines
from kaikutui.tui.messages import LeavePanel, Perform
from kaikutui.tui.show import content, show
from kaikutui.tui.widgets.body import Body
from kaikutui.tui.widgets.line import Line
from kaikutui.tui.widgets.note_lines import NoteLines
from kaikutui.tui.widgets.row_list import Cell, Column, Row, RowList, heading, row
from kaikutui.tui.wrap import shorten, wrap

LAST_NOTES = 12
"""How many of the newest notes are at hand, whatever their item."""


ASKED_LINES = 5
"""How many of the newest questions to Kaikukeskus a high window has lines for; a low one has one for the newest."""


class FacilitatorView(Body):
    """One look: the big clock, the balance of the sides, who waits, the questions to tick off, the last notes."""

    # A rule asks how low the screen is.
    SCOPED_CSS: ClassVar[bool] = False
    DEFAULT_CSS: ClassVar[str] = """
    FacilitatorView #facilitator-time { height: 3; margin-top: 1; }
    MeetingScreen.-low FacilitatorView #facilitator-time { margin-top: 0; }
    #facilitator-clock { width: auto; min-width: 16; margin-right: 3; }
    #facilitator-clock.-over { color: $warning; }
    #facilitator-facts { width: 1fr; height: 3; }
    #facilitator-balance { height: 2; }
    #facilitator-asked { height: auto; }
    FacilitatorView RowList { height: auto; max-height: 40%; margin: 1 0; }
    #facilitator-notes { height: 1fr; }
    """

    before_aside = "#facilitator-asked"

    _title = query_one("#item-title", Line)
    _clock = query_one("#facilitator-clock", Digits)
    _facts = query_one("#facilitator-facts", Line)
    _balance = query_one("#facilitator-balance", Static)
    _asked = query_one("#facilitator-asked", Static)
    _questions = query_one(RowList)
    _notes = query_one(NoteLines)

    columns: ClassVar = (Column(width=3), Column())

    def compose(self) -> ComposeResult:
        """From the most looked at to the least."""
        yield Line(id="item-title")
        with Horizontal(id="facilitator-time"):
            yield Digits(id="facilitator-clock")
            yield Line(id="facilitator-facts")
        yield Static(id="facilitator-balance")
        yield Static(id="facilitator-asked")
        yield RowList(self.columns, advancing=frozenset({"space"}))
        with Vertical(id="facilitator-notes"):
            yield NoteLines(with_source=True)

    async def show_moment(self, moment: Moment) -> None:
        """Redraw for this moment."""
        session, item = moment.session, moment.session.item(moment.seat.shown)
        self.tick(moment)
        width = max(self.size.width - 2, 20)
        self._balance.update(Content("\n").join(balance_lines(session, item, width)))
        asked = asked_lines(session, width, ASKED_LINES if self.screen.has_class("-tall") else 1)
        self._asked.update(Content("\n").join(asked))
        self._asked.display = bool(asked)
        self._questions.show_rows(question_rows(item, max(width - 6, 20)))
        self._notes.show_notes(session.notes[-LAST_NOTES:])

    def tick(self, moment: Moment) -> None:
        """Redraw only what time changes."""
        item = moment.session.item(moment.seat.shown)
        rest = left(item, moment.now)
        self._title.show(lines.title(item), layout=True)
        self._clock.update(format_span(abs(rest)))
        self._clock.set_class(rest < timedelta(), "-over")
        self._facts.show(Content("\n").join(fact_lines(moment, item)))

    def enter_panel(self) -> None:
        """Give the keys to the questions."""
        if self._questions.height_wanted:
            self._questions.focus()

    @on(RowList.KeyPressed)
    def _tick_off(self, message: RowList.KeyPressed) -> None:
        message.stop()
        if message.key in ("escape", "f6", "tab"):
            self.post_message(LeavePanel())
        elif message.key == "space" and message.row is not None and isinstance(message.row.key, str):
            question = message.row.key
            self.post_message(Perform(lambda moment: tick_off(question, moment)))


def tick_off(question: str, moment: Moment) -> Outcome:
    """The act that ticks a question of the shown item off, or takes the tick off again."""
    item = moment.session.item(moment.seat.shown)
    covered = question not in item.covered
    return Outcome(operations=(CoverQuestion(item=item.number, question=question, covered=covered),))


def fact_lines(moment: Moment, item: Item) -> list[Content]:
    """Beside the clock: left or over, what comes next, whose turn it is."""
    session, now = moment.session, moment.now
    over = left(item, now) < timedelta()
    spent_of = text("facilitator.spent", span=format_span(spent(item, now)), minutes=lines.minutes(allotted(item)))
    word = (text("time.over"), "bold $warning") if over else (text("room.left"), "bold")
    pause = (f"   {text('time.paused')}", "bold $warning") if lines.is_paused(session, item) else ""
    following = next((one for one in to_come(session) if one.number > item.number), None)
    return [
        Content.assemble(word, f"   {spent_of}", pause),
        content(_next_words(following), "$text-muted"),
        content(_turn_words(moment, item, now)),
    ]


def _next_words(item: Item | None) -> str:
    if item is None:
        return text("facilitator.last_item")
    return text("facilitator.next", number=item.number, label=item.label, minutes=lines.minutes(allotted(item)))


def _turn_words(moment: Moment, item: Item, now: datetime) -> str:
    partners = waiting(moment.session, item.number)
    each = time_each(moment.session, item.number, now)
    if not partners or each is None:
        return text("said.round_over") if moment.session.partners else ""
    return text("facilitator.turn", name=partners[0].name, span=format_span(each))


def balance_lines(session: Session, item: Item, width: int) -> list[Content]:
    """Both sides in partners heard, minutes and notes; then whom nobody has heard yet."""
    talk = talk_times(session)
    parts: list[str | tuple[str, str]] = []
    silent: list[str] = []
    for side, turns in speaking(session, item.number).items():
        heard = f"{len(turns.spoken)}/{len(turns.spoken) + len(turns.silent)}"
        notes = count_notes(session.notes, source=Source(side.value), confidential=True)
        words = text("facilitator.side", heard=heard, minutes=lines.minutes(talk[side]), notes=notes)
        parts += [(text(f"sides_short.{side}"), f"bold $kaiku-{side}"), f" {words}    "]
        silent += [show(partner.name) for partner in turns.silent]
    names = ", ".join(silent) or text("facilitator.all_heard")
    return [Content.assemble(*parts), content(shorten(f"{text('facilitator.silent')} {names}", width))]


def asked_lines(session: Session, width: int, most: int) -> list[Content]:
    """The newest questions to Kaikukeskus, a line each, the first of which tells how many there are; none, none.

    What is confidential goes to nobody, and is not asked.
    """
    asked = [note for note in session.notes if note.kind is Kind.QUESTION and not note.confidential]
    count = text("counts.questions", count=len(asked))
    heads = [(count, "bold"), *[(" " * len(count), "")] * most]
    room = width - len(count) - 2
    newest = asked[-most:][::-1]
    return [
        Content.assemble(head, f"  {shorten(show(note.text), room)}") for head, note in zip(heads, newest, strict=False)
    ]


def question_rows(item: Item, width: int) -> Sequence[Row]:
    """The support questions in their groups, each on as many lines as it needs; ticked off or not."""
    groups = (
        ("all", item.questions.all),
        ("distributors", item.questions.distributors),
        ("venues", item.questions.venues),
    )
    rows: list[Row] = []
    for name, questions in groups:
        if questions:
            rows.append(heading(text(f"questions.{name}")))
        for question in questions:
            done = question in item.covered
            first, *rest = wrap(show(question), width)
            style = "row--muted" if done else ""
            rows.append(row(question, "[x]" if done else "[ ]", Cell(first, style)))
            rows.extend(heading(f"    {line}", style or "row--plain") for line in rest)
    return rows
