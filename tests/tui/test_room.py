"""The room's screen: the item, its question, its clock; and nothing private, whatever is in the meeting."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.app import App
from textual.widgets import Static
from tui_builders import START, FakeClock, a_note, a_session, shown

from kaikutui import tui
from kaikutui.domain.line import run_command
from kaikutui.domain.meeting import Meeting
from kaikutui.domain.seat import Moment, Seat
from kaikutui.domain.session import Session
from kaikutui.tui.big_figures import big_figures
from kaikutui.tui.screens.room import RoomScreen, Scene, agenda_lines, scene_of
from kaikutui.tui.themes import KAIKU


def after(session: Session, *lines: str, clock: FakeClock | None = None) -> Session:
    """The session after these commands."""
    for line in lines:
        moment = Moment(session=session, seat=Seat(), now=(clock or FakeClock())(), new_id=lambda: "x")
        for operation in run_command(line, moment).operations:
            session = operation.apply(session)
    return session


def scene(*lines: str, minutes: float = 0) -> Scene:
    clock = FakeClock()
    session = after(a_session(), *lines, clock=clock)
    clock.forward(minutes=minutes)
    return scene_of(session, clock())


def test_before_the_start_the_room_is_welcomed_and_told_when() -> None:
    early = scene_of(a_session(), FakeClock(START.replace(hour=12))())
    assert (early.title, early.prompt, early.clock) == ("Tervetuloa", "Kokous alkaa klo", "13.00")
    assert scene(minutes=1).clock == ""


def test_an_item_has_its_title_its_prompt_and_what_is_left() -> None:
    item = scene("aloita", minutes=4)
    assert item.title == "1  Tervetuloa ja lyhyt esittäytymiskierros"
    assert item.prompt == "Kuka olet ja mistä tulet?"
    assert (item.clock, item.words, item.over) == ("6:00", "jäljellä", False)


def test_time_run_out_is_said_in_words() -> None:
    item = scene("aloita", minutes=12.5)
    assert (item.clock, item.words, item.over) == ("2:30", "yli ajan", True)


def test_a_break_says_when_we_go_on() -> None:
    pause = scene("aloita", "tauko 10")
    assert (pause.title, pause.prompt, pause.clock) == ("Tauko", "Jatkamme klo", "13.10")
    assert scene("aloita", "tauko").clock == ""


def test_at_the_end_everybody_is_thanked() -> None:
    assert scene("aloita", "päätä").prompt == "Kiitos kaikille!"


def test_the_agenda_tells_what_is_done_what_goes_on_and_what_is_passed_over() -> None:
    lines = [line.plain for line in agenda_lines(after(a_session(), "aloita", "seuraava", "ohita 3 Salainen syy"))]
    assert lines[:4] == ["  1 Tervetuloa – ok", "▶ 2 Kuulumiset", "  3 Tilastot – ohi", "  4 Viestintä"]
    assert "Salainen" not in "".join(lines)


@asynccontextmanager
async def room(session: Session, size: tuple[int, int]) -> AsyncIterator[RoomScreen]:
    """The room's screen in a window of this size."""
    screen = RoomScreen(Meeting(session, FakeClock(), lambda: "x"))
    app = App[None](css_path=Path(tui.__file__).with_name("kaiku.tcss"))
    app.register_theme(KAIKU)
    app.theme = "kaiku"
    async with app.run_test(size=size) as pilot:
        app.push_screen(screen)
        await pilot.pause()
        await pilot.pause()
        yield screen


def clock_of(screen: RoomScreen) -> list[str]:
    """The lines of the clock."""
    return shown(screen.query_one("#room-clock", Static)).split("\n")


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 50)])
async def test_nothing_private_is_in_any_widget(size: tuple[int, int]) -> None:
    notes = (a_note("Salainen palaute"), a_note("Salaisempi", confidential=True))
    session = after(a_session(notes=notes), "aloita")
    async with room(session, size) as screen:
        words = " ".join(shown(widget) for widget in screen.query(Static))
        assert "Kuka olet" in words
        private = ["Salai", *(person.name for person in session.people), *(one.name for one in session.partners)]
        private += [question for item in session.items for question in item.questions.each]
        assert not [word for word in private if word in words]


@pytest.mark.parametrize(("size", "rows"), [((80, 24), 5), ((100, 30), 10), ((160, 50), 15)])
async def test_the_clock_is_as_big_as_the_window_has_room_for(size: tuple[int, int], rows: int) -> None:
    async with room(after(a_session(), "aloita"), size) as screen:
        assert clock_of(screen) == big_figures("10:00", size[0], rows)
        assert len(clock_of(screen)) == rows


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 50)])
async def test_every_item_a_break_and_the_start_are_in_sight_whole_and_in_the_middle(size: tuple[int, int]) -> None:
    begun = after(a_session(), "aloita")
    scenes = [begun, *(after(begun, f"anna {number}") for number in range(2, 10)), after(begun, "tauko 10")]
    for session in scenes:
        async with room(session, size) as screen:
            top, middle = screen.query_one("#room-top", Static), screen.query_one("#room-middle")
            assert (len(shown(top)), top.region.right) == (top.size.width, size[0] - top.region.x)
            assert screen.query_one("#room-agenda").region.bottom <= size[1]
            parts = [one for one in middle.query(Static) if one.size]
            assert all(middle.region.contains_region(one.region) for one in parts)
            assert all(abs(sum(one.region.column_span) - size[0]) <= 1 for one in parts)


async def test_a_long_title_takes_rows_from_the_clock_and_not_from_the_agenda() -> None:
    session = after(a_session(), "aloita")
    long = replace(session.item(1), title="Pitkä otsikko " * 20)
    async with room(session.with_item(long), (80, 24)) as screen:
        assert len(clock_of(screen)) == 3
        assert screen.query_one("#room-agenda").region.bottom <= 24


async def test_a_bigger_window_has_more_air_between_the_lines_of_the_agenda() -> None:
    begun = after(a_session(), "aloita")
    for size, rows in (((100, 30), 9), ((160, 50), 17)):
        async with room(begun, size) as screen:
            assert screen.query_one("#room-agenda").size.height == rows
