"""Plays acts of the program under attack: in processes of their own, with faults injected at chosen system calls."""

import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import dropwhile, takewhile
from pathlib import Path
from types import TracebackType
from typing import IO

import msgspec

import kaikutui

HERE = Path(__file__).parent
PROGRAM = Path(kaikutui.__file__).parents[1]
"""Where the program under attack was found: here, or in a sabotaged copy that comes first on the path."""

BEGIN, END = "/kaikutui-act-begins", "/kaikutui-act-ended"

WATCHED = "trace=%file,%desc"
"""System calls that can fail or leave something half done."""

NO_STRACE = "strace is not installed or may not trace here: nothing can be injected"


class Fault(msgspec.Struct, frozen=True):
    """What goes wrong at which system call of an act."""

    call: str
    nth: int
    """Counted from the tracer's arrival, each kind of call on its own."""
    what: str
    """``KILL`` or ``STOP`` for a signal at the call's entry, else the error it gives instead of running."""
    for_ever: bool = False
    """Whether the calls of its kind after it fail as well."""

    @property
    def injection(self) -> str:
        """As strace writes it."""
        what = f"signal={self.what}" if self.what in ("KILL", "STOP") else f"error={self.what}"
        return f"inject={self.call}:{what}:when={self.nth}{'+' if self.for_ever else ''}"


class Place(msgspec.Struct, frozen=True):
    """Folders of one case, made when first used."""

    root: Path

    @property
    def file(self) -> Path:
        return self.root / "kokous" / "kokous.toml"

    @property
    def home(self) -> Path:
        return self.root / "home"

    @property
    def said(self) -> Path:
        return self.root / "said"

    def environment(self) -> dict[str, str]:
        """A home of its own, nobody's."""
        home = {f"XDG_{name}_HOME": str(self.home / name.lower()) for name in ("DATA", "CONFIG", "STATE", "CACHE")}
        temporary, runtime = self.home / "tmp", self.home / "run"
        return {**home, "HOME": str(self.home), "TMPDIR": str(temporary), "XDG_RUNTIME_DIR": str(runtime)}

    def make(self, session: bytes | None, typed: str = "") -> "Place":
        """Make the folders, with a meeting in them and something to read from standard input."""
        for folder in (self.file.parent, self.home / "tmp", self.home / "run", self.said):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if session is not None:
            self.file.write_bytes(session)
            self.file.chmod(0o600)
        (self.said / "in").write_text(typed, encoding="utf-8")
        return self

    def words(self) -> str:
        """Everything the last act said."""
        return "".join((self.said / name).read_text("utf-8", "replace") for name in ("out", "err"))


class Call(msgspec.Struct, frozen=True):
    """A system call of a traced act."""

    name: str
    nth: int
    line: str
    """As strace wrote it, for findings."""


class Ending(msgspec.Struct, frozen=True):
    """How an act ended."""

    code: int | None
    """Exit code, negative for a signal; None: it did not end in time and was killed."""
    calls: tuple[Call, ...] = ()
    """Its system calls, when it was traced."""
    hit: bool = False
    """Whether a fault was injected inside the act."""


class Stage:
    """A process with the program loaded; see ``stage_child``. A context manager."""

    def __init__(self, seconds: float = 12.0) -> None:
        """Load the program; an act that takes longer than ``seconds`` is killed."""
        path = os.pathsep.join([str(PROGRAM), str(HERE.parent)])
        environment = {**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
        self.seconds = seconds
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "stage_child.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
            cwd=PROGRAM,
        )

    def __enter__(self) -> "Stage":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.communicate()

    def prepare(self, act: str, place: Place) -> int:
        """Start a child that makes an act ready and waits; gives its process id."""
        request = {"act": act, "file": str(place.file), "said": str(place.said)}
        self._send(json.dumps({**request, "environment": json.dumps(place.environment())}))
        return int(self._pipe(self._process.stdout).readline())

    def go(self) -> None:
        """Let the child act that stands ready."""
        self._send("go")

    def ended(self, pid: int, seconds: float | None = None) -> int | None:
        """Wait for the child's end; its exit code, or None when it had to be killed."""
        out = self._pipe(self._process.stdout)
        in_time = bool(select.select([out], [], [], seconds or self.seconds)[0])
        if not in_time:
            os.kill(pid, signal.SIGKILL)
        code = int(out.readline())
        return code if in_time else None

    def play(self, act: str, place: Place, fault: Fault | None = None, *, traced: bool = False) -> Ending:
        """Play an act to its end."""
        pid = self.prepare(act, place)
        if fault is None and not traced:
            self.go()
            return Ending(code=self.ended(pid))
        with Tracer(pid, place.root / "trace", fault) as tracer:
            self.go()
            code = self.ended(pid)
        calls = tracer.calls()
        return Ending(code=code, calls=calls, hit=fault is None or tracer.hit(fault, calls))

    def _send(self, line: str) -> None:
        pipe = self._pipe(self._process.stdin)
        pipe.write(line + "\n")
        pipe.flush()

    @staticmethod
    def _pipe(pipe: IO[str] | None) -> IO[str]:
        if pipe is None:
            raise RuntimeError("the stage was started without pipes")
        return pipe


def strace(log: Path, fault: Fault | None) -> list[str]:
    """The beginning of a command line that traces, and injects."""
    inject = ["-e", fault.injection] if fault else []
    return ["strace", "-f", "-o", str(log), "-e", WATCHED, *inject]


def calls_of(log: Path) -> Iterator[Call]:
    """The calls of a trace, each with its number among its kind."""
    counts: Counter[str] = Counter()
    for line in log.read_text("utf-8", "replace").splitlines():
        if match := re.match(r"\d+ +(\w+)\(", line):
            counts[match[1]] += 1
            yield Call(name=match[1], nth=counts[match[1]], line=line.split(" ", 1)[1].strip())


class Tracer:
    """strace on a running process; its log is read when it has ended."""

    def __init__(self, pid: int, log: Path, fault: Fault | None) -> None:
        """Attach; returns when strace is there."""
        self._log = log
        self._process = subprocess.Popen([*strace(log, fault), "-p", str(pid)], stderr=subprocess.PIPE, text=True)
        said = self._process.stderr.readline() if self._process.stderr else ""
        if "attached" not in said:
            self._process.communicate()
            raise RuntimeError(f"strace: {said}")

    def __enter__(self) -> "Tracer":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.communicate()

    def calls(self) -> tuple[Call, ...]:
        """The calls between the marks."""
        after = dropwhile(lambda call: BEGIN not in call.line, calls_of(self._log))
        return tuple(takewhile(lambda call: END not in call.line, after))[1:]

    @staticmethod
    def hit(fault: Fault, calls: tuple[Call, ...]) -> bool:
        """Whether the call that was meant came between the marks."""
        return any((call.name, call.nth) == (fault.call, fault.nth) for call in calls)


def may_trace(folder: Path) -> bool:
    """Whether strace works here on the children of a stage, tried out in the folder."""
    if shutil.which("strace") is None:
        return False
    try:
        with Stage() as stage:
            return bool(stage.play("check", Place(root=folder).make(None), traced=True).calls)
    except RuntimeError:
        return False
