"""The stage: a process with the whole program loaded that plays each act in a child of its own.

A script of ours, run by ``stage.Stage``. One request a line comes in as JSON, one answer a line goes out:
``{"act", "file", "home", "said"}`` forks a child that makes the act ready and waits; the answer is its process id.
``go`` lets it act; the answer is its exit code (negative: the signal it died of). Forking costs a tenth of a
new Python, and the memory of every child is the same, so that its system calls are the same.
"""

import ctypes
import json
import os
import select
import sys
import traceback
from contextlib import suppress
from pathlib import Path

# What the commands import when they are called: a child starts with everything loaded.
import kaikutui.checking
import kaikutui.export_options
import kaikutui.memo.reading
import kaikutui.memo.specimen
import kaikutui.memo.word
import kaikutui.memo_file
import kaikutui.new_options
import kaikutui.noting
import kaikutui.plain
import kaikutui.storage.erase
import kaikutui.storage.starting  # noqa: F401
from reliability import stage_acts

BEGIN, END = "/kaikutui-act-begins", "/kaikutui-act-ended"
"""Looked for around an act, so that a trace shows where it stands."""

ESCAPED = 99
"""Exit code of an act that ended in anything but a sentence."""


def fork(request: dict[str, str], gate: tuple[int, int]) -> int:
    """Start the child of a request; gives its process id when it stands ready (or has died of making ready)."""
    ready = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(gate[1])
        os.close(ready[0])
        play(request, gate[0], ready[1])
    os.close(ready[1])
    os.read(ready[0], 1)
    os.close(ready[0])
    return pid


def mark(name: str) -> None:
    """Leave a mark in the trace; what is injected by then must not spoil it."""
    with suppress(OSError):
        Path(name).exists()


def _let_trace() -> None:
    """Permit the tracer, which is no parent of ours; by default many systems do not (Yama)."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(0x59616D61, ctypes.c_ulong(-1), 0, 0, 0)


def play(request: dict[str, str], gate: int, ready: int) -> None:
    """The life of a child."""
    said = Path(request["said"])
    environment = json.loads(request["environment"])
    os.environ.update(environment)
    sys.stdin = (said / "in").open(encoding="utf-8")
    sys.stdout, sys.stderr = ((said / name).open("w", encoding="utf-8") for name in ("out", "err"))
    _let_trace()
    code = ESCAPED
    try:
        act = stage_acts.ready(request["act"], Path(request["file"]))
        os.close(ready)
        select.select([gate], [], [])
        mark(BEGIN)
        code = act()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else ESCAPED
    finally:
        mark(END)
        if sys.exc_info()[0]:
            traceback.print_exc()
        # A dead standard output is nothing that the act could help.
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)


def main() -> None:
    """Answer requests until there are none."""
    for line in sys.stdin:
        gate = os.pipe()
        pid = fork(json.loads(line), gate)
        os.close(gate[0])
        print(pid, flush=True)
        sys.stdin.readline()
        with suppress(BrokenPipeError):  # it may have died while it made ready
            os.write(gate[1], b"!")
        os.close(gate[1])
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
