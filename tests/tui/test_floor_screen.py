"""Moving the floor and looking are two things: the first moves clocks, the second never does."""

from datetime import datetime
from pathlib import Path

import pytest
from textual.widgets import Static
from tui_builders import Desk, desk_at, shown

from kaikutui.domain.clocks import State, fixed, floor
from kaikutui.domain.floor_operations import GiveFloor
from kaikutui.storage.store import SessionStore


def starts(desk: Desk) -> list[list[datetime]]:
    """The beginnings of the stretches of each item."""
    return [[stretch.started for stretch in item.stretches] for item in desk.session.items]


async def test_f8_begins_the_meeting_and_gives_the_floor_to_the_next_item(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.press("f8")
        assert floor(desk.session).item == 1
        desk.clock.forward(minutes=10)
        await desk.press("f8")
        saved = await desk.saved()
        assert floor(saved).item == 2
        stretch = saved.item(1).stretches[0]
        assert stretch.ended is not None
        assert (stretch.ended - stretch.started).total_seconds() == 600
        assert desk.screen.seat.shown == 2


async def test_f7_gives_the_floor_back_as_if_it_had_not_moved(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.press("f8")
        before = desk.session.items
        desk.clock.forward(minutes=10)
        await desk.press("f8")
        desk.clock.forward(minutes=1)
        await desk.press("f7")
        assert (await desk.saved()).items == before
        assert desk.screen.seat.shown == 1


async def test_f4_stops_the_clocks_and_starts_them_again(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.press("f8", "f4")
        assert floor(await desk.saved()).state is State.PAUSED
        desk.clock.forward(minutes=15)
        await desk.press("f4")
        saved = await desk.saved()
        assert floor(saved).state is State.RUNNING
        assert len(saved.item(1).stretches) == 2


async def test_ctrl_z_takes_back_the_move_of_the_floor(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.press("f8")
        before = desk.session.items
        desk.clock.forward(minutes=10)
        await desk.press("f8", "ctrl+z")
        assert (await desk.saved()).items == before


@pytest.mark.parametrize("keys", [("/", "5", "enter"), ("ctrl+down",) * 4])
async def test_looking_at_another_item_moves_no_clock_and_esc_returns(file: Path, keys: tuple[str, ...]) -> None:
    async with desk_at(file) as desk:
        await desk.press("f8")
        before = await desk.saved()
        await desk.press(*keys)
        assert desk.screen.seat.shown == 5
        assert desk.session == before
        await desk.press("escape")
        assert desk.screen.seat.shown == 1


async def test_the_bar_tells_where_a_line_would_go_when_it_is_not_the_floor(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.press("f8")
        await desk.enter("/5")
        assert "kohta 5" in shown(desk.screen.query_one("#source", Static))
        await desk.enter("Tänne")
        assert desk.notes[0].item == 5


async def test_looking_stops_at_the_first_and_the_last_item(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.press("ctrl+up")
        assert desk.screen.seat.shown == 1
        await desk.press(*["ctrl+down"] * 10)
        assert desk.screen.seat.shown == 9


async def test_a_floor_key_works_in_a_panel_too(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.press("f6", "f8")
        assert floor(desk.session).item == 1


async def test_the_next_item_from_a_panel_leaves_no_key_in_a_panel_out_of_sight(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.press("f8", "f6", "f8")
        assert desk.screen.seat.shown == 2
        focused = desk.app.focused
        assert focused is not None
        assert focused.display
        assert desk.in_bar or desk.in_panel


async def test_the_ninth_item_is_the_last(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.press(*["f8"] * 10)
        assert floor(desk.session).item == 9
        assert "/päätä" in desk.said


async def test_the_meeting_begins_as_of_an_earlier_time(file: Path) -> None:
    async with desk_at(file) as desk:
        desk.clock.forward(minutes=12)
        await desk.enter("/aloita 13.02")
        assert [at.strftime("%H.%M") for at in starts(desk)[0]] == ["13.02"]


async def test_the_meeting_ends_and_is_told_to_be_written(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.press("f8")
        desk.clock.forward(minutes=90)
        await desk.enter("/päätä")
        assert (await desk.saved()).meeting.ended == desk.clock.now
        assert "/vie" in desk.said


async def test_time_over_is_told_in_words(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.press("f8")
        desk.clock.forward(minutes=12, seconds=10)
        await desk.until(lambda: "YLI +2:10" in shown(desk.screen.query_one("#item-time", Static)))


async def test_of_two_figures_only_one_has_seconds_and_together_they_make_the_whole(file: Path) -> None:
    async with desk_at(file) as desk:
        line = desk.screen.query_one("#item-time", Static)
        assert shown(line).startswith("10 min   ░")
        assert shown(line).endswith("░   ei vielä alkanut")
        await desk.press("f8")
        desk.clock.forward(minutes=3, seconds=7)
        await desk.until(lambda: shown(line).startswith("3:07 / 10 min   █"))
        assert shown(line).endswith("░   jäljellä 7 min")
        desk.clock.forward(minutes=8)
        await desk.until(lambda: shown(line).startswith("11 / 10 min   █"))
        assert shown(line).endswith("█   YLI +1:07")


async def test_a_skipped_item_says_so_in_the_strip_and_why_where_its_time_would_stand(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("/ohita 3 Tilastot jaettiin [etukäteen]")
        assert "3 ohi" in shown(desk.screen.query_one("#strip", Static))
        await desk.enter("/3")
        assert shown(desk.screen.query_one("#item-time", Static)) == "Kohta ohitetaan: Tilastot jaettiin [etukäteen]"


async def moved_elsewhere(desk: Desk, file: Path, number: int) -> None:
    """Another terminal gives an item the floor."""
    SessionStore(file).commit(GiveFloor(item=number, at=fixed(desk.clock())))
    await desk.until(lambda: floor(desk.session).item == number)
    await desk.until(lambda: desk.said.startswith(f"Puheenvuoro on nyt kohdalla {number}"))


async def test_who_looks_at_the_item_with_the_floor_goes_along_when_another_terminal_moves_it(file: Path) -> None:
    async with desk_at(file) as desk:
        await moved_elsewhere(desk, file, 1)
        await moved_elsewhere(desk, file, 2)
        await desk.enter("Tänne")
        assert (await desk.saved()).notes[0].item == 2


async def test_a_line_half_typed_stays_with_the_item_it_was_begun_under_when_the_floor_moves(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.press("f8", "k", "e")
        await moved_elsewhere(desk, file, 2)
        assert desk.screen.seat.shown == 1
        await desk.press("enter", "escape")
        assert (await desk.saved()).notes[0].item == 1
        assert desk.screen.seat.shown == 2


@pytest.mark.parametrize("keys", [("f6",), ("/", "5", "enter")])
async def test_who_is_in_a_panel_or_looks_elsewhere_is_not_taken_along(file: Path, keys: tuple[str, ...]) -> None:
    async with desk_at(file) as desk:
        await desk.press("f8", *keys)
        shown_before = desk.screen.seat.shown
        await moved_elsewhere(desk, file, 2)
        assert desk.screen.seat.shown == shown_before
