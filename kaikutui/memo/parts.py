"""What a memo is made of. Words and order are settled here already; how it looks is not."""

from collections.abc import Callable
from datetime import datetime

from kaikutui.domain.record import Record


class Line(Record, frozen=True, kw_only=True):
    """A sentence or two, with what marks it before and what is told of it after."""

    label: str = ""
    """Told in words, never by looks alone: "Päätös:"."""
    text: str
    tail: str = ""
    """In parentheses after the text: who, by when."""

    @property
    def whole(self) -> str:
        """The line as plain text."""
        return " ".join(part for part in (self.label, self.text, self.tail) if part)


class Heading(Record, frozen=True, kw_only=True):
    """A heading below the title."""

    level: int
    """1: a section, 2: a group in a section."""
    text: str
    number: int | None = None
    """Number of the agenda item that the section is."""


class Paragraph(Record, frozen=True, kw_only=True):
    """Running text."""

    line: Line
    agreed: bool = False
    """True: a decision or an action, which deserves to be found at a glance."""


class Bullets(Record, frozen=True, kw_only=True):
    """A list without order; never empty."""

    lines: tuple[Line, ...]


class Fact(Record, frozen=True, kw_only=True):
    """A label and what it holds, one below the other."""

    label: str
    values: tuple[str, ...]


class Facts(Record, frozen=True, kw_only=True):
    """Facts below each other; never empty."""

    rows: tuple[Fact, ...]


class Column(Record, frozen=True, kw_only=True):
    """A column of a table."""

    heading: str
    width: float
    """Its share of the table's width, in any unit common to the table."""
    numeric: bool = False
    """True: numbers, which stand in line at the right."""


class Table(Record, frozen=True, kw_only=True):
    """Rows under headings. No cell is empty, every row has a cell for each column."""

    caption: str
    description: str
    """What the table tells, for who does not see it."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Bullets | Facts | Table


class Listing(Record, frozen=True, kw_only=True):
    """A table that is worked out when it is asked for, as most formats never ask for it."""

    make: Callable[..., Table]
    given: tuple[object, ...]
    """What the table is made from: no more than it tells."""

    @property
    def table(self) -> Table:
        """The table itself."""
        return self.make(*self.given)


class Memo(Record, frozen=True, kw_only=True):
    """A whole memo."""

    title: str
    kind: str
    """What the document is: "Muistio"."""
    date: str
    """Day of the memo, as written."""
    notice: str = ""
    """What must be known before the first word is read: that this is a draft."""
    sender: tuple[str, ...] = ()
    """The organisers, one a line."""
    facts: tuple[Fact, ...] = ()
    """When, where, who led."""
    blocks: tuple[Block, ...] = ()
    listing: Listing
    """The notes that it is made of, one a row, for formats that hold no running text."""
    table_word: str
    """What a table is called in captions: "Taulukko"."""
    language: str
    """Language tag of the text: "fi-FI"."""
    author: str = ""
    made: datetime
    """When the memo was made."""


def text_line(text: str) -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph(line=Line(text=text))


def bullets(lines: tuple[Line, ...]) -> tuple[Block, ...]:
    """The list, or nothing at all when there is nothing to list."""
    return (Bullets(lines=lines),) if lines else ()


def trimmed(table: Table, blank: str, keep: int = 1) -> Table:
    """The table without the columns that say nothing in any row; the first ``keep`` always stay."""
    said = [index < keep or any(row[index] != blank for row in table.rows) for index in range(len(table.columns))]
    return Table(
        caption=table.caption,
        description=table.description,
        columns=tuple(column for column, says in zip(table.columns, said, strict=True) if says),
        rows=tuple(tuple(cell for cell, says in zip(row, said, strict=True) if says) for row in table.rows),
    )
