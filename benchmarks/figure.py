"""A figure, how much work is put into it, and the statistics that it comes from."""

from dataclasses import dataclass
from itertools import pairwise
from statistics import median, quantiles

STRETCHES = 5
"""Into so many stretches a run is cut to see how far the same ratio moves within it."""


@dataclass(frozen=True)
class Figure:
    """A figure and its goals."""

    name: str
    value: float | None
    """None: it could not be taken, because a program is missing here."""
    must: float | None = None
    """What it has to stay within; None: it is only told."""
    stretch: float | None = None
    """What it would be a joy to reach."""
    unit: str = "×"
    noise: float = 0.0
    """Half of the range of the middle half of what repeated measurements gave, in the same unit."""
    counted: bool = False
    """Whether it is a count, the same on every machine."""

    @property
    def is_met(self) -> bool:
        """Whether it stays within what it must."""
        return self.value is None or self.must is None or self.value <= self.must

    @property
    def is_stretched(self) -> bool:
        """Whether the further goal is reached as well."""
        return self.value is not None and self.stretch is not None and self.value <= self.stretch


@dataclass(frozen=True)
class Effort:
    """How many samples are taken."""

    keys: int
    rounds: int
    """Of what takes a second: an Enter, a start."""
    saves: int
    notes: int
    """How many notes another terminal is watched for."""
    seconds: float
    bursts: int
    """How many times lines are typed before the first frame."""
    memos: int


FULL = Effort(keys=300, rounds=10, saves=200, notes=40, seconds=20, bursts=20, memos=7)
SHORT = Effort(keys=24, rounds=2, saves=20, notes=10, seconds=3, bursts=3, memos=3)
COUNTED = Effort(keys=0, rounds=0, saves=0, notes=0, seconds=6, bursts=1, memos=0)
"""For what is only counted."""


def spread(values: list[float]) -> float:
    """Half of the range of the middle half."""
    if len(values) < 4:
        return (max(values) - min(values)) / 2
    quarters = quantiles(values, n=4)
    return (quarters[2] - quarters[0]) / 2


def high(values: list[float], percent: int) -> float:
    """The value that so many of a hundred do not pass."""
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def count(name: str, value: float, must: float | None, stretch: float | None = None) -> Figure:
    """What is counted, not timed."""
    return Figure(name, value, must, stretch, unit="", counted=True)


def ratio(
    name: str, values: list[float], base: list[float], must: float | None = None, stretch: float | None = None
) -> Figure:
    """The medians of two series that were taken in turns, and how far their ratio moves from stretch to stretch."""
    pieces = min(STRETCHES, len(values), len(base))
    moves = [median(above) / median(below) for above, below in zip(cut(values, pieces), cut(base, pieces), strict=True)]
    return Figure(name, median(values) / median(base), must, stretch, noise=spread(moves))


def cut(values: list[float], pieces: int) -> list[list[float]]:
    """A series in so many stretches, in its order."""
    edges = [len(values) * number // pieces for number in range(pieces + 1)]
    return [values[start:end] for start, end in pairwise(edges)]
