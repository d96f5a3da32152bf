"""The head line of the meeting screen: the clock, the end, the pace, a break; and when the meeting begins."""

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import Static
from tui_builders import START, Desk, FakeClock, a_session, desk_at, shown

from kaikutui.domain.floor_operations import EndMeeting, GiveFloor, PauseFloor
from kaikutui.domain.session import Session
from kaikutui.tui.lines import header


def at_minute(minute: float, session: Session | None = None, width: int = 100) -> str:
    """The head line so many minutes after the planned start."""
    return header(session or a_session(), START + timedelta(minutes=minute), width).plain


def begun(minute: float) -> Session:
    return GiveFloor(item=1, at=START + timedelta(minutes=minute)).apply(a_session())


def of_desk(desk: Desk) -> str:
    return shown(desk.screen.query_one("#header", Static))


@pytest.mark.parametrize(
    ("minute", "end"),
    [
        (-148, "10.32   alkaa 13.00   loppu 15.00"),
        (-24 * 60, "13.00   alkaa 24.11.2026 13.00   loppu 15.00"),
        (4, "13.04   loppu 15.04 4 min jäljessä"),
        (24 * 60, "13.00   ei vielä alkanut   loppu 15.00"),
    ],
)
def test_before_the_start_it_is_told_when_the_meeting_begins_and_not_how_it_is_on_time(minute: float, end: str) -> None:
    assert at_minute(minute).endswith(end)


def test_without_a_planned_start_the_meeting_has_just_not_begun() -> None:
    session = replace(a_session(), meeting=replace(a_session().meeting, starts=None))
    assert at_minute(0, session).endswith("13.00   ei vielä alkanut   loppu 15.00")


def test_a_meeting_begun_hours_early_is_on_its_own_time() -> None:
    assert at_minute(-148, begun(-148)).endswith("10.32   loppu 12.32 ajassa")
    assert at_minute(-4, begun(-4)).endswith("12.56   loppu 14.56 4 min edellä")


def test_an_ended_meeting_has_an_end_and_no_pace() -> None:
    ended = EndMeeting(at=START + timedelta(minutes=118)).apply(begun(0))
    assert at_minute(130, ended).endswith("15.10   loppu 14.58")


def test_everything_at_its_longest_fits_into_the_narrowest_window() -> None:
    pausing = PauseFloor(at=START + timedelta(minutes=120)).apply(begun(120))
    session = replace(pausing, meeting=replace(pausing.meeting, resumes=START + timedelta(minutes=130)))
    line = header(session, START + timedelta(minutes=125), 78, others=11)
    assert line.cell_length <= 78
    assert "12 päätettä   TAUKO 15.10 asti   15.05   loppu 17.05 125 min jäljessä" in line.plain


@pytest.mark.parametrize("view", ["secretary", "facilitator"])
async def test_a_break_is_told_to_who_looks_at_another_item_too(file: Path, view: str) -> None:
    async with desk_at(file, view=view, clock=FakeClock()) as desk:
        await desk.press("f8")
        await desk.enter("/5")
        assert "TAUKO" not in of_desk(desk)
        await desk.press("f4")
        assert "TAUKO   13.00" in of_desk(desk)
        await desk.press("f4")
        await desk.enter("/tauko 10")
        assert "TAUKO 13.10 asti   13.00" in of_desk(desk)
        await desk.press("f4")
        assert "TAUKO" not in of_desk(desk)
