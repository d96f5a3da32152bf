"""From a key to what it does on the screen."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks import programs
from benchmarks.bare_write import bare_write_seconds
from benchmarks.figure import Effort, Figure, high, ratio, spread
from benchmarks.screen import Screen, running, watch

LETTERS = "qwxzQWXZ"
"""Letters that Finnish text does not have, so that they are seen where they were typed."""

UNCOUNTED = 8
"""So many first keys are not counted."""

LINE = 40
"""After so many letters the line is emptied."""

ENTERED = (10, 50, 100, 2000, 5000, 10000)
"""Meetings of so many notes get one Enter each in turn."""


def interleaved(screens: list[Screen], keys: int) -> list[list[float]]:
    """Key to screen, every program one key in turn; the first keys are not counted."""
    series: list[list[float]] = [[] for _ in screens]
    for number in range(keys + UNCOUNTED):
        for screen, found in zip(screens, series, strict=True):
            if number % LINE == 0:
                screen.clear()
            seconds = screen.key_seconds(LETTERS[number % len(LETTERS)])
            if number >= UNCOUNTED:
                found.append(seconds)
    return series


def echo(folder: Path, effort: Effort) -> list[Figure]:
    """Key to screen beside a bare Input, with few notes and with many, and beside programs that everybody knows."""
    others = [programs.echo(folder), programs.nano(), programs.vim()]
    here = [program for program in others if programs.is_here(program)]
    again = programs.bare_input(folder)
    bare, few, many, calibration, *found = _typed(folder, effort, (80, 24), [again, *here])
    known = dict(zip((program.name for program in here), found, strict=True))
    return [
        ratio("calibration: a bare Input against another bare Input", calibration, bare),
        *_echoes("80×24", bare, few, many),
        *(_beside(program.name, many, known.get(program.name)) for program in others),
    ]


def echo_wide(folder: Path, effort: Effort) -> list[Figure]:
    """The same on a larger screen."""
    bare, few, many = _typed(folder, effort, (120, 40), [])
    return _echoes("120×40", bare, few, many)


def _typed(folder: Path, effort: Effort, size: tuple[int, int], more: list[programs.Program]) -> list[list[float]]:
    ours = [programs.kaikutui(programs.meeting(folder, notes)) for notes in (50, 5000)]
    with running([programs.bare_input(folder), *ours, *more], size) as screens:
        return interleaved(screens, effort.keys)


def _echoes(case: str, bare: list[float], few: list[float], many: list[float]) -> list[Figure]:
    return [
        ratio(f"key to screen, 5,000 notes, {case}: p50 against a bare Input", many, bare, 0.85, 0.55),
        ratio(f"key to screen, {case}: 5,000 notes against 50", many, few, 1.1),
    ]


def _beside(other: str, ours: list[float], theirs: list[float] | None) -> Figure:
    name = f"key to screen, 5,000 notes, 80×24: against {other}"
    return Figure(name, None) if theirs is None else ratio(name, ours, theirs)


def saving(folder: Path, effort: Effort, notes: int) -> list[Figure]:
    """Key to screen right after Enter, while the line is saved, against keys at rest: the 99th of a hundred."""
    with running([programs.kaikutui(programs.meeting(folder, notes))]) as screens:
        screen = screens[0]
        rest = interleaved(screens, effort.keys)[0]
        busy: list[float] = []
        while len(busy) < effort.keys:
            screen.send(f"{screen.program.clear}k: kirjaus\r")
            screen.settle(0.05)
            busy += [screen.key_seconds(letter) for letter in LETTERS]
    name = f"key to screen while saving, {notes:,} notes: p99 against p99 at rest"
    return [Figure(name, high(busy, 99) / high(rest, 99), 1.3, noise=spread(busy) / high(rest, 99))]


@dataclass
class Entered:
    """What one program made of its Enters, in seconds, and what the same disk took for the same bytes."""

    path: Path
    shown: list[float] = field(default_factory=list)
    saved: list[float] = field(default_factory=list)
    written: list[float] = field(default_factory=list)


def enter(folder: Path, effort: Effort) -> list[Figure]:
    """Enter to the note on the screen, and to "saved": every meeting one Enter in turn."""
    of = {notes: Entered(programs.meeting(folder, notes)) for notes in ENTERED}
    base: list[float] = []
    with running([programs.bare_input(folder), *(programs.kaikutui(one.path) for one in of.values())]) as screens:
        bare, *ours = screens
        # The first is not counted.
        for number in range(effort.rounds + 1):
            token = f"QXZ{number:03}"
            for screen in ours:
                screen.send(f"k: {token}")
            # A half-typed line has been kept by then, and no two seconds of "saved" are the same.
            watch(screens, 1.1)
            keys = interleaved([bare], UNCOUNTED)[0]
            for screen, entered in zip(ours, of.values(), strict=True):
                _enter(screen, token, entered)
            base += keys if number else []
    for entered in of.values():
        del entered.shown[0], entered.saved[0], entered.written[0]
    return _entered(of, base)


def _enter(screen: Screen, token: str, entered: Entered) -> None:
    before = said_saved(screen)
    pressed = time.perf_counter()
    screen.send("\r")
    # The bar, the last line but one, held it before.
    entered.shown.append(screen.until(partial(screen.says_above_bar, token)) - pressed)
    entered.saved.append(screen.until_met(says_saved_anew(screen, before)) - pressed)
    screen.settle(0.05)
    entered.written.append(bare_write_seconds(entered.path.with_suffix(".bare"), entered.path.read_bytes()))


def says_saved_anew(screen: Screen, before: str) -> Callable[[], bool]:
    """Whether that sentence has another time than before."""
    return lambda: said_saved(screen) not in ("", before)


def said_saved(screen: Screen) -> str:
    """The sentence that everything is saved, with its time."""
    found = re.search(r"tallennettu [\d.]+", screen.text)
    return found[0] if found else ""


def _entered(of: dict[int, Entered], base: list[float]) -> list[Figure]:
    seen, saved = "Enter to note on the screen", "Enter to “saved” on the screen"
    bare = "against a bare write of the same bytes"
    return [
        ratio(f"{seen}, 5,000 notes: against a key in a bare Input", of[5000].shown, base, 4, 2),
        ratio(f"{seen}: 5,000 notes against 50", of[5000].shown, of[50].shown, 1.3),
        ratio(f"{saved}: 10,000 notes against 10", of[10000].saved, of[10].saved, 6),
        *(ratio(f"{saved}, {notes:,} notes: {bare}", of[notes].saved, of[notes].written) for notes in (100, 2000)),
    ]
