"""What an open meeting costs while nobody types."""

from pathlib import Path

from benchmarks import programs
from benchmarks.figure import Effort, Figure
from benchmarks.screen import running, watch

NOTES = 5000


def upkeep(folder: Path, effort: Effort) -> list[Figure]:
    """Memory, and processor time with the clock running."""
    with running([programs.minimal(folder), programs.kaikutui(programs.meeting(folder, NOTES))]) as screens:
        least, ours = screens
        watch(screens, effort.seconds / 2)
        before = ours.cpu
        watch(screens, effort.seconds)
        used = (ours.cpu - before) * 60 / effort.seconds
        allowed, wished = least.memory * 1.25 + NOTES, least.memory * 1.1 + NOTES / 2
        taken = ours.memory
    name = "memory, 5,000 notes: against 1.25 × minimal Textual app + 1 KB a note"
    return [
        Figure("processor time a minute, clock running, 5,000 notes", used, 0.3, 0.15, unit="s"),
        Figure(name, taken / allowed, 1, wished / allowed),
    ]
