"""Search over all notes."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from kaikutui.catalogue import text
from kaikutui.domain.search import search
from kaikutui.domain.session import Session
from kaikutui.tui.widgets.line_input import LineInput
from kaikutui.tui.widgets.note_lines import body
from kaikutui.tui.widgets.row_list import Cell, Column, RowList, row


class FindScreen(ModalScreen[str]):
    """Words at the top, notes that hold them all below; Enter fetches the chosen one."""

    BINDINGS: ClassVar = [
        Binding("escape", "leave", priority=True),
        Binding("down", "move(1)", priority=True),
        Binding("up", "move(-1)", priority=True),
        Binding("enter", "choose", priority=True),
    ]

    _found = query_one(RowList)
    _words = query_one(Input)

    def __init__(self, session: Session, words: str) -> None:
        """Look in this session, for these words to begin with."""
        super().__init__()
        self._session = session
        self._first = words

    def compose(self) -> ComposeResult:
        """The field, the notes, the keys."""
        with Vertical(classes="dialog -tall-dialog"):
            yield LineInput(self._first, placeholder=text("find.hint"), select_on_focus=False)
            yield Static(id="find-count")
            yield RowList((Column(width=2), Column(width=13), Column()))
            yield Static(Content(text("find.keys")), classes="dialog-keys")

    def on_mount(self) -> None:
        """Search at once."""
        self._words.cursor_blink = False
        self._found.can_focus = False
        self._show(self._first)

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        self._show(message.value)

    def _show(self, words: str) -> None:
        notes = search(self._session, words)
        self.query_one("#find-count", Static).update(Content(text("find.count", count=len(notes))))
        self._found.show_rows(
            [
                row(note.id, str(note.item), Cell(text(f"source.{note.source}"), "row--muted"), body(note))
                for note in notes
            ]
        )

    def action_move(self, steps: int) -> None:
        """Move the cursor of the list while the keys stay in the field."""
        self._found.move(steps)

    def action_choose(self) -> None:
        """Give the chosen note."""
        current = self._found.current
        self.dismiss(str(current.key) if current else "")

    def action_leave(self) -> None:
        """Back, choosing nothing."""
        self.dismiss("")
