"""A file whose seal does not match: shown, and opened only when told to."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label, Static

from kaikutui.catalogue import text
from kaikutui.storage.session_file import Loaded, SealState


class EditedScreen(ModalScreen[bool]):
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
