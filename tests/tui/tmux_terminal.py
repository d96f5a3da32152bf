"""A terminal that is one: tmux, with what it shows in colours and with attributes."""

import os
import shlex
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping

import pytest
from pty_terminal import PATIENCE_SECONDS

STEPS: tuple[tuple[str, ...], ...] = (
    ("send-keys", "Home"),
    ("send-keys", "Left"),
    ("send-keys", "Enter"),
    ("send-keys", "-l", "j: Kortti avaa keskustelun"),
    ("send-keys", "F1"),
    ("send-keys", "Escape"),
    ("send-keys", "F2"),
    ("send-keys", "C-Down"),
    ("send-keys", "C-Up"),
    ("send-keys", "PageUp"),
    ("send-keys", "BSpace"),
    ("resize-window", "-x", "120", "-y", "40"),
    ("resize-window", "-x", "80", "-y", "24"),
    ("resize-window", "-x", "83", "-y", "25"),
)
"""What may come in any order in a meeting: keys, and windows of other sizes."""


class Server:
    """A tmux of the test's own, apart from anybody else's."""

    def __init__(self, name: str) -> None:
        if shutil.which("tmux") is None:
            pytest.skip("no tmux here")
        self.command = ["tmux", "-L", f"kaikutui-{name}-{os.getpid()}", "-f", "/dev/null"]

    def run(self, *arguments: str) -> str:
        return subprocess.run([*self.command, *arguments], check=True, capture_output=True, text=True).stdout

    def kill(self) -> None:
        self.run("kill-server")


class Pane:
    """A program in a session of its own."""

    def __init__(self, server: Server, name: str, command: str, environment: Mapping[str, str]) -> None:
        self.server, self.name = server, name
        # Through env: tmux would set TERM itself.
        told = shlex.join(f"{key}={value}" for key, value in environment.items())
        self.server.run("new-session", "-d", "-s", name, "-x", "80", "-y", "24", f"exec env {told} {command}")
        self.server.run("set-option", "-t", name, "status", "off")

    def run(self, command: str, *arguments: str) -> str:
        """A command of tmux to this pane."""
        return self.server.run(command, "-t", self.name, *arguments)

    @property
    def shown(self) -> str:
        return self.run("capture-pane", "-e", "-p", "-N")

    @property
    def cursor(self) -> str:
        return self.run("display-message", "-p", "#{cursor_x} #{cursor_y} #{cursor_flag}")

    @property
    def is_on_its_own_screen(self) -> bool:
        """Whether the program has the alternate screen."""
        return self.run("display-message", "-p", "#{alternate_on}").strip() == "1"

    @property
    def pid(self) -> int:
        return int(self.run("display-message", "-p", "#{pane_pid}"))

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.pid, number)

    def until(self, met: Callable[[], object]) -> None:
        until(met, lambda: self.shown)

    def see(self, words: str) -> None:
        self.until(lambda: words in self.shown)

    def settled(self) -> str:
        """What is shown when nothing changes any more."""
        shown = ""
        while (new := self.shown) != shown:
            shown = new
            time.sleep(0.4)
        return shown

    def told_everything(self) -> str:
        """What is shown when the program has been made to paint everything again."""
        self.signal(signal.SIGWINCH)
        return self.settled()


def until(met: Callable[[], object], told: Callable[[], str]) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not met():
        assert time.monotonic() < deadline, told()
        time.sleep(0.05)
