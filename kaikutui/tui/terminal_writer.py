"""Sends to the terminal: orders in their order, and of the picture always the newest.

Textual queues frames (Textualize/textual#1104), and when the terminal does not read, its event loop waits with it,
and with the loop clocks and saving. Here nothing waits: as long as a frame is on its way, further ones only change
what is wanted, and the next to be sent is the difference to what the terminal has got. So a slow line shows less
often, never later.

A frame that can go at once is written by whoever gives it, without waiting, and wakes no thread: between the letter
and the screen that would be a tenth of the time.
"""

import os
from collections.abc import Callable
from threading import Condition, Thread
from typing import TextIO

from kaikutui.tui.changed_cells import Picture
from kaikutui.tui.line_window import LineWindow

MOST_ORDERS = 30
"""So many orders that are no picture may wait (as many as Textual lets wait); who gives more waits with them."""

ANSWER_SECONDS = 3.0
"""A terminal that has answered before is waited for so long."""

SYNC_FROM = 1000
"""Frames of so many bytes are marked as one, so that a terminal paints them at once."""

_SYNC_BEGIN, _SYNC_END = "\x1b[?2026h", "\x1b[?2026l"


_C1, _MARKS, _OVERRIDES, _ISOLATES = range(0x80, 0xA0), (0x200E, 0x200F), range(0x202A, 0x202F), range(0x2066, 0x206A)
_BOM, _TAGS = 0xFEFF, range(0xE0000, 0xE0080)
_NEVER = dict.fromkeys((*_C1, *_MARKS, *_OVERRIDES, *_ISOLATES, _BOM, *_TAGS))
"""Characters without width that steer a terminal or turn the direction of a line: never sent, whoever shows them."""


class TerminalWriter(Thread):
    """The one thread that writes; its name is that of Textual's."""

    def __init__(self, terminal: TextIO, picture: Picture) -> None:
        """The picture is this writer's from now on: no one else touches it."""
        super().__init__(name="textual-output", daemon=True)
        self._descriptor, self._encoding = terminal.fileno(), terminal.encoding
        self._quick = opened_again(self._descriptor)
        self._picture = picture
        self._orders: list[str] = []
        self._framed = False
        self._rest = b""
        """What a quick write could not get rid of."""
        self._writing = False
        """Whether this thread is writing just now."""
        self._filled = False
        """Whether a quick write has left the terminal with so much that its answer is to be waited for."""
        self._ended = False
        self._gone = False
        self._change = Condition()
        self._window = LineWindow()
        self.marks_frames = False
        """Whether the terminal knows marks of frames (mode 2026)."""

    def order(self, data: str) -> None:
        """Send what is no picture, after everything before it."""
        with self._change:
            self._change.wait_for(lambda: self._ended or len(self._orders) < MOST_ORDERS)
            self._orders += [self._frame(), data]
            self._change.notify_all()

    def draw(self, put: Callable[[Picture], None]) -> None:
        """Change the picture, and send it when the terminal has taken what came before."""
        with self._change:
            put(self._picture)
            self._framed = True
            if not self._write_quickly():
                self._change.notify_all()

    def stop(self) -> None:
        """Send what is left, and end."""
        with self._change:
            self._ended = True
            self._change.notify_all()
        self.join()
        if self._quick is not None:
            os.close(self._quick)
            self._quick = None

    def let_go(self) -> None:
        """Send nothing any more; nobody waits any more."""
        with self._change:
            self._gone = self._ended = True
            self._orders.clear()
            self._framed = False
            self._change.notify_all()

    def answered(self) -> None:
        """The terminal tells how far it has got."""
        with self._change:
            self._window.answered()
            self._change.notify_all()

    def run(self) -> None:
        """Write until stopped."""
        while True:
            with self._change:
                self._writing = self._filled = False
                told = self._change.wait_for(self._has_work, ANSWER_SECONDS if self._window.is_full else None)
                if not told:
                    self._window.give_up()
                data, self._rest = self._rest + self._bytes(self.take()), b""
                if not data and self._ended:
                    return
                self._writing = True
            self._write(data)

    def _has_work(self) -> bool:
        waiting = self._orders or self._rest or self._ended or self._filled
        return bool(waiting) or (self._framed and not self._window.is_full)

    def _write_quickly(self) -> bool:
        """Write the frame without waiting, if it is its turn; False: the thread is to look after it."""
        busy = self._writing or self._rest or self._orders or self._ended or self._window.is_full
        if busy or self._quick is None:
            return False
        data = self._bytes(self.take())
        try:
            written = os.write(self._quick, data)
        except OSError:
            # It takes nothing now, or it has gone: the thread, which may wait, will see.
            written = 0
        self._rest, self._filled = data[written:], self._window.is_full
        return not (self._rest or self._filled)

    def _bytes(self, data: str) -> bytes:
        return data.translate(_NEVER).encode(self._encoding, "replace")

    def take(self) -> str:
        """What is to be sent now, all in one; nothing when it is better kept for the next time."""
        with self._change:
            held = self._window.is_full and not self._ended
            data = "".join([*self._orders, "" if held else self._frame()])
            self._orders.clear()
            self._change.notify_all()
            return self._window.send(data) if data else ""

    def _frame(self) -> str:
        """What has changed in the picture since it was last asked for."""
        if not self._framed:
            return ""
        self._framed = False
        data = self._picture.changes()
        marked = self.marks_frames and len(data) >= SYNC_FROM
        return f"{_SYNC_BEGIN}{data}{_SYNC_END}" if marked else data

    def _write(self, data: bytes) -> None:
        while data and not self._gone:
            data = data[os.write(self._descriptor, data) :]


def opened_again(descriptor: int) -> int | None:
    """The same terminal by a descriptor that never waits; None when it cannot be had, or is no terminal.

    Anew and not as a duplicate: whether a descriptor waits is shared with all its duplicates, in other programs too.
    """
    try:
        return os.open(os.ttyname(descriptor), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
