"""The real app on a terminal in memory: after any keys, sizes and notes it shows what Textual would paint anew."""

from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from emulator import SYSTEMS
from painted_desk import Line
from rich.color import ColorSystem
from tui_builders import a_note, a_session, desk_at

KEYS = (
    *("f1", "f2", "f6", "f7", "f8", "escape", "down", "up", "tab", "enter", "ctrl+down", "ctrl+up", "ctrl+g", "left"),
    *("backspace", "home", "pageup", "pagedown", "k", "1", "x", "ä", "space", "ctrl+p", "f4", "f9", "f5"),
)
LINES = (
    "k: Käytön rekisteröinti sujuu",
    "j?: Milloin ohje tulee?",
    ">: Ohje @Kulttuuri 15.12.",
    "*: ei muistioon",
    "漢字 e\u0301",
)
SIZES = ((80, 24), (120, 40), (100, 30), (60, 20))


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: str(system.name))
async def test_a_terminal_shows_what_a_full_repaint_would(file: Path, system: ColorSystem) -> None:
    random = Random(system)
    notes = tuple(a_note(f"Havainto {n} {'ja vielä ' * (n % 7)}", 1 + n % 9) for n in range(40))
    async with desk_at(file, a_session(notes=notes)) as desk:
        line = Line(desk, system)
        for _ in range(12):
            match random.randrange(4):
                case 0:
                    await desk.pilot.resize_terminal(*random.choice(SIZES))
                case 1 if desk.app.screen is desk.screen and desk.in_bar:
                    await desk.enter(random.choice(LINES))
                case _:
                    await desk.press(*random.choices(KEYS, k=3))
            await line.settle()
            assert line.emulator.shown == line.painted_anew()


async def test_a_resize_to_the_same_size_paints_everything_again(file: Path) -> None:
    async with desk_at(file) as desk:
        line = Line(desk, ColorSystem.TRUECOLOR)
        await line.settle()
        line.emulator.feed("\x1b[2Jroskaa")
        await desk.pilot.resize_terminal(80, 24)
        await line.settle()
        assert line.emulator.shown == line.painted_anew()


async def test_without_the_cure_nothing_is_drawn_as_cells(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk_at(file) as desk:
        monkeypatch.setattr(type(desk.app), "_draws", False)
        line = Line(desk, ColorSystem.TRUECOLOR)
        with suppress(AttributeError):
            await desk.press("a")
        assert line.sent == 0
