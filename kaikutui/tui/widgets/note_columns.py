"""Notes in columns, a side each, and what is of both below or beside them."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from kaikutui.catalogue import text
from kaikutui.domain.session import Note, Source
from kaikutui.tui.widgets.note_lines import NoteLines
from kaikutui.tui.widgets.ruled import Ruled

SIDES = (Source.DISTRIBUTOR, Source.VENUE)


class NoteColumns(Horizontal):
    """The notes of an item on which distributors and venues are asked one after the other."""

    def compose(self) -> ComposeResult:
        """Each column has a head with its count."""
        for source in SIDES:
            with Vertical(classes="column"):
                yield Ruled(id=f"head-{source}", classes=f"-{source}")
                yield NoteLines(with_source=False, id=f"notes-{source}")
        with Vertical(id="both", classes="column"):
            yield Ruled(id="head-both", classes="-both")
            yield NoteLines(with_source=True, id="notes-both")

    def show_notes(self, notes: tuple[Note, ...]) -> None:
        """Show these notes."""
        for source in SIDES:
            own = tuple([note for note in notes if note.source is source])
            self._show_column(str(source), text(f"sources.{source}"), own)
        rest = tuple([note for note in notes if note.source not in SIDES])
        self._show_column("both", text("column.both"), rest)

    def _show_column(self, name: str, title: str, notes: tuple[Note, ...]) -> None:
        self.query_one(f"#head-{name}", Ruled).show(title, len(notes))
        self.query_one(f"#notes-{name}", NoteLines).show_notes(notes)
