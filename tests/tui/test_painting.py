"""The real app on a terminal in memory: after any keys, sizes and notes it shows what Textual would paint anew."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from emulator import SYSTEMS, Emulator, Shown, whole
from rich.color import ColorSystem
from textual._compositor import LayoutUpdate
from tui_builders import Desk, a_note, a_session, desk_at

from kaikutui.tui.changed_cells import Picture

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


class Line:
    """What stands between an app without a terminal and a terminal in memory; stands in for the driver's ``draw``."""

    def __init__(self, desk: Desk, system: ColorSystem) -> None:
        self.desk, self.system, self.sent = desk, system, 0
        desk.app.console._color_system = system
        self.picture = Picture(*desk.app.size)
        self.emulator = Emulator(*desk.app.size)
        assert desk.app._driver is not None
        desk.app._driver.draw = self.draw  # type: ignore[attr-defined]
        desk.app.screen.refresh()

    def draw(self, put: Callable[[Picture], None], *, marks_frames: bool = False) -> None:
        put(self.picture)
        size = (self.picture.width, self.picture.height)
        if size != (self.emulator.screen.columns, self.emulator.screen.lines):
            self.emulator.resize(*size)
        data = self.picture.changes()
        self.sent += len(data.encode())
        self.emulator.feed(data)

    def painted_anew(self) -> Shown:
        """What Textual would show on a new terminal."""
        app = self.desk.app
        update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
        assert isinstance(update, LayoutUpdate)
        rows = [[segment for strip in row for segment in strip] for row in update.strips]
        return whole(rows, *app.size, self.system)

    async def settle(self) -> None:
        """Wait until everything has been painted."""
        for _ in range(3):
            await self.desk.pilot.pause(0.02)


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
