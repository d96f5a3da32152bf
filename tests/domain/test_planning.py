"""Mending the plan: a forgotten clock, an item that is skipped, an end that may move."""

from datetime import timedelta

import pytest
from builders import PLANNED, a_moment, a_session, after, done
from hypothesis import given
from hypothesis import strategies as st

from kaikutui.domain.clocks import drift, floor, projected_end, spent, to_come
from kaikutui.domain.commands.planning import HasFloorError, NothingToGiveError, OnTimeError
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.floor_operations import GiveFloor, MoveStart, NotBegunError, PauseFloor, SkipItem
from kaikutui.domain.line import run_command
from kaikutui.domain.seat import OfferPlan, Seat
from kaikutui.domain.session import Session

ZERO = timedelta()


def running(*items: tuple[int, float]) -> Session:
    return done(a_session(), *(GiveFloor(item=item, at=after(at)) for item, at in items))


def carry_out(session: Session, line: str, minute: float, shown: int = 1) -> Session:
    outcome = run_command(line, a_moment(session, seat=Seat(shown=shown), now=after(minute)))
    return done(session, *outcome.operations)


def minutes(session: Session, item: int, now: float) -> float:
    return spent(session.item(item), after(now)) / timedelta(minutes=1)


def test_a_forgotten_clock_is_put_right_and_the_item_before_ended_then() -> None:
    session = carry_out(running((1, 0), (2, 20)), "alkoi 13.11", 25)
    assert (minutes(session, 1, 25), minutes(session, 2, 25)) == (11, 14)


def test_an_item_that_began_later_leaves_the_time_to_the_one_before() -> None:
    session = carry_out(running((1, 0), (2, 5)), "alkoi 13.12", 25)
    assert (minutes(session, 1, 25), minutes(session, 2, 25)) == (12, 13)


def test_the_whole_meeting_can_have_begun_earlier() -> None:
    session = carry_out(running((1, 10)), "alkoi 13.02", 20)
    assert minutes(session, 1, 20) == 18


def test_a_break_before_the_item_is_shortened_by_an_earlier_start_and_grows_by_a_later_one() -> None:
    session = done(running((1, 0)), PauseFloor(at=after(10)), GiveFloor(item=2, at=after(20)))
    assert minutes(done(session, MoveStart(at=after(15))), 1, 30) == 10
    assert minutes(done(session, MoveStart(at=after(25))), 1, 30) == 10
    assert minutes(done(session, MoveStart(at=after(8))), 1, 30) == 8


@given(st.integers(0, 30), st.integers(0, 30), st.integers(-10, 60))
def test_no_item_ever_has_less_than_nothing_and_no_minute_is_counted_twice(first: int, second: int, to: int) -> None:
    session = running((1, 0), (2, first), (3, first + second))
    now = first + second + 60
    moved = done(session, MoveStart(at=after(to)))
    assert all(spent(item, after(now)) >= ZERO for item in moved.items)
    assert sum((spent(item, after(now)) for item in moved.items), ZERO) <= timedelta(minutes=now)
    assert minutes(moved, 1, now) == first


def test_only_a_running_clock_can_be_put_right() -> None:
    with pytest.raises(NotBegunError):
        carry_out(a_session(), "alkoi 13.02", 20)


def test_a_skipped_item_is_passed_over_and_its_minutes_are_free() -> None:
    session = carry_out(running((2, 10)), "ohita 3 Tilastot jaettiin etukäteen.", 20)
    assert session.item(3).skipped == "Tilastot jaettiin etukäteen."
    assert 3 not in [item.number for item in to_come(session)]
    assert projected_end(session, after(20)) == after(120 - PLANNED[2])
    assert floor(carry_out(session, "seuraava", 21)).item == 4


def test_the_shown_item_is_skipped_when_none_is_named() -> None:
    assert carry_out(running((2, 10)), "ohita Aika ei riitä", 20, shown=8).item(8).skipped == "Aika ei riitä"


def test_a_skipped_item_is_taken_up_after_all_by_the_word_alone_or_by_giving_it_the_floor() -> None:
    session = done(running((2, 10)), SkipItem(item=3, reason="Aika ei riitä"))
    assert carry_out(session, "ohita 3", 20).item(3).skipped == ""
    assert carry_out(session, "anna 3", 20).item(3).skipped == ""


def test_an_item_is_not_skipped_without_a_reason_or_while_it_has_the_floor() -> None:
    with pytest.raises(KaikuError):
        carry_out(running((2, 10)), "ohita 3", 20)
    with pytest.raises(HasFloorError):
        carry_out(running((2, 10)), "ohita 2 Aika", 20)


def test_the_floor_can_be_given_as_of_a_time() -> None:
    session = carry_out(running((1, 0)), "seuraava 13.09", 20)
    assert (minutes(session, 1, 20), minutes(session, 2, 20)) == (9, 11)
    session = carry_out(session, "anna 5 13.15", 20)
    assert (minutes(session, 2, 20), minutes(session, 5, 20)) == (6, 5)


def test_new_minutes_are_offered_and_nothing_changes_before_they_are_taken() -> None:
    session = running((2, 16))
    outcome = run_command("aikataulu", a_moment(session, now=after(16)))
    assert outcome.operations == ()
    (offer,) = outcome.requests
    assert isinstance(offer, OfferPlan)
    assert drift(done(session, *offer.proposal.operations), after(16)) == ZERO


def test_nothing_is_offered_when_the_meeting_is_on_time_or_nobody_can_give() -> None:
    with pytest.raises(OnTimeError):
        run_command("aikataulu", a_moment(running((2, 10)), now=after(10)))
    with pytest.raises(NothingToGiveError):
        run_command("aikataulu", a_moment(running((9, 130)), now=after(130)))


def test_whether_the_end_may_move_is_turned() -> None:
    session = carry_out(a_session(), "joustaa", 0)
    assert session.meeting.end_may_move
    assert carry_out(session, "joustaa", 0) == a_session()


@pytest.mark.parametrize(("typed", "minute"), [("10", 40), ("13.45", 45), ("13:45", 45), ("12.00", 23 * 60)])
def test_a_break_says_when_it_ends_and_going_on_forgets_it(typed: str, minute: int) -> None:
    session = carry_out(running((1, 0), (2, 10)), f"tauko {typed}", 30)
    assert session.meeting.resumes == after(minute)
    assert carry_out(session, "tauko", 35).meeting.resumes is None
    assert carry_out(session, "takaisin", 35).meeting.resumes is None


def test_a_break_without_an_end_has_none_and_nonsense_is_none() -> None:
    assert carry_out(running((2, 10)), "tauko", 30).meeting.resumes is None
    with pytest.raises(KaikuError):
        carry_out(running((2, 10)), "tauko pian", 30)
