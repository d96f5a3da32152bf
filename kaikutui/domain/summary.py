"""Several meetings in one: what each came to, and what all of them did together."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from kaikutui.domain.clocks import State, allotted, began, drift, floor, is_running, spent
from kaikutui.domain.privacy import without_confidential
from kaikutui.domain.record import Record
from kaikutui.domain.rounds import talk_times
from kaikutui.domain.session import Kind, Session, Side, Source
from kaikutui.domain.tallies import MoodTally, count_notes, headcount, roll_call, tally_moods


class ItemTime(Record, frozen=True, kw_only=True):
    """Planned and real time of an item."""

    number: int
    label: str
    planned: timedelta
    """As the agenda had it, without what was added or taken during the meeting."""
    replanned: timedelta
    """With what was added or taken."""
    real: timedelta
    running: bool = False
    """True: it still goes on, or nobody has closed the meeting; ``real`` says little then."""
    skipped: str = ""


class MeetingSummary(Record, frozen=True, kw_only=True):
    """One meeting in figures; nothing of its confidential notes is counted."""

    title: str
    area: str
    day: date | None
    """The day it began, else the planned one."""
    people: int
    """Those who took part."""
    notes: dict[Source, int]
    decisions: int
    actions: int
    questions: tuple[str, ...]
    """To Kaikukeskus, in the order they were asked."""
    continues: int
    stops: int
    undecided: int
    """Open or not asked."""
    moods: MoodTally
    late: timedelta | None
    """How much after its planned end it ended, negative: before; None while it has not."""
    times: tuple[ItemTime, ...]
    talk: dict[Side, timedelta]


class Summary(Record, frozen=True, kw_only=True):
    """All of them."""

    meetings: tuple[MeetingSummary, ...]
    moods: MoodTally
    """Of all meetings together."""


def item_times(session: Session, now: datetime) -> tuple[ItemTime, ...]:
    """Planned and real time of the nine items; an item that runs is counted until now."""
    return tuple(
        ItemTime(
            number=item.number,
            label=item.label,
            planned=timedelta(minutes=item.minutes),
            replanned=allotted(item),
            real=spent(item, now),
            running=is_running(item),
            skipped=item.skipped,
        )
        for item in session.items
    )


def summarise_meeting(session: Session, now: datetime) -> MeetingSummary:
    """One meeting in figures."""
    session = without_confidential(session)
    calls = roll_call(session)
    start = began(session) or session.meeting.starts
    return MeetingSummary(
        title=session.meeting.title,
        area=session.meeting.area,
        day=start.date() if start else None,
        people=headcount(session.people).here,
        notes={source: count_notes(session.notes, source=source) for source in Source},
        decisions=count_notes(session.notes, kind=Kind.DECISION),
        actions=count_notes(session.notes, kind=Kind.ACTION),
        questions=tuple(note.text for note in session.notes if note.kind is Kind.QUESTION),
        continues=len(calls.yes),
        stops=len(calls.no),
        undecided=len(calls.open) + len(calls.unasked),
        moods=tally_moods(session.moods),
        late=drift(session, now) if floor(session).state is State.ENDED else None,
        times=item_times(session, now),
        talk=talk_times(session),
    )


def summarise(sessions: Iterable[Session], now: datetime) -> Summary:
    """Several meetings in the order of their days and areas."""
    sessions = tuple(sessions)
    meetings = [summarise_meeting(session, now) for session in sessions]
    return Summary(
        meetings=tuple(sorted(meetings, key=lambda meeting: (meeting.day or date.max, meeting.area))),
        moods=tally_moods(mood for session in sessions for mood in session.moods),
    )
