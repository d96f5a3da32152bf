"""What the terminal shows and what it is to show: only the cells between which they differ are sent.

Textual sends every widget it has repainted whole: about seven hundred bytes for a letter typed, and more for each
tick of a clock. Over a mobile line that is what one waits for; we know of no issue of Textual's about it. The picture
here is Textual's own, cell by cell; it is never guessed at, and a terminal that has been out of our hands (resized,
resumed) is told everything again.
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from unicodedata import category

from rich.cells import cell_len, get_character_cell_size
from rich.color import ColorSystem
from rich.segment import Segment

from kaikutui.tui.looks import UNSEEN, Look, change, look_of

Cell = tuple[str, Look] | None
"""A character with what is joined to it, and its look; the second cell of a wide character holds no text.
None: never painted, or nobody knows."""

WIDENER = "\ufe0f"
"""The one joiner that may widen what it joins to: "show this as a picture"."""

ERASE_FROM = 12
"""So many blank cells in a row are erased and not written, where the terminal can: that takes up to ten bytes."""

BRIDGE = 4
"""So many unchanged cells between two changes are sent again: moving over them costs as many bytes."""


class Picture:
    """The cells of one terminal: as they are wanted, and as they have been sent."""

    def __init__(
        self, width: int, height: int, system: ColorSystem = ColorSystem.TRUECOLOR, *, erases: bool = False
    ) -> None:
        """Nothing is wanted yet, and nobody knows what the terminal shows.

        ``erases``: the terminal can erase so many cells, and gives them the ground that is in use (ECH, terminfo
        ``ech`` and ``bce``).
        """
        self.system = system
        """How many colours the terminal has."""
        self._erases = erases
        self.resize(width, height)

    def resize(self, width: int, height: int) -> None:
        """Begin anew in another size."""
        self.width, self.height = width, height
        self._wanted: list[list[Cell]] = [[None] * width for _ in range(height)]
        self.cursor = (0, 0)
        """Where the cursor is wanted, column and row: input methods open their window there."""
        self.forget()

    def forget(self) -> None:
        """Nobody knows any more what the terminal shows: everything is to be sent."""
        self._shown: list[list[Cell]] = [[None] * self.width for _ in range(self.height)]
        self._touched = set(range(self.height))
        self._look: Look | None = None
        self._at: tuple[int, int] | None = None

    def put(self, x: int, y: int, segments: Iterable[Segment]) -> int:
        """Want these segments from a column on; gives the column behind them. What lies outside is left out."""
        cells: list[Cell] = []
        for segment in segments:
            if not segment.control:
                self._add(segment, cells)
        if 0 <= y < self.height and x < self.width:
            self._lay(x, y, cells[: self.width - x])
        return x + len(cells)

    def _add(self, segment: Segment, cells: list[Cell]) -> None:
        text, style, _ = segment
        look = look_of(style, self.system)
        if text.isascii():
            cells += [(sign, look) for sign in text]
            return
        for sign, width in clusters(text):
            if width:
                cells += [(sign, look), *[("", look)] * (width - 1)]
            elif cells and (last := cells[-1]) is not None and last[0]:
                cells[-1] = (last[0] + sign, last[1])

    def _lay(self, x: int, y: int, cells: list[Cell]) -> None:
        """Put cells into a row; half a wide character that stays over is a space, as on a terminal."""
        row, end = self._wanted[y], x + len(cells)
        if x > 0 and (first := row[x]) is not None and not first[0] and (head := row[x - 1]) is not None:
            row[x - 1] = (" ", head[1])
        if end < self.width and (behind := row[end]) is not None and not behind[0]:
            row[end] = (" ", behind[1])
        row[x:end] = cells
        self._touched.add(y)

    def changes(self) -> str:
        """What is to be sent so that the terminal shows what is wanted; the terminal is taken to have got it."""
        pieces: list[str] = []
        for y in sorted(self._touched):
            wanted = self._wanted[y]
            if wanted != self._shown[y]:
                self._send_row(y, wanted, pieces)
                self._shown[y] = wanted.copy()
        self._touched.clear()
        pieces.append(self._move(*self.cursor))
        return "".join(pieces)

    def _send_row(self, y: int, wanted: list[Cell], pieces: list[str]) -> None:
        shown = self._shown[y]
        if is_steady(text_of(wanted)) and is_steady(text_of(shown)):
            runs = changed_runs(wanted, shown, erases=self._erases)
        else:
            # Terminals do not agree on the width of every character: a row that holds one is sent from its left end.
            runs = [(0, self.width)]
        for start, end in runs:
            self._send_run(start, end, y, wanted, pieces)

    def _send_run(self, start: int, end: int, y: int, wanted: list[Cell], pieces: list[str]) -> None:
        x = start
        while x < end:
            cell = wanted[x]
            blanks = self._blanks(x, end, wanted)
            if cell is not None and cell[0]:
                pieces.append(self._move(x, y))
                if cell[1] != self._look:
                    pieces.append(change(self._look, cell[1]))
                    self._look = cell[1]
                pieces.append(f"\x1b[{blanks}X" if blanks else cell[0])
            x += blanks or 1
            if cell is not None and not blanks:
                # In the last column a cursor may stand on it or behind it.
                self._at = (x, y) if x < self.width else None

    def _blanks(self, start: int, end: int, wanted: list[Cell]) -> int:
        """How many cells from here on can be erased instead of written; 0: too few to be worth it."""
        cell = wanted[start]
        if not self._erases or not is_blank(cell):
            return 0
        count = next((x for x in range(start, end) if wanted[x] != cell), end) - start
        return count if count >= ERASE_FROM else 0

    def _move(self, x: int, y: int) -> str:
        """The shortest way to a place."""
        if (x, y) == self._at:
            return ""
        ways = [f"\x1b[{y + 1};{x + 1}H"]
        if self._at is not None and self._at[1] == y:
            steps = x - self._at[0]
            ways += [f"\x1b[{x + 1}G", f"\x1b[{'' if abs(steps) == 1 else abs(steps)}{'C' if steps > 0 else 'D'}"]
        self._at = (x, y)
        return min(ways, key=len)


def is_blank(cell: Cell) -> bool:
    """Whether nothing but the ground is seen of it."""
    return cell is not None and cell[0] == " " and cell[1].attributes <= UNSEEN


def changed_runs(wanted: list[Cell], shown: list[Cell], *, erases: bool = False) -> list[tuple[int, int]]:
    """Where two rows differ, from and to; what lies close together is one run, and so are blanks that are erased."""
    places = [x for x, (new, old) in enumerate(zip(wanted, shown, strict=True)) if new != old]
    if not places:
        return []
    starts, ends = [places[0]], []
    for here, following in pairwise(places):
        between = set(wanted[here : following + 1])
        is_erased = erases and len(between) == 1 and is_blank(wanted[here])
        if not is_erased and (following - here > BRIDGE or len({cell and cell[1] for cell in between}) > 1):
            ends.append(here + 1)
            starts.append(following)
    return list(zip(starts, [*ends, places[-1] + 1], strict=True))


def text_of(row: list[Cell]) -> str:
    """The characters of a row."""
    return "".join(cell[0] for cell in row if cell is not None)


def is_steady(text: str) -> bool:
    """Whether every terminal gives every character exactly one cell."""
    return text.isascii() or all(map(_is_steady, text))


@lru_cache(4096)
def _is_steady(sign: str) -> bool:
    return get_character_cell_size(sign) == 1 and category(sign)[0] not in "CM"


@lru_cache(1024)
def clusters(text: str) -> tuple[tuple[str, int], ...]:
    """Characters with what is joined to them, and their cells: together as many as Textual counts."""
    if is_steady(text):
        return tuple((sign, 1) for sign in text)
    found: list[tuple[str, int]] = []
    before = 0
    for end, sign in enumerate(text, 1):
        # Measured as Textual does, from the beginning: what joins does so to what stands before it.
        after = cell_len(text[:end])
        if found and (after == before or sign == WIDENER):
            joined, width = found[-1]
            found[-1] = (joined + sign, width + after - before)
        else:
            found.append((sign, after - before))
        before = after
    return tuple(found)
