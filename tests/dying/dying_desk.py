"""A meeting in a terminal that is going to die, and what is left of it."""

import os
import time
import tomllib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec
import pytest
from pty_terminal import PATIENCE_SECONDS, Terminal

from kaikutui.storage.drafts import Draft
from kaikutui.storage.places import state_folder
from kaikutui.storage.starting import Invitation, make_meeting, parse_starts

CLOSING = (b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?1006l", b"\x1b[?2004l", b"\x1b[?1004l", b"\x1b[?1049l", b"\x1b[?25h")
"""Mouse, pastes and focus off, the ordinary screen, the cursor."""


def a_meeting(file: Path, partners: str = "") -> Path:
    """A new meeting in a file, with the partners of a CSV file."""
    now = datetime.now().astimezone()
    make_meeting(Invitation(path=file, starts=parse_starts("24.11.2026 13.00", now.date()), partners=partners), now)
    return file


def at_desk(file: Path, **environment: str) -> Terminal:
    """A terminal with the meeting on its screen."""
    terminal = Terminal("open", file, **environment)
    terminal.see("tallessa")
    return terminal


def texts(file: Path) -> list[str]:
    """The notes in the file."""
    return [note["text"] for note in tomllib.loads(file.read_text("utf-8")).get("notes", [])]


def drafts() -> list[Draft]:
    """What was half-typed, of all terminals."""
    paths = sorted((state_folder() / "drafts").rglob("*.json"))
    return [msgspec.json.decode(path.read_bytes().partition(b"\n")[0], type=Draft) for path in paths]


def until(met: Callable[[], object], told: str = "it did not come about") -> None:
    """Poll until something holds."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not met():
        if time.monotonic() > deadline:
            pytest.fail(told)
        time.sleep(0.02)


def status_of(pid: int) -> int:
    """Wait for a child whose terminal has gone; gives its exit status, or minus the signal that killed."""
    found: list[int] = []

    def over() -> bool:
        gone, status = os.waitpid(pid, os.WNOHANG)
        found.extend([status] if gone else [])
        return bool(found)

    until(over, "it goes on without a terminal")
    return os.waitstatus_to_exitcode(found[0])


def assert_restored(terminal: Terminal) -> None:
    """The shell finds its terminal as it was."""
    assert terminal.modes_after == terminal.modes_before
    last = bytes(terminal.painted[-1500:])
    assert [one for one in CLOSING if one not in last] == []
    assert last.rfind(b"\x1b[?1049l") > last.rfind(b"\x1b[?1049h")
