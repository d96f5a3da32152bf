"""What a command is. One class each feeds keys, slash words, footer, palette, help and the plain conversation."""

from abc import ABC, abstractmethod
from typing import ClassVar

from kaikutui.catalogue import text
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.seat import Moment, Outcome


class UnknownCommandError(KaikuError):
    """No command has this word."""

    key = "error.unknown_command"


class ArgumentError(KaikuError):
    """What followed the command was not understood."""

    key = "error.argument"


class GuestError(KaikuError):
    """A guest's terminal reads and writes no file but the meeting's."""

    key = "error.guest"


def refuse_guest(moment: Moment) -> None:
    """For commands that read or write a path; raises GuestError for a guest's terminal."""
    if moment.seat.guest:
        raise GuestError


class Command(ABC):
    """Something a user can ask for by a key or by ``/word argument``."""

    id: ClassVar[str]
    """Stable name: binding id and catalogue key (``command.<id>``, ``command.<id>.help``)."""
    words: ClassVar[tuple[str, ...]]
    """Slash words, the Finnish one first; all are understood in every language."""
    key: ClassVar[str] = ""
    """Key in the bar, as Textual names it; empty: by word only."""
    footer: ClassVar[int] = 0
    """Place of the key in the bottom line, from 1; keys that do not fit are left out from the end. 0: not there."""
    usage: ClassVar[str] = ""
    """Catalogue key of what follows the word; empty: nothing does."""

    @abstractmethod
    def run(self, moment: Moment, argument: str) -> Outcome:
        """What the command leads to; raises KaikuError when it cannot be carried out."""

    @property
    def title(self) -> str:
        """Name for footer and palette, a word or two."""
        return text(f"command.{self.id}")

    @property
    def help(self) -> str:
        """What it does, one sentence."""
        return text(f"command.{self.id}.help")

    @property
    def written(self) -> str:
        """How it is typed: ``/lisää MIN``."""
        return f"/{self.words[0]} {text(self.usage) if self.usage else ''}".strip()

    @property
    def needs_argument(self) -> bool:
        """Whether the word alone is not enough; what may be left out is written in brackets."""
        return bool(self.usage) and not text(self.usage).startswith("[")

    def misunderstood(self) -> ArgumentError:
        """The error for an argument that makes no sense to this command."""
        return ArgumentError(usage=self.written)
