"""The palette: every command by name, chosen by typing a part of it."""

from typing import TYPE_CHECKING

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from kaikutui.catalogue import text
from kaikutui.domain.commands import COMMANDS
from kaikutui.domain.commands.base import Command
from kaikutui.tui.messages import Perform

if TYPE_CHECKING:
    from kaikutui.tui.screens.meeting import MeetingScreen


def open_palette(screen: "MeetingScreen") -> None:
    """Show the palette over the meeting; Textual's own entries (its screenshot among them) are not in it."""

    def choose(command: Command) -> None:
        if command.needs_argument:
            screen.bar.put(f"/{command.words[0]} ")
            screen.bar.focus()
        else:
            screen.post_message(Perform(lambda moment: command.run(moment, "")))

    class Commands(Provider):
        """The table of commands."""

        async def discover(self) -> Hits:
            for command in COMMANDS:
                yield DiscoveryHit(_name(command), lambda chosen=command: choose(chosen), help=command.help)

        async def search(self, query: str) -> Hits:
            matcher = self.matcher(query)
            for command in COMMANDS:
                score = matcher.match(_name(command))
                if score > 0:
                    name = matcher.highlight(_name(command))
                    yield Hit(score, name, lambda chosen=command: choose(chosen), help=command.help)

    screen.app.push_screen(CommandPalette(providers=[Commands], placeholder=text("palette.placeholder")))


def _name(command: Command) -> str:
    return f"{command.title} /{command.words[0]}"
