"""Several pasted lines: asked once."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label, Static

from kaikutui.catalogue import text
from kaikutui.domain.clean import clean_lines
from kaikutui.tui.show import content
from kaikutui.tui.wrap import shorten


class PasteScreen(ModalScreen[bool]):
    """Enter writes each line down as a note of its own, Esc writes none."""

    BINDINGS: ClassVar = [Binding("enter,k", "answer(True)"), Binding("escape,e", "answer(False)")]

    def __init__(self, pasted: str) -> None:
        """Show the beginning of what was pasted."""
        super().__init__()
        self._lines = clean_lines(pasted)

    def compose(self) -> ComposeResult:
        """How many lines, the first of them, the keys."""
        with Vertical(classes="dialog"):
            yield Label(content(text("paste.title", count=len(self._lines)), "bold"), classes="dialog-title")
            for line in self._lines[:6]:
                yield Static(content(f"· {shorten(line, 64)}"))
            if len(self._lines) > 6:
                yield Static(Content("…"))
            yield Static(Content(text("paste.keys")), classes="dialog-keys")

    def action_answer(self, wanted: bool) -> None:
        """Give the answer."""
        self.dismiss(wanted)
