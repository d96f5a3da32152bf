"""Breaking text into lines of so many cells: at spaces, after hyphens, and inside a word only when it must."""

import re

from rich.cells import cell_len, chop_cells


def wrap(text: str, width: int) -> list[str]:
    """The lines of ``text``, each at most ``width`` cells; an empty text is one empty line."""
    if width < 1:
        return [text]
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if cell_len(line + piece.rstrip(" ")) <= width:
            line += piece
            continue
        if line.strip():
            lines.append(line.rstrip(" "))
        line = piece.lstrip(" ")
        while cell_len(line) > width:
            head, *rest = chop_cells(line, width)
            lines.append(head)
            line = "".join(rest)
    return [*lines, line.rstrip(" ")] if line.strip() or not lines else lines


def _pieces(text: str) -> list[str]:
    """Words with the space behind them; a hyphen between letters ends a piece, a no-break space does not."""
    pieces: list[str] = []
    for word in re.findall(r"[^ ]+ *| +", text):
        bare = word.rstrip(" ")
        parts = [part for part in re.split(r"(?<=\w-)(?=\w{2})", bare) if part]
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
