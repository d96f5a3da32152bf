"""The terminal as kaikutui drives it: Textual's own driver without its traps. Not for Windows."""

import os
import select
import signal
import termios
from contextlib import suppress
from queue import Empty
from threading import Event
from typing import Any

from textual.drivers.linux_driver import LinuxDriver

from kaikutui.tui.terminal_reader import TerminalReader

LOOK_SECONDS = 0.1
"""How often the thread that reads looks whether it is still wanted."""

_C1, _MARKS, _OVERRIDES, _ISOLATES = range(0x80, 0xA0), (0x200E, 0x200F), range(0x202A, 0x202F), range(0x2066, 0x206A)
_BOM, _TAGS = 0xFEFF, range(0xE0000, 0xE0080)
_NEVER = dict.fromkeys((*_C1, *_MARKS, *_OVERRIDES, *_ISOLATES, _BOM, *_TAGS))
"""Characters without width that steer a terminal or turn the direction of a line: never sent, whoever shows them."""


class TerminalDriver(LinuxDriver):
    """Reads tolerantly, takes a closed terminal as a hang-up, and can let go of one that does not read."""

    gone = False
    """Whether nothing is sent any more."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """As Textual makes its driver."""
        super().__init__(*args, **options)
        self._all_read = Event()

    def write(self, data: str) -> None:
        """Send to the terminal what may be sent."""
        if not self.gone:
            super().write(data.translate(_NEVER))

    def wait_until_read(self) -> None:
        """Wait until what has been typed has been read and handed to the app; not longer than a few looks."""
        self._all_read.clear()
        if self._key_thread is not None and self._key_thread.is_alive():
            self._all_read.wait(3 * LOOK_SECONDS)

    def let_go(self) -> None:
        """Send nothing any more: the event loop, waiting for a terminal that does not read, goes on."""
        self.gone = True
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        if self._writer_thread is not None:
            with suppress(Empty):
                while True:
                    self._writer_thread._queue.get_nowait()

    def close(self) -> None:
        """Wait until everything has been sent, unless nobody reads it."""
        if not self.gone:
            super().close()

    def run_input_thread(self) -> None:
        """Read until told to stop. The end of the input is a hang-up: nobody can type here any more.

        Textual would read an ended input again and again, at full speed, or print a traceback.
        """
        reader = TerminalReader()
        while not self.exit_event.is_set():
            if select.select([self.fileno], [], [], LOOK_SECONDS)[0]:
                data = self._read()
                if not data:
                    os.kill(os.getpid(), signal.SIGHUP)
                    return
                messages = reader.feed(data)
            else:
                self._all_read.set()
                messages = reader.look()
            for message in messages:
                self.process_message(message)

    def _run_input_thread(self) -> None:
        """An error in this thread is a crash like any other, told without Textual's traceback."""
        self.run_input_thread()

    def _read(self) -> bytes:
        """What has come; nothing when the terminal has gone."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""
