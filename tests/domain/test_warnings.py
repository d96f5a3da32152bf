"""Warnings about the time: early, one at a time, and quiet when there is nothing to say."""

from builders import a_partner, a_session, after, done
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kaikutui.domain.floor_operations import EndMeeting, GiveFloor, PauseFloor
from kaikutui.domain.marks import toggle_turn
from kaikutui.domain.session import Session, Side
from kaikutui.domain.warnings import warning, warnings


def at_item(number: int, at: float, **meeting: bool) -> Session:
    partners = (a_partner("Työpaja Kipinä", Side.DISTRIBUTOR), a_partner("Teatteri Lumme", Side.VENUE))
    session = a_session(partners=partners)
    session = replace(session, meeting=replace(session.meeting, **meeting))
    return done(session, GiveFloor(item=number, at=after(at)))


def told(session: Session, minute: float) -> str:
    """The sentence of the most pressing warning, or nothing."""
    found = warning(session, after(minute))
    return found.sentence if found else ""


def test_a_meeting_on_time_is_not_talked_about() -> None:
    assert told(at_item(2, 10), 30) == ""


def test_being_behind_is_told_with_what_can_be_done() -> None:
    assert told(at_item(2, 13), 20) == "Jäljessä 3 min. /aikataulu ehdottaa, mistä aika otetaan."


def test_when_the_end_may_move_it_is_told_how_far() -> None:
    assert told(at_item(2, 13, end_may_move=True), 20) == "Loppu siirtyy 3 min."


def test_two_minutes_before_its_end_the_item_after_it_is_named() -> None:
    session = at_item(2, 10)
    assert told(session, 52) == ""
    assert told(session, 53) == "Kohtaa jäljellä 2:00, sitten 3 Kohta 3."


def test_a_round_that_will_not_reach_everybody_comes_first() -> None:
    session = at_item(2, 13)
    session = done(session, toggle_turn(session.partners[0], 2, after(57)))
    assert told(session, 57.5) == "Puhumatta 1, aikaa 0:30."


def test_a_round_that_nobody_keeps_has_nobody_waiting() -> None:
    assert told(at_item(2, 10), 54.5).startswith("Kohtaa jäljellä 0:30")


@given(st.integers(1, 9), st.integers(-30, 200))
def test_nothing_is_said_in_a_break_before_the_start_or_after_the_end(number: int, minute: int) -> None:
    running = at_item(number, 0)
    quiet = (a_session(), done(running, PauseFloor(at=after(5))), done(running, EndMeeting(at=after(5))))
    assert [told(session, minute) for session in quiet] == ["", "", ""]


def test_the_last_item_has_nothing_after_it_to_warn_of() -> None:
    assert told(at_item(9, 200), 205) == ""


def test_what_was_put_aside_gives_way_to_what_is_next_and_comes_back_when_it_is_another_matter() -> None:
    session = at_item(2, 13)
    session = done(session, toggle_turn(session.partners[0], 2, after(57)))
    first, second, third = warnings(session, after(57.5))
    assert [one.about for one in (first, second, third)] == ["round 2", "behind 0", "soon 2"]
    assert warning(session, after(57.5), {"round 2"}) == second
    assert warning(session, after(57.5), {"round 2", "behind 0"}) == third
    assert warning(session, after(57.5), {"round 2", "behind 0", "soon 2"}) is None
    worse = warning(session, after(61), {"round 2", "behind 0", "soon 2"})
    assert worse is not None
    assert worse.sentence.startswith("Jäljessä 6 min.")


def test_a_matter_stays_the_same_while_its_seconds_run() -> None:
    session = at_item(2, 10)
    assert {one.about for second in range(60) for one in warnings(session, after(53 + second / 60))} == {"soon 2"}
