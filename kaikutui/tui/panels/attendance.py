"""Item 1: who is here."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.content import Content

from kaikutui.catalogue import text
from kaikutui.domain.clocks import fixed
from kaikutui.domain.commands.records import person_operations, side_named
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.formats import format_clock
from kaikutui.domain.marks import mark_arrival, mark_departure, mark_presence
from kaikutui.domain.operations import Change
from kaikutui.domain.seat import Moment, Outcome
from kaikutui.domain.session import Person, Presence, Session
from kaikutui.domain.tallies import SIDES, attendance
from kaikutui.tui.forms import Answers, Field, Form
from kaikutui.tui.panels.base import Effect, ItemPanel, Mark
from kaikutui.tui.widgets.row_list import Cell, Column, Row, heading, row


class NameMissingError(KaikuError):
    """A form was sent without the name it is about."""

    key = "error.name_missing"


def _presence(presence: Presence) -> Callable[[Person, Moment], Effect]:
    return lambda person, moment: mark_presence(person, presence)


def _add(person: object, moment: Moment) -> Form:
    """The form for somebody who was not on the list."""
    fields = (
        Field("name", text("form.name")),
        Field("organisation", text("form.organisation")),
        Field("side", text("form.side"), hint=text("form.side.hint")),
    )
    return Form(text("form.person.title"), fields, _added)


def _added(answers: Answers, moment: Moment) -> Outcome:
    if not answers["name"] and not answers["organisation"]:
        raise NameMissingError
    side = side_named(answers["side"]) if answers["side"] else None
    acts = person_operations(moment, answers["name"], answers["organisation"], side)
    return Outcome(operations=acts, message=text("said.person", name=answers["name"] or answers["organisation"]))


class AttendancePanel(ItemPanel):
    """A row a person, grouped by side; one key a mark."""

    columns: ClassVar = (Column(width=1), Column(), Column(width=20), Column(width=13), Column(width=11))
    marks: ClassVar = (
        Mark("l", "mark.present", _presence(Presence.PRESENT), advances=True),
        Mark("e", "mark.remote", _presence(Presence.REMOTE), advances=True),
        Mark("p", "mark.absent", _presence(Presence.ABSENT), advances=True),
        Mark("s", "mark.arrived", lambda person, moment: mark_arrival(person, fixed(moment.now))),
        Mark("t", "mark.left", lambda person, moment: mark_departure(person, fixed(moment.now))),
        Mark("u", "mark.new", _add, needs_row=False),
        Mark("delete", "mark.remove", lambda person, moment: Change(table="people", before=person)),
    )

    def sums(self, moment: Moment) -> Content:
        """Who is here of all, by side, and how many of them on the line; in one line of 80 cells."""
        sides = attendance(moment.session)
        if not sides:
            return Content(text("panel.attendance.empty"))
        parts: list[str | tuple[str, str]] = []
        for side, heads in sides.items():
            total = heads.here + heads.absent + heads.unmarked
            parts += [f"{text(f'sides_short.{side}')} ", (f"{heads.here}/{total}", "bold"), "   "]
        remote = sum(heads.remote for heads in sides.values())
        return Content.assemble(*parts, f"{text('presence.remote')} ", (str(remote), "bold"))

    def rows(self, session: Session, moment: Moment) -> Sequence[Row]:
        """People by side."""
        sides = {partner.name: partner.side for partner in session.partners}
        rows: list[Row] = []
        for side in SIDES:
            people = [one for one in session.people if sides.get(one.organisation, SIDES[-1]) is side]
            if people:
                rows.append(
                    heading(text(f"sides.{side}"), f"row--{side}" if side.value in _COLOURED else "row--heading")
                )
                rows.extend(map(_person_row, people))
        return rows


_COLOURED = ("distributor", "venue")
_STYLES = {Presence.PRESENT: "row--good", Presence.REMOTE: "row--good", Presence.ABSENT: "row--muted"}


def _person_row(person: Person) -> Row:
    presence = text(f"presence.{person.presence}") if person.presence else "·"
    times = ""
    if person.arrived or person.left:
        times = "–".join(format_clock(at) if at else "" for at in (person.arrived, person.left))
    name = person.name or "–"
    style = _STYLES.get(person.presence, "row--warn") if person.presence else "row--warn"
    return row(person, "", person.organisation or "–", name, Cell(presence, style), times)
