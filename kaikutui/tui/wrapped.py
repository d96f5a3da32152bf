"""Notes as lines of a width, of which only those in sight are kept: thousands of notes cost a number each."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from kaikutui.domain.session import Note

Height = Callable[[Note], int]
"""How many lines a note takes."""


class WrappedNotes:
    """Knows where each note begins and ends; measures a note once, as long as it stays."""

    def __init__(self, height: Height) -> None:
        """No notes yet."""
        self._height = height
        self._notes: tuple[Note, ...] = ()
        self._heights: list[int] = []
        self._ends: list[int] = []

    @property
    def lines(self) -> int:
        """How many lines all of them take."""
        return self._ends[-1] if self._ends else 0

    def show(self, notes: tuple[Note, ...]) -> None:
        """These notes from now on; those at both ends that were there before are not measured again."""
        first = common(self._notes, notes)
        last = common(self._notes[first:][::-1], notes[first:][::-1])
        self._heights[first : len(self._notes) - last] = map(self._height, notes[first : len(notes) - last])
        self._notes = notes
        self._ends = list(accumulate(self._heights))

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
