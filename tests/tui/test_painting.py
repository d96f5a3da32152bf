"""The real app on a terminal in memory: after any keys, sizes and notes it shows what Textual would paint anew."""

from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from attack import cases
from painted_desk import Line
from rich.color import ColorSystem
from tui_builders import Desk, a_note, a_session, desk_at

from kaikutui.tui.colours import Colours

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
    "k: o\u0301\u0323 kaksi 漢 merkkiä",
)
SIZES = ((80, 24), (120, 40), (100, 30), (60, 20))


LOOKS = {
    "true colour": (ColorSystem.TRUECOLOR, Colours.ALL),
    "256 colours": (ColorSystem.EIGHT_BIT, Colours.ALL),
    "16 colours": (ColorSystem.STANDARD, Colours.SIXTEEN),
    "no colours": (ColorSystem.TRUECOLOR, Colours.NONE),
}

SEQUENCES = cases("KAIKUTUI_PAINTINGS", quick=2, full=50)
"""How many random sequences for each of them."""


async def step(desk: Desk, random: Random) -> None:
    """Something that changes the screen."""
    match random.randrange(4):
        case 0:
            await desk.pilot.resize_terminal(*random.choice(SIZES))
        case 1 if desk.app.screen is desk.screen and desk.in_bar:
            await desk.enter(random.choice(LINES))
        case _:
            await desk.press(*random.choices(KEYS, k=3))


@pytest.mark.parametrize("seed", range(SEQUENCES))
@pytest.mark.parametrize("look", LOOKS)
async def test_a_terminal_shows_what_a_full_repaint_would(
    file: Path, look: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(f"{look} {seed}")
    system, colours = LOOKS[look]
    if colours is Colours.NONE:
        monkeypatch.setenv("NO_COLOR", "1")
    notes = tuple(a_note(f"Havainto {n} {'ja vielä ' * (n % 7)}", 1 + n % 9) for n in range(40))
    async with desk_at(file, a_session(notes=notes), colours=colours) as desk:
        line = Line(desk, system)
        for _ in range(8):
            await step(desk, random)
            await line.settle()
            assert line.emulator.shown == line.painted_anew()
            assert line.emulator.cursor == line.cursor
            if colours is Colours.NONE:
                assert {cell[1:3] for row in line.emulator.shown for cell in row} == {("default", "default")}
        shown = line.emulator.shown
        await line.lay_out_anew()
        assert shown == line.painted_anew()


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
