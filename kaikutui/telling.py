"""What is said to whoever started the program, and what is heard from them.

Results go to standard output, everything else to standard error. Work comes first and is told afterwards: when only
the telling fails, the sentence says that the work is done, and the exit code is not that of work that failed.
"""

import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO, TextIO

from kaikutui.catalogue import text
from kaikutui.domain.errors import KaikuError
from kaikutui.storage.atomic import reason
from kaikutui.terminal import give_back

NOT_TOLD = 74
"""Exit code when a result could not be written to standard output (EX_IOERR of sysexits.h)."""

READER_GONE = 141
"""Exit code when whoever read the results has gone: 128 and SIGPIPE, as a shell tells of other programs."""


class NotToldError(KaikuError):
    """Standard output refused a result, and nothing else is wrong."""

    key = "error.not_told"
    exit_code = NOT_TOLD

    def __init__(self, reason: str, done: str = "") -> None:
        """``done``: a sentence about the work that could not be told; empty: there was only the telling."""
        super().__init__(reason=reason)
        self.done = done

    def __str__(self) -> str:
        return f"{self.done} {text('error.only_not_told', **self.values)}" if self.done else super().__str__()


class ReaderGoneError(Exception):
    """Whoever read standard output has gone (``| head``): nothing is wrong, and there is nobody to tell."""


class InputUnreadableError(KaikuError):
    """Standard input cannot be read."""

    key = "error.input"


def tell(*lines: object, out: TextIO | None = None, end: str = "\n", done: str = "") -> None:
    """Write results, a line each; they have left the program when this returns.

    ``out``: elsewhere than to standard output. ``done``: what to say of the work if that fails. Raises NotToldError
    and ReaderGoneError.
    """
    if not lines:
        return
    give_back()
    try:
        print(*lines, sep="\n", end=end, file=out or sys.stdout, flush=True)
    except BrokenPipeError as error:
        raise ReaderGoneError from error
    except OSError as error:
        raise NotToldError(reason(error), done) from error


def say(*lines: object, err: TextIO | None = None, end: str = "\n") -> None:
    """Say something beside the results, a line each; that nobody can hear it changes nothing."""
    if lines:
        # On the screen of a program that has not begun, nobody would see it.
        give_back()
        with suppress(OSError):
            print(*lines, sep="\n", end=end, file=err or sys.stderr, flush=True)


def settle() -> None:
    """Close what does not take its last words: Python would complain of it once more when it ends."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            with suppress(OSError):
                stream.close()


def heard(stream: TextIO) -> Iterator[str]:
    """The lines of standard input as they come; raises InputUnreadableError."""
    try:
        yield from stream
    except OSError as error:
        raise InputUnreadableError(reason=reason(error)) from error


def heard_whole(stream: BinaryIO) -> bytes:
    """All of standard input; raises InputUnreadableError."""
    try:
        return stream.read()
    except OSError as error:
        raise InputUnreadableError(reason=reason(error)) from error
