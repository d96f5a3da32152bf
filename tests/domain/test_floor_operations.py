"""Acts on the floor: every one can be taken back, none of them loses a second."""

from datetime import timedelta

import pytest
from builders import a_note, a_session, after, done, numbers, sessions, with_stretches
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kaikutui.domain.clocks import Floor, State, allotted, confidential_part, floor, is_running, spent
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.floor_operations import (
    AddMinutes,
    EndConfidential,
    EndMeeting,
    FloorMovedError,
    FloorOperation,
    GiveFloor,
    MeetingEndedError,
    MoveCardholderSlot,
    NotBegunError,
    NothingBehindError,
    PauseFloor,
    ReturnFloor,
    StartConfidential,
)
from kaikutui.domain.operations import AddNotes
from kaikutui.domain.record import MOST_ADDED
from kaikutui.domain.session import Session, Stretch

moments = st.integers(0, 200).map(after)

operations: st.SearchStrategy[FloorOperation] = st.one_of(
    st.builds(GiveFloor, item=numbers, at=moments),
    st.builds(PauseFloor, at=moments),
    st.builds(ReturnFloor, at=moments),
    st.builds(AddMinutes, item=numbers, minutes=st.integers(-60, 60)),
    st.builds(StartConfidential, item=numbers, at=moments),
    st.builds(EndConfidential, at=moments),
    st.builds(MoveCardholderSlot, item=st.sampled_from((2, 9))),
    st.builds(EndMeeting, at=moments),
)


def later(*steps: FloorOperation, session: Session | None = None) -> Session:
    """A meeting after these acts, those left out that did not fit."""
    session = session or a_session()
    for step in steps:
        try:
            session = step.apply(session)
        except KaikuError:
            continue
    return session


meetings = st.builds(lambda steps: later(*steps), st.lists(operations, max_size=8))
"""Any state that acts on the floor can lead to."""


@given(meetings, operations)
def test_every_act_on_the_floor_is_taken_back_without_a_trace(before: Session, act: FloorOperation) -> None:
    try:
        following = act.apply(before)
    except KaikuError:
        return
    assert act.inverse(before).apply(following) == before


@given(sessions, operations)
def test_an_act_on_the_floor_touches_nothing_but_the_floor(before: Session, act: FloorOperation) -> None:
    following = later(act, session=before)
    assert following.notes == before.notes
    assert following.partners == before.partners
    assert [item.title for item in following.items] == [item.title for item in before.items]


@given(meetings)
def test_at_most_one_item_has_the_floor(session: Session) -> None:
    assert sum(is_running(item) for item in session.items) <= 1
    assert all(
        stretch.ended is None or stretch.ended >= stretch.started
        for item in session.items
        for stretch in (*item.stretches, *item.confidential)
    )


@given(meetings, numbers, moments)
def test_giving_the_floor_twice_is_giving_it_once(session: Session, number: int, at: object) -> None:
    act = GiveFloor(item=number, at=at)  # type: ignore[arg-type]
    once = later(act, session=session)
    assert later(act, session=once) == once


def begun() -> Session:
    """Items 1 and 2 have had the floor; 2 has it still."""
    return done(a_session(), GiveFloor(item=1, at=after(2)), GiveFloor(item=2, at=after(11)))


@given(numbers.filter(lambda number: number != 2), st.integers(12, 60))
def test_next_and_back_is_as_if_nothing_had_happened(number: int, minute: int) -> None:
    given_away = done(begun(), GiveFloor(item=number, at=after(minute)))
    assert done(given_away, ReturnFloor(at=after(minute + 5))) == begun()


def test_back_gives_the_time_of_the_wrong_item_to_the_right_one() -> None:
    session = done(begun(), GiveFloor(item=3, at=after(20)), ReturnFloor(at=after(25)))
    assert spent(session.item(2), after(25)) == timedelta(minutes=14)
    assert session.item(3).stretches == ()


def test_back_after_a_break_leaves_the_break_to_nobody() -> None:
    paused = done(begun(), PauseFloor(at=after(20)))
    session = done(paused, GiveFloor(item=3, at=after(30)), ReturnFloor(at=after(33)))
    assert session.item(3).stretches == ()
    assert session.item(2).stretches == (
        Stretch(started=after(11), ended=after(20)),
        Stretch(started=after(30)),
    )
    assert spent(session.item(2), after(33)) == timedelta(minutes=12)


def test_back_in_a_jump_returns_to_where_the_floor_came_from() -> None:
    session = done(begun(), GiveFloor(item=7, at=after(20)), GiveFloor(item=2, at=after(25)))
    assert floor(done(session, ReturnFloor(at=after(26)))).item == 7


def test_a_finished_item_that_gets_the_floor_again_goes_on_from_where_it_was() -> None:
    session = done(begun(), GiveFloor(item=4, at=after(21)), GiveFloor(item=2, at=after(30)))
    assert len(session.item(2).stretches) == 2
    assert spent(session.item(2), after(35)) == timedelta(minutes=15)
    assert spent(session.item(4), after(35)) == timedelta(minutes=9)


def test_the_first_item_has_nothing_behind_it() -> None:
    with pytest.raises(NothingBehindError):
        done(a_session(), GiveFloor(item=1, at=after(0)), ReturnFloor(at=after(1)))


