"""Whether a terminal erases in the ground in use is known of the usual one, and asked of terminfo for the others."""

import subprocess
import sys

import pytest

ASKED = """
import curses, sys

curses.setupterm(sys.argv[1], 1)
told = curses.tigetflag("bce") == 1 and curses.tigetstr("ech") == b"\\x1b[%p1%dX"
print(told)
"""

ANSWER = """
import sys
from kaikutui.tui import terminal_driver
print(terminal_driver._erases(), "curses" in sys.modules)
"""


def said(program: str, term: str, *arguments: str) -> str:
    around = {"TERM": term, "PATH": ""}
    return subprocess.run(
        [sys.executable, "-c", program, *arguments], check=True, capture_output=True, text=True, env=around
    ).stdout.strip()


def test_the_usual_terminal_erases_as_terminfo_tells() -> None:
    assert said(ASKED, "xterm-256color", "xterm-256color") == "True"
    assert said(ANSWER, "xterm-256color") == "True False"


@pytest.mark.parametrize(("term", "erases"), [("screen-256color", "False"), ("vt100", "False"), ("no-such", "False")])
def test_another_terminal_is_asked_about(term: str, erases: str) -> None:
    assert said(ANSWER, term) == f"{erases} True"
