"""What is said when the program itself fails: what kind of error and where, and no word of what was written.

A traceback of the usual kind quotes values, and with them the texts of notes, in a place where they stay.
"""

import sys
import traceback
from pathlib import Path
from types import TracebackType

from kaikutui.catalogue import text
from kaikutui.telling import say

CRASHED = 70
"""Exit code of a crash (EX_SOFTWARE of sysexits.h)."""

PACKAGE = Path(__file__).parent


def kind_and_spot(error: BaseException) -> str:
    """``KeyError, lines.py:41``: the last place in our own code, or else the last of all."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(PACKAGE)]
    spot = (own or list(frames))[-1:]
    return ", ".join([type(error).__name__, *(f"{Path(frame.filename).name}:{frame.lineno}" for frame in spot)])


def say_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The ``sys.excepthook`` of the program: one sentence, and the exit code of a crash."""
    say(text("crash", error=kind_and_spot(error)))
    sys.exit(CRASHED)


def show_trace(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The same for ``--debug``: the way the error went too, without its values."""
    say("".join(traceback.format_tb(trace)), end="")
    say_crash(kind, error, trace)
