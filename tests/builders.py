"""Small meetings for tests, a clock that is told what to show, and strategies for everything a session holds."""

import itertools
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kaikutui.domain.agenda import CardholderSlot, PanelKind
from kaikutui.domain.clean import clean_line
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.line import run_command
from kaikutui.domain.meeting import Meeting
from kaikutui.domain.operations import Operation
from kaikutui.domain.seat import Moment, Outcome, Seat
from kaikutui.domain.session import (
    Answer,
    Candidate,
    Details,
    Figure,
    Item,
    Kind,
    Mood,
    NextMeeting,
    Note,
    Partner,
    Person,
    Presence,
    Session,
    Side,
    Source,
    Stretch,
    Task,
    Turn,
)

T = TypeVar("T")

# A busy machine is no fault of the code.
settings.register_profile("kaikutui", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kaikutui")

WINTER = timezone(timedelta(hours=2))
START = datetime(2026, 11, 24, 13, 0, tzinfo=WINTER)
"""Planned start of every meeting here."""

PLANNED = (10, 45, 10, 10, 12, 8, 15, 4, 6)
"""Planned minutes of the nine items: two hours in all."""

_PANELS = "attendance feedback figures notes candidates continuation national notes closing"

PANELS = tuple(PanelKind(panel) for panel in _PANELS.split())


def after(minutes: float = 0, seconds: float = 0) -> datetime:
    """An instant so long after the planned start."""
    return START + timedelta(minutes=minutes, seconds=seconds)


class FakeClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, minutes: float = 0, seconds: float = 0) -> datetime:
        """Move on (or back); gives the new time."""
        self.now += timedelta(minutes=minutes, seconds=seconds)
        return self.now


def counter(prefix: str = "n") -> Callable[[], str]:
    """Makes the ids ``n1``, ``n2`` and so on."""
    numbers = itertools.count(1)
    return lambda: f"{prefix}{next(numbers)}"


def a_note(
    text: str = "Kortti toimii hyvin.",
    *,
    id: str = "",
    item: int = 2,
    source: Source = Source.SHARED,
    kind: Kind = Kind.FEEDBACK,
    confidential: bool = False,
    at: datetime = START,
    by: str = "",
) -> Note:
    """A note; without an id its text is its id."""
    return Note(id=id or text, item=item, at=at, confidential=confidential, source=source, kind=kind, text=text, by=by)


def a_partner(name: str = "Teatteri Lumme", side: Side = Side.VENUE, *, continues: Answer | None = None) -> Partner:
    """A partner of the network."""
    return Partner(name=name, side=side, continues=continues)


def a_person(name: str = "Tyyne Esimerkki", organisation: str = "Teatteri Lumme") -> Person:
    """Somebody on the list, not yet marked."""
    return Person(name=name, organisation=organisation)


def nine_items() -> tuple[Item, ...]:
    """The nine items, none begun."""
    return tuple(
        Item(number=number, title=f"Kohta numero {number}", label=f"Kohta {number}", minutes=minutes, panel=panel)
        for number, (minutes, panel) in enumerate(zip(PLANNED, PANELS, strict=True), 1)
    )


def a_network() -> Session:
    """A meeting not yet begun with two notes, two partners and two places at the table."""
    return a_session(
        a_note("yksi", at=after(1)),
        a_note("kaksi", at=after(2)),
        partners=(a_partner(), a_partner("Työpaja Kipinä", Side.DISTRIBUTOR)),
        people=(a_person(), a_person("", "Työpaja Kipinä")),
    )


def a_session(
    *notes: Note, partners: tuple[Partner, ...] = (), people: tuple[Person, ...] = (), slot: bool = True
) -> Session:
    """A meeting not yet begun, planned for 13.00–15.00."""
    return Session(
        meeting=Details(title="Kaikukortti-palautekokous 2026", area="Esimerkkilä", starts=START),
        items=nine_items(),
        cardholder_slot=CardholderSlot() if slot else None,
        partners=partners,
        people=people,
        notes=notes,
    )


def with_stretches(session: Session, number: int, *minutes: tuple[float, float | None]) -> Session:
    """The session with stretches of an item, in minutes after the planned start; None: still running."""
    stretches = tuple(
        Stretch(started=after(start), ended=None if end is None else after(end)) for start, end in minutes
    )
    return session.with_item(replace(session.item(number), stretches=stretches))


def done(session: Session, *operations: Operation) -> Session:
    """The session after these acts, one upon the other."""
    for operation in operations:
        session = operation.apply(session)
    return session


def a_moment(session: Session | None = None, *, seat: Seat | None = None, now: datetime = START) -> Moment:
    """Here and now of a terminal."""
    return Moment(session=session or a_session(), seat=seat or Seat(), now=now, new_id=counter())


def attempt(act: Callable[[], T]) -> T | KaikuError:
    """What an act gives, or the sentence it ends in; anything else raised is raised."""
    try:
        return act()
    except KaikuError as error:
        return error


