"""A terminal in memory, cell by cell: what stands there, in which colours, with which attributes."""

from collections.abc import Iterable
from copy import copy

import pyte
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style

Shown = list[list[tuple[str, str, str, frozenset[str]]]]
"""Rows of cells: text, colour, ground, attributes."""

SYSTEMS = (ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT, ColorSystem.STANDARD)
_ATTRIBUTES = ("bold", "italics", "underscore", "strikethrough", "reverse", "blink")


class Emulator:
    """A pyte screen that does not wrap lines, as Textual asks terminals to."""

    def __init__(self, width: int, height: int) -> None:
        self.screen = pyte.Screen(width, height)
        self._stream = pyte.Stream(self.screen)
        self._stream.feed("\x1b[?7l")

    def feed(self, data: str) -> None:
        self._stream.feed(data)

    def resize(self, width: int, height: int) -> None:
        self.screen.resize(height, width)

    @property
    def cursor(self) -> tuple[int, int]:
        return min(self.screen.cursor.x, self.screen.columns - 1), self.screen.cursor.y

    @property
    def shown(self) -> Shown:
        rows = range(self.screen.lines)
        return [[self._cell(x, y) for x in range(self.screen.columns)] for y in rows]

    def _cell(self, x: int, y: int) -> tuple[str, str, str, frozenset[str]]:
        cell = self.screen.buffer[y][x]
        return cell.data, cell.fg, cell.bg, frozenset(name for name in _ATTRIBUTES if getattr(cell, name))


def whole(rows: Iterable[Iterable[Segment]], width: int, height: int, system: ColorSystem) -> Shown:
    """What a terminal shows that has been told everything, every segment by itself as Rich writes it."""
    emulator = Emulator(width, height)
    for y, row in enumerate(rows, 1):
        emulator.feed(f"\x1b[{y};1H")
        for text, style, _ in row:
            fresh = copy(style) if style else Style()
            # Rich keeps in a style what it once wrote, perhaps for another number of colours.
            fresh._ansi = None
            emulator.feed(fresh.render(text, color_system=system))
    return emulator.shown
