"""A session: everything that is kept of one meeting, as it stands in its file (schema 1)."""

import datetime as dt
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from kaikutui.domain.agenda import AgendaItem, CardholderSlot, Delivery, Language
from kaikutui.domain.record import AddedMinutes, Count, ItemNumber, Record

Instant = Annotated[datetime, Meta(tz=True)]
"""A point in time with its offset, whole seconds."""


class Side(StrEnum):
    """Which part of the network an organisation belongs to."""

    DISTRIBUTOR = "distributor"
    VENUE = "venue"
    ORGANISER = "organiser"
    KAIKUKESKUS = "kaikukeskus"
    OTHER = "other"


class Source(StrEnum):
    """Whose remark a note is."""

    DISTRIBUTOR = "distributor"
    VENUE = "venue"
    CARDHOLDER = "cardholder"
    SHARED = "shared"


class Kind(StrEnum):
    """What a note is for."""

    FEEDBACK = "feedback"
    DECISION = "decision"
    ACTION = "action"
    QUESTION = "question"


class Presence(StrEnum):
    """How a person took part."""

    PRESENT = "present"
    REMOTE = "remote"
    ABSENT = "absent"


class Answer(StrEnum):
    """Whether a partner continues next year."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


class Talks(StrEnum):
    """Whether a candidate has been discussed with Kaikukeskus."""

    YES = "yes"
    NO = "no"
    PENDING = "pending"


class Details(Record, frozen=True, kw_only=True):
    """What the invitation says: the ``[meeting]`` table."""

    title: str
    area: str = ""
    language: Language = Language.FINNISH
    """Language of the memo."""
    starts: Instant | None = None
    """Planned start."""
    place: str = ""
    chair: str = ""
    secretary: str = ""
    organisers: tuple[str, ...] = ()
    kaikukeskus_absent: bool = False
    """True: item 7 is held without Kaikukeskus, from the reference pages."""
    ended: Instant | None = None
    """When the meeting was closed; absent while it goes on."""
    resumes: Instant | None = None
    """When a break is to end; absent when nobody said, or there is none."""
    end_may_move: bool = False
    """False: the meeting must end on time, and being behind is something to do about."""
    sides_alternate: bool = False
    """True: in a round the sides take turns; every terminal has the same one next."""


class Stretch(Record, frozen=True, kw_only=True):
    """One time that an item had the floor."""

    started: Instant
    ended: Instant | None = None
    """Absent while it runs."""


class Item(AgendaItem, frozen=True, kw_only=True):
    """An agenda item and what happened to its time."""

    added: AddedMinutes = 0
    """Minutes given to the item during the meeting (or taken: negative)."""
    stretches: tuple[Stretch, ...] = ()
    confidential: tuple[Stretch, ...] = ()
    """Confidential parts: capture was locked, only their times are known."""
    covered: tuple[str, ...] = ()
    """Support questions that have come up already, ticked off by the facilitator."""
    skipped: str = ""
    """Why the item is not taken up this time, as the memo says it; empty: it is."""


class Turn(Record, frozen=True, kw_only=True):
    """A partner has had its say in an item's round."""

    item: ItemNumber
    ended: Instant | None = None
    """When that was told; a turn lasts from the one before it. Absent: nobody measured it."""


class Partner(Record, frozen=True, kw_only=True):
    """An organisation of the network."""

    name: str
    side: Side
    contact: str = ""
    continues: Answer | None = None
    """Absent: not asked."""
    comment: str = ""
    turns: tuple[Turn, ...] = ()
    """Rounds in which the partner has had its say, one an item."""

    def turn(self, item: int) -> Turn | None:
        """The partner's turn in an item's round, or None when it has not spoken."""
        return next((turn for turn in self.turns if turn.item == item), None)


class Person(Record, frozen=True, kw_only=True):
    """Somebody in the meeting; (name, organisation) tells people apart."""

    name: str = ""
    """Empty: a partner nobody has come from."""
    organisation: str = ""
    presence: Presence | None = None
    """Absent: not marked yet."""
    arrived: Instant | None = None
    left: Instant | None = None


