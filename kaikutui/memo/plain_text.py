"""A document as plain text for a terminal: columns in line, running text no wider than the home size."""

import textwrap
from collections.abc import Iterator

from kaikutui.memo.lines import shown
from kaikutui.memo.parts import Block, Bullets, Facts, Heading, Memo, Paragraph, Table

WIDTH = 79
GAP = "  "
NARROWEST = 12
"""A first column narrower than this is of no use."""


def to_text(memo: Memo) -> str:
    """The whole document, ending with a line break."""
    parts = [f"{shown(memo.title)}\n{shown(memo.kind)} {memo.date}", *(_block(block) for block in memo.blocks)]
    return "\n\n".join(parts) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading():
            words = shown(block.text if block.number is None else f"{block.number} {block.text}")
            return f"{words}\n{('=' if block.level == 1 else '-') * len(words)}"
        case Paragraph():
            return _wrapped(block.line.whole)
        case Bullets():
            return "\n".join(_wrapped(line.whole, "- ") for line in block.lines)
        case Facts():
            return "\n".join(_wrapped(f"{row.label}: {'; '.join(row.values)}") for row in block.rows)
        case Table():
            return "\n".join((shown(block.caption), *_rows(block)))


def _wrapped(words: str, lead: str = "") -> str:
    return textwrap.fill(shown(words), WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead))


def _rows(table: Table) -> Iterator[str]:
    heads = tuple(shown(column.heading) for column in table.columns)
    rows = [tuple(shown(cell) for cell in row) for row in table.rows]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    # Names stand in the first column: they can be broken, figures cannot.
    widths[0] = min(widths[0], max(WIDTH - sum(widths[1:]) - len(GAP) * len(widths[1:]), NARROWEST))
    for row in (heads, tuple("-" * width for width in widths), *rows):
        name, *more = textwrap.wrap(row[0], widths[0]) or [""]
        cells = (
            cell.rjust(width) if column.numeric else cell.ljust(width)
            for cell, width, column in zip((name, *row[1:]), widths, table.columns, strict=True)
        )
        yield GAP.join(cells).rstrip()
        yield from more
