"""Items 4 and 8: notes, decisions and actions; the panel counts them and lets one be picked for editing."""

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from kaikutui.catalogue import text
from kaikutui.domain.operations import RemoveNotes, SetConfidential
from kaikutui.domain.seat import Moment, Outcome, RecallNote
from kaikutui.domain.session import Kind, Note, Session
from kaikutui.domain.tallies import count_notes
from kaikutui.tui.panels.base import Effect, ItemPanel, Mark
from kaikutui.tui.widgets.note_lines import body
from kaikutui.tui.widgets.row_list import Cell, Column, Row, row


def recall(note: Note, moment: Moment) -> Outcome:
    """Fetch a note into the bar."""
    return Outcome(requests=(RecallNote(id=note.id),))


def confide(note: Note, moment: Moment) -> Effect:
    """Turn a note's confidentiality."""
    return SetConfidential(id=note.id, confidential=not note.confidential)


class NotesPanel(ItemPanel):
    """Counts; entered, the item's notes one a row."""

    columns: ClassVar = (Column(width=1), Column(width=13), Column(width=11), Column())
    marks: ClassVar = (
        Mark("enter", "mark.edit", recall),
        Mark("m", "mark.confide", confide),
        Mark("delete", "mark.delete", lambda note, moment: RemoveNotes(ids=(note.id,))),
    )

    def sums(self, moment: Moment) -> Content:
        """Decisions and actions of the item."""
        notes, number = moment.session.notes, moment.seat.shown
        parts: list[str | tuple[str, str]] = []
        for kind in (Kind.DECISION, Kind.ACTION, Kind.QUESTION):
            count = count_notes(notes, item=number, kind=kind, confidential=True)
            parts += [f"{text(f'kinds.{kind}')} ", (str(count), "bold"), "   "]
        return Content.assemble(*parts)

    def rows(self, session: Session, moment: Moment) -> Sequence[Row]:
        """The notes of the shown item, the newest last."""
        return [_note_row(note) for note in session.notes_of(moment.seat.shown)]


def _note_row(note: Note) -> Row:
    kind = "" if note.kind is Kind.FEEDBACK else text(f"kind.{note.kind}")
    mark = f"{text('note.confidential')} " if note.confidential else ""
    style = f"row--{note.source}" if note.source.value in ("distributor", "venue") else "row--muted"
    return row(note, "", Cell(text(f"source.{note.source}"), style), kind, mark + body(note))
