"""How soon a note shows in another terminal of the same meeting."""

import time
from pathlib import Path
from random import Random
from statistics import median

from benchmarks import programs
from benchmarks.figure import Effort, Figure, high, spread
from benchmarks.keys import said_saved, says_saved_anew
from benchmarks.screen import running, watch


def neighbour(folder: Path, effort: Effort) -> list[Figure]:
    """From "saved" in one terminal, and from Enter, to the note in the other."""
    path = programs.meeting(folder, 44)
    chance = Random(44)
    after_save: list[float] = []
    after_enter: list[float] = []
    with running([programs.kaikutui(path), programs.kaikutui(path, "facilitator")]) as screens:
        # In turns: so no terminal says twice in one second that all is saved.
        for number in range(effort.notes):
            here, there = screens[:: 1 if number % 2 else -1]
            token = f"QXZ{number:03}"
            here.send(f"k: {token}")
            # Somewhere between two looks of the other.
            watch(screens, 0.45 + chance.uniform(0, 0.25))
            before = said_saved(here)
            pressed = time.perf_counter()
            here.send("\r")
            saved = here.until_met(says_saved_anew(here, before))
            seen = there.until_seen(token)
            after_save.append(max(seen - saved, 0.0))
            after_enter.append(seen - pressed)
    return [
        _milliseconds("a note in another terminal after “saved” in the first, p95", after_save, 95, 250, 100),
        _milliseconds("a note in another terminal after Enter in the first, p95", after_enter, 95),
        Figure(
            "a note in another terminal after Enter in the first, p50",
            median(after_enter) * 1000,
            unit="ms",
            noise=spread(after_enter) * 1000,
        ),
    ]


def _milliseconds(
    name: str, seconds: list[float], percent: int, must: float | None = None, stretch: float | None = None
) -> Figure:
    return Figure(name, high(seconds, percent) * 1000, must, stretch, unit="ms", noise=spread(seconds) * 1000)
