"""An agenda: the template from which a meeting's session is made."""

from datetime import date
from enum import StrEnum

from kaikutui.domain.record import ItemNumber, Minutes, Record


class Language(StrEnum):
    """Languages of an agenda, and of the memo."""

    FINNISH = "fi"
    SWEDISH = "sv"
    ENGLISH = "en"


class PanelKind(StrEnum):
    """What an item's screen holds besides its notes."""

    ATTENDANCE = "attendance"
    FEEDBACK = "feedback"
    FIGURES = "figures"
    NOTES = "notes"
    CANDIDATES = "candidates"
    CONTINUATION = "continuation"
    NATIONAL = "national"
    CLOSING = "closing"


class Questions(Record, frozen=True, kw_only=True):
    """Support questions of an item, for the facilitator alone: not kept on display, so as not to lead."""

    all: tuple[str, ...] = ()
    """For everybody."""
    distributors: tuple[str, ...] = ()
    venues: tuple[str, ...] = ()

    @property
    def each(self) -> tuple[str, ...]:
        """All questions in their order."""
        return self.all + self.distributors + self.venues


class Page(Record, frozen=True, kw_only=True):
    """A reference page of an item: facts that age, so each says when it was true."""

    title: str
    as_of: date
    """The day on which the page was true."""
    lines: tuple[str, ...]


class AgendaItem(Record, frozen=True, kw_only=True):
    """One of the nine items as planned."""

    number: ItemNumber
    title: str
    """Official title, never cut; up to 102 characters."""
    label: str
    """Short name for strips and rails."""
    minutes: Minutes
    """Planned length."""
    panel: PanelKind
    prompt: str = ""
    """What the room is asked, in a few words; shown to everybody, so it must not lead."""
    guidance: tuple[str, ...] = ()
    """Advice to the facilitator."""
    questions: Questions = Questions()
    pages: tuple[Page, ...] = ()


# Written even when it says nothing but defaults: its being there is what it tells.
class CardholderSlot(Record, frozen=True, kw_only=True, omit_defaults=False):
    """The short word of a cardholder: inside item 2, or moved with its minutes to item 9."""

    item: ItemNumber = 2
    minutes: Minutes = 8


class Checklist(Record, frozen=True, kw_only=True):
    """What to do before and after the meeting."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class Delivery(Record, frozen=True, kw_only=True):
    """What goes to whom after the meeting."""

    what: str
    to: str
    goes: bool = True
    """False: this time it is not sent."""


class Agenda(Record, frozen=True, kw_only=True):
    """The template of a meeting: nine items and the lists around them."""

    title: str
    """Name of the agenda for people, e.g. "Palautekokous, 120 minuuttia"."""
    language: Language
    items: tuple[AgendaItem, ...]
    cardholder_slot: CardholderSlot | None = None
    checklist: Checklist = Checklist()
    deliveries: tuple[Delivery, ...] = ()
