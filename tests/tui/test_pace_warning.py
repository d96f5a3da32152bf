"""Warnings about the time on the screen: one line above the bar, in words, put aside by Esc, never in the room."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from pty_terminal import F8, Terminal
from textual.widgets import Static
from tui_builders import START, Desk, FakeClock, a_note, a_session, an_app, desk_at, shown, until

from kaikutui.domain.clocks import fixed
from kaikutui.domain.floor_operations import GiveFloor
from kaikutui.storage.store import SessionStore
from kaikutui.tui.app import KaikuApp
from kaikutui.tui.screens.room import RoomScreen
from kaikutui.tui.surroundings import Surroundings

VIEWS = ["secretary", "facilitator"]
BEHIND = "Jäljessä 3 min. /aikataulu ehdottaa, mistä aika otetaan.   Esc kuittaa"


async def tick(desk: Desk) -> None:
    """A second has gone by."""
    desk.screen._tick()
    await desk.pilot.pause()


async def late(desk: Desk, minutes: float = 3) -> None:
    """Begin, and let the first item run over its ten minutes."""
    await desk.press("f8")
    desk.clock.forward(minutes=10 + minutes)
    await tick(desk)


@pytest.mark.parametrize("view", VIEWS)
async def test_being_behind_is_told_above_the_bar_as_soon_as_it_is_so(file: Path, view: str) -> None:
    async with desk_at(file, view=view) as desk:
        await late(desk, 1)
        assert desk.said.startswith("Jakajat 0")
        desk.clock.forward(minutes=2)
        await until(desk.pilot, lambda: desk.said == BEHIND)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 50)])
@pytest.mark.parametrize("view", VIEWS)
async def test_it_moves_nothing_and_takes_no_keys(file: Path, view: str, size: tuple[int, int]) -> None:
    async with desk_at(file, size=size, view=view) as desk:
        await desk.press("f8", "x")
        widgets = (desk.screen.bar, desk.screen.view, desk.screen.status)
        before = [widget.region for widget in widgets]
        desk.clock.forward(minutes=13)
        await tick(desk)
        assert desk.said.startswith(BEHIND)
        assert [widget.region for widget in widgets] == before
        assert desk.screen.query_one("#said").size.height == 1
        assert desk.in_bar
        assert desk.line == "x"


async def test_it_goes_when_it_no_longer_holds(file: Path) -> None:
    async with desk_at(file) as desk:
        await late(desk)
        await desk.enter("/aikataulu kyllä")
        desk.clock.forward(seconds=20)
        await tick(desk)
        assert desk.said.startswith("Jakajat 0")


async def test_escape_puts_it_aside_with_the_line_left_and_it_comes_back_when_it_is_worse(file: Path) -> None:
    async with desk_at(file) as desk:
        await late(desk)
        await desk.press("k", "escape")
        assert desk.said.startswith("Jakajat 0")
        assert desk.line == "k"
        desk.clock.forward(minutes=1)
        await tick(desk)
        assert desk.said.startswith("Jakajat 0")
        desk.clock.forward(minutes=2)
        await tick(desk)
        assert desk.said.startswith("Jäljessä 6 min.")


async def test_what_was_put_aside_is_told_again_when_it_comes_back(file: Path) -> None:
    async with desk_at(file) as desk:
        await late(desk)
        await desk.press("escape")
        await desk.enter("/aikataulu kyllä")
        desk.clock.forward(minutes=2)
        await tick(desk)
        assert desk.said.startswith("Jakajat 0")
        desk.clock.forward(minutes=1)
        await tick(desk)
        assert desk.said == BEHIND


async def test_who_looks_elsewhere_returns_first_and_puts_it_aside_then(file: Path) -> None:
    async with desk_at(file) as desk:
        await late(desk)
        await desk.enter("/4")
        await desk.press("escape")
        assert desk.screen.seat.shown == 1
        assert desk.said == BEHIND
        await desk.press("escape")
        assert desk.said.startswith("Jakajat 0")


async def test_a_wide_window_keeps_the_counts_beside_it(file: Path) -> None:
    async with desk_at(file, a_session(notes=(a_note("yksi"),)), size=(160, 50)) as desk:
        await late(desk)
        assert desk.said.startswith(BEHIND)
        assert desk.said.endswith("Yhteistä 1  Kaikukeskukselle 0")


async def test_a_sentence_of_the_moment_comes_before_it(file: Path) -> None:
    async with desk_at(file) as desk:
        await late(desk)
        await desk.enter("/ohjeeton")
        assert "ohjeeton" in desk.said
        desk.clock.forward(seconds=30)
        await tick(desk)
        assert desk.said == BEHIND


async def test_a_long_label_is_cut_to_the_line(file: Path) -> None:
    session = a_session()
    session = session.with_item(replace(session.item(2), label="pitkä " * 20))
    async with desk_at(file, session) as desk:
        await late(desk, -1)
        assert desk.said.startswith("Kohtaa jäljellä 1:00, sitten 2 pitkä")
        assert desk.said.endswith("…   Esc kuittaa")
        assert len(desk.said) <= 78


@pytest.mark.parametrize(("bell", "rings"), [(False, 0), (True, 1)])
async def test_the_bell_rings_once_for_a_warning_and_only_when_it_was_asked_for(
    file: Path, monkeypatch: pytest.MonkeyPatch, bell: bool, rings: int
) -> None:
    rung: list[bool] = []
    monkeypatch.setattr(KaikuApp, "bell", lambda app: rung.append(True))
    clock, store = FakeClock(), SessionStore(file)
    store.create(a_session())
    around = Surroundings(clock=clock, new_id=lambda: "n1", name="sihteeri", bell=bell)
    app = KaikuApp(around, store, store.load())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f8")
        desk = Desk(app, pilot, clock)
        clock.forward(minutes=7)
        await tick(desk)
        assert rung == []
        for _ in range(3):
            clock.forward(seconds=50)
            await tick(desk)
        assert len(rung) == rings


async def test_the_room_is_told_nothing_of_it(file: Path) -> None:
    clock, store = FakeClock(), SessionStore(file)
    store.create(a_session())
    async with desk_at(file, clock=clock) as desk:
        await desk.press("f8")
        await desk.saved()
    clock.now = START + timedelta(minutes=13)
    app = an_app(store, clock, view="room")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, RoomScreen)
        words = " ".join(shown(widget) for widget in app.screen.query(Static))
        assert "yli ajan" in words
        assert "Jäljessä" not in words
        assert "aikataulu" not in words


@pytest.mark.parametrize(("option", "rings"), [((), False), (("--bell",), True)])
def test_the_option_is_what_makes_the_terminal_ring(file: Path, option: tuple[str, ...], rings: bool) -> None:
    begun = datetime.now().astimezone().replace(microsecond=0) - timedelta(minutes=20)
    session = a_session()
    session = replace(session, meeting=replace(session.meeting, starts=begun))
    SessionStore(file).create(GiveFloor(item=1, at=fixed(begun)).apply(session))
    terminal = Terminal(*option, "open", file)
    terminal.see("Jäljessä 10 min")
    terminal.key(F8)
    terminal.see("Puheenvuoro on nyt kohdalla 2")
    # A title of the window ends in the same sign.
    assert (b"\x07" in re.sub(rb"\x1b\][^\x07]*\x07", b"", terminal.painted)) is rings
    terminal.key("\x11")
    assert terminal.ended() == 0
