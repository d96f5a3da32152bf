"""The bottom line: whether everything is on the disk, and the keys that matter."""

from datetime import datetime

from textual.content import Content
from textual.widgets import Static

from kaikutui.catalogue import text
from kaikutui.domain.commands import COMMANDS
from kaikutui.domain.formats import format_clock_seconds

KEY_NAMES = {"tab": "Tab"}


def key_name(key: str) -> str:
    """A key as printed on it: F8, Ctrl+Z."""
    return KEY_NAMES.get(key, "+".join(part.capitalize() for part in key.split("+")))


class StatusLine(Static):
    """``tallennettu 13.42.07`` at the left, keys at the right."""

    def show_saved(self, at: datetime | None) -> None:
        """Everything is in the file, on the disk; None: as it was when opened."""
        words = text("status.saved", clock=format_clock_seconds(at)) if at else text("status.opened")
        self._show(words, "$success")

    def show_saving(self) -> None:
        """Something is on its way to the disk."""
        self._show(text("status.saving"), "$text-muted")

    def show_trouble(self) -> None:
        """Something is not in the file."""
        self._show(text("status.not_kept"), "bold $error")

    def _show(self, words: str, style: str) -> None:
        keys: list[str | tuple[str, str]] = []
        for command in COMMANDS:
            if command.footer:
                keys += [(key_name(command.key), "bold"), (f" {command.title.lower()}  ", "$text-muted")]
        right = Content.assemble(*keys).rstrip()
        left = Content.styled(words, style)
        gap = max((self.size.width or 78) - left.cell_length - right.cell_length, 2)
        self.update(Content.assemble(left, " " * gap, right), layout=False)
        self._last = (words, style)

    def on_resize(self) -> None:
        """Lay the keys to the right edge again."""
        if hasattr(self, "_last"):
            self._show(*self._last)
