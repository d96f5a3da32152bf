"""Figures as a table for people."""

import os
import platform
from collections.abc import Sequence
from datetime import date

from benchmarks.figures import Figure

HEAD = """# How fast it is

Written by `python -m benchmarks{options}` on {day}: {machine}. Times are ratios of programs that
were alive at once and got one key each in turn, so that they mean the same on another machine; ± is half of the range
of the middle half.
Figures without a unit are counts; `python -m benchmarks --check` fails when one of them is over its goal.

| figure | measured | goal | met |
|---|---:|---:|---|
"""

METHOD = """
Where the time goes, and what was done about it:

- **Only changed cells are sent** (`kaikutui/tui/changed_cells.py`), as the difference to what the terminal has got, in
  one write (`terminal_writer.py`); a far terminal is asked how far it has got (`line_window.py`).
- **A letter renders its row** (`row_compositor.py`), and neither a letter nor a note lays the screen out
  (`widgets/capture_bar.py`, `widgets/note_lines.py`).
- **A second paints the figure that changes**: of the item's time only one has seconds, and texts that stay the same
  are not given anew (`widgets/line.py`).
- **A note is written and parsed once** (`kaikutui/storage/note_blocks.py`), however often its meeting is saved.

`KAIKUTUI_WITHOUT=cells,layout,rows` takes the cures of Textual's costs out, one by one or all: the screen is the same.
"""


def machine() -> str:
    """The machine in general words."""
    cores = os.cpu_count() or 1
    return f"{platform.system()}, {platform.machine()}, {cores} cores, Python {platform.python_version()}"


def line(figure: Figure) -> str:
    """A figure as a row of the table."""
    digits = 0 if figure.counted and figure.value == int(figure.value) else 2
    noise = f" ± {figure.noise:.2f}" if figure.noise else ""
    measured = f"{figure.value:.{digits}f}{noise} {figure.unit}".rstrip()
    goal = f"≤ {figure.goal:g} {figure.unit}".rstrip()
    return f"| {figure.name} | {measured} | {goal} | {'yes' if figure.is_met else '**no**'} |"


def document(figures: Sequence[Figure], day: date, *, short: bool) -> str:
    """The whole page."""
    options = " --short" if short else ""
    head = HEAD.format(options=options, day=day.isoformat(), machine=machine())
    return head + "\n".join(map(line, figures)) + "\n" + METHOD
