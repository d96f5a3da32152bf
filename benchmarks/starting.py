"""From the start of a program to what can be read of it, to keys that are answered, and to its end."""

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from benchmarks import programs
from benchmarks.figure import Effort, Figure, count, ratio, spread
from benchmarks.programs import Program
from benchmarks.screen import Screen
from kaikutui.storage.session_file import decode
from kaikutui.storage.store import SessionStore

TITLE = "Kaikukortti-palautekokous"
"""What a first readable frame tells: which meeting it is."""

LINES = [f"rivi {number} ääneen" for number in range(20)]

MEETINGS = 1000


def nothing(folder: Path) -> Program:
    """The least that Python can say."""
    return Program("python -c pass", programs.script(folder, "nothing", "print('valmis')"), "valmis")


def start(folder: Path, effort: Effort) -> list[Figure]:
    """Start to the first readable frame and until keys are answered; quitting."""
    ours = [programs.kaikutui(programs.meeting(folder, notes)) for notes in (44, 2000)]
    series = [nothing(folder), programs.minimal(folder), *ours]
    read: list[list[float]] = [[] for _ in series]
    ready: list[list[float]] = [[] for _ in series]
    quitting: list[float] = []
    for _ in range(effort.rounds):
        for number, program in enumerate(series):
            screen = Screen(program)
            read[number].append(screen.until_seen(TITLE if program in ours else program.ready) - screen.started)
            ready[number].append(screen.until_seen(program.ready) - screen.started)
            if number == 2:
                screen.settle()
                quitting.append(screen.quit_seconds())
            else:
                screen.kill()
    least = "against a minimal Textual app"
    return [
        ratio(f"start to interactive, 44 notes: {least}", ready[2], ready[1], 1.25, 1),
        ratio(f"start to interactive, 2,000 notes: {least}", ready[3], ready[1], 1.5, 1.2),
        ratio("start to a first readable frame, 44 notes: against python -c pass", read[2], read[0], 3, 1.5),
        ratio("start to a first readable frame, 2,000 notes: against python -c pass", read[3], read[0], 3, 1.5),
        Figure("quit", median(quitting) * 1000, 150, unit="ms", noise=spread(quitting) * 1000),
    ]


def commands(folder: Path, effort: Effort) -> list[Figure]:
    """Small commands of a shell beside Python that does nothing."""
    path = programs.meeting(folder, 44)
    before = path.read_bytes()
    calls = [
        (sys.executable, "-c", "pass"),
        (programs.KAIKUTUI, "--version"),
        (programs.KAIKUTUI, "note", str(path), "k: Käytön rekisteröinti sujuu kassalla hyvin."),
    ]
    taken: list[list[float]] = [[] for _ in calls]
    for _ in range(effort.rounds * 3):
        for call, seconds in zip(calls, taken, strict=True):
            began = time.perf_counter()
            subprocess.run(call, check=True, capture_output=True, env=programs.surroundings())
            seconds.append(time.perf_counter() - began)
        path.write_bytes(before)
    bare, version, note = taken
    return [
        ratio("`kaikutui --version`: against python -c pass", version, bare, 3, 2),
        ratio("`kaikutui note`, 44 notes: against python -c pass", note, bare, 8, 6),
    ]


def crowd(folder: Path, effort: Effort) -> list[Figure]:
    """The start screen until it answers a key, in a folder of many meetings and in an empty one."""
    empty, full = folder / "empty", folder / "full"
    meetings = full / "kaikutui" / "meetings"
    for made in (empty, meetings):
        made.mkdir(parents=True)
    SessionStore(meetings / "0000.toml").create(programs.a_session(44))
    for number in range(1, MEETINGS):
        (meetings / f"{number:04}.toml").write_bytes((meetings / "0000.toml").read_bytes())
    series = [programs.door(empty), programs.door(full)]
    answered: list[list[float]] = [[], []]
    for _ in range(effort.rounds):
        for program, seconds in zip(series, answered, strict=True):
            screen = Screen(program)
            screen.until_seen(program.ready)
            screen.send("u")
            seconds.append(screen.until_seen("Ctrl+S") - screen.started)
            screen.kill()
    return [ratio(f"start screen answers a key: {MEETINGS:,} meetings against none", answered[1], answered[0], 1.5)]


def typed_ahead(folder: Path, effort: Effort) -> list[Figure]:
    """Lines with Enter, sent in one write before the first frame: how often they did not become a note each."""
    lost = sum(not _takes_lines(programs.meeting(folder, number), number) for number in range(effort.bursts))
    return [count(f"{len(LINES)} lines typed before the first frame: wrong of {effort.bursts}", lost, 0, 0)]


def _takes_lines(path: Path, number: int) -> bool:
    """Whether the file tells the lines in the end, after as many notes as its number."""
    screen = Screen(programs.kaikutui(path))
    # As the program begins, and as it gets on with beginning.
    time.sleep(0.03 * number)
    screen.send("".join(f"k: {line}\r" for line in LINES))
    screen.until_met(lambda: LINES[-1] in screen.text)
    screen.settle()
    screen.quit_seconds()
    notes = decode(path.read_bytes(), path).session.notes
    return [note.text for note in notes[number:]] == LINES