def carry_out(session: Session, line: str, minute: float = 40, seat: Seat | None = None) -> Session:
    """The session after a command typed so many minutes after the planned start."""
    return done(session, *run_command(line, a_moment(session, seat=seat, now=after(minute))).operations)


def a_meeting(session: Session | None = None, clock: FakeClock | None = None) -> Meeting:
    """A live meeting of one terminal."""
    return Meeting(session or a_session(), clock or FakeClock(), counter())


def outcome(*operations: Operation) -> Outcome:
    """What a line would lead to that does these acts."""
    return Outcome(operations=operations)


anything = st.text(st.characters(), max_size=40)
"""Any text there can be, lone surrogates and control characters too."""

lines = anything.map(clean_line)
"""Texts as they are kept: cleaned, perhaps empty."""

texts = lines.filter(bool)

names = st.sampled_from(("Teatteri Lumme", "Museo Tuulimylly", "Työpaja Kipinä", "Aino Esimerkki", "Åsa Öhman-Äijälä"))

instants = st.builds(
    lambda seconds, hours: (START + timedelta(seconds=seconds)).astimezone(timezone(timedelta(hours=hours))),
    st.integers(-(10**7), 10**7),
    st.integers(-11, 14),
)
"""Aware, whole seconds, plain offset."""

dates = st.dates()
numbers = st.integers(1, 9)

notes = st.builds(
    Note,
    id=st.uuids().map(lambda uuid: uuid.hex[:10]),
    item=numbers,
    at=instants,
    confidential=st.booleans(),
    source=st.sampled_from(Source),
    kind=st.sampled_from(Kind),
    text=texts,
    owner=lines,
    due=st.none() | dates,
    by=lines,
)

stretches = st.builds(
    lambda start, length: Stretch(started=start, ended=start + timedelta(seconds=length)),
    instants,
    st.integers(0, 20_000),
)

items = st.builds(
    lambda number, added, rows: tuple(
        replace(item, added=max(added, -item.minutes), stretches=rows) if item.number == number else item
        for item in nine_items()
    ),
    st.integers(1, 9),
    st.integers(-60, 60),
    st.lists(stretches, max_size=2).map(tuple),
)

people = st.lists(
    st.builds(
        Person,
        name=lines,
        organisation=names,
        presence=st.none() | st.sampled_from(Presence),
        arrived=st.none() | instants,
        left=st.none() | instants,
    ),
    max_size=4,
    unique_by=lambda person: (person.name, person.organisation),
).map(tuple)

partners = st.lists(
    st.builds(
        Partner,
        name=names,
        side=st.sampled_from(Side),
        contact=lines,
        continues=st.none() | st.sampled_from(Answer),
        comment=lines,
        turns=st.lists(
            st.builds(Turn, item=numbers, ended=st.none() | instants), max_size=3, unique_by=lambda turn: turn.item
        ).map(lambda turns: tuple(sorted(turns, key=lambda turn: turn.item))),
    ),
    max_size=4,
    unique_by=lambda partner: partner.name,
).map(tuple)

_counts = st.none() | st.integers(0, 10**9)

figures = st.lists(
    st.builds(Figure, period=texts, area=lines, cards=_counts, uses=_counts, children=_counts),
    max_size=3,
    unique_by=lambda figure: (figure.period, figure.area),
).map(tuple)

moods = st.lists(
    st.builds(Mood, id=st.uuids().map(str), score=st.none() | st.integers(1, 5), word=lines),
    max_size=4,
    unique_by=lambda mood: mood.id,
).map(lambda rows: tuple(sorted(rows, key=lambda mood: mood.id)))

sessions = st.builds(
    Session,
    meeting=st.builds(
        Details, title=texts, area=lines, starts=st.none() | instants, organisers=st.lists(lines, max_size=2).map(tuple)
    ),
    items=items,
    cardholder_slot=st.none() | st.builds(CardholderSlot, item=st.sampled_from((2, 9)), minutes=st.integers(1, 20)),
    partners=partners,
    people=people,
    notes=st.lists(notes, max_size=5, unique_by=lambda note: note.id).map(tuple),
    figures=figures,
    candidates=st.lists(
        st.builds(Candidate, organisation=texts, proposer=lines, starts=st.none() | dates),
        max_size=2,
        unique_by=lambda candidate: candidate.organisation,
    ).map(tuple),
    moods=moods,
    next_meeting=st.builds(
        NextMeeting, date=st.none() | dates, time=st.none() | st.times().map(lambda clock: clock.replace(microsecond=0))
    ),
    tasks=st.lists(
        st.builds(Task, text=texts, after=st.booleans(), done=st.booleans()),
        max_size=3,
        unique_by=lambda task: (task.text, task.after),
    ).map(tuple),
)
"""Any small session whose floor is free."""
