"""A text as rows of cells, whatever parts the cells; and the problems that a table may have."""

import re
from collections.abc import Iterator, Mapping, Sequence

from kaikutui.catalogue import text
from kaikutui.domain.clean import clean_line
from kaikutui.domain.record import Record
from kaikutui.domain.table_words import word

DELIMITERS = ("\t", ";", ",")
"""What may part the cells; the surest first, for commas stand in names too."""


class Row(Record, frozen=True, kw_only=True):
    """A line of a table that is not empty."""

    line: int
    """Number of the line it begins on, from 1."""
    cells: tuple[str, ...]
    """Cleaned: one line each."""


class Problem(Record, frozen=True, kw_only=True):
    """Something in a table that was not understood, or not used as it stands."""

    line: int
    key: str
    """Catalogue key of the sentence."""
    values: tuple[tuple[str, str], ...] = ()
    """What fills the places of the sentence, besides ``line``."""

    @property
    def sentence(self) -> str:
        """The problem in words, with the number of its line."""
        return text(self.key, line=self.line, **dict(self.values))

    def __str__(self) -> str:
        return self.sentence


def problem_at(line: int, key: str, **values: object) -> Problem:
    """A problem of a line; what is given by name fills the places of its sentence."""
    return Problem(line=line, key=key, values=tuple((name, str(value)) for name, value in values.items()))


_BREAK = re.compile(r"\r\n|\r|\n")


def find_delimiter(table: str) -> str:
    """What parts the cells: tab, semicolon or comma, whichever stands on half of the lines or more.

    When none does, the first that stands anywhere; what is in quotes does not count.
    """
    lines = [re.sub(r'"[^"]*"', "", line) for line in _BREAK.split(table) if line.strip()]
    counts = {sign: sum(sign in line for line in lines) for sign in DELIMITERS}
    found = [sign for sign in DELIMITERS if counts[sign]]
    return next((sign for sign in found if counts[sign] * 2 >= len(lines)), (*found, ";")[0])


def split_rows(table: str, delimiter: str = "") -> tuple[Row, ...]:
    """The rows of a table, without those whose every cell is empty; an empty ``delimiter`` is found out.

    A cell may be quoted, with doubled quotes and line breaks in it. A quote that no other closes before a
    delimiter or the end of a line is an ordinary sign: it cannot swallow the rest of the table.
    """
    sign = delimiter or find_delimiter(table)
    cell = re.compile(
        rf'(?: *"(?P<quoted>(?:[^"]++|"")*+)" *(?=[{sign}\r\n]|\Z)|(?P<bare>[^{sign}\r\n]*))'
        rf"(?P<end>{sign}|\r\n|\r|\n|\Z)"
    )
    rows: list[Row] = []
    cells: list[str] = []
    line = begun = 1
    for match in cell.finditer(table.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")):
        cells.append(clean_line(match["bare"] or (match["quoted"] or "").replace('""', '"')))
        line += len(_BREAK.findall(match[0]))
        if match["end"] == sign:
            continue
        if any(cells):
            rows.append(Row(line=begun, cells=tuple(cells)))
        cells, begun = [], line
    return tuple(rows)


def find_columns(row: Row, names: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Which column stands where, if the row is a header; the first of two columns of one name counts."""
    found: dict[str, int] = {}
    for place, cell in enumerate(row.cells):
        name = next((name for name, words in names.items() if word(cell) in words), "")
        if name:
            found.setdefault(name, place)
    return found


def unread(row: Row, read: Sequence[int], key: str) -> Iterator[Problem]:
    """Tell of the cells that no column takes."""
    left = [cell for place, cell in enumerate(row.cells) if cell and place not in read]
    if left:
        yield problem_at(row.line, key, cells=", ".join(left))
