"""What the programs that people write in today lose, measured in the same way: typed in a terminal, then killed."""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pexpect

from reliability.report import Anchor
from reliability.sample import meeting_bytes
from reliability.stage import Fault, Place, calls_of, strace

SENTENCE = "Kortti avaa keskustelun vapaa-ajasta ja jaksamisesta ok"
"""Fifty-five characters that nothing else in the world says."""
PAUSE = 1.0
"""Seconds between the last key and the kill: the thing measured, not a wait for something."""


def recovered(folder: Path) -> int:
    """How many characters of the sentence can be found in any file of the folder; two or three stand there anyway."""
    data = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return max((length for length in range(4, len(SENTENCE) + 1) if SENTENCE[:length].encode() in data), default=0)


def killed_while_typing(command: str, arguments: list[str], before: str, place: Place) -> int:
    """Type the sentence into a program on a terminal, and kill it a second after the last key."""
    environment = {"PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "LANG": "C.UTF-8", **place.environment()}
    child: Any = pexpect.spawn(command, arguments, dimensions=(24, 80), env=environment, timeout=20)
    child.expect(r"\x1b\[\??[0-9;]*[a-zA-Z]")
    _read(child, 2 * PAUSE)
    child.send(before)
    for sign in SENTENCE:
        child.send(sign)
        _read(child, 0.02)
    _read(child, PAUSE)
    child.kill(9)
    child.close(force=True)
    return recovered(place.root)


def _read(child: Any, seconds: float) -> None:
    """Take in what the program paints for so long, as a terminal does."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            child.read_nonblocking(65536, timeout=max(0.0, end - time.monotonic()))
        except pexpect.TIMEOUT:
            return


def editors(folder: Path) -> Iterator[Anchor]:
    """Editors, and kaikutui itself, killed a second after the last key."""
    own = Path(sys.executable).with_name("kaikutui")
    vim = shutil.which("vim.basic") or shutil.which("vim.tiny")
    programs = {
        "vim": (vim, ["-u", "NONE"], "i"),
        "nano": (shutil.which("nano"), [], ""),
        # As it comes: it saves by itself every 300 characters or 30 seconds.
        "emacs": (shutil.which("emacs"), ["-nw", "-Q"], ""),
        "kaikutui": (str(own), ["open"], ""),
    }
    for name, (command, options, before) in programs.items():
        if command is None:
            continue
        place = Place(root=folder / name).make(meeting_bytes(2) if name == "kaikutui" else b"")
        found = killed_while_typing(command, [*options, str(place.file)], before, place)
        attack = "55 characters typed and not saved, kill -9 one second after the last key"
        yield Anchor(_version(command, name), attack, f"{found} of {len(SENTENCE)} characters recoverable")


def _version(command: str, name: str) -> str:
    said = subprocess.run([command, "--version"], capture_output=True, text=True, check=False).stdout
    words = [word for word in said.replace(",", " ").split() if word[:1].isdigit() and "." in word]
    return f"{name} {words[0]}" if words else name


def task_list(folder: Path) -> Iterator[Anchor]:
    """taskwarrior, changing one of ten tasks, killed at each call that touches its data."""
    task = shutil.which("task")
    if task is None or shutil.which("strace") is None:
        return
    base = folder / "task"
    base.mkdir()
    (base / "rc").write_text("confirmation=off\nverbose=nothing\n")
    _task(task, base, *[["add", f"Tehtävä numero {number}"] for number in range(10)])
    trace = strace(base / "trace", None)
    _task(task, base, ["1", "modify", "Uusi sanamuoto"], before=trace)
    calls = [call for call in calls_of(base / "trace") if "pending.data" in call.line or call.name in _WRITING]
    lost, places = 0, 0
    pristine = folder / "pristine"
    shutil.copytree(base, pristine)
    for call in calls:
        shutil.rmtree(base)
        shutil.copytree(pristine, base)
        fault = Fault(call=call.name, nth=call.nth, what="KILL")
        _task(task, base, ["1", "modify", "Toinen sanamuoto"], before=strace(base / "trace", fault))
        places += 1
        text = (base / "pending.data").read_text() if (base / "pending.data").exists() else ""
        lost += any(f"numero {number}" not in text for number in range(1, 10))
    yield Anchor(
        _version(task, "taskwarrior"),
        "one of ten tasks changed, killed at each call that touches the data",
        f"other tasks lost at {lost} of {places} calls",
    )


_WRITING = ("write", "ftruncate", "rename", "fsync", "pwrite64", "unlink")


def _task(task: str, base: Path, *acts: list[str], before: Sequence[str] = ()) -> None:
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": str(base)}
    environment |= {"TASKRC": str(base / "rc"), "TASKDATA": str(base)}
    for act in acts:
        subprocess.run([*before, task, *act], env=environment, capture_output=True, check=False)


def measure() -> tuple[Anchor, ...]:
    """Measure what is installed here."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return (*editors(folder), *task_list(folder))
