"""The help screen, made from the table of commands."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from kaikutui.catalogue import text
from kaikutui.domain.capture import LETTERS, SOURCES
from kaikutui.domain.commands import COMMANDS
from kaikutui.tui.screens.dialog import Dialog
from kaikutui.tui.widgets.page import Entry, Page, title
from kaikutui.tui.widgets.status_line import key_name


class HelpScreen(Dialog[None]):
    """Keys, commands and the signs of the capture line."""

    BINDINGS: ClassVar = [Binding("escape,f1,q,enter", "leave")]

    def __init__(self, language: str) -> None:
        """``language``: whose source letters are shown."""
        super().__init__()
        self._language = language

    def compose(self) -> ComposeResult:
        """One long page to scroll."""
        with Vertical(classes="dialog -tall-dialog"):
            yield Page(help_page(self._language))
            yield Static(Content(text("help.keys")), classes="dialog-keys")

    def action_leave(self) -> None:
        """Back to the meeting."""
        self.dismiss()


def help_page(language: str) -> tuple[Entry, ...]:
    """Everything there is to know, in the order in which it is needed."""
    letters = zip(LETTERS[language], SOURCES, strict=True)
    parts = [title(text("help.capture.title"))]
    parts += [_pair(letter, text(f"help.source.{source}")) for letter, source in letters]
    parts += [_pair(sign, text(f"help.sign.{name}")) for sign, name in _SIGNS]
    parts += [
        _pair(text("help.capture.example"), text("help.capture.examples")),
        Entry(""),
        title(text("help.keys.title")),
    ]
    parts += [_pair(key_name(command.key), f"{command.help}  {command.written}") for command in COMMANDS if command.key]
    parts += [_pair(text(f"help.key.{name}"), text(f"help.key.{name}.help")) for name in ("up", "page", "esc")]
    parts += [Entry(""), title(text("help.commands.title"))]
    parts += [_pair(command.written, command.help, 34) for command in COMMANDS if not command.key]
    return tuple(parts)


_SIGNS = (
    ("!", "decision"),
    (">", "action"),
    ("?", "question"),
    ("*", "confidential"),
    ("1–9", "item"),
    ("/", "command"),
)


def _pair(name: str, words: str, width: int = 11) -> Entry:
    return Entry(words, f"  {name:<{max(width, len(name) + 1)}}", "bold $kaiku-floor")
