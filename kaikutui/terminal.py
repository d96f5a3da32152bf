"""Taking the terminal before there is an app, and giving it back when none comes.

What is typed while the program starts is to arrive key by key: a terminal that still edits lines by itself would
make one line of many (Enter would be a Ctrl+J). So the terminal is taken before the heavy imports, and until the app
drives it, whoever says something or ends the program gives it back first. Imports nothing that is not there anyway.
"""

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType

ALTERNATE, ORDINARY = "\x1b[?1049h", "\x1b[?1049l"
"""The screen of programs, and the one that shells write on."""
HIDE_CURSOR, SHOW_CURSOR = "\x1b[?25l", "\x1b[?25h"

Modes = list[int | list[bytes | int]]
"""What the system knows of a terminal, as ``termios`` gives it."""

_LEAVING = ("SIGHUP", "SIGQUIT", "SIGTERM", "SIGTSTP")
_ENDING = tuple(getattr(signal, name) for name in _LEAVING if hasattr(signal, name))
"""Signals that end the program or halt it: one that is halted goes on without its first frame."""

_before: Modes | None = None
"""The modes to go back to; None: the terminal is not ours to give back."""


def shows_screens() -> bool:
    """Whether a full screen can be shown and typed at."""
    named = os.environ.get("TERM", "dumb") not in ("", "dumb", "unknown")
    return named and sys.stdin.isatty() and sys.stdout.isatty()


def take(frame: str) -> bool:
    """Take the terminal and show a first frame; False when it cannot be had."""
    global _before
    if os.name == "nt":
        return False
    import termios

    try:
        modes = termios.tcgetattr(0)
        raw = termios.tcgetattr(0)
        # As Textual sets it, but for Ctrl+C: while the program starts, it is to end it.
        raw[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        raw[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        raw[6][termios.VMIN] = 1
        raw[6][termios.VSUSP] = b"\x00"
        _give_back_at_signals()
        _before = modes
        termios.tcsetattr(0, termios.TCSANOW, raw)
        _write(f"{ALTERNATE}{HIDE_CURSOR}{frame}")
    except (OSError, termios.error):
        give_back()
        return False
    return True


def hand_over() -> Modes | None:
    """The app drives the terminal from now on, and restores these modes at its end; None: nobody had taken it."""
    global _before
    modes, _before = _before, None
    return modes


def give_back() -> None:
    """Put the terminal into the state in which a shell expects it; nothing happens to one that is not taken.

    What was typed for the meeting goes with it: a shell would take the lines for commands.
    """
    modes = hand_over()
    if modes is None:
        return
    import termios

    try:
        termios.tcflush(0, termios.TCIFLUSH)
        termios.tcsetattr(0, termios.TCSANOW, modes)
        _write(f"{ORDINARY}{SHOW_CURSOR}")
    except (OSError, termios.error):
        # It has gone, and with it what was to be restored.
        return


def _write(words: str) -> None:
    """To standard error, as Textual does; whole, whatever the terminal takes at a time."""
    rest: Sequence[int] | bytes = words.encode()
    while rest:
        rest = rest[os.write(2, bytes(rest)) :]


def _give_back_at_signals() -> None:
    """What the app's farewell does later: a signal ends the program, and the terminal is as it was."""
    for number in _ENDING:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, frame: FrameType | None) -> None:
    give_back()
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
