"""Re-planning: the end holds, the feedback and the closing round keep their time."""

from datetime import timedelta

import pytest
from builders import PLANNED, a_session, after, done
from hypothesis import given
from hypothesis import strategies as st

from kaikutui.domain.clocks import allotted, drift
from kaikutui.domain.floor_operations import GiveFloor
from kaikutui.domain.replanning import KEPT_MINUTES, Proposal, propose
from kaikutui.domain.session import Session

MINUTE = timedelta(minutes=1)


def at_item(number: int, late: float) -> Session:
    """A meeting that gave an item the floor so many minutes later than planned, the others having kept to theirs."""
    session, at = a_session(), late
    for item in range(1, number + 1):
        session = done(session, GiveFloor(item=item, at=after(at)))
        at += PLANNED[item - 1]
    return session


def now_at(number: int, late: float) -> float:
    return sum(PLANNED[: number - 1]) + late


@given(st.integers(1, 9), st.integers(-20, 60))
def test_the_end_holds_when_it_can_and_no_more_is_taken_than_needed(number: int, late: int) -> None:
    session, now = at_item(number, late), after(now_at(number, late))
    proposal = propose(session, now)
    planned = done(session, *proposal.operations)
    if late > 0:
        assert drift(planned, now) == proposal.uncovered * MINUTE
    assert sum(move.minutes for move in proposal.moves) + max(late, 0) - proposal.uncovered in (0, -late)


@given(st.integers(1, 9), st.integers(1, 90))
def test_only_items_to_come_from_three_to_eight_give_and_each_keeps_enough_to_be_opened(number: int, late: int) -> None:
    session = at_item(number, late)
    proposal = propose(session, after(now_at(number, late)))
    for move in proposal.moves:
        assert move.minutes < 0
        assert move.item in range(3, 9)
        assert move.item > number
        assert allotted(done(session, *proposal.operations).item(move.item)) >= KEPT_MINUTES * MINUTE


def test_the_feedback_and_the_closing_round_give_nothing_when_all_the_others_have_given_all() -> None:
    moves = propose(at_item(1, 100), after(now_at(1, 100))).moves
    assert [move.item for move in moves] == [3, 4, 5, 6, 7, 8]


def test_what_can_be_read_afterwards_gives_first() -> None:
    moves = propose(at_item(2, 6), after(now_at(2, 6))).moves
    assert [(move.item, move.minutes) for move in moves] == [(3, -4), (4, -2)]


def test_what_nobody_can_give_is_told() -> None:
    proposal = propose(at_item(8, 10), after(now_at(8, 10)))
    assert proposal == Proposal(uncovered=10)


@pytest.mark.parametrize("late", [0, 0.5, -0.9])
def test_a_meeting_less_than_a_minute_off_needs_no_plan(late: float) -> None:
    assert propose(at_item(2, late), after(now_at(2, late))) == Proposal()


def test_time_left_over_goes_to_the_feedback() -> None:
    session = at_item(2, -4)
    (move,) = propose(session, after(now_at(2, -4))).moves
    assert (move.item, move.minutes) == (2, 4)
    assert propose(at_item(3, -4), after(now_at(3, -4))) == Proposal()


def test_a_part_of_a_minute_is_made_up_for_too() -> None:
    session, now = at_item(2, 2.5), after(now_at(2, 2.5))
    planned = done(session, *propose(session, now).operations)
    assert timedelta() >= drift(planned, now) > -MINUTE
