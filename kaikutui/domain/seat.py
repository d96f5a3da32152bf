"""One terminal's seat in the meeting: what it looks at, what it types as, and what a typed line leads to."""

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from kaikutui.domain.operations import Operation
from kaikutui.domain.record import ItemNumber, Record
from kaikutui.domain.replanning import Proposal
from kaikutui.domain.session import Note, Session, Source

VIEWS = ("secretary", "facilitator", "room")
"""What a terminal can show of a meeting."""


class Seat(Record, frozen=True, kw_only=True):
    """What a terminal has of its own; it is in no file."""

    shown: ItemNumber = 1
    """The item it looks at."""
    source: Source = Source.SHARED
    """The sticky source of its notes."""
    name: str = ""
    """What its notes say in ``by``."""
    editing: str = ""
    """Id of the note that was recalled into the bar; empty: a new note."""
    recalled: Note | None = None
    """That note as it was then: whoever has changed it since is asked about, not written over."""
    language: str = "fi"
    """Whose source letters it types."""
    guest: bool = False
    """Whether it was let in from elsewhere: it has the meeting and no other file, to read or to write."""


class Moment(Record, frozen=True, kw_only=True):
    """All that an act may depend on."""

    session: Session
    seat: Seat
    now: datetime
    new_id: Callable[[], str]
    """Makes an id that no record has."""


class Request(Record, frozen=True, kw_only=True):
    """Something asked of the terminal alone: the session does not change."""


class EnterPanel(Request, frozen=True, kw_only=True):
    """Put the keys into the panel of the shown item."""


class ToggleQuestions(Request, frozen=True, kw_only=True):
    """Show the support questions, or hide them again."""


class ToggleGuidance(Request, frozen=True, kw_only=True):
    """Show the facilitator's guidance, or hide it again."""


class RecallNote(Request, frozen=True, kw_only=True):
    """Put a note into the bar for editing."""

    id: str


class OfferPlan(Request, frozen=True, kw_only=True):
    """Show new minutes for the rest of the meeting, and ask whether they are taken."""

    proposal: Proposal


class SettleEdit(Request, frozen=True, kw_only=True):
    """Two terminals changed one note: show both and ask which stays."""

    theirs: Note
    mine: Note


class Search(Request, frozen=True, kw_only=True):
    """Look for words in all notes."""

    words: str


class FetchDraft(Request, frozen=True, kw_only=True):
    """Put the next line that a terminal that has gone left behind into the bar."""


class OpenHelp(Request, frozen=True, kw_only=True):
    """Show the help screen."""


class OpenPalette(Request, frozen=True, kw_only=True):
    """Show all commands to choose from."""


class OpenChecklist(Request, frozen=True, kw_only=True):
    """Show what is to be done before and after the meeting, and what is still missing."""


class Export(Request, frozen=True, kw_only=True):
    """Write the memo."""

    path: str = ""
    """Where to; empty: beside the session."""


class ImportFigures(Request, frozen=True, kw_only=True):
    """Read statistics from a CSV file."""

    path: str


class Undo(Request, frozen=True, kw_only=True):
    """Take back the last act of this terminal."""


class CopyText(Request, frozen=True, kw_only=True):
    """Put a text onto the clipboard of whoever sits at this terminal, and into a file."""

    text: str


class Tell(Request, frozen=True, kw_only=True):
    """Say a line to the other terminals of the meeting; it is kept nowhere."""

    word: str


class Quit(Request, frozen=True, kw_only=True):
    """Leave the meeting; it stays as it is in its file."""


class Outcome(Record, frozen=True, kw_only=True):
    """What a line or a command leads to."""

    operations: tuple[Operation, ...] = ()
    """Acts on the session, one undo step all together."""
    requests: tuple[Request, ...] = ()
    seat: Seat | None = None
    """The terminal's new seat, when it changes."""
    message: str = ""
    """A sentence for the user."""

    @property
    def is_nothing(self) -> bool:
        """Whether nothing at all was asked."""
        return self == Outcome()


def looking_at(seat: Seat, number: int) -> Seat:
    """The seat turned to another item; a recalled note stays where it was."""
    return replace(seat, shown=number)
