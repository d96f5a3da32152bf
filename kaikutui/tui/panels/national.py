"""Item 7: reference pages, so that the part can be held without Kaikukeskus, and the questions collected for it."""

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from kaikutui.catalogue import text
from kaikutui.domain.commands import BY_ID
from kaikutui.domain.formats import format_date
from kaikutui.domain.seat import Moment
from kaikutui.domain.session import Kind, Note, Session
from kaikutui.tui.panels.base import ItemPanel, Mark
from kaikutui.tui.widgets.note_lines import body
from kaikutui.tui.widgets.row_list import Cell, Column, Row, heading, row


def questions(session: Session) -> tuple[Note, ...]:
    """The questions to Kaikukeskus, of all items."""
    return tuple(note for note in session.notes if note.kind is Kind.QUESTION)


class NationalPanel(ItemPanel):
    """The pages by title, the open one in full, the questions below."""

    columns: ClassVar = (Column(width=1), Column(), Column(width=10))

    def __init__(self) -> None:
        """No page is open at first."""
        super().__init__()
        self._open = ""

    marks: ClassVar = (
        Mark("enter", "mark.open_page", lambda page, moment: None),
        Mark(
            "p",
            "mark.kaikukeskus",
            lambda page, moment: BY_ID["kaikukeskus"].run(moment, ""),
            needs_row=False,
        ),
    )

    def sums(self, moment: Moment) -> Content:
        """Whether Kaikukeskus is here, and how many questions wait for it."""
        absent = moment.session.meeting.kaikukeskus_absent
        here = text(f"panel.kaikukeskus_{'absent' if absent else 'present'}")
        count = text("panel.questions", count=len(questions(moment.session)))
        return Content.assemble((here, "bold $warning" if absent else "bold"), f"   {count}")

    def rows(self, session: Session, moment: Moment) -> Sequence[Row]:
        """Questions first, because they must not be forgotten; then the pages, the open one with its lines."""
        rows = [heading(text("panel.questions.title"))] if questions(session) else []
        rows += [
            row(note.id, "", f"{note.item}  {body(note)}", Cell(text(f"source.{note.source}"), "row--muted"))
            for note in questions(session)
        ]
        pages = session.item(moment.seat.shown).pages
        rows += [heading(text("panel.pages.title"))] if pages else []
        for page in pages:
            rows.append(
                row(
                    page.title,
                    "",
                    f"{'▾' if page.title == self._open else '▸'} {page.title}",
                    Cell(format_date(page.as_of), "row--muted"),
                )
            )
            if page.title == self._open:
                rows.extend(heading(f"    {line}", "row--muted") for line in page.lines)
        return rows

    def _carry_out(self, mark: Mark, key: object) -> None:
        """Opening a page is the terminal's own affair: nothing of the meeting changes."""
        if mark.key == "enter":
            self._open = "" if key == self._open else str(key)
        super()._carry_out(mark, key)
