"""Search over all notes."""

from collections.abc import Sequence
from typing import ClassVar

from kaikutui.catalogue import text
from kaikutui.domain.search import search
from kaikutui.domain.session import Session
from kaikutui.tui.screens.pick import PickScreen
from kaikutui.tui.widgets.note_lines import body
from kaikutui.tui.widgets.row_list import Cell, Column, Row, row


class FindScreen(PickScreen):
    """Words at the top, notes that hold them all below; Enter fetches the chosen one."""

    HINT, COUNT, KEYS = "find.hint", "find.count", "find.keys"
    COLUMNS: ClassVar = (Column(width=2), Column(width=13), Column())

    def __init__(self, session: Session, words: str) -> None:
        """Look in this session, for these words to begin with."""
        super().__init__(words)
        self._session = session

    def rows(self, words: str) -> Sequence[Row]:
        """The notes."""
        return [
            row(note.id, str(note.item), Cell(text(f"source.{note.source}"), "row--muted"), body(note))
            for note in search(self._session, words)
        ]
