"""What the program sends to its terminal, in bytes; and that a real terminal shows the same as told everything."""

import shlex
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from pty_terminal import F8, KAIKUTUI, Terminal, kaikutui
from tmux_terminal import STEPS, Pane, Server


@pytest.fixture
def meeting(file: Path) -> Path:
    """A meeting with notes on item 2."""
    assert kaikutui("new", file, "--starts", "24.11.2026 13.00").returncode == 0
    notes = "".join(f"{'jk'[n % 2]}: Havainto {n} siitä, miten kortti toimii arjessa\n" for n in range(30))
    assert kaikutui("note", file, "--item", "2", "-", input=notes).returncode == 0
    return file


def at_item_2(meeting: Path, **environment: str) -> Terminal:
    """A terminal in which item 2 has the floor."""
    terminal = Terminal("open", meeting, **environment)
    terminal.see("tallessa")
    terminal.key(F8)
    terminal.see("kohdalla 1")
    terminal.key(F8)
    terminal.see("kohdalla 2")
    terminal.see("tallennettu")
    return terminal


def still(terminal: Terminal, seconds: float) -> bytes:
    """What is painted in so much time."""
    terminal.read()
    begin = len(terminal.painted)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        terminal.read()
    return bytes(terminal.painted[begin:])


@pytest.mark.parametrize(("colours", "most"), [("truecolor", 40), ("", 30)], ids=["true colour", "256 colours"])
def test_a_letter_costs_a_few_bytes(meeting: Path, colours: str, most: int) -> None:
    # Before the meeting has begun no clock has seconds.
    terminal = Terminal("open", meeting, COLORTERM=colours)
    terminal.see("tallessa")
    terminal.line("/2")
    terminal.see("Havainto 29")
    terminal.key("a")
    terminal.see("YHTEINEN › kohta 2  a|YHTEINEN +a")
    still(terminal, 0.5)
    text = "siakkaat kysyvät usein mobiilikortista, ja siitä"
    begin = len(terminal.painted)
    for letter in text:
        terminal.key(letter)
    terminal.see(text)
    assert (len(terminal.painted) - begin) / len(text) <= most


def test_a_still_screen_costs_nothing_and_a_clock_a_few_bytes_a_second(meeting: Path) -> None:
    terminal = Terminal("open", meeting)
    terminal.see("tallessa")
    still(terminal, 1)
    silent = [still(terminal, 1.0) for _ in range(4)]
    # At most one of four seconds may have been the turn of a minute.
    assert silent.count(b"") >= 3
    terminal.key(F8)
    terminal.see("0:02 / 10 min")
    still(terminal, 10)  # The sentence above the bar goes.
    ticks = [still(terminal, 1.0) for _ in range(6)]
    assert sorted(map(len, ticks))[2] <= 16


def test_the_next_item_costs_less_than_a_screen(meeting: Path) -> None:
    terminal = at_item_2(meeting)
    painted = still(terminal, 1)
    begin = len(terminal.painted)
    terminal.key(F8)
    terminal.see("kohdalla 3")
    painted = bytes(terminal.painted[begin:]) + still(terminal, 0.5)
    assert len(painted) <= 2500


def frames(trace: Path) -> int:
    """How often something was written to the terminal, by whichever of its descriptors."""
    return trace.read_text(errors="replace").count(', "\\33[')


def test_a_frame_leaves_in_one_write(meeting: Path, tmp_path: Path) -> None:
    if shutil.which("strace") is None:
        pytest.skip("no strace here")
    trace = tmp_path / "trace"
    tracing = ("strace", "-f", "-o", str(trace), "-e", "trace=write")
    terminal = Terminal("open", meeting, program=[*tracing, *KAIKUTUI])
    terminal.see("tallessa")
    terminal.line("/2")
    terminal.see("Havainto 29")
    still(terminal, 1)
    before = frames(trace)
    for letter in "viisi":
        terminal.key(letter)
        still(terminal, 0.3)
    # Five letters, and perhaps the turn of a minute.
    assert frames(trace) - before in (5, 6)


@pytest.fixture
def tmux(meeting: Path) -> Iterator[Pane]:
    """The meeting in tmux."""
    server = Server("thin")
    yield Pane(server, "thin", shlex.join([*KAIKUTUI, "open", str(meeting)]), {"COLORTERM": "truecolor"})
    server.kill()


WIDE = ("send-keys", "-l", "k: 漢字 👍 e\u0301 ❤️ 👩\u200d🚀 loppu")


def two_pictures(tmux: Pane) -> tuple[str, str]:
    """What it shows, and what it shows when told everything: in one minute, as the clock is part of them."""
    minute = int(time.time() // 60)
    pictures = tmux.settled(), tmux.told_everything()
    return pictures if int(time.time() // 60) == minute else (tmux.settled(), tmux.told_everything())


def test_tmux_shows_after_anything_what_it_shows_when_told_everything(tmux: Pane) -> None:
    tmux.until(lambda: "tallessa" in tmux.shown)
    random = Random(5)
    for _ in range(8):
        for step in random.choices((WIDE, *STEPS), k=3):
            tmux.run(*step)
            time.sleep(0.1)
        before, after = two_pictures(tmux)
        assert before == after


def test_a_stopped_program_paints_everything_when_it_goes_on(meeting: Path) -> None:
    terminal = Terminal("open", meeting)
    terminal.see("tallessa")
    terminal.key("kesken")
    terminal.see("kesken")
    terminal.read()
    shown = terminal.text
    terminal.child.kill(signal.SIGTSTP)
    terminal.until(lambda: b"\x1b[?1049l" in terminal.painted)
    terminal.screen.reset()
    terminal.child.kill(signal.SIGCONT)
    terminal.until(lambda: terminal.text == shown)
