"""A fault of the program itself: one sentence, no word of the notes, nothing saved is lost, the terminal as before."""

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from dying_desk import a_meeting, assert_restored, at_desk, drafts, texts
from pty_terminal import Terminal

CANARY = "kanarialintu"

START = """
import sys
from kaikutui.cli import run
{fault}
sys.exit(run(sys.argv[1:]))
"""

FAULTS = {
    "painting": """
from kaikutui.tui.widgets.status_line import StatusLine
whole = StatusLine.render
def render(self):
    secret = open(sys.argv[2]).read()
    if "kanarialintu" in secret:
        raise ValueError(secret)
    return whole(self)
StatusLine.render = render
""",
    "a key": """
from kaikutui.tui.screens.meeting import MeetingScreen
whole = MeetingScreen.moment
def moment(self):
    if "kanarialintu" in str(self.meeting.session.notes):
        raise KeyError(self.bar.value, self.meeting.session.notes)
    return whole(self)
MeetingScreen.moment = moment
""",
    "the thread that reads": """
from kaikutui.tui.terminal_driver import TerminalDriver
whole = TerminalDriver._read
def read(self):
    data = whole(self)
    if b"F9" in data:
        raise RuntimeError(open(sys.argv[2]).read())
    return data
TerminalDriver._read = read
""",
    "a thread at work": """
from kaikutui import memo_file
def write_memo(session, *others):
    raise LookupError(session.notes)
memo_file.write_memo = write_memo
""",
    "an error that paints itself": """
from rich.text import Text
from kaikutui.tui.screens.meeting import MeetingScreen
class PaintedError(Exception):
    def __rich__(self):
        return Text("kanarialintu")
whole = MeetingScreen.moment
def moment(self):
    if "kanarialintu" in str(self.meeting.session.notes):
        raise PaintedError
    return whole(self)
MeetingScreen.moment = moment
""",
}

TRIGGERS = {"the thread that reads": "F9", "a thread at work": "/vie\r"}


@pytest.mark.parametrize("place", FAULTS)
def test_a_crash_is_one_sentence_and_loses_nothing(file: Path, place: str) -> None:
    program = [sys.executable, "-c", START.format(fault=FAULTS[place])]
    terminal = Terminal("open", a_meeting(file), program=program)
    terminal.see("tallessa")
    terminal.line(f"*: {CANARY}")
    terminal.until(lambda: texts(file) == [CANARY])
    if place in TRIGGERS:
        terminal.key("kesken jäi" if place == "the thread that reads" else "")
        terminal.key(TRIGGERS[place])
    assert terminal.ended() == 70
    assert_restored(terminal)
    said = terminal.painted.decode().rpartition("\x1b")[2]
    assert "kaikutui kaatui (" in said
    assert re.search(r"(\.py|<string>):\d+\)", said)
    assert str(file) in said.replace("\r\n", "")
    # It was on the screen of its own while it was typed; what stays behind on the ordinary screen has nothing of it.
    left = terminal.painted.rpartition(b"\x1b[?1049l")[2].decode()
    assert CANARY not in left
    assert "Traceback" not in left
    assert texts(file) == [CANARY]
    assert [draft.text for draft in drafts()] == (["kesken jäi"] if place == "the thread that reads" else [])


SAVING = {
    "one act": """
from kaikutui.storage.store import SessionStore
def commit(self, act):
    raise ZeroDivisionError(act)
SessionStore.commit = commit
""",
    "every write": """
from kaikutui.storage.known_file import KnownFile
def checked(self, session, lineage):
    raise ZeroDivisionError(session)
KnownFile.checked = checked
""",
}


def crash_while_saving(file: Path, fault: str) -> Terminal:
    """A terminal whose saver fails on the note that was typed; told in one sentence without a word of it."""
    terminal = Terminal("open", a_meeting(file), program=[sys.executable, "-c", START.format(fault=fault)])
    terminal.see("tallessa")
    terminal.key(CANARY)
    terminal.until(lambda: drafts())
    terminal.key("\r")
    assert terminal.ended() == 70
    assert_restored(terminal)
    left = terminal.painted.rpartition(b"\x1b[?1049l")[2].decode()
    assert "ZeroDivisionError" in left
    assert CANARY not in left
    return terminal


def test_a_note_on_which_the_thread_that_saves_fails_comes_into_the_meeting_at_the_next_opening(file: Path) -> None:
    terminal = crash_while_saving(file, SAVING["one act"])
    assert "tallessa varalla 1" in terminal.painted.decode().replace("\r\n", " ")
    assert drafts() == []
    again = Terminal("open", file)
    again.see(f"YHTEINEN {CANARY}")
    again.see("tallennettu")
    assert texts(file) == [CANARY]
    again.key("\x11")
    assert again.ended() == 0


def test_a_note_that_would_fail_the_next_terminal_too_is_half_typed_again(file: Path) -> None:
    crash_while_saving(file, SAVING["every write"])
    assert texts(file) == []
    assert [draft.text for draft in drafts()] == [CANARY]
    again = at_desk(file)
    again.see(CANARY)
    again.key("\x11")
    assert again.ended() == 0


@pytest.mark.parametrize("debug", [False, True])
def test_a_command_that_fails_shows_no_values(file: Path, debug: bool) -> None:
    fault = """
from kaikutui.storage.store import SessionStore
def load(self):
    secret = "kanarialintu"
    raise ZeroDivisionError(secret)
SessionStore.load = load
"""
    program = [sys.executable, "-c", START.format(fault=fault), *(["--debug"] if debug else []), "export", str(file)]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 70
    assert "ZeroDivisionError" in done.stderr
    assert done.stderr.count("\n") == 1 or debug
    assert "ZeroDivisionError(" not in done.stderr or debug
    assert f"({CANARY})" not in done.stderr
    assert done.stdout == ""


def test_nothing_is_left_of_a_crash_while_another_signal_comes(file: Path) -> None:
    program = [sys.executable, "-c", START.format(fault=FAULTS["a key"])]
    terminal = Terminal("open", a_meeting(file), program=program)
    terminal.see("tallessa")
    terminal.line(f"*: {CANARY}")
    terminal.until(lambda: texts(file) == [CANARY])
    terminal.child.kill(signal.SIGTERM)
    assert terminal.ended() in (70, 128 + signal.SIGTERM)