class Note(Record, frozen=True, kw_only=True):
    """One captured remark."""

    id: str
    """Unique, given once, never used again."""
    item: ItemNumber
    at: Instant
    confidential: bool
    """True: in no export, ever. A file that does not say is read as True."""
    source: Source
    kind: Kind = Kind.FEEDBACK
    text: str
    owner: str = ""
    """Action: who does it."""
    due: date | None = None
    """Action: by when."""
    by: str = ""
    """Which terminal wrote it."""


class Figure(Record, frozen=True, kw_only=True):
    """A row of statistics (item 3): a period, here or in a comparison area."""

    period: str
    """A year, or a year with its part: "2026 (1.1.–31.10.)"."""
    area: str = ""
    """Comparison area; empty: our own."""
    cards: Count | None = None
    """Cards given out."""
    uses: Count | None = None
    """Times the cards were used."""
    children: Count | None = None
    """Of the uses, for children."""


class FiguresSource(Record, frozen=True, kw_only=True):
    """Where the figures come from."""

    name: str = "Kaikukanta"
    fetched: date | None = None


class Candidate(Record, frozen=True, kw_only=True):
    """An organisation proposed as a new partner (item 5)."""

    organisation: str
    side: Side = Side.DISTRIBUTOR
    proposer: str = ""
    view: str = ""
    """What the venues think of it."""
    talks: Talks = Talks.NO
    """State with Kaikukeskus, which decides together with the area."""
    next_step: str = ""
    starts: date | None = None
    """Earliest start."""


class Continuation(Record, frozen=True, kw_only=True):
    """Terms of the continuation roll-call (item 6)."""

    deadline: date | None = None
    """The last day to tell that one does not continue."""


class Mood(Record, frozen=True, kw_only=True):
    """One answer of the mood round: a score, a word, both, or neither (a pass). Never a name."""

    id: str
    score: Annotated[int, Meta(ge=1, le=5)] | None = None
    word: str = ""


class NextMeeting(Record, frozen=True, kw_only=True):
    """The next meeting: a date, or at least a week or a month of a year."""

    date: dt.date | None = None
    time: dt.time | None = None
    week: Annotated[int, Meta(ge=1, le=53)] | None = None
    month: Annotated[int, Meta(ge=1, le=12)] | None = None
    year: Annotated[int, Meta(ge=2000, le=2999)] | None = None
    place: str = ""


class Task(Record, frozen=True, kw_only=True):
    """A line of the checklist before or after the meeting."""

    text: str
    after: bool = False
    """True: for after the meeting."""
    done: bool = False


class Session(Record, frozen=True, kw_only=True):
    """One meeting, whole: what the file holds but for its format number and seal."""

    meeting: Details
    items: tuple[Item, ...]
    """Nine, in order."""
    cardholder_slot: CardholderSlot | None = None
    partners: tuple[Partner, ...] = ()
    people: tuple[Person, ...] = ()
    notes: tuple[Note, ...] = ()
    figures: tuple[Figure, ...] = ()
    figures_source: FiguresSource = FiguresSource()
    candidates: tuple[Candidate, ...] = ()
    continuation: Continuation = Continuation()
    moods: tuple[Mood, ...] = ()
    """Kept in the order of their ids, which are random, so that the file does not tell who said what."""
    next_meeting: NextMeeting = NextMeeting()
    deliveries: tuple[Delivery, ...] = ()
    tasks: tuple[Task, ...] = ()

    def item(self, number: int) -> Item:
        """The item with this number, 1–9."""
        return self.items[number - 1]

    def with_item(self, item: Item) -> "Session":
        """The same meeting with one item changed."""
        return replace(self, items=tuple(item if old.number == item.number else old for old in self.items))

    def note(self, id: str) -> Note | None:
        """The note with this id, or None when it is gone."""
        return next((note for note in self.notes if note.id == id), None)

    def notes_of(self, number: int) -> tuple[Note, ...]:
        """The notes of an item, in the order they were captured."""
        return tuple([note for note in self.notes if note.item == number])

    def partner(self, name: str) -> Partner | None:
        """The partner with exactly this name, or None."""
        return next((partner for partner in self.partners if partner.name == name), None)
