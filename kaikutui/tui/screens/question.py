"""A question with two answers: Enter yes, Esc no."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, Static

from kaikutui.tui.screens.dialog import Dialog
from kaikutui.tui.show import content
from kaikutui.tui.widgets.page import Entry, Page


class QuestionScreen(Dialog[bool]):
    """What is asked, what there is to know about it, and the two keys."""

    BINDINGS: ClassVar = [Binding("enter,k", "answer(True)"), Binding("escape,e", "answer(False)")]

    def __init__(self, title: str, entries: Sequence[Entry], keys: str) -> None:
        """``keys``: what the two keys do, in words."""
        super().__init__()
        self._title, self._entries, self._key_words = title, tuple(entries), keys

    def compose(self) -> ComposeResult:
        """Title, entries, keys."""
        with Vertical(classes="dialog"):
            yield Label(content(self._title, "bold"), classes="dialog-title")
            yield Page(self._entries)
            yield Static(Content(self._key_words), classes="dialog-keys")

    def action_answer(self, wanted: bool) -> None:
        """Give the answer."""
        self.dismiss(wanted)
