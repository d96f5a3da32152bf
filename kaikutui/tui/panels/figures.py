"""Item 3: statistics as a table and as bars."""

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from kaikutui.catalogue import text
from kaikutui.domain.clean import clean_line
from kaikutui.domain.commands.base import ArgumentError
from kaikutui.domain.commands.closing import put_figure
from kaikutui.domain.formats import (
    format_date,
    format_decimal,
    format_number,
    format_percent,
    parse_date,
    parse_number,
)
from kaikutui.domain.operations import Change
from kaikutui.domain.seat import Moment, Outcome
from kaikutui.domain.session import Figure, FiguresSource, Session
from kaikutui.domain.tables import parse_figures
from kaikutui.domain.tallies import FigureTally, tally_figures
from kaikutui.tui.forms import Answers, Field, Form
from kaikutui.tui.panels.base import ItemPanel, Mark
from kaikutui.tui.show import show
from kaikutui.tui.widgets.row_list import Cell, Column, Row, heading, row

BAR = 10
"""Cells of the longest bar."""

_NUMBERS = ("cards", "uses", "children")


def _edit(figure: Figure | None, moment: Moment) -> Form:
    """The form of a row: a new one, or the one under the cursor."""
    old = figure or Figure(period="")
    fields = [Field("period", text("form.period"), old.period, hint="2026 (1.1.–31.10.)")]
    fields += [
        Field(name, text(f"form.{name}"), _number(getattr(old, name), empty=""), hint="1 248") for name in _NUMBERS
    ]
    fields.append(Field("area", text("form.area"), old.area, hint=text("form.area.hint")))

    def act(answers: Answers, now: Moment) -> Outcome:
        after = _figure(answers)
        # A changed period or area is another row: the old one goes as the new one comes.
        renamed = figure is not None and (figure.period, figure.area) != (after.period, after.area)
        gone = (Change(table="figures", before=figure),) if renamed else ()
        return Outcome(operations=(*gone, put_figure(now.session, after)))

    return Form(text("form.figure.title"), tuple(fields), act)


def _figure(answers: Answers) -> Figure:
    numbers = {name: parse_number(answers[name]) if answers[name] else None for name in _NUMBERS}
    wrong = next((name for name in _NUMBERS if answers[name] and numbers[name] is None), None)
    if wrong or not answers["period"]:
        raise ArgumentError(usage=text("form." + (wrong or "period")) + (": 1 248" if wrong else ": 2026"))
    return Figure(period=answers["period"], area=answers["area"], **numbers)


def _source(figure: object, moment: Moment) -> Form:
    old = moment.session.figures_source
    fields = (
        Field("name", text("form.source"), old.name, hint="Kaikukanta"),
        Field(
            "fetched",
            text("form.fetched"),
            format_date(old.fetched) if old.fetched else "",
            hint="17.11.2026",
        ),
    )

    def act(answers: Answers, now: Moment) -> Outcome:
        day = parse_date(answers["fetched"], now.now.date().replace(month=1, day=1)) if answers["fetched"] else None
        if answers["fetched"] and day is None:
            raise ArgumentError(usage="17.11.2026")
        after = FiguresSource(name=clean_line(answers["name"]), fetched=day)
        return Outcome(operations=(Change(table="figures_source", before=old, after=after),))

    return Form(text("form.source.title"), fields, act)


def _paste(figure: object, moment: Moment) -> Form:
    field = Field("table", text("form.table"), hint=text("form.table.hint"), lines=True)
    return Form(text("form.paste.title"), (field,), lambda answers, now: figures_outcome(answers["table"], now))


def figures_outcome(table: str, moment: Moment) -> Outcome:
    """The act that takes a whole table of statistics in; what was not understood is told."""
    figures, problems = parse_figures(table)
    said = text("said.figures", count=len(figures))
    if problems:
        said += " " + " ".join(problem.sentence for problem in problems[:2])
    return Outcome(operations=tuple(put_figure(moment.session, figure) for figure in figures), message=said)


class FiguresPanel(ItemPanel):
    """A row a period, our own first, then the comparison areas."""

    columns: ClassVar = (
        Column(width=1),
        Column(text("column.period")),
        Column(text("column.cards"), 7, right=True),
        Column(text("column.change"), 9, right=True),
        Column(text("column.uses"), 7, right=True),
        Column(text("column.children"), 8, right=True),
        Column(text("column.per_card"), 10, right=True),
        Column("", BAR),
    )
    marks: ClassVar = (
        Mark("u", "mark.new", lambda figure, moment: _edit(None, moment), needs_row=False),
        Mark("enter", "mark.edit", _edit),
        Mark("l", "mark.paste", _paste, needs_row=False),
        Mark("h", "mark.source", _source, needs_row=False),
        Mark("delete", "mark.remove", lambda figure, moment: Change(table="figures", before=figure)),
    )

    def sums(self, moment: Moment) -> Content:
        """Where the figures come from, or how they are brought in."""
        source = moment.session.figures_source
        if not moment.session.figures:
            return Content(text("panel.figures.empty"))
        fetched = format_date(source.fetched) if source.fetched else text("panel.not_told")
        notes = [text("panel.figures.source", name=show(source.name), day=fetched)]
        if any(not tally.comparable for tally in tally_figures(moment.session.figures)):
            notes.append(text("panel.figures.part"))
        return Content("  ".join(notes))

    def rows(self, session: Session, moment: Moment) -> Sequence[Row]:
        """Our own rows, then each comparison area under its name; a bar shows the uses."""
        longest = max((figure.uses or 0 for figure in session.figures), default=0)
        rows: list[Row] = []
        tallies = sorted(tally_figures(session.figures), key=lambda tally: tally.figure.area)
        area = ""
        for tally in tallies:
            if tally.figure.area != area:
                area = tally.figure.area
                rows.append(heading(text("panel.figures.area", area=area)))
            rows.append(_figure_row(tally, longest))
        return rows


def _figure_row(tally: FigureTally, longest: int) -> Row:
    figure = tally.figure
    change = "–" if tally.cards_change is None else format_percent(tally.cards_change, signed=True)
    per_card = "–" if tally.uses_per_card is None else format_decimal(tally.uses_per_card)
    bar = "█" * max(round(BAR * (figure.uses or 0) / longest), 1) if longest and figure.uses else ""
    return row(
        figure,
        "",
        figure.period,
        _number(figure.cards),
        change + ("" if tally.comparable else "*"),
        _number(figure.uses),
        _number(figure.children),
        per_card,
        Cell(bar, "row--bar"),
    )


def _number(number: int | None, empty: str = "–") -> str:
    return empty if number is None else format_number(number)
