"""The real app, without a terminal of its own, on a terminal in memory."""

from collections.abc import Callable

from emulator import Emulator, Shown, whole
from rich.color import ColorSystem
from textual._compositor import LayoutUpdate
from textual.widget import Widget
from tui_builders import Desk

from kaikutui.tui.changed_cells import Picture


class Line:
    """What stands between an app without a terminal and a terminal in memory; stands in for the driver's ``draw``."""

    def __init__(self, desk: Desk, system: ColorSystem) -> None:
        self.desk, self.system, self.sent = desk, system, 0
        desk.app.console._color_system = system
        self.picture = Picture(*desk.app.size, erases=True)
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

    @property
    def cursor(self) -> tuple[int, int]:
        """Where Textual wants the cursor: input methods open their window there."""
        return self.desk.app.screen.outer_size.clamp_offset(self.desk.app.cursor_position)

    async def lay_out_anew(self) -> None:
        """Let Textual find the place of everything again, and render all of it, whatever was thought unchanged."""
        screen = self.desk.app.screen
        for widget in screen.walk_children(Widget, with_self=True):
            widget._clear_arrangement_cache()
            widget.refresh(layout=True)
        await self.settle()

    async def settle(self) -> None:
        """Wait until everything has been painted."""
        for _ in range(3):
            await self.desk.pilot.pause(0.02)
