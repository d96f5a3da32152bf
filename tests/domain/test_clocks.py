"""Time is arithmetic on recorded instants: it survives crashes, midnight, summer time and clocks set back."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from builders import PLANNED, START, a_session, after, done, instants, numbers, sessions, stretches, with_stretches
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kaikutui.domain.clocks import (
    Floor,
    Pace,
    State,
    allotted,
    began,
    confidential_part,
    drift,
    fixed,
    floor,
    is_running,
    left,
    length,
    pace,
    planned_end,
    projected_end,
    spent,
    to_come,
    was_moved,
)
from kaikutui.domain.floor_operations import (
    AddMinutes,
    EndMeeting,
    GiveFloor,
    PauseFloor,
    StartConfidential,
)
from kaikutui.domain.session import Session, Stretch
from kaikutui.storage.session_file import decode, encode

HELSINKI = ZoneInfo("Europe/Helsinki")
ZERO = timedelta()


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def running(session: Session | None = None, *, item: int = 1, at: float = 0) -> Session:
    """A meeting in which an item got the floor so many minutes after the planned start."""
    return done(session or a_session(), GiveFloor(item=item, at=after(at)))


@given(st.lists(stretches, max_size=5).map(tuple), instants)
def test_an_item_has_spent_the_sum_of_its_stretches(rows: tuple[Stretch, ...], now: datetime) -> None:
    item = replace(a_session().item(2), stretches=rows)
    expected = sum(((row.ended or now) - row.started for row in rows), ZERO)
    assert spent(item, now) == expected
    assert left(item, now) == minutes(PLANNED[1]) - expected


@given(sessions, instants)
def test_no_clock_is_ever_negative_whatever_was_done_to_the_computers_clock(session: Session, now: datetime) -> None:
    ticking = done(session, GiveFloor(item=4, at=now))
    for off in (-90_000, -1, 0, 1, 90_000):
        assert all(spent(item, now + timedelta(seconds=off)) >= ZERO for item in ticking.items)


def test_a_running_stretch_grows_with_the_time() -> None:
    session = running(item=2)
    assert [spent(session.item(2), after(minute)) for minute in (0, 1, 46)] == [minutes(m) for m in (0, 1, 46)]
    assert left(session.item(2), after(46)) == minutes(-1)


def test_time_goes_on_over_midnight() -> None:
    start = START.replace(hour=23, minute=50)
    item = done(a_session(), GiveFloor(item=1, at=start)).item(1)
    assert spent(item, start + minutes(25)) == minutes(25)


@pytest.mark.parametrize(
    ("started", "ended", "really"),
    [
        (datetime(2026, 3, 29, 2, 50, tzinfo=HELSINKI), datetime(2026, 3, 29, 4, 10, tzinfo=HELSINKI), 20),
        (datetime(2026, 10, 25, 2, 50, tzinfo=HELSINKI), datetime(2026, 10, 25, 4, 10, tzinfo=HELSINKI), 140),
    ],
)
def test_the_hour_of_summer_time_is_counted_as_it_really_passes(
    started: datetime, ended: datetime, really: int
) -> None:
    assert length(Stretch(started=fixed(started), ended=fixed(ended)), START) == minutes(really)
    item = done(a_session(), GiveFloor(item=1, at=fixed(started))).item(1)
    assert spent(item, fixed(ended)) == minutes(really)


@given(st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1), timezones=st.just(HELSINKI)))  # noqa: DTZ001
def test_a_fixed_instant_is_the_same_instant_in_whole_seconds(at: datetime) -> None:
    plain = fixed(at)
    assert plain.astimezone(UTC) == at.astimezone(UTC).replace(microsecond=0)
    assert plain.microsecond == 0
    assert plain.tzname() in ("UTC+02:00", "UTC+03:00")


def test_an_instant_without_its_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        fixed(START.replace(tzinfo=None))


def test_a_killed_process_finds_the_right_times_an_hour_later() -> None:
    session = done(running(), GiveFloor(item=2, at=after(9)))
    found = decode(encode(session), Path("kokous.toml")).session
    assert spent(found.item(1), after(69)) == minutes(9)
    assert spent(found.item(2), after(69)) == minutes(60)
    assert left(found.item(2), after(69)) == minutes(-15)
    assert floor(found) == Floor(state=State.RUNNING, item=2)


@given(numbers, st.integers(-30, 60))
def test_added_minutes_change_what_is_left_and_nothing_that_is_spent(number: int, given_minutes: int) -> None:
    before = running(item=number)
    session = done(before, AddMinutes(item=number, minutes=given_minutes))
    item, now = session.item(number), after(3)
    assert spent(item, now) == minutes(3)
    assert allotted(item) == max(minutes(PLANNED[number - 1] + given_minutes), ZERO)
    assert left(item, now) == allotted(item) - minutes(3)


def test_a_break_belongs_to_no_item() -> None:
    paused = done(running(item=2), PauseFloor(at=after(10)))
    assert floor(paused) == Floor(state=State.PAUSED, item=2)
    session = done(paused, GiveFloor(item=2, at=after(25)))
    assert spent(session.item(2), after(30)) == minutes(15)
    assert sum((spent(item, after(30)) for item in session.items), ZERO) == minutes(15)


def test_the_floor_tells_what_the_meeting_is_doing() -> None:
    fresh, begun = a_session(), running(item=3)
    assert floor(fresh) == Floor(state=State.WAITING)
    assert floor(begun) == Floor(state=State.RUNNING, item=3)
    assert floor(done(begun, EndMeeting(at=after(1)))) == Floor(state=State.ENDED, item=3)
    assert [is_running(item) for item in begun.items] == [number == 3 for number in range(1, 10)]
    assert [item.number for item in to_come(begun)] == [4, 5, 6, 7, 8, 9]
    assert len(to_come(fresh)) == 9


def test_the_meeting_began_with_its_first_stretch() -> None:
    assert began(a_session()) is None
    assert began(with_stretches(a_session(), 2, (5, 6), (2, 3))) == after(2)


def test_the_planned_end_is_the_planned_start_and_all_planned_minutes() -> None:
    assert planned_end(a_session(), START) == after(120)
    assert planned_end(done(a_session(), AddMinutes(item=2, minutes=30)), START) == after(120)


def test_without_a_planned_start_the_end_is_counted_from_the_real_one() -> None:
    unplanned = replace(a_session(), meeting=replace(a_session().meeting, starts=None))
    assert planned_end(unplanned, START) is None
    assert drift(unplanned, after(7)) == ZERO
    assert planned_end(running(unplanned, at=7), after(7)) == after(127)


@pytest.mark.parametrize(
    ("at", "expected"), [(-30, -30), (-31, 0), (-148, 0), (40, 40), (180, 180), (181, 0), (10080, 0)]
)
def test_a_meeting_that_began_far_from_its_planned_start_was_moved_and_is_measured_from_the_real_one(
    at: int, expected: int
) -> None:
    session = running(at=at)
    assert was_moved(session, after(at)) is (expected != at)
    assert drift(session, after(at)) == minutes(expected)
    assert drift(session, after(at + 13)) == minutes(expected + 3)


def test_a_meeting_that_still_waits_is_late_for_three_hours_and_then_was_moved() -> None:
    assert [was_moved(a_session(), after(at)) for at in (-300, 180, 181)] == [False, False, True]
    assert drift(a_session(), after(20)) == minutes(20)
    assert drift(a_session(), after(181)) == ZERO


def test_before_the_start_the_end_moves_only_when_the_start_is_late() -> None:
    assert projected_end(a_session(), after(-30)) == after(120)
    assert projected_end(a_session(), after(4)) == after(124)


def test_the_end_is_projected_from_what_is_left_of_the_running_item_and_the_rest() -> None:
    session = done(running(at=2), GiveFloor(item=2, at=after(10)))
    assert projected_end(session, after(20)) == after(120)
    assert projected_end(session, after(60)) == after(125)
    assert drift(session, after(60)) == minutes(5)


def test_time_already_used_of_a_later_item_is_not_counted_twice() -> None:
    session = with_stretches(with_stretches(a_session(), 3, (0, 4)), 2, (4, None))
    assert projected_end(session, after(4)) == after(4 + 120 - 10 - 4)


def test_an_ended_meeting_ended_when_it_ended() -> None:
    session = done(running(), EndMeeting(at=after(70)))
    assert projected_end(session, after(500)) == after(70)
    assert drift(session, after(500)) == minutes(-50)


@pytest.mark.parametrize(
    ("late", "expected"),
    [(0, Pace.ON_TIME), (60, Pace.ON_TIME), (61, Pace.BEHIND), (-60, Pace.ON_TIME), (-61, Pace.AHEAD)],
)
def test_more_than_a_minute_off_is_behind_or_ahead(late: int, expected: Pace) -> None:
    session = done(a_session(), GiveFloor(item=1, at=after(seconds=late)))
    assert pace(session, after(seconds=late)) is expected


def test_a_confidential_part_stops_no_clock() -> None:
    session = done(running(item=2), StartConfidential(item=2, at=after(5)))
    part = confidential_part(session)
    assert part is not None
    assert part.number == 2
    assert spent(session.item(2), after(15)) == minutes(15)
    assert confidential_part(running(item=2)) is None
