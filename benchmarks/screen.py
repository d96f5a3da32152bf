"""A program in a pseudo-terminal: when something came to be seen, and how many bytes it took."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pyte

from benchmarks.programs import Program

TERMINAL = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONDONTWRITEBYTECODE": ""}

UNKNOWN = re.compile(rb"\x1b\[[<=>?][\d;]*(?:m|u|\$p)")
"""Orders and questions of newer terminals that pyte takes for others."""

PATIENCE_SECONDS = 60.0
QUIET_SECONDS = 0.012
"""After so long without a byte a frame is over."""


class Screen:
    """One running program; what it paints is read only while somebody waits."""

    def __init__(self, program: Program, size: tuple[int, int] = (80, 24), **environment: str) -> None:
        """Start it; ``size``: columns and rows."""
        self.program = program
        self.bytes = 0
        """How many bytes it has sent."""
        self.started = time.perf_counter()
        self._terminal = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._terminal)
        self.pid, self._master = pty.fork()
        if not self.pid:
            whole = {**TERMINAL, **program.environment, **environment}
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
            os.execvpe(program.command[0], program.command, {**os.environ, **whole})

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self._terminal.display)

    def send(self, keys: str) -> None:
        """Press keys."""
        os.write(self._master, keys.encode())

    def clear(self) -> None:
        """Empty the line."""
        self.send(self.program.clear)
        self.settle()

    def until(self, met: Callable[[], object]) -> float:
        """Wait until something is seen; gives the moment (``perf_counter``) at which the bytes of it came."""
        deadline = time.perf_counter() + PATIENCE_SECONDS
        while time.perf_counter() < deadline:
            if not select.select([self._master], [], [], 1.0)[0]:
                continue
            came = self.take()
            if met():
                return came
        raise TimeoutError(f"{self.program.name} did not show it:\n{self.text}")

    def until_met(self, met: Callable[[], object]) -> float:
        """The same of what may hold already."""
        return time.perf_counter() if met() else self.until(met)

    def until_seen(self, words: str) -> float:
        """Wait until the screen says this."""
        return self.until_met(lambda: words in self.text)

    def says_above_bar(self, words: str) -> bool:
        """Whether the screen says this above its two last lines."""
        return any(words in line for line in self._terminal.display[:-2])

    def settle(self, seconds: float = 0.3) -> float:
        """Take in what is painted until nothing has come for so long; gives the moment of the last byte."""
        last = time.perf_counter()
        while select.select([self._master], [], [], seconds)[0]:
            last = self.take()
        return last

    def for_seconds(self, seconds: float) -> int:
        """The bytes painted in so much time."""
        return watch([self], seconds)[0]

    def key_seconds(self, letter: str) -> float:
        """From a letter typed to the letter seen where the cursor was."""
        before = self.text.count(letter)
        pressed = time.perf_counter()
        self.send(letter)
        came = self.until(lambda: self.text.count(letter) > before)
        self.settle(QUIET_SECONDS)
        return came - pressed

    def quit_seconds(self) -> float:
        """From Ctrl+Q to the end of the process."""
        pressed = time.perf_counter()
        self.send("\x11")
        while True:
            if select.select([self._master], [], [], 0.002)[0]:
                with suppress(OSError):
                    self.take()
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                os.close(self._master)
                return time.perf_counter() - pressed

    def kill(self) -> None:
        """End it at once."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._master)

    @property
    def memory(self) -> int:
        """Its share of the memory (Pss), in KiB."""
        for line in Path(f"/proc/{self.pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
        return 0

    @property
    def cpu(self) -> float:
        """The processor time it has used, in seconds."""
        tasks = Path(f"/proc/{self.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9

    def fileno(self) -> int:
        """The end of the terminal that is ours, for ``select``."""
        return self._master

    def take(self) -> float:
        """Take in what has been painted; gives the moment."""
        piece = os.read(self._master, 65536)
        came = time.perf_counter()
        self.bytes += len(piece)
        self._stream.feed(UNKNOWN.sub(b"", piece))
        return came


@contextmanager
def running(
    programs: Sequence[Program], size: tuple[int, int] = (80, 24), **environment: str
) -> Iterator[list[Screen]]:
    """Programs ready for letters, all alive at once; they are killed at the end."""
    screens = [Screen(program, size, **environment) for program in programs]
    try:
        ready(screens)
        yield screens
    finally:
        for screen in screens:
            screen.kill()


def ready(screens: Sequence[Screen]) -> None:
    """Wait until all of them are ready for letters."""
    for screen in screens:
        screen.until_seen(screen.program.ready)
    # A first frame may be painted before anything has the focus.
    watch(screens, 0.7)
    for screen in screens:
        for keys in screen.program.opening:
            screen.send(keys)
        screen.settle()


def watch(screens: Sequence[Screen], seconds: float) -> list[int]:
    """The bytes that each of them paints in the same time."""
    before, deadline = [screen.bytes for screen in screens], time.perf_counter() + seconds
    while (rest := deadline - time.perf_counter()) > 0:
        for screen in select.select(screens, [], [], rest)[0]:
            screen.take()
    return [screen.bytes - old for screen, old in zip(screens, before, strict=True)]
