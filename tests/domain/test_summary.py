"""Several meetings in one: each in figures, nothing confidential counted, all of them together."""

from datetime import timedelta

from builders import after, sessions
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kaikutui.domain.session import Session, Side, Source
from kaikutui.domain.summary import summarise, summarise_meeting
from kaikutui.storage.demo import demo_session

NOW = after(120)


def example() -> Session:
    return demo_session(NOW)


def test_the_example_meeting_in_figures() -> None:
    meeting = summarise_meeting(example(), NOW)
    assert (meeting.area, meeting.people, meeting.continues, meeting.stops) == ("Esimerkkilä", 15, 12, 0)
    assert sum(meeting.notes.values()) == 44
    assert len(meeting.questions) == 2
    assert meeting.moods.scored == 17
    assert meeting.times[1].real == timedelta(minutes=45, seconds=35)
    assert meeting.talk[Side.VENUE] == timedelta(minutes=22)


def test_confidential_notes_are_not_counted() -> None:
    session = example()
    hidden = replace(session, notes=tuple(replace(note, confidential=True) for note in session.notes))
    meeting = summarise_meeting(hidden, NOW)
    assert set(meeting.notes.values()) == {0}
    assert (meeting.decisions, meeting.actions, meeting.questions) == (0, 0, ())


def test_planned_minutes_stay_as_the_agenda_had_them_beside_what_was_added() -> None:
    session = example()
    session = session.with_item(replace(session.item(3), added=5, skipped="Aika ei riittänyt"))
    times = summarise_meeting(session, NOW).times[2]
    assert (times.planned, times.replanned) == (timedelta(minutes=10), timedelta(minutes=15))
    assert times.skipped == "Aika ei riittänyt"


@given(st.lists(sessions, max_size=4))
def test_the_sum_of_all_is_the_sum_of_each_in_any_order(some: list[Session]) -> None:
    whole = summarise(some, NOW)
    assert summarise(list(reversed(some)), NOW).moods == whole.moods
    assert whole.moods.scored == sum(meeting.moods.scored for meeting in whole.meetings)
    assert len(whole.meetings) == len(some)
    counted = sum(meeting.notes[source] for meeting in whole.meetings for source in Source)
    assert counted == sum(not note.confidential for session in some for note in session.notes)


def test_no_meeting_is_no_summary_but_an_empty_one() -> None:
    assert summarise((), NOW).meetings == ()
