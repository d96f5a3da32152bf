"""The program in a pseudo-terminal, its screen as a person sees it."""

import os
import re
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pexpect
import pyte
import pytest

F4, F6, F8 = "\x1bOS", "\x1b[17~", "\x1b[19~"
ESC = "\x1b"
PATIENCE_SECONDS = 30
"""A slow machine under load is no fault of the program."""

KAIKUTUI = (str(Path(sys.executable).with_name("kaikutui")),)
"""The installed command."""


def kaikutui(*arguments: str | Path, **more: Any) -> "subprocess.CompletedProcess[str]":
    """The installed command, without a terminal."""
    command = [*KAIKUTUI, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, **more)


def fresh_modes() -> list[Any]:
    """The modes of a pseudo-terminal that no program has changed: one that has just begun may have changed its own."""
    ours, its = os.openpty()
    try:
        return termios.tcgetattr(ours)
    finally:
        os.close(ours)
        os.close(its)


def _as_from_a_shell() -> None:
    """Tests that were started in the background inherit that the keyboard's signals are ignored."""
    for number in (signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)


class Terminal:
    """A program in a pseudo-terminal; what it paints is kept, as a person sees it and byte by byte."""

    size = (80, 24)
    """Columns and rows."""

    def __init__(self, *arguments: str | Path, program: Sequence[str] = KAIKUTUI, **environment: str) -> None:
        self.screen = pyte.Screen(*self.size)
        self._stream = pyte.ByteStream(self.screen)
        self.painted = bytearray()
        whole = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment}
        first, *rest = program
        self.child: Any = pexpect.spawn(
            first,
            [*rest, *map(str, arguments)],
            dimensions=self.size[::-1],
            env=whole,
            timeout=PATIENCE_SECONDS,
            preexec_fn=_as_from_a_shell,
        )
        self.child.delaybeforesend = None
        vars(self.child)["ptyproc"].delayafterclose = 0
        self.modes_before = fresh_modes()
        """The terminal's modes as the shell sees them before the program has changed any."""
        self.modes_after: list[Any] = []
        """The same at its end."""

    def read(self) -> None:
        """Take in what the program has painted."""
        while True:
            try:
                piece = self.child.read_nonblocking(65536, timeout=0.02)
            except (pexpect.TIMEOUT, pexpect.EOF):
                return
            self.painted += piece
            self._stream.feed(piece)

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    def see(self, pattern: str) -> None:
        """Wait until the screen shows it."""
        self.until(lambda: re.search(pattern, self.text), f"not seen: {pattern}")

    def until(self, met: Callable[[], object], told: str = "it did not come about") -> None:
        """Wait until something holds, taking in what is painted meanwhile."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        self.read()
        while not met():
            if time.monotonic() > deadline:
                pytest.fail(f"{told}\n{self.text}")
            self.read()

    def key(self, keys: str) -> None:
        """Press keys; what the program paints meanwhile is taken in, so that it never waits for us."""
        self.child.send(keys)
        self.read()

    def raw(self, data: bytes) -> None:
        """Send bytes as they are."""
        rest = data
        while rest:
            rest = rest[os.write(self.child.child_fd, rest) :]
            self.read()

    def line(self, typed: str) -> None:
        """Type a line and Enter."""
        self.key(typed + "\r")

    def escape(self) -> None:
        """Press Esc and leave it time to be no beginning of a sequence."""
        self.key(ESC)
        time.sleep(0.3)
        self.read()

    def modes(self) -> list[Any]:
        """The terminal's modes as the shell sees them."""
        return termios.tcgetattr(self.child.child_fd)

    def ended(self) -> int:
        """Wait for the end; gives the exit status, or minus the signal that killed."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self.child.isalive():
            if time.monotonic() > deadline:
                self.child.kill(9)
                pytest.fail(f"it goes on\n{self.text}")
            self.read()
        self.read()
        self.modes_after = self.modes()
        self.child.close()
        return -int(self.child.signalstatus) if self.child.signalstatus else int(self.child.exitstatus)

    def hang_up(self) -> None:
        """Close the window."""
        os.close(self.child.child_fd)
        self.child.child_fd = -1
