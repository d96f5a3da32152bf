"""A table as a spreadsheet opens it in Finland: semicolons, UTF-8 with its mark, no cell that acts."""

import csv
import io
import re

from kaikutui.memo.lines import shown
from kaikutui.memo.parts import Memo

_FORMULA = re.compile(r"[=+\-@\uff1d\uff0b\uff0d\uff20]")
"""What makes a spreadsheet take a cell for a formula, in full width too (OWASP, CSV injection)."""


def to_csv(memo: Memo) -> bytes:
    """The notes of a memo, one a row, under their headings."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    listing = memo.listing.table
    writer.writerow([column.heading for column in listing.columns])
    writer.writerows([defused(cell) for cell in row] for row in listing.rows)
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def defused(cell: str) -> str:
    """The text so that a spreadsheet shows it and does not work it out: an apostrophe before what begins a formula."""
    line = shown(cell)
    return f"'{line}" if _FORMULA.match(line) else line
