"""Breaking text into lines of so many cells: at spaces, after hyphens, and inside a word only when it must."""

import re

from rich.cells import cell_len, chop_cells

_ONE_CELL = re.compile(r"[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e]*")
"""Letters and signs that each fill one cell."""

_AFTER_HYPHEN = re.compile(r"(?<=\w-)(?=\w{2})")


def wrap(text: str, width: int) -> list[str]:
    """The lines of ``text``, each at most ``width`` cells; an empty text is one empty line.

    In a single column a wide sign has no place, and nothing is broken.
    """
    if width < 2:
        return [text]
    return _wrap_simple(text, width) if _is_simple(text) else _wrap_any(text, width)


def _is_simple(text: str) -> bool:
    """Whether a sign is a cell and a space is one between words: so is nearly every text there is."""
    return bool(_ONE_CELL.fullmatch(text)) and "  " not in text and text[:1] != " " and text[-1:] != " "


def _wrap_simple(text: str, width: int) -> list[str]:
    """As ``_wrap_any``, for a simple text: thousands of notes are wrapped before the first frame."""
    lines: list[str] = []
    start = 0
    while len(text) - start > width:
        space = text.rfind(" ", start, start + width + 1)
        hyphen = text.rfind("-", max(space, start), start + width)
        while hyphen >= 0 and not _AFTER_HYPHEN.match(text, hyphen + 1):
            hyphen = text.rfind("-", max(space, start), hyphen)
        end = hyphen + 1 or (space if space >= 0 else start + width)
        lines.append(text[start:end])
        start = end + (text[end] == " ")
    return [*lines, text[start:]]


def _wrap_any(text: str, width: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if cell_len(line + piece.rstrip(" ")) <= width:
            line += piece
            continue
        if line.strip(" "):
            lines.append(line.rstrip(" "))
        line = piece.lstrip(" ")
        # The space behind a word that is broken may hang over the edge; before the next word it would indent it.
        while cell_len(line.rstrip(" ")) > width:
            head, *rest = chop_cells(line, width)
            lines.append(head)
            line = "".join(rest)
    return [*lines, line.rstrip(" ")] if line.strip(" ") or not lines else lines


def _pieces(text: str) -> list[str]:
    """Words with the space behind them; a hyphen between letters ends a piece, a no-break space does not."""
    pieces: list[str] = []
    for word in re.findall(r"[^ ]+ *| +", text):
        bare = word.rstrip(" ")
        parts = [part for part in _AFTER_HYPHEN.split(bare) if part]
        pieces.extend(parts[:-1])
        pieces.append((parts[-1] if parts else "") + word[len(bare) :])
    return pieces


def shorten(text: str, width: int) -> str:
    """The text in at most ``width`` cells, with an ellipsis when something was left out."""
    if cell_len(text) <= width:
        return text
    return chop_cells(text, max(width - 1, 1))[0].rstrip() + "…"


def pad(text: str, width: int) -> str:
    """The text in exactly ``width`` cells."""
    text = shorten(text, width)
    return text + " " * (width - cell_len(text))
