"""What can be counted, the same on every machine: bytes, modules, system calls."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks import programs
from benchmarks.figures import Figure
from benchmarks.screen import Screen
from kaikutui.domain.operations import AddNotes
from kaikutui.domain.session import Note
from kaikutui.storage.store import SessionStore

TEXT = "asiakkaat kysyvät usein mobiilikortista, ja siitä"
SIZES = ((80, 24), (120, 40))
CALLS = ("openat", "fsync", "rename", "renameat", "renameat2", "unlink", "read", "write")


def bytes_sent(folder: Path, *, seconds: float = 6) -> list[Figure]:
    """What goes to the terminal, in both sizes and with both numbers of colours."""
    found: list[Figure] = []
    for size in SIZES:
        case = f"{size[0]}×{size[1]}"
        for colours, words, most in (("truecolor", "true colour", 75), ("", "256 colours", 50)):
            path = programs.meeting(folder, 50)
            screen = Screen(programs.kaikutui(path), size, COLORTERM=colours).start()
            found.append(_count(f"bytes for a typed letter, {words}, {case}", _letter(screen), most))
            if colours:
                found += _others(screen, case, seconds)
            screen.kill()
            path.unlink()
    return found


def _letter(screen: Screen) -> float:
    screen.for_seconds(12)  # The sentence above the bar goes.
    before = screen.bytes
    for letter in TEXT:
        screen.send(letter)
        screen.settle(0.03)
    return (screen.bytes - before) / len(TEXT)


def _others(screen: Screen, case: str, seconds: float) -> list[Figure]:
    screen.send("\x15")
    screen.settle()
    # The middle of several: the turn of a minute is not every second's.
    ticks = sorted(screen.for_seconds(1.0) for _ in range(int(seconds)))
    clock = _count(f"bytes a second, clock running, {case}", ticks[len(ticks) // 2], 16)
    before = screen.bytes
    screen.send("\x1b[19~")
    screen.until_seen("kohdalla 3")
    screen.settle(0.2)
    following = _count(f"bytes for the next item, {case}", screen.bytes - before, 2500)
    screen.send("\x1b[19~\x1bOS")  # The next item, and a break: no clock has seconds now.
    screen.for_seconds(14)
    still = sorted(screen.for_seconds(1.0) for _ in range(int(seconds)))
    return [clock, following, _count(f"bytes a second, still screen, {case}", still[len(still) // 2], 0)]


def modules() -> list[Figure]:
    """What is imported before the first screen and by small commands."""
    heavy = ("docx", "lxml", "textual.widgets._markdown", "kaikutui.memo.word")
    screen = _imported("import kaikutui.tui.run")
    note = _imported("import kaikutui.noting")
    version = _imported("import kaikutui.cli")
    return [
        _count("heavy modules imported before the screen", len(screen & set(heavy)), 0),
        _count("modules of Textual imported by `note`", sum(name.startswith("textual") for name in note), 0),
        _count("modules imported by `--version`", len(version), 260),
    ]


def _imported(statement: str) -> set[str]:
    program = f"{statement}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    return set(json.loads(told.stdout))


def save_calls(folder: Path) -> list[Figure]:
    """The system calls of one save: as many with many notes as with few."""
    if shutil.which("strace") is None:
        return []
    few, many = (_calls(folder, notes) for notes in (10, 2000))
    return [
        _count("fsync calls of a save", few["fsync"], 8),
        _count("system calls of a save, 2,000 notes more than 10", sum(many.values()) - sum(few.values()), 40),
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


def _count(name: str, value: float, goal: float) -> Figure:
    return Figure(name, value, goal, unit="", counted=True)
