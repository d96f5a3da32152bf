"""What the program's surroundings could do with the notes, and cannot."""

import re
import shlex
import stat
import sys
from pathlib import Path

import pytest
from dying_desk import a_meeting, at_desk, drafts, texts
from pty_terminal import KAIKUTUI, Terminal

from kaikutui.storage.places import state_folder
from kaikutui.tui.app import KaikuApp


def test_nothing_that_textual_is_told_from_outside_writes_keys_anywhere(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    told = {
        "TEXTUAL_LOG": str(here / "log"),
        "TEXTUAL": "debug,devtools",
        "TEXTUAL_DEBUG": "1",
        "TEXTUAL_DEVTOOLS_HOST": "127.0.0.1",
        "TEXTUAL_SCREENSHOT": "0",
        "TEXTUAL_SCREENSHOT_LOCATION": str(here),
        "TEXTUAL_PRESS": "x,enter",
        "TEXTUAL_DRIVER": "kaikutui.cli:run",
    }
    terminal = at_desk(a_meeting(file), **told)
    terminal.line("kanarialintu")
    terminal.until(lambda: texts(file) == ["kanarialintu"])
    terminal.key("\x11")
    assert terminal.ended() == 0
    assert list(here.iterdir()) == []


def test_every_file_is_for_its_owner_alone_whatever_the_mask(file: Path) -> None:
    command = f"umask 000; exec {shlex.quote(KAIKUTUI[0])} open {shlex.quote(str(a_meeting(file)))}"
    terminal = Terminal("-c", command, program=["/bin/sh"])
    terminal.see("tallessa")
    terminal.line("Rivi")
    terminal.key("kesken")
    terminal.until(lambda: drafts() and texts(file) == ["Rivi"])
    found = [file, *file.parent.glob(".*"), *state_folder().rglob("*")]
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) & 0o077 for path in found}
    assert set(modes.values()) == {0}, modes
    terminal.key("\x15\x11")
    assert terminal.ended() == 0


@pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="no /proc here")
def test_the_memory_of_a_killed_program_is_written_nowhere(file: Path) -> None:
    terminal = at_desk(a_meeting(file))
    limits = Path(f"/proc/{terminal.child.pid}/limits").read_text()
    assert re.search(r"Max core file size +0 +0 ", limits)
    terminal.key("\x11")
    assert terminal.ended() == 0


WATCHED = """
import sys
def watch(event, arguments):
    # The event loop wakes itself through a pair of sockets without a name.
    if event.startswith("socket.") and not (event == "socket.__new__" and arguments[1] == 1):
        with open(sys.argv[-1] + ".net", "a") as told:
            print(event, arguments[1:], file=told)
sys.addaudithook(watch)
from kaikutui.cli import run
sys.exit(run(sys.argv[1:]))
"""


def test_no_connection_is_opened_or_offered(file: Path) -> None:
    terminal = Terminal("open", a_meeting(file), program=[sys.executable, "-c", WATCHED])
    terminal.see("tallessa")
    terminal.line("Rivi")
    terminal.line("/vie")
    terminal.see("(?i)muistio on valmis|luonno")
    terminal.key("\x11")
    assert terminal.ended() == 0
    assert not Path(f"{file}.net").exists(), Path(f"{file}.net").read_text()


def test_the_palette_offers_no_picture_of_the_screen() -> None:
    assert not KaikuApp.ENABLE_COMMAND_PALETTE