@pytest.mark.parametrize("act", [PauseFloor(at=after(1)), ReturnFloor(at=after(1)), EndMeeting(at=after(1))])
def test_what_needs_a_meeting_is_refused_before_it_begins(act: FloorOperation) -> None:
    with pytest.raises(NotBegunError):
        act.apply(a_session())


def test_moving_on_closes_the_confidential_part_too() -> None:
    session = done(begun(), StartConfidential(item=2, at=after(15)), GiveFloor(item=3, at=after(20)))
    assert confidential_part(session) is None
    assert session.item(2).confidential == (Stretch(started=after(15), ended=after(20)),)


def test_a_confidential_part_is_only_its_times() -> None:
    opened = done(begun(), StartConfidential(item=2, at=after(15)))
    assert done(opened, StartConfidential(item=2, at=after(16))) == opened
    closed = done(opened, EndConfidential(at=after(18)))
    assert closed.item(2).confidential == (Stretch(started=after(15), ended=after(18)),)
    assert done(closed, EndConfidential(at=after(19))) == closed


def test_the_cardholders_word_takes_its_minutes_along_and_back() -> None:
    before = a_session()
    moved = done(before, MoveCardholderSlot(item=9))
    assert moved.cardholder_slot is not None
    assert moved.cardholder_slot.item == 9
    assert allotted(moved.item(2)) == timedelta(minutes=45 - 8)
    assert allotted(moved.item(9)) == timedelta(minutes=6 + 8)
    assert done(moved, MoveCardholderSlot(item=9)) == moved
    assert done(moved, MoveCardholderSlot(item=2)) == before


def test_an_agenda_without_the_cardholders_word_has_none_to_move() -> None:
    assert done(a_session(slot=False), MoveCardholderSlot(item=9)) == a_session(slot=False)


def test_an_ended_meeting_is_opened_again_by_back() -> None:
    ended = done(begun(), EndMeeting(at=after(60)))
    assert ended.meeting.ended == after(60)
    assert done(ended, EndMeeting(at=after(70))) == ended
    with pytest.raises(MeetingEndedError):
        done(ended, GiveFloor(item=3, at=after(61)))
    assert done(ended, ReturnFloor(at=after(65))) == begun()


def test_a_meeting_ended_in_a_break_goes_on_from_its_end() -> None:
    session = done(begun(), PauseFloor(at=after(50)), EndMeeting(at=after(60)), ReturnFloor(at=after(65)))
    assert session.meeting.ended is None
    assert spent(session.item(2), after(65)) == timedelta(minutes=39 + 5)


def test_an_item_is_never_given_less_than_no_time() -> None:
    before = a_session()
    act = AddMinutes(item=8, minutes=-60)
    session = done(before, act)
    assert allotted(session.item(8)) == timedelta()
    assert done(session, act.inverse(before)) == before


def test_minutes_given_in_two_terminals_add_up_and_are_taken_back_apart() -> None:
    act = AddMinutes(item=2, minutes=5)
    back = act.inverse(a_session())
    both = done(a_session(), act, AddMinutes(item=2, minutes=3))
    assert both.item(2).added == 8
    assert done(both, back).item(2).added == 3


def test_a_floor_that_somebody_else_has_moved_is_not_put_back() -> None:
    act = GiveFloor(item=3, at=after(20))
    back = act.inverse(begun())
    moved = done(begun(), act, GiveFloor(item=4, at=after(30)))
    with pytest.raises(FloorMovedError):
        back.apply(moved)


def test_taking_back_does_not_stumble_over_a_note_written_meanwhile() -> None:
    act, written = GiveFloor(item=3, at=after(20)), AddNotes(notes=(a_note(),))
    back = act.inverse(begun())
    assert done(begun(), act, written, back) == done(begun(), written)


def test_a_break_in_the_very_second_of_the_start_leaves_nothing_behind_it() -> None:
    with pytest.raises(NothingBehindError):
        done(a_session(), GiveFloor(item=1, at=after(0)), PauseFloor(at=after(0)), ReturnFloor(at=after(1)))


def test_a_break_in_the_very_second_of_a_jump_back_leaves_the_floor_where_it_went() -> None:
    acts = (GiveFloor(item=2, at=after(0)), GiveFloor(item=1, at=after(5)), PauseFloor(at=after(5)))
    assert floor(done(a_session(), *acts)) == Floor(state=State.PAUSED, item=1)


def test_a_meeting_said_to_be_over_before_it_began_is_opened_at_its_first_item() -> None:
    session = a_session()
    session = done(replace(session, meeting=replace(session.meeting, ended=after(5))), ReturnFloor(at=after(6)))
    assert session.item(1).stretches == (Stretch(started=after(5)),)


def test_a_clock_set_back_ends_no_stretch_before_it_began() -> None:
    session = done(with_stretches(a_session(), 1, (30, None)), GiveFloor(item=2, at=after(10)))
    assert session.item(1).stretches == (Stretch(started=after(30), ended=after(30)),)


def test_no_item_gets_more_minutes_than_a_file_may_say() -> None:
    session = done(a_session(), *(AddMinutes(item=2, minutes=999) for _ in range(9)))
    assert session.item(2).added == MOST_ADDED
    more = AddMinutes(item=2, minutes=5)
    assert done(session, more, more.inverse(session)) == session
