"""A program in a pseudo-terminal: when something came to be seen, and how many bytes it took."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pyte

from benchmarks.programs import Program

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
        self.first_byte = 0.0
        """Seconds from the start to the first byte."""
        self._terminal = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._terminal)
        self.pid, self._master = pty.fork()
        if not self.pid:
            whole = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONDONTWRITEBYTECODE": "", **environment}
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
            os.execvpe(program.command[0], program.command, {**os.environ, **whole})

    def start(self) -> "Screen":
        """Wait until it is ready for letters."""
        self.until_seen(self.program.ready)
        # A first frame may be painted before anything has the focus.
        self.for_seconds(1.5)
        for keys in self.program.opening:
            self.send(keys)
        self.settle()
        return self

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self._terminal.display)

    def send(self, keys: str) -> None:
        """Press keys."""
        os.write(self._master, keys.encode())

    def until(self, met: Callable[[], object]) -> float:
        """Wait until something is seen; gives the moment (``perf_counter``) at which the bytes of it came."""
        deadline = time.perf_counter() + PATIENCE_SECONDS
        while time.perf_counter() < deadline:
            if not select.select([self._master], [], [], 1.0)[0]:
                continue
            came = self._take()
            if met():
                return came
        raise TimeoutError(f"{self.program.name} did not show it:\n{self.text}")

    def until_seen(self, words: str) -> float:
        """Wait until the screen says this."""
        return time.perf_counter() if words in self.text else self.until(lambda: words in self.text)

    def says_above_bar(self, words: str) -> bool:
        """Whether the screen says this above its two last lines."""
        return any(words in line for line in self._terminal.display[:-2])

    def settle(self, seconds: float = 0.3) -> float:
        """Take in what is painted until nothing has come for so long; gives the moment of the last byte."""
        last = time.perf_counter()
        while select.select([self._master], [], [], seconds)[0]:
            last = self._take()
        return last

    def for_seconds(self, seconds: float) -> int:
        """The bytes painted in so much time."""
        before, deadline = self.bytes, time.perf_counter() + seconds
        while (rest := deadline - time.perf_counter()) > 0:
            if select.select([self._master], [], [], rest)[0]:
                self._take()
        return self.bytes - before

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
                    self._take()
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
        """Its share of the memory (Pss) in KiB."""
        for line in Path(f"/proc/{self.pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
        return 0

    @property
    def cpu(self) -> float:
        """The processor time it has used, in seconds."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _take(self) -> float:
        piece = os.read(self._master, 65536)
        came = time.perf_counter()
        self.first_byte = self.first_byte or came - self.started
        self.bytes += len(piece)
        # pyte prints the ends of questions that it does not know.
        self._stream.feed(piece.replace(b"$p", b""))
        return came
