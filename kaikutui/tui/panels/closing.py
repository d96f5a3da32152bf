"""Item 9: the next meeting, the mood round, and what goes to whom."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from msgspec.structs import replace
from textual.content import Content

from kaikutui.catalogue import text
from kaikutui.domain.agenda import Delivery
from kaikutui.domain.commands import BY_ID
from kaikutui.domain.formats import MONTHS, format_clock, format_date, format_decimal
from kaikutui.domain.operations import Change
from kaikutui.domain.seat import Moment
from kaikutui.domain.session import Mood, NextMeeting, Session
from kaikutui.domain.tallies import tally_moods
from kaikutui.tui.forms import Field, Form
from kaikutui.tui.panels.base import Effect, ItemPanel, Mark
from kaikutui.tui.show import show
from kaikutui.tui.widgets.row_list import Cell, Column, Row, heading, row

BAR = 20


def when(meeting: NextMeeting) -> str:
    """The time of the next meeting as typed and shown; empty when nothing is known."""
    if meeting.date:
        clock = f" {format_clock(meeting.time)}" if meeting.time else ""
        return f"{format_date(meeting.date)}{clock}"
    if meeting.week:
        return text("next.week", week=meeting.week, year=meeting.year or "")
    return f"{MONTHS[meeting.month - 1]} {meeting.year or ''}".strip() if meeting.month else ""


def _next_meeting(row_key: object, moment: Moment) -> Form:
    old = moment.session.next_meeting
    fields = (
        Field("when", text("form.when"), when(old), hint=text("form.when.hint")),
        Field("place", text("form.place"), old.place),
    )
    return Form(
        text("form.next_meeting.title"),
        fields,
        lambda answers, now: BY_ID["next_meeting"].run(now, f"{answers['when']} {answers['place']}"),
    )


def _word(row_key: object, moment: Moment) -> Form:
    field = Field("mood", text("form.mood"), hint=text("form.mood.hint"))
    return Form(text("form.mood.title"), (field,), lambda answers, now: BY_ID["mood"].run(now, answers["mood"]))


def _score(score: int) -> Callable[[object, Moment], Effect]:
    return lambda row_key, moment: Change(table="moods", after=Mood(id=moment.new_id(), score=score))


def _pass(row_key: object, moment: Moment) -> Effect:
    return Change(table="moods", after=Mood(id=moment.new_id()))


def _switch(delivery: object, moment: Moment) -> Effect:
    if not isinstance(delivery, Delivery):
        return None
    return Change(table="deliveries", before=delivery, after=replace(delivery, goes=not delivery.goes))


class ClosingPanel(ItemPanel):
    """The distribution of moods (never whose), the next meeting, the deliveries."""

    columns: ClassVar = (Column(width=1), Column(), Column(width=40))
    marks: ClassVar = (
        *(
            Mark(str(score), "mark.score" if score == 5 else "mark.none", _score(score), needs_row=False)
            for score in range(1, 6)
        ),
        Mark("s", "mark.word", _word, needs_row=False),
        Mark("o", "mark.pass", _pass, needs_row=False),
        Mark("t", "mark.next_meeting", _next_meeting, needs_row=False),
        Mark("space", "mark.delivery", _switch),
    )

    def sums(self, moment: Moment) -> Content:
        """The next meeting, or that it is missing; how many have answered."""
        coming = moment.session.next_meeting
        place = f", {show(coming.place)}" if coming.place else ""
        said = text("panel.next", when=when(coming) + place) if when(coming) else text("panel.no_next")
        moods = tally_moods(moment.session.moods)
        mean = "" if moods.mean is None else text("panel.mean", mean=format_decimal(moods.mean))
        count = text("panel.moods", count=len(moment.session.moods))
        return Content.assemble((said, "" if when(coming) else "$warning"), f"   {count}{mean}")

    def rows(self, session: Session, moment: Moment) -> Sequence[Row]:
        """Scores as bars, words with counts, deliveries."""
        moods = tally_moods(session.moods)
        rows: list[Row] = [heading(text("panel.moods.title"))]
        most = max(moods.scores)
        for score in range(5, 0, -1):
            count = moods.scores[score - 1]
            if most:
                bar = "█" * round(BAR * count / most)
                rows.append(row(("score", score), "", text(f"mood.{score}"), Cell(f"{bar} {count}", "row--bar")))
        words = ", ".join(f"{word} {count}" for word, count in moods.words)
        words += f"{', ' if words else ''}{text('panel.passes', count=moods.passes)}" if moods.passes else ""
        if words or not most:
            rows.append(heading(f"  {words or text('panel.moods.empty')}", "row--muted"))
        rows.append(heading(text("panel.deliveries.title")))
        rows += [
            row(one, "", f"[{'x' if one.goes else ' '}] {one.what}", Cell(f"→ {one.to}", "row--muted"))
            for one in session.deliveries
        ]
        return rows
