"""How wide the columns of a table are: as the table asks, but so that words stay whole while there is room."""

import re
from collections.abc import Iterable

from kaikutui.memo.parts import Table

MARGINS = 230
"""Left and right of the text in a cell, in twips."""
LONGEST_WHOLE = 28
"""Words of so many letters are not broken in a table while another column has room to spare."""
_LETTER, _SLIM, _BROAD = 0.64, 0.38, 0.95
"""Widths of signs in heights of the fount, in the broadest of common founts."""
_SLIM_SIGNS = re.compile(r"[ijltfrI.,:;!|'()\[\]\u00a0-]")
_BROAD_SIGNS = re.compile(r"[mwMW%@]")
_BOLD = 1.08
"""So much wider are the letters of headings."""
_BREAKS = re.compile(r"[ \-]")
_FIGURE = re.compile(r"\d")


def column_widths(table: Table, width: int, height: float) -> list[int]:
    """Widths in twips that fill the text area of ``width``, as the shares of the columns tell.

    ``height`` is that of the letters in twips, less where the fount is slim (``Look.letter``). A column whose share is
    too little for its longest word gets from the others what the word needs. Where there is not enough for all, the
    longest words are broken, and dates and numbers after all others.
    """
    cells = zip(*table.rows, strict=True) if table.rows else ((),) * len(table.columns)
    words = [_words(column.heading, told) for column, told in zip(table.columns, cells, strict=True)]
    needs = [_need(found, height) for found in words]
    if sum(needs) < width:
        whole = sum(column.width for column in table.columns)
        wished = [width * column.width / whole for column in table.columns]
        return _filled([max(pair) for pair in zip(needs, wished, strict=True)], needs, width)
    firm = [_need({word: bold for word, bold in found.items() if _FIGURE.search(word)}, height) for found in words]
    return _filled(_cut(needs, firm, width), firm, width)


def _cut(needs: list[float], firm: list[float], width: int) -> list[float]:
    """The needs, the longest ones cut to one measure, so that they fill ``width``; none below what is firm."""
    low, high = 0.0, max(needs)
    while high - low > 1:
        measure = (low + high) / 2
        cut = [max(least, min(need, measure)) for need, least in zip(needs, firm, strict=True)]
        low, high = (low, measure) if sum(cut) > width else (measure, high)
    return [max(least, min(need, low)) for need, least in zip(needs, firm, strict=True)]


def _filled(wished: list[float], least: list[float], width: int) -> list[int]:
    """Widths as wished, each less by the same share of what is above its least, so that they fill ``width``."""
    over, spare = sum(wished) - width, sum(wished) - sum(least)
    share = min(over / spare, 1.0) if spare > 0 else 0.0
    found = [much - (much - little) * share for much, little in zip(wished, least, strict=True)]
    widths = [round(one * width / sum(found)) for one in found]
    widths[-1] += width - sum(widths)
    return widths


def _words(heading: str, cells: Iterable[str]) -> dict[str, bool]:
    """The words of a column, and whether they are bold; very long ones are broken anyway."""
    words = {word[:LONGEST_WHOLE]: False for cell in set(cells) for word in _BREAKS.split(cell)}
    return words | {word[:LONGEST_WHOLE]: True for word in _BREAKS.split(heading)}


def _need(words: dict[str, bool], height: float) -> float:
    """What the longest of these words needs, in twips."""
    lengths = [_width(word) * (_BOLD if bold else 1) for word, bold in words.items()]
    return MARGINS + height * max(lengths, default=0)


def _width(word: str) -> float:
    """Width of a word in heights of the fount."""
    slim, broad = len(_SLIM_SIGNS.findall(word)), len(_BROAD_SIGNS.findall(word))
    return slim * _SLIM + broad * _BROAD + (len(word) - slim - broad) * _LETTER
