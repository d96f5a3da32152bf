"""An app that paints through a driver which knows what the terminal shows."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from rich.color import ColorSystem
from rich.console import RenderableType
from textual import events
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.screen import Screen

from kaikutui.tui.changed_cells import Picture
from kaikutui.tui.cures import in_use


@runtime_checkable
class DrawingDriver(Protocol):
    """A driver that sends of a picture what has changed."""

    def draw(self, put: Callable[[Picture], None], *, marks_frames: bool = False) -> None:
        """Change the picture that the terminal is to show."""


class PaintingApp(App[None]):
    """Hands what Textual has painted to the driver as cells, not as bytes; without such a driver, as ever."""

    _draws = in_use("cells")

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        driver, update = self._driver, renderable
        if (
            not (self._draws and isinstance(update, LayoutUpdate | ChopsUpdate) and isinstance(driver, DrawingDriver))
            or self._batch_count
            or self._closed
            or not self._running
        ):
            super()._display(screen, renderable)
            return
        cursor = self.screen.outer_size.clamp_offset(self.cursor_position)
        system = self.console._color_system or ColorSystem.TRUECOLOR

        def put(picture: Picture) -> None:
            picture.system = system
            picture.cursor = cursor
            if isinstance(update, LayoutUpdate):
                put_layout(update, picture)
            else:
                put_chops(update, picture)

        driver.draw(put, marks_frames=self._sync_available)
        self.post_display_hook()

    def on_resize(self, event: events.Resize) -> None:
        """Nobody knows what a terminal shows that has been resized, if only for a moment."""
        size = event.size

        def begin_anew(picture: Picture) -> None:
            if (picture.width, picture.height) == size:
                picture.forget()
            else:
                picture.resize(*size)

        if self._draws and isinstance(self._driver, DrawingDriver):
            self._driver.draw(begin_anew, marks_frames=self._sync_available)


def put_layout(update: LayoutUpdate, picture: Picture) -> None:
    """A screen painted whole."""
    for y, strips in enumerate(update.strips, update.region.y):
        x = update.region.x
        for strip in strips:
            x = picture.put(x, y, strip)


def put_chops(update: ChopsUpdate, picture: Picture) -> None:
    """Parts of a screen. Which parts of which strips is decided as Textual's own ``render_segments`` does."""
    for y, left, right in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is not None and x <= right and end > left:
                picture.put(x, y, strip.crop(0, min(end, right) - x))
