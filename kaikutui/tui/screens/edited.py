"""A file that is not as kaikutui wrote it: shown, and taken only when told to."""

from collections.abc import Callable
from typing import ClassVar

from msgspec.structs import asdict
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, Static

from kaikutui.catalogue import text
from kaikutui.storage.outside import Difference
from kaikutui.storage.session_file import Loaded, SealState
from kaikutui.tui.screens.dialog import Dialog


class EditedScreen(Dialog[bool]):
    """K goes on with the content as it stands, Esc leaves the file alone."""

    BINDINGS: ClassVar = [Binding("k,y", "answer(True)"), Binding("escape,e", "answer(False)")]

    def __init__(self, loaded: Loaded) -> None:
        """Over what was read."""
        super().__init__()
        self._loaded = loaded

    def compose(self) -> ComposeResult:
        """What differs, and the keys."""
        found = len(self._loaded.session.notes)
        sealed = self._loaded.sealed_notes
        kind = "short" if self._loaded.seal is SealState.SHORT else "edited"
        said = text(f"edited.{kind}", found=found, sealed=text("edited.no_seal") if sealed is None else sealed)
        with Vertical(classes="dialog"):
            yield Label(Content.styled(text("edited.title"), "bold $warning"), classes="dialog-title")
            yield Static(Content(said))
            yield Static(Content(text("edited.keys")), classes="dialog-keys")

    def action_answer(self, wanted: bool) -> None:
        """Give the answer."""
        self.dismiss(wanted)


class ChangedScreen(Dialog[bool]):
    """While the meeting is open: F5 takes the file's version, F6 puts ours back, Esc leaves the question open.

    Nobody is asked by a letter here, for people are typing: letters go to the bar as ever.
    """

    BINDINGS: ClassVar = [
        Binding("f5", "answer(True)"),
        Binding("f6", "answer(False)"),
        Binding("escape", "dismiss(None)"),
    ]

    def __init__(self, difference: Difference | None, typed: Callable[[str], None]) -> None:
        """``typed`` gets each letter."""
        super().__init__()
        self._difference = difference
        self._typed = typed

    def compose(self) -> ComposeResult:
        """What would be lost, what is safe, and the keys."""
        with Vertical(classes="dialog"):
            yield Label(Content.styled(text("changed.title"), "bold $warning"), classes="dialog-title")
            yield Static(Content(difference_words(self._difference)))
            yield Static(Content(text("changed.safe")))
            yield Static(Content(text("changed.keys")), classes="dialog-keys")

    def on_key(self, event: events.Key) -> None:
        """Hand a letter on."""
        if event.is_printable and event.character is not None:
            event.stop()
            self._typed(event.character)

    def action_answer(self, wanted: bool) -> None:
        """Give the answer."""
        self.dismiss(wanted)


def difference_words(difference: Difference | None) -> str:
    """What taking the file's version would do to the notes."""
    counts = {} if difference is None else asdict(difference)
    return "\n".join(text(f"changed.{kind}", count=count) for kind, count in counts.items() if count) or text(
        "changed.other"
    )
