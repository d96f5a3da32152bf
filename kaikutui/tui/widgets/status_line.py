"""The bottom line: whether everything is on the disk, and the keys that matter."""

from datetime import datetime

from textual.content import Content
from textual.widgets import Static

from kaikutui.catalogue import text
from kaikutui.domain.commands import COMMANDS
from kaikutui.domain.commands.base import Command
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

    def show_kept(self, reason: str) -> None:
        """Something is safe, but not in the file yet."""
        self._show(text("status.kept", reason=reason), "bold $warning")

    def show_trouble(self) -> None:
        """Something is nowhere but in the bar."""
        self._show(text("status.not_kept"), "bold $error")

    def _show(self, words: str, style: str) -> None:
        left = Content.styled(words, style)
        width = self.size.width or 79
        right = keys_that_fit(width - left.cell_length - 1)
        gap = max(width - left.cell_length - right.cell_length, 1)
        self.update(Content.assemble(left, " " * gap, right), layout=False)
        self._last = (words, style)

    def on_resize(self) -> None:
        """Lay the keys to the right edge again."""
        if hasattr(self, "_last"):
            self._show(*self._last)


FOOTER: tuple[Command, ...] = tuple(
    sorted((command for command in COMMANDS if command.footer), key=lambda command: command.footer)
)
"""The commands of the bottom line, the most important first."""


def keys_that_fit(room: int) -> Content:
    """The keys of the bottom line in at most ``room`` cells: whole ones only, the last ones left out first."""
    line = Content("")
    for command in FOOTER:
        key = Content.assemble((key_name(command.key), "bold"), (f" {command.title.lower()}", "$text-muted"))
        longer = Content.assemble(line, "  ", key) if line.cell_length else key
        if longer.cell_length > room:
            break
        line = longer
    return line
