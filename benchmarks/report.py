"""Figures as a table for people."""

import os
import platform
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks.figure import Figure
from kaikutui.tui.cures import CURES

HEAD = """# How fast it is

Written by `python -m benchmarks{options}` on {day}: {machine}.

Times are ratios of programs that were alive at once and got one key each in turn, or were started in turns, so that
they mean the same on another machine. ± is half of the range of the middle half of the same ratio, taken in stretches
of the run; what lies within the ± of the calibration is noise of the machine. Figures without a unit are counts, which
no noise changes: the command fails when one of them is over what it must stay within, and a time never fails it.
*Must* is what a figure has to stay within, *stretch* what it would be a joy to reach, — no goal.

| figure | measured | must | stretch | met |
|---|---:|---:|---:|---|
"""

METHOD = """
What is measured:

- **A key** is timed from the write into the pseudo-terminal to the bytes after which the letter stands on the screen.
  The bare Input is a Textual app with one `Input` and nothing else, the minimal app one `Static`; *Python echo* sends
  back what it gets and does nothing else.
- **A save** is what the saver takes from being given an act to its word that the act is on the disk. *On the screen* it
  is Enter to the sentence *tallennettu*: the key is read and the screen drawn as well. The bare write is write, fsync,
  rename and fsync of the folder, of the same bytes on the same disk; without the screen both are measured after a
  pause, in which disk and processor fall asleep. Right after our save the bare write takes two thirds of that time,
  and ours would be 3 and 2.3 times as long.
- **A first readable frame** says which meeting it is; *interactive* is when it says that the meeting is in its file,
  and keys are answered. A start screen is measured until a key pressed at once has opened a form.
- **An export** is the whole command: it starts, reads the meeting, works the memo out and writes it. Beside it stands a
  program that imports python-docx, opens the same template and saves it as it is. Processor time of both, from start
  to end.
- **Lines typed before the first frame** are sent in one write at different moments of the start; each must be a note.

Where the time goes, and what was done about it:

- **Only changed cells are sent** (`kaikutui/tui/changed_cells.py`), as the difference to what the terminal has got, in
  one write (`terminal_writer.py`); a far terminal is asked how far it has got (`line_window.py`).
- **A letter renders its row** (`row_compositor.py`), and neither a letter nor a note lays the screen out
  (`widgets/capture_bar.py`, `widgets/note_lines.py`).
- **A second paints the figure that changes**: of the item's time only one has seconds, and texts that stay the same
  are not given anew (`widgets/line.py`).
- **A note is written and parsed once** (`kaikutui/storage/note_blocks.py`), however often its meeting is saved, and
  agenda and network only when they have changed (`rest_blocks.py`). With a note more only the note and the seal are
  written, summed up and read back (`body.py`, `written.py`): the bytes before them are those of the file before.
- **A save asks few things of the system**, as few with many notes (`tests/reliability/test_save_calls.py`), and locks
  files without a library of locks (`held_file.py`). What it does beyond the bare write, each for a promise of
  [reliability.md](reliability.md), in thousandths of a bare write with 100 notes after a pause: the lock 150 (6),
  temporaries of killed writers 75 (1, 11), looking for the file, reading and comparing the newest 85 (10), what waits
  in the spool 20 (3), the act itself 40, the proof that the new bytes read back as the same meeting 200 (7, 9), a
  temporary that is locked and has mode and access list of the old file 170 (1, 11), the look afterwards, the reserve
  and the minute's copy 60 (4, 10), from thread to thread and back 90.
- **A start loads what its first frame needs**; panels, forms and the screens over a meeting are loaded a second
  later, one by one (`kaikutui/tui/loaded_later.py`), bring their rules of style with them, and the start screen reads
  its meetings a screenful at a time (`recent.py`). Textual is imported without what is never used (`withheld.py`), its
  classes are made quickly (`quick_classes.py`), no library of locks and no OpenSSL is loaded (`held_file.py`,
  `digest.py`), the newest notes alone are wrapped before the first frame (`wrapped.py`), and nothing is rendered that
  something else covers (`row_compositor.py`).
- **A memo is put together as text** and parsed only to mark other languages (`kaikutui/memo/word.py`); what most
  texts do not hold is not looked for in them (`voices.py`, `lines.py`).

`KAIKUTUI_WITHOUT={cures}` takes the cures of Textual's costs out, one by one or all: the screen is the same.
"""


def machine() -> str:
    """The machine in general words."""
    return ", ".join(
        (
            f"{os.cpu_count() or 1} cores of {_processor()}",
            f"{platform.system()} {platform.release()}",
            f"Python {platform.python_version()}",
            f"Textual {version('textual')}",
        )
    )


def _processor() -> str:
    """The model, where the system tells it."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text("utf-8").splitlines() if told.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.machine()


def line(figure: Figure) -> str:
    """A figure as a row of the table."""
    if figure.value is None:
        return f"| {figure.name} | not measured: a program is missing here | {_goal(figure, figure.must)} | | |"
    digits = 0 if figure.counted and figure.value == int(figure.value) else 2
    noise = f" ± {figure.noise:.2f}" if figure.noise else ""
    measured = f"{figure.value:.{digits}f}{noise} {figure.unit}".rstrip()
    goals = f"{_goal(figure, figure.must)} | {_goal(figure, figure.stretch)}"
    return f"| {figure.name} | {measured} | {goals} | {_met(figure)} |"


def _goal(figure: Figure, goal: float | None) -> str:
    return "—" if goal is None else f"≤ {round(goal, 2):g} {figure.unit}".rstrip()


def _met(figure: Figure) -> str:
    if not figure.is_met:
        return "**no**"
    if figure.is_stretched:
        return "stretch"
    return "yes" if figure.must is not None else ""


def document(figures: Sequence[Figure], day: date, *, short: bool) -> str:
    """The whole page."""
    options = " --short" if short else ""
    head = HEAD.format(options=options, day=day.isoformat(), machine=machine())
    return head + "\n".join(map(line, figures)) + "\n" + METHOD.format(cures=",".join(CURES))
