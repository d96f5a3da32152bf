"""What is measured: each function gives figures, with the goal that each is to meet."""

import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from benchmarks import programs
from benchmarks.programs import Program
from benchmarks.screen import Screen

LETTERS = "qwxzQWXZ"
"""Letters that Finnish text does not have, so that they are seen where they were typed."""

CLEAR = "\x15"


@dataclass(frozen=True)
class Figure:
    """A figure and its goal."""

    name: str
    value: float
    goal: float
    unit: str = "×"
    noise: float = 0.0
    """How far repeated measurements lie apart: half of the range of the middle half, in the same unit."""
    counted: bool = False
    """Whether it is a count, the same on every machine."""

    @property
    def is_met(self) -> bool:
        """Whether the goal is met."""
        return self.value <= self.goal


@dataclass(frozen=True)
class Effort:
    """How many samples are taken."""

    keys: int
    rounds: int
    seconds: float


FULL, SHORT = Effort(300, 10, 20), Effort(40, 3, 6)


def spread(values: list[float]) -> float:
    """Half of the range of the middle half."""
    if len(values) < 4:
        return (max(values) - min(values)) / 2
    quarters = quantiles(values, n=4)
    return (quarters[2] - quarters[0]) / 2


def high(values: list[float]) -> float:
    """The 99th of a hundred."""
    return quantiles(values, n=100)[98]


def ratio(name: str, values: list[float], base: list[float], goal: float) -> Figure:
    """The medians of two series as a ratio."""
    below = median(base)
    return Figure(name, median(values) / below, goal, noise=spread(values) / below)


def interleaved(screens: list[Screen], keys: int) -> list[list[float]]:
    """Key to screen, every program one key in turn; the first keys are not counted."""
    series: list[list[float]] = [[] for _ in screens]
    for number in range(keys + 8):
        for screen, found in zip(screens, series, strict=True):
            if number % 40 == 0:
                screen.send(CLEAR)
                screen.settle(0.3)
            seconds = screen.key_seconds(LETTERS[number % len(LETTERS)])
            if number >= 8:
                found.append(seconds)
    return series


def echo(folder: Path, effort: Effort, size: tuple[int, int]) -> list[Figure]:
    """Key to screen beside a bare Input, with few notes and with many."""
    case = f"{size[0]}×{size[1]}"
    names = [programs.bare_input(folder), *(programs.kaikutui(programs.meeting(folder, n)) for n in (50, 5000))]
    screens = [Screen(program, size).start() for program in names]
    bare, few, many = interleaved(screens, effort.keys)
    for screen in screens:
        screen.kill()
    return [
        ratio(f"key to screen, 5,000 notes, {case}: p50 against a bare Input", many, bare, 0.85),
        ratio(f"key to screen, {case}: 5,000 notes against 50", many, few, 1.1),
    ]


def saving(folder: Path, effort: Effort, notes: int) -> list[Figure]:
    """Key to screen right after Enter, while the line is saved, against keys at rest: the 99th of a hundred."""
    screen = Screen(programs.kaikutui(programs.meeting(folder, notes))).start()
    rest = interleaved([screen], effort.keys)[0]
    busy: list[float] = []
    while len(busy) < effort.keys:
        screen.send(CLEAR + "k: kirjaus\r")
        screen.settle(0.05)
        busy += [screen.key_seconds(letter) for letter in LETTERS]
    screen.kill()
    name = f"key to screen while saving, {notes:,} notes: p99 against p99 at rest"
    return [Figure(name, high(busy) / high(rest), 1.3, noise=spread(busy) / high(rest))]


def entering(program: Program, rounds: int) -> tuple[list[float], list[float]]:
    """Enter to the note among the notes, and to "saved"; the first is not counted."""
    screen = Screen(program).start()
    shown: list[float] = []
    saved: list[float] = []
    for number in range(rounds + 1):
        token = f"QXZ{number:03}"
        screen.send(f"k: {token}")
        screen.until_seen(token)
        screen.settle(0.4)
        pressed = time.perf_counter()
        screen.send("\r")
        # The bar, the last line but one, held it before.
        shown.append(screen.until(partial(screen.says_above_bar, token)) - pressed)
        saved.append(screen.until_seen("tallennettu") - pressed)
        screen.settle()
    screen.kill()
    return shown[1:], saved[1:]


def enter(folder: Path, effort: Effort) -> list[Figure]:
    """Enter to the note on the screen, and to "saved"."""
    bare = Screen(programs.bare_input(folder)).start()
    base = interleaved([bare], max(effort.keys // 4, 20))[0]
    bare.kill()
    sizes = (10, 50, 5000, 10000)
    series = {n: entering(programs.kaikutui(programs.meeting(folder, n)), effort.rounds) for n in sizes}
    return [
        ratio("Enter to note on the screen, 5,000 notes: against a key in a bare Input", series[5000][0], base, 4),
        ratio("Enter to note on the screen: 5,000 notes against 50", series[5000][0], series[50][0], 1.3),
        ratio("Enter to “saved”: 10,000 notes against 10", series[10000][1], series[10][1], 6),
    ]


def start(folder: Path, effort: Effort) -> list[Figure]:
    """Start to the first frame and until keys are answered; quitting."""
    nothing = Program("python -c pass", programs.script(folder, "nothing", "print('valmis')"), "valmis")
    series = [nothing, programs.minimal(folder), *(programs.kaikutui(programs.meeting(folder, n)) for n in (44, 2000))]
    ready: list[list[float]] = [[] for _ in series]
    first: list[list[float]] = [[] for _ in series]
    quitting: list[float] = []
    for _ in range(effort.rounds):
        for number, program in enumerate(series):
            screen = Screen(program)
            came = screen.until_seen(program.ready)
            ready[number].append(came - screen.started)
            first[number].append(screen.first_byte)
            if number == 2:
                screen.settle()
                quitting.append(screen.quit_seconds())
            else:
                screen.kill()
    return [
        ratio("start to interactive, 44 notes: against a minimal Textual app", ready[2], ready[1], 1.25),
        ratio("start to interactive, 2,000 notes: against a minimal Textual app", ready[3], ready[1], 1.5),
        ratio("first readable frame: against python -c pass", ready[2], ready[0], 3),
        Figure("quit", median(quitting) * 1000, 150, "ms", spread(quitting) * 1000),
    ]


def upkeep(folder: Path, effort: Effort) -> list[Figure]:
    """Memory, and processor time with the clock running."""
    least = Screen(programs.minimal(folder)).start()
    screen = Screen(programs.kaikutui(programs.meeting(folder, 5000))).start()
    screen.for_seconds(12)
    before = screen.cpu
    screen.for_seconds(effort.seconds)
    used = (screen.cpu - before) * 60 / effort.seconds
    allowed = least.memory * 1.25 + 5000
    found = [
        Figure("processor time a minute, clock running, 5,000 notes", used, 0.3, "s"),
        Figure("memory, 5,000 notes: against 1.25 × minimal app + 1 KB a note", screen.memory / allowed, 1),
    ]
    screen.kill()
    least.kill()
    return found
