"""However the program ends: nothing acknowledged is lost, nor what was being typed, and the terminal is as before."""

import os
import random
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from attack import cases
from dying_desk import a_meeting, assert_restored, at_desk, drafts, status_of, texts, until
from pty_terminal import KAIKUTUI, Terminal

KILLS = cases("KAIKUTUI_KILLS", quick=10, full=300)
"""Random moments of death."""

NEEDS_PROC = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc here")

SIGNALS = [signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM]


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: str(number.name))
def test_a_signal_saves_every_letter_and_leaves_the_terminal_as_it_was(file: Path, number: signal.Signals) -> None:
    terminal = at_desk(a_meeting(file))
    terminal.line("Ensimmäinen rivi")
    # What has been sent and not yet read when the signal comes is typing too.
    terminal.child.send("Toinen rivi\rkesken jäi")
    terminal.child.kill(number)
    assert terminal.ended() == 128 + number
    assert texts(file) == ["Ensimmäinen rivi", "Toinen rivi"]
    assert [draft.text for draft in drafts()] == ["kesken jäi"]
    assert_restored(terminal)
    assert str(file) in terminal.painted.decode().replace("\r\n", "").rpartition("\x1b")[2]


def test_a_closed_terminal_loses_no_letter_and_leaves_no_process(file: Path) -> None:
    terminal = at_desk(a_meeting(file))
    terminal.line("Ensimmäinen rivi")
    terminal.key("kesken jäi")
    terminal.see("kesken jäi")
    terminal.hang_up()
    assert status_of(terminal.child.pid) == 128 + signal.SIGHUP
    assert texts(file) == ["Ensimmäinen rivi"]
    assert [draft.text for draft in drafts()] == ["kesken jäi"]


@pytest.mark.skipif(shutil.which("nohup") is None, reason="no nohup here")
def test_a_program_told_to_outlive_its_terminal_ends_with_it_all_the_same(file: Path) -> None:
    command = f"trap '' HUP; {shlex.quote(KAIKUTUI[0])} open {shlex.quote(str(a_meeting(file)))}; echo $? >{file}.code"
    terminal = Terminal(command, program=["/bin/sh", "-c"])
    terminal.see("Tervetuloa")
    terminal.key("kesken jäi")
    terminal.see("kesken jäi")
    terminal.hang_up()
    status_of(terminal.child.pid)
    assert Path(f"{file}.code").read_text() == f"{128 + signal.SIGHUP}\n"
    assert [draft.text for draft in drafts()] == ["kesken jäi"]


GONE = """
import os, sys
from kaikutui.cli import run
from kaikutui.tui import terminal_driver
whole = os.read
def read(descriptor, count):
    data = whole(descriptor, count)
    if b"#" in data:
        {end}
    return data
terminal_driver.os.read = read
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.parametrize("end", ["return b''", "raise OSError(5, 'gone')"], ids=["the end", "an error"])
def test_input_that_ends_is_a_hang_up(file: Path, end: str) -> None:
    terminal = Terminal("open", a_meeting(file), program=[sys.executable, "-c", GONE.format(end=end)])
    terminal.see("tallessa")
    terminal.key("kesken jäi")
    terminal.see("kesken jäi")
    terminal.key("#")
    assert terminal.ended() == 128 + signal.SIGHUP
    assert [draft.text for draft in drafts()] == ["kesken jäi"]
    assert_restored(terminal)


def test_a_terminal_that_reads_no_more_does_not_keep_the_program_from_ending(file: Path) -> None:
    terminal = at_desk(a_meeting(file))
    terminal.line("Ensimmäinen rivi")
    # Nobody reads what is painted from here on: each page turned paints the whole screen, until nothing more fits.
    for _ in range(20):
        terminal.child.send("/9\r/1\r")
        time.sleep(0.02)
    terminal.child.send("kesken jäi")
    terminal.child.kill(signal.SIGTERM)
    assert status_of(terminal.child.pid) == 128 + signal.SIGTERM
    assert texts(file) == ["Ensimmäinen rivi"]
    assert [draft.text for draft in drafts()] == ["kesken jäi"]


BUSY = """
import sys, time
from kaikutui.cli import run
from kaikutui.tui.app import KaikuApp
whole = KaikuApp.leave
def leave(self):
    self.call_later(time.sleep, 1.5)
    whole(self)
