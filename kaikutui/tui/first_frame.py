"""The first frame of a screen is painted once, when all of it is there.

Textual lays a new screen out and paints it at once; then its widgets hear how large they are and its classes for
narrow and low terminals are set, and it is styled, laid out and painted again, twice or thrice, and once more for
each time that the terminal tells its size (we know of no issue of Textual's about it). Each of these takes as long
as the whole first frame. Here the classes are set before anything is styled, and nothing is painted before every
widget that lays out its own lines has heard of its size.
"""

from textual import events
from textual.geometry import Size
from textual.screen import Screen, ScreenResultType
from textual.scroll_view import ScrollView

from kaikutui.tui.cures import in_use

PATIENCE_SECONDS = 0.5
"""A widget that has not answered by then is painted as it is."""


class FirstFrame(Screen[ScreenResultType]):
    """A screen that appears whole."""

    _waits = in_use("first")
    is_whole = not _waits
    """Whether there is nothing left to wait for: from then on it is painted like any other."""
    _unanswered = 0

    async def show_whole(self) -> None:
        """Show what depends on the sizes of the widgets; called once, before the first frame."""

    def begin(self) -> None:
        """What the first frame need not wait for; called once, when it has been painted."""

    async def _compose(self) -> None:
        if self._waits:
            size = self.app.size
            across = self._get_breakpoint_classes(size.width, self.HORIZONTAL_BREAKPOINTS or [])
            down = self._get_breakpoint_classes(size.height, self.VERTICAL_BREAKPOINTS or [])
            self.add_class(*across, *down, update=False)
        await super()._compose()
        if self.is_whole:
            self.call_after_refresh(self.begin)

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        # Whatever is new has just been styled.
        event.refresh_styles = event.refresh_styles and self.is_whole

    def _screen_resized(self, size: Size) -> None:
        # Before the first frame it is laid out once more anyway. Later the same size again means that the terminal has
        # forgotten what it showed.
        if self.is_whole or size != self._size:
            super()._screen_resized(size)

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        is_first = not self._size
        super()._refresh_layout(size, scroll)
        if is_first and self._size and not self.is_whole:
            self._ask_all()

    def _ask_all(self) -> None:
        """Each widget answers after it has heard how large it is."""
        widgets = [widget for widget in self.query(ScrollView) if widget.size]
        self._unanswered = len(widgets) + 1
        for widget in widgets:
            widget.call_later(self._answer)
        self.call_later(self._answer)
        self.set_timer(PATIENCE_SECONDS, self._appear)

    async def _answer(self) -> None:
        self._unanswered -= 1
        if not self._unanswered:
            self.call_later(self._appear)

    async def _appear(self) -> None:
        if not self.is_whole:
            await self.show_whole()
            self.is_whole = True
            # What has been asked for so far is in this one.
            self._layout_required = self._scroll_required = self._repaint_required = False
            self._refresh_layout()
            self.begin()

    def _compositor_refresh(self) -> None:
        if self.is_whole:
            super()._compositor_refresh()
