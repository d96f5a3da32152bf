"""What can be counted, the same on every machine: modules and system calls."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from statistics import median

from benchmarks import programs
from benchmarks.figure import Figure, count
from benchmarks.screen import running
from kaikutui.domain.operations import AddNotes
from kaikutui.domain.session import Note
from kaikutui.storage.store import SessionStore

CALLS = ("openat", "fsync", "rename", "renameat", "renameat2", "unlink", "read", "write")

TERMINAL_WRITE = re.compile(r"write\(\d+</dev/(?:pts/|tty)")
"""In a trace with the names of what is written to."""


def modules() -> list[Figure]:
    """What is imported before the first screen and by small commands."""
    heavy = ("docx", "lxml", "textual.widgets._markdown", "kaikutui.memo.word")
    screen = _imported("-c", "import kaikutui.tui.run")
    note = _imported("-c", "import kaikutui.noting")
    version = _imported(programs.KAIKUTUI, "--version")
    return [
        count("heavy modules imported before the screen", len(screen & set(heavy)), 0),
        count("modules of Textual imported by `note`", sum(name.startswith("textual") for name in note), 0),
        count("modules imported by `--version`", len(version), 260),
    ]


def _imported(*arguments: str) -> set[str]:
    """The modules that Python tells of when it has run so."""
    command = (sys.executable, "-X", "importtime", *arguments)
    told = subprocess.run(command, check=True, capture_output=True, text=True, env=programs.surroundings())
    return {line.rpartition("|")[2].strip() for line in told.stderr.splitlines() if line.startswith("import time:")}


def key_writes(folder: Path) -> list[Figure]:
    """How many writes to the terminal a letter costs: a frame that leaves in pieces is seen in pieces."""
    name = "writes for a typed letter"
    if not programs.is_traced():
        return [Figure(name, None, 1)]
    trace = folder / "trace"
    ours = programs.kaikutui(programs.meeting(folder, 50, began=False))
    traced = replace(ours, command=("strace", "-f", "-o", str(trace), "-y", "-e", "trace=write", *ours.command))
    taken: list[int] = []
    with running([traced]) as screens:
        for letter in "asiakkaat":
            before = len(TERMINAL_WRITE.findall(trace.read_text("utf-8", "replace")))
            screens[0].send(letter)
            screens[0].for_seconds(0.3)
            taken.append(len(TERMINAL_WRITE.findall(trace.read_text("utf-8", "replace"))) - before)
    # The middle of several: with one of them the minute may turn.
    return [count(name, median(taken), 1)]


def save_calls(folder: Path) -> list[Figure]:
    """The system calls of one save: as many with many notes as with few."""
    synced, more = "fsync calls of a save", "system calls of a save, 2,000 notes more than 10"
    if not programs.is_traced():
        return [Figure(synced, None, 8), Figure(more, None, 40)]
    few, many = (_calls(folder, notes) for notes in (10, 2000))
    return [
        count(synced, few["fsync"], 8),
        count(more, sum(many.values()) - sum(few.values()), 40),
    ]


def _calls(folder: Path, notes: int) -> dict[str, int]:
    path = programs.meeting(folder, notes)
    once, twice = (_traced(path, saves) for saves in (1, 2))
    return {name: twice[name] - once[name] for name in CALLS}


def _traced(path: Path, saves: int) -> dict[str, int]:
    """The calls of a process that reads a meeting and saves so many times."""
    trace = path.with_suffix(f".{saves}.trace")
    program = (sys.executable, "-c", f"from benchmarks.counts import save; save({str(path)!r}, {saves})")
    calls = ",".join(CALLS)
    subprocess.run(["strace", "-f", "-o", str(trace), "-e", f"trace=?{calls.replace(',', ',?')}", *program], check=True)
    lines = trace.read_text("utf-8", "replace").splitlines()
    return {name: sum(f" {name}(" in line for line in lines) for name in CALLS}


def save(path: str, times: int) -> None:
    """Add so many notes to a meeting, each with a save of its own."""
    store = SessionStore(Path(path))
    loaded = store.load()
    first = loaded.session.notes[0]
    for number in range(times):
        store.commit(AddNotes(notes=(_another(first, number),)))


def _another(note: Note, number: int) -> Note:
    return Note(
        id=f"save{number}-{id(note):x}",
        item=note.item,
        at=note.at,
        confidential=False,
        source=note.source,
        text=f"Lisäys {number}",
    )
