"""The terminal from the first moment: a frame before the imports, and given back however the program ends."""

import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pty_terminal import Terminal, kaikutui

from kaikutui import __version__
from kaikutui.storage.store import SessionStore

WAITS = """
import sys, time, types

from kaikutui.__main__ import main

command_line = types.ModuleType("kaikutui.cli")
command_line.run = lambda arguments: time.sleep(60)
sys.modules["kaikutui.cli"] = command_line
sys.argv = ["kaikutui", "open", sys.argv[1]]
main()
"""
"""The program, with imports that last a minute."""

REFUSES = WAITS.replace("time.sleep(60)", "len(__import__('select').select([0], [], [], 60)[0])")
"""The program, with imports that last until something is typed; then the meeting is refused."""

NEEDS_PROC = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc here")


@pytest.fixture
def meeting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path = tmp_path / "kokous.toml"
    assert kaikutui("new", path, "--area", "Esimerkkilä").returncode == 0
    return path


def named(path: Path) -> str:
    """The beginning of the first line of a meeting's screen."""
    return f" {SessionStore(path).load().session.meeting.title} · "


def opening(path: Path) -> Terminal:
    """A terminal in which the program imports for ever."""
    terminal = Terminal(path, program=(sys.executable, "-c", WAITS))
    terminal.see("Avataan kokousta")
    return terminal


def restored(terminal: Terminal) -> bool:
    """Whether the terminal is as the shell had left it: the modes, the ordinary screen, the cursor."""
    back = terminal.painted.rfind(b"\x1b[?1049l")
    left = back > terminal.painted.rfind(b"\x1b[?1049h") and b"\x1b[?25h" in terminal.painted[back:]
    return left and terminal.modes_after == terminal.modes_before


def test_the_meeting_is_named_before_anything_is_imported(meeting: Path) -> None:
    terminal = opening(meeting)
    assert terminal.screen.display[0].startswith(named(meeting))
    terminal.child.kill(signal.SIGKILL)
    terminal.ended()


@NEEDS_PROC
def test_no_memory_is_written_anywhere_from_the_first_look_at_a_file_on(meeting: Path) -> None:
    terminal = opening(meeting)
    limits = Path(f"/proc/{terminal.child.pid}/limits").read_text()
    assert re.search(r"Max core file size +0 +0 ", limits)
    terminal.child.kill(signal.SIGKILL)
    terminal.ended()


def test_what_the_first_frame_says_stands_where_the_app_says_it(meeting: Path) -> None:
    terminal = opening(meeting)
    first = list(terminal.screen.display)
    terminal.child.kill(signal.SIGKILL)
    terminal.ended()
    terminal = Terminal("open", meeting)
    terminal.see("tallessa")
    # The area gives way to the clock when there is little room.
    assert first[0].startswith(named(meeting))
    assert terminal.screen.display[0].startswith(named(meeting))
    assert first[2].startswith(" 1  ")
    assert terminal.screen.display[2] == first[2]
    terminal.key("\x11")
    assert terminal.ended() == 0
    assert restored(terminal)
    assert terminal.painted.count(b"\x1b[?1049h") == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_while_the_program_starts_gives_the_terminal_back(meeting: Path, number: int) -> None:
    terminal = opening(meeting)
    terminal.child.kill(number)
    assert terminal.ended() == -number
    assert restored(terminal)


def test_a_halt_while_the_program_starts_gives_the_terminal_back(meeting: Path) -> None:
    terminal = opening(meeting)
    terminal.child.kill(signal.SIGTSTP)
    terminal.until(lambda: terminal.modes() == terminal.modes_before)
    terminal.until(lambda: terminal.painted.rfind(b"\x1b[?25h") > terminal.painted.rfind(b"\x1b[?1049l") > 0)
    terminal.child.kill(signal.SIGKILL)
    terminal.ended()


def test_ctrl_c_while_the_program_starts_ends_it_in_good_order(meeting: Path) -> None:
    terminal = opening(meeting)
    terminal.key("\x03")
    assert terminal.ended() == 130
    assert restored(terminal)
    assert b"Traceback" not in terminal.painted


@pytest.mark.parametrize(
    ("broken", "sentence"), [("[[notes]\n", "kokous.toml"), ("unknown = 1\n", "kokous.toml")], ids=["toml", "key"]
)
def test_a_refused_file_is_told_in_the_ordinary_screen(meeting: Path, broken: str, sentence: str) -> None:
    meeting.write_text(meeting.read_text("utf-8") + broken, "utf-8")
    terminal = Terminal("open", meeting)
    assert terminal.ended() == 1
    assert restored(terminal)
    assert sentence.encode() in terminal.painted[terminal.painted.rfind(b"\x1b[?1049l") :]


def test_wrong_usage_is_told_in_the_ordinary_screen(meeting: Path) -> None:
    terminal = Terminal("--lang", "xx", "open", meeting)
    assert terminal.ended() == 2
    assert restored(terminal)
    assert b"kaikutui: " in terminal.painted[terminal.painted.rfind(b"\x1b[?1049l") :]


@NEEDS_PROC
def test_a_stopped_meeting_leaves_the_modes_of_the_shell_and_comes_back(meeting: Path) -> None:
    terminal = Terminal("open", meeting)
    terminal.see("tallessa")
    terminal.child.kill(signal.SIGTSTP)
    # Its modes are restored a moment before it halts: what comes between the two would not wake it.
    terminal.until(lambda: "T (stopped)" in Path(f"/proc/{terminal.child.pid}/status").read_text())
    assert terminal.modes() == terminal.modes_before
    terminal.screen.reset()
    terminal.child.kill(signal.SIGCONT)
    terminal.see("tallessa")
    terminal.key("\x11")
    assert terminal.ended() == 0
    assert restored(terminal)


def test_what_was_typed_for_a_refused_meeting_is_not_left_to_the_shell(meeting: Path) -> None:
    program = shlex.join([sys.executable, "-c", REFUSES, str(meeting)])
    terminal = Terminal("-c", f'{program}; read -t 1 line; echo "<$line>"', program=["/bin/bash"])
    terminal.see("Avataan kokousta")
    terminal.key("k: sujuu hyvin\r")
    terminal.see("<.*>|<k:")
    assert "<>" in terminal.text


def test_no_frame_is_sent_to_what_is_no_terminal(meeting: Path) -> None:
    told = kaikutui("open", meeting, stdin=subprocess.DEVNULL)
    assert told.returncode == 1
    assert "\x1b" not in told.stdout + told.stderr


def test_the_version_is_told_without_the_command_line() -> None:
    told = kaikutui("--version")
    assert (told.returncode, told.stdout, told.stderr) == (0, f"kaikutui {__version__}\n", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_version_that_cannot_be_told_is_said() -> None:
    with Path("/dev/full").open("wb") as full:
        told = subprocess.run(
            [sys.executable, "-m", "kaikutui", "--version"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert told.returncode == os.EX_IOERR
    assert told.stderr