KaikuApp.leave = leave
sys.exit(run(sys.argv[1:]))
"""


def test_a_program_too_busy_to_leave_at_once_leaves_the_terminal_as_it_was_too(file: Path) -> None:
    terminal = Terminal("open", a_meeting(file), program=[sys.executable, "-c", BUSY])
    terminal.see("tallessa")
    terminal.key("kesken jäi")
    terminal.see("kesken jäi")
    terminal.child.kill(signal.SIGTERM)
    assert terminal.ended() == 128 + signal.SIGTERM
    assert [draft.text for draft in drafts()] == ["kesken jäi"]
    assert_restored(terminal)


@NEEDS_PROC
def test_a_stopped_program_goes_on_where_it_was_and_paints_everything_again(file: Path) -> None:
    terminal = at_desk(a_meeting(file))
    terminal.key("kesken ")
    terminal.see("kesken")
    terminal.child.kill(signal.SIGTSTP)
    terminal.until(lambda: "T (stopped)" in Path(f"/proc/{terminal.child.pid}/status").read_text())
    assert b"\x1b[?1049l" in terminal.painted[-400:]
    assert terminal.modes() == terminal.modes_before
    terminal.screen.reset()
    terminal.child.kill(signal.SIGCONT)
    terminal.see("Tervetuloa")
    terminal.see("kesken")
    terminal.line("ja jatkui")
    terminal.until(lambda: texts(file) == ["kesken ja jatkui"])
    terminal.key("\x11")
    assert terminal.ended() == 0
    assert_restored(terminal)


@NEEDS_PROC
def test_a_stopped_program_whose_terminal_closes_loses_no_letter(file: Path) -> None:
    terminal = at_desk(a_meeting(file))
    terminal.key("kesken jäi")
    terminal.see("kesken jäi")
    terminal.child.kill(signal.SIGTSTP)
    terminal.until(lambda: "T (stopped)" in Path(f"/proc/{terminal.child.pid}/status").read_text())
    terminal.hang_up()
    os.kill(terminal.child.pid, signal.SIGCONT)
    assert status_of(terminal.child.pid) == 128 + signal.SIGHUP
    assert [draft.text for draft in drafts()] == ["kesken jäi"]


@pytest.mark.skipif(shutil.which("tmux") is None, reason="no tmux here")
def test_a_killed_tmux_loses_no_letter_and_leaves_no_process(file: Path) -> None:
    tmux = ["tmux", "-L", f"kaikutui-test-{os.getpid()}"]
    command = shlex.join([*KAIKUTUI, "open", str(a_meeting(file))])
    environment = {**os.environ, "TERM": "xterm-256color"}
    subprocess.run(
        [*tmux, "-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", f"exec {command}"],
        check=True, env=environment,
    )  # fmt: skip

    def shown() -> str:
        return subprocess.run([*tmux, "capture-pane", "-p"], check=True, capture_output=True, text=True).stdout

    try:
        until(lambda: "Tervetuloa" in shown())
        told = subprocess.run([*tmux, "list-panes", "-F", "#{pane_pid}"], check=True, capture_output=True, text=True)
        subprocess.run([*tmux, "send-keys", "-l", "kesken jäi"], check=True)
        until(lambda: "kesken jäi" in shown())
    finally:
        subprocess.run([*tmux, "kill-server"], check=True)
    pid = int(told.stdout)
    until(lambda: not Path(f"/proc/{pid}/exe").exists(), "an orphan is left")
    assert [draft.text for draft in drafts()] == ["kesken jäi"]


def test_the_next_opening_brings_the_line_back_and_entering_it_forgets_it(file: Path) -> None:
    terminal = at_desk(a_meeting(file))
    terminal.line("/4")
    terminal.key("k*: kesken jäi")
    terminal.until(lambda: [draft.text for draft in drafts()] == ["k*: kesken jäi"])
    terminal.child.kill(signal.SIGKILL)
    assert terminal.ended() == -signal.SIGKILL
    again = at_desk(file)
    again.see("Keskeneräinen rivi palautettiin")
    again.key("\r")
    again.until(lambda: texts(file) == ["kesken jäi"])
    again.until(lambda: drafts() == [])
    again.key("\x11")
    assert again.ended() == 0
    note = re.search(r"\[\[notes\]\].*?text", file.read_text("utf-8"), re.DOTALL)
    assert note is not None
    assert "item = 4" in note[0]
    assert "confidential = true" in note[0]


@pytest.mark.parametrize("tenths", range(1, 10, 2))
def test_a_signal_while_the_program_starts_ends_it_too(file: Path, tenths: int) -> None:
    terminal = Terminal("open", a_meeting(file))
    time.sleep(tenths / 10)
    terminal.child.kill(signal.SIGTERM)
    assert terminal.ended() in (-signal.SIGTERM, 128 + signal.SIGTERM)
    assert terminal.modes_after == terminal.modes_before


@pytest.mark.parametrize("seed", range(KILLS))
def test_at_a_random_moment_of_death_everything_told_as_saved_is_in_the_file(file: Path, seed: int) -> None:
    chance = random.Random(seed)
    terminal = at_desk(a_meeting(file))
    number = chance.choice([signal.SIGKILL, signal.SIGKILL, *SIGNALS])
    ends, count = time.monotonic() + chance.uniform(0.05, 1.5), 0
    while time.monotonic() < ends:
        terminal.child.send(f"Rivi {count}\r")
        count += 1
        terminal.read()
    terminal.child.kill(number)
    code = terminal.ended()
    kept = [text for text in texts(file) if text.startswith("Rivi")]
    assert kept == [f"Rivi {place}" for place in range(len(kept))]
    if number is signal.SIGKILL:
        # Typed within the last second, and not yet told as saved.
        assert code == -signal.SIGKILL
        assert set(acknowledged(terminal)) <= set(kept)
    else:
        assert code == 128 + number
        assert len(kept) == count
        assert drafts() == []
        assert_restored(terminal)


def acknowledged(terminal: Terminal) -> list[str]:
    """The lines on a screen that says that everything entered is saved; what stands in the bar is not entered."""
    above_the_bar = "\n".join(terminal.screen.display[:-2])
    return re.findall(r"Rivi \d+", above_the_bar) if "tallennettu" in terminal.screen.display[-1] else []


def test_a_file_of_commands_has_no_terminal_and_is_refused(file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kaikutui", "open", a_meeting(file)], stdin=subprocess.DEVNULL, check=False
    )
    assert done.returncode == 1
