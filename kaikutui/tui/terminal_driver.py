"""The terminal as kaikutui drives it: Textual's own driver without its traps. Not for Windows."""

import os
import select
import signal
import termios
from collections.abc import Callable, Iterable
from contextlib import suppress
from threading import Event
from typing import Any

from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

from kaikutui.terminal import ALTERNATE, hand_over
from kaikutui.tui.changed_cells import Picture
from kaikutui.tui.terminal_reader import TerminalReader
from kaikutui.tui.terminal_writer import TerminalWriter

LOOK_SECONDS = 0.1
"""When nothing has come for so long, what came is all there is: a key that may have begun a longer one is that key."""


USUAL = "xterm-256color"
"""What most terminals call themselves; of them we know what terminfo takes 1 ms of every start to tell."""


def _erases() -> bool:
    """Whether the terminal erases cells in the ground in use; asked of terminfo, because tmux and screen do not."""
    if os.environ.get("TERM") == USUAL:
        return True
    import curses

    try:
        curses.setupterm(fd=1)
        return curses.tigetflag("bce") == 1 and curses.tigetstr("ech") == b"\x1b[%p1%dX"
    except curses.error:
        return False


class TerminalDriver(LinuxDriver):
    """Reads tolerantly, takes a closed terminal as a hang-up, and can let go of one that does not read."""

    gone = False
    """Whether nothing is sent any more."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """As Textual makes its driver."""
        super().__init__(*args, **options)
        self._all_read = Event()
        self._waking, self._wake = os.pipe()
        self._stopping = False
        self._writer: TerminalWriter | None = None
        self._picture: Picture | None = None
        self._shows_alternate = False

    def start_application_mode(self) -> None:
        """Take the terminal; nobody knows what it shows, now or after a suspension."""
        before, resumes = hand_over(), self._picture is not None
        self._shows_alternate = before is not None
        if self._file is not None:
            self._writer = TerminalWriter(self._file, self._fresh_picture())
            self._writer.start()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if before is not None:
            # What Textual found was no longer what the shell had left.
            self.attrs_before = before
        if resumes:
            # Nothing has changed but the terminal.
            self.draw(lambda picture: None)

    def _fresh_picture(self) -> Picture:
        """What was wanted so far, of which nobody knows what the terminal still shows."""
        size = self._get_terminal_size()
        if self._picture is None:
            self._picture = Picture(*size, erases=_erases())
        elif (self._picture.width, self._picture.height) == size:
            self._picture.forget()
        else:
            self._picture.resize(*size)
        return self._picture

    def write(self, data: str) -> None:
        """Send what is no picture."""
        if data == ALTERNATE and self._shows_alternate:
            # Once more would clear the first frame, and put the cursor of the shell elsewhere.
            self._shows_alternate = False
            return
        if self._writer is not None and not self.gone:
            self._writer.order(data)

    def draw(self, put: Callable[[Picture], None], *, marks_frames: bool = False) -> None:
        """Change the picture that the terminal is to show. ``marks_frames``: it knows marks of frames (mode 2026)."""
        if self._writer is not None and not self.gone:
            self._writer.marks_frames = marks_frames
            self._writer.draw(put)

    def process_message(self, message: Message) -> None:
        """What the terminal answers tells also how far it has got."""
        if isinstance(message, TerminalSupportsSynchronizedOutput) and self._writer is not None:
            self._writer.answered()
        super().process_message(message)

    def send_message(self, message: Message) -> None:
        """Hand a message to the app, from the thread that reads; Textual would make a task of each."""
        self._app.post_message(message)

    def wait_until_read(self) -> None:
        """Wait until what has been typed has been read and handed to the app; not longer than a few looks."""
        self._all_read.clear()
        if self._key_thread is not None and self._key_thread.is_alive():
            os.write(self._wake, b".")
            self._all_read.wait(3 * LOOK_SECONDS)

    def let_go(self) -> None:
        """Send nothing any more: the event loop, waiting for a terminal that does not read, goes on."""
        self.gone = True
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        if self._writer is not None:
            self._writer.let_go()

    def close(self) -> None:
        """Wait until everything has been sent, unless nobody reads it."""
        if self._writer is not None and not self.gone:
            self._writer.stop()
        # Textual's own thread has had nothing to do.
        super().close()

    def run_input_thread(self) -> None:
        """Read until told to stop. The end of the input is a hang-up: nobody can type here any more.

        Textual would read an ended input again and again, at full speed, or print a traceback.
        """
        reader = TerminalReader()
        while not self._stopping:
            # Nobody waits and nothing has been begun: then it sleeps until something comes.
            asleep = self._all_read.is_set() and not reader.is_unfinished
            came = select.select([self.fileno, self._waking], [], [], None if asleep else LOOK_SECONDS)[0]
            if self._stopping:
                return
            if self._waking in came:
                os.read(self._waking, 1)
            elif not came:
                self._all_read.set()
                self._take(reader.look())
            elif data := self._read():
                self._take(reader.feed(data))
            else:
                os.kill(os.getpid(), signal.SIGHUP)
                return

    def _take(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)

    def disable_input(self) -> None:
        """Stop reading, at once: Textual would wait for the next look of the thread."""
        # In this order: the thread leaves what wakes it in the pipe once it is to end.
        self._stopping = True
        os.write(self._wake, b".")
        super().disable_input()
        os.read(self._waking, 16)
        self._stopping = False

    def _run_input_thread(self) -> None:
        """An error in this thread is a crash like any other, told without Textual's traceback."""
        self.run_input_thread()

    def _read(self) -> bytes:
        """What has come; nothing when the terminal has gone."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""
