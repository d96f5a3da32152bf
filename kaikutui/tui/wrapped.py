"""Notes as lines of a width, of which only those in sight are kept: thousands of notes cost a number each.

To measure a note is to wrap it. At first only the newest are measured, more than a window shows; those before them are
guessed, and measured when what is in sight has been painted.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from kaikutui.domain.session import Note

Height = Callable[[Note], int]
"""How many lines a note takes."""


EXACT = 200
"""So many of the newest notes are measured at once."""


class WrappedNotes:
    """Knows where each note begins and ends; measures a note once, as long as it stays."""

    def __init__(self, height: Height, guess: Height) -> None:
        """No notes yet. ``guess`` is what serves as height before there is time to measure."""
        self._height, self._guess = height, guess
        self.guessed = 0
        """How many of the first notes have not been measured."""
        self._notes: tuple[Note, ...] = ()
        self._heights: list[int] = []
        self._ends: list[int] = []

    @property
    def lines(self) -> int:
        """How many lines all of them take."""
        return self._ends[-1] if self._ends else 0

    def show(self, notes: tuple[Note, ...]) -> None:
        """These notes from now on; those at both ends that were there before are not measured again."""
        if not self._notes:
            self.guessed = max(len(notes) - EXACT, 0)
            self._heights = [*map(self._guess, notes[: self.guessed]), *map(self._height, notes[self.guessed :])]
        else:
            self.measure()
            self._measure_anew(notes)
        self._notes = notes
        self._ends = list(accumulate(self._heights))

    def measure(self) -> None:
        """Measure what has only been guessed."""
        if self.guessed:
            self._heights[: self.guessed] = map(self._height, self._notes[: self.guessed])
            self._ends = list(accumulate(self._heights))
            self.guessed = 0

    def _measure_anew(self, notes: tuple[Note, ...]) -> None:
        first = common(self._notes, notes)
        last = common(self._notes[first:][::-1], notes[first:][::-1])
        self._heights[first : len(self._notes) - last] = map(self._height, notes[first : len(notes) - last])

    def place(self, line: int) -> tuple[Note, int]:
        """The note of a line, and which of its lines it is; raises IndexError below the last."""
        number = bisect_right(self._ends, line)
        return self._notes[number], line - (self._ends[number - 1] if number else 0)


def common(one: Sequence[object], other: Sequence[object]) -> int:
    """How many of the first elements are the same in both."""
    length = min(len(one), len(other))
    if one[:length] == other[:length]:
        return length
    return next(place for place in range(length) if one[place] != other[place])
