"""Item 6: does each partner go on next year?"""

from collections.abc import Callable, Sequence
from typing import ClassVar

from msgspec.structs import replace
from textual.content import Content

from kaikutui.catalogue import text
from kaikutui.domain.commands import BY_ID
from kaikutui.domain.formats import format_date
from kaikutui.domain.marks import mark_answer
from kaikutui.domain.operations import Change
from kaikutui.domain.seat import Moment, Outcome
from kaikutui.domain.session import Answer, Partner, Session
from kaikutui.domain.tallies import represented, roll_call, to_be_asked
from kaikutui.tui.forms import Answers, Field, Form
from kaikutui.tui.panels.base import Effect, ItemPanel, Mark
from kaikutui.tui.widgets.row_list import Cell, Column, Row, heading, row

_STYLES = {Answer.YES: "row--good", Answer.NO: "row--warn", Answer.OPEN: "row--warn"}


def _answer(answer: Answer) -> Callable[[Partner, Moment], Effect]:
    return lambda partner, moment: mark_answer(partner, answer)


def _remark(partner: Partner, moment: Moment) -> Form:
    field = Field("comment", text("form.comment"), partner.comment)

    def act(answers: Answers, now: Moment) -> Outcome:
        after = replace(partner, comment=answers["comment"])
        return Outcome(operations=(Change(table="partners", before=partner, after=after),))

    return Form(partner.name, (field,), act)


def _deadline(partner: object, moment: Moment) -> Form:
    day = moment.session.continuation.deadline
    field = Field("day", text("form.deadline"), format_date(day) if day else "", hint="11.12.2026")
    return Form(text("form.deadline.title"), (field,), lambda answers, now: BY_ID["deadline"].run(now, answers["day"]))


class ContinuationPanel(ItemPanel):
    """A row a partner, one key an answer."""

    columns: ClassVar = (Column(width=1), Column(), Column(width=7), Column(width=11), Column(width=24))
    marks: ClassVar = (
        Mark("k", "mark.yes", _answer(Answer.YES), advances=True),
        Mark("e", "mark.no", _answer(Answer.NO), advances=True),
        Mark("a", "mark.open", _answer(Answer.OPEN), advances=True),
        Mark("h", "mark.remark", _remark),
        Mark("m", "mark.deadline", _deadline, needs_row=False),
    )

    def sums(self, moment: Moment) -> Content:
        """How many of each answer, who is unasked, the deadline."""
        calls = roll_call(moment.session)
        parts: list[str | tuple[str, str]] = []
        for name, rows in (
            ("yes", calls.yes),
            ("no", calls.no),
            ("open", calls.open),
            ("none", calls.unasked),
        ):
            parts += [f"{text(f'answer.{name}')} ", (str(len(rows)), "bold"), "   "]
        day = moment.session.continuation.deadline
        parts.append(text("panel.deadline", day=format_date(day)) if day else (text("panel.no_deadline"), "$warning"))
        return Content.assemble(*parts)

    def rows(self, session: Session, moment: Moment) -> Sequence[Row]:
        """All partners in the order of the roll-call, the absent ones told."""
        absent = {partner.name for partner in represented(session).absent}
        rows: list[Row] = []
        side = None
        for partner in to_be_asked(session):
            if partner.side is not side:
                side = partner.side
                rows.append(heading(text(f"sides.{side}"), f"row--{side}"))
            answer = text(f"answer.{partner.continues or 'none'}")
            style = _STYLES[partner.continues] if partner.continues else "row--muted"
            here = text("presence.absent") if partner.name in absent else ""
            rows.append(row(partner, "", partner.name, Cell(here, "row--muted"), Cell(answer, style), partner.comment))
        return rows
