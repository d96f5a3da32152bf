"""Words at the top narrow a list below; what is chosen from it is what the screen gives."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Input, Static

from kaikutui.catalogue import text
from kaikutui.tui.screens.dialog import Dialog
from kaikutui.tui.widgets.line_input import LineInput
from kaikutui.tui.widgets.row_list import Column, Row, RowList


class PickScreen(Dialog[str]):
    """Gives the key of the chosen row; empty: none was. Every letter narrows the list before the next key comes."""

    HINT: ClassVar[str]
    COUNT: ClassVar[str]
    KEYS: ClassVar[str]
    """Catalogue keys of what the field asks for, how many rows there are, and what the keys do."""
    COLUMNS: ClassVar[tuple[Column, ...]]
    BINDINGS: ClassVar = [
        Binding("escape", "leave", priority=True),
        Binding("down", "move(1)", priority=True),
        Binding("up", "move(-1)", priority=True),
        Binding("enter", "choose", priority=True),
    ]

    _found = query_one(RowList)
    _words = query_one(Input)

    def __init__(self, words: str = "") -> None:
        """With these words to begin with."""
        super().__init__()
        self._first = words

    @abstractmethod
    def rows(self, words: str) -> Sequence[Row]:
        """The rows that hold all the words."""

    def compose(self) -> ComposeResult:
        """The field, how many there are, the rows, the keys."""
        with Vertical(classes="dialog -tall-dialog"):
            yield LineInput(self._first, placeholder=text(self.HINT), select_on_focus=False)
            yield Static(id="pick-count")
            yield RowList(self.COLUMNS)
            yield Static(Content(text(self.KEYS)), classes="dialog-keys")

    def on_mount(self) -> None:
        """Search at once."""
        self._words.cursor_blink = False
        self._found.can_focus = False
        self._show(self._first)

    @on(Input.Changed)
    def _typed(self, message: Input.Changed) -> None:
        self._show(message.value)

    def _show(self, words: str) -> None:
        rows = self.rows(words)
        self.query_one("#pick-count", Static).update(Content(text(self.COUNT, count=len(rows))))
        self._found.show_rows(list(rows))

    def action_move(self, steps: int) -> None:
        """Move the cursor of the list while the keys stay in the field."""
        self._found.move(steps)

    def action_choose(self) -> None:
        """Give the chosen row."""
        current = self._found.current
        self.dismiss(str(current.key) if current else "")

    def action_leave(self) -> None:
        """Back, choosing nothing."""
        self.dismiss("")
