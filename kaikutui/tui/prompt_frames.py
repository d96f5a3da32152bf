"""What belongs together is painted together, and at once.

Textual paints on a timer of sixty ticks a second. After a pause the first widget that reports a change is painted
alone, and the others wait for the next tick: after Enter the emptied bar is seen first, and the note up to two ticks
later (we know of no issue of Textual's about it). Here a screen asks its widgets for their changes when it has
nothing else to do, and paints all of them.
"""

import asyncio
from collections.abc import Callable
from typing import Any, cast

from textual import events
from textual.screen import Screen, ScreenResultType
from textual.timer import Timer

from kaikutui.tui.cures import in_use

PERIOD_SECONDS = 1 / 120
"""Frames follow each other no closer in the long run: what a flood of keys changes is painted now and then, not at each
of them. After a pause two may come at once: the note that was entered, and that it is on the disk."""


class FrameGate:
    """Stands in for Textual's update timer: paints as soon as a frame may follow the last one."""

    def __init__(self, paint: Callable[[], object], look_again: Callable[[], object]) -> None:
        """``look_again`` makes the screen resume us once more, in a while."""
        self._paint, self._look_again = paint, look_again
        self._painted: tuple[float, float] | None = None
        """When the two last frames were."""
        self._due: asyncio.TimerHandle | None = None

    def resume(self) -> None:
        """Something is to be painted."""
        if self._due is not None:
            return
        loop = asyncio.get_running_loop()
        now = loop.time()
        if self._painted is None:
            # A screen comes about in steps, which are not to be painted one by one.
            self._painted = (now - PERIOD_SECONDS, now)
        before, last = self._painted
        may = before + 2 * PERIOD_SECONDS
        if now >= may:
            self._painted = (last, now)
            self._paint()
        else:
            self._due = loop.call_at(may, self._open)

    def pause(self) -> None:
        """It has been painted."""
        if self._due is not None:
            self._due.cancel()
            self._due = None

    def _open(self) -> None:
        self._due = None
        self._look_again()


class PromptFrames(Screen[ScreenResultType]):
    """A screen whose changes are seen in one frame, without a tick to wait for."""

    _prompt = in_use("frames")

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """As any screen."""
        super().__init__(*arguments, **options)
        self._gate = FrameGate(self._on_timer_update, self.check_idle)

    @property
    def _update_timer(self) -> Timer:
        """Textual resumes and pauses it, and asks nothing else of it."""
        return cast(Timer, self._gate) if self._prompt else super()._update_timer

    async def _on_idle(self, event: events.Idle) -> None:
        """Before Textual looks whether something is to be painted: let the widgets say what they have to say."""
        if not self._prompt:
            return
        for widget in self._compositor.visible_widgets:
            if widget is not self and (widget._repaint_required or widget._layout_required or widget._scroll_required):
                widget._check_refresh()
        # They have said it to us: we are not idle. (The next message may be out of the queue, looked at already.)
        if self._pending_message is not None or not self._message_queue.empty():
            event.prevent_default()
