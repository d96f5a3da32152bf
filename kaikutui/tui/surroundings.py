"""What the beginning of the program hands in: nothing below reads a clock or makes up an id by itself."""

from collections.abc import Callable

from msgspec import Struct

from kaikutui.domain.meeting import Clock
from kaikutui.domain.seat import Seat
from kaikutui.tui.colours import Colours


class Surroundings(Struct, frozen=True):
    """A terminal, and what is known of whoever sits at it."""

    clock: Clock
    new_id: Callable[[], str]
    name: str
    """What notes of this terminal say in ``by``."""
    language: str = "fi"
    view: str = "secretary"
    """What this terminal shows of a meeting: one of ``VIEWS`` of the domain."""
    guest: bool = False
    """Whether it was let in from elsewhere, to the meeting and to no other file."""
    mouse: bool = True
    """Whether the mouse is ours; without it the terminal's own selection works."""
    colours: Colours = Colours.ALL
    bell: bool = False
    """Whether the terminal's bell rings when there is something new to warn of."""

    @property
    def seat(self) -> Seat:
        """A seat of this terminal that has not been taken yet."""
        return Seat(shown=1, name=self.name, language=self.language, guest=self.guest)
