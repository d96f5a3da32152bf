"""The palette: every command by name, chosen by typing a part of it.

Textual's own searches beside the keys: what Enter chose depended on how far the search had come, and of keys that come
in one packet it had not begun.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from kaikutui.domain.commands import BY_ID, COMMANDS
from kaikutui.domain.commands.base import Command
from kaikutui.tui.messages import Perform
from kaikutui.tui.screens.pick import PickScreen
from kaikutui.tui.widgets.row_list import Cell, Column, Row, row

if TYPE_CHECKING:
    from kaikutui.tui.screens.meeting import MeetingScreen


class PaletteScreen(PickScreen):
    """A part of a name at the top, the commands below; Enter carries the chosen one out."""

    HINT, COUNT, KEYS = "palette.hint", "palette.count", "palette.keys"
    COLUMNS: ClassVar = (Column(width=34), Column())
    keeps_nothing: ClassVar = True
    """What is typed here is no line on its way (``recovery.answers_on``)."""

    def rows(self, words: str) -> Sequence[Row]:
        """The commands."""
        return [
            row(command.id, _name(command), Cell(command.help, "row--muted"))
            for command in COMMANDS
            if all(word in _searched(command) for word in words.casefold().split())
        ]


def open_palette(screen: "MeetingScreen") -> None:
    """Show the palette over the meeting."""

    def chosen(id: str | None) -> None:
        command = BY_ID.get(id or "")
        if command is None:
            return
        if command.needs_argument:
            screen.bar.put(f"/{command.words[0]} ")
            screen.bar.focus()
        else:
            screen.post_message(Perform(lambda moment: command.run(moment, "")))

    screen.app.push_screen(PaletteScreen(), chosen)


def _name(command: Command) -> str:
    return f"{command.title} /{command.words[0]}"


def _searched(command: Command) -> str:
    """A word of another language finds it, too."""
    return " ".join((command.title, *(f"/{word}" for word in command.words))).casefold()
