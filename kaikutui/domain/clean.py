"""What any text from outside becomes before it is kept: NFC, one line, no control characters."""

import re
import unicodedata

_BREAKS = r"\r\n|[\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]"
_SEQUENCES = r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\))"
_CONTROLS = r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]"
_LINE_BREAKS = r"\r\n|[\n\r\v\f\x85\u2028\u2029]"
_SURROGATES = r"[\ud800-\udfff]"


def clean_line(typed: str) -> str:
    """The text as one line: breaks and tabs become spaces, terminal sequences and control characters go.

    A lone surrogate (a byte that was no UTF-8) becomes U+FFFD, so that it is seen and can be written.
    """
    # Nothing of what goes is printable, and most texts are printable throughout.
    text = typed if typed.isprintable() else re.sub(_SURROGATES, "\N{REPLACEMENT CHARACTER}", without_controls(typed))
    return unicodedata.normalize("NFC", text).strip()


def without_controls(typed: str) -> str:
    """The text as a field may hold it while it is typed: one line that commands no terminal, else as it came."""
    return re.sub(_CONTROLS, "", re.sub(_BREAKS, " ", re.sub(_SEQUENCES, "", typed)))


def clean_block(pasted: str) -> str:
    """A pasted text line by line, its breaks made line feeds; tabs stay, as tables have them."""
    lines = ("\t".join(map(without_controls, line.split("\t"))) for line in re.split(_LINE_BREAKS, pasted))
    return "\n".join(lines)


def clean_lines(pasted: str) -> tuple[str, ...]:
    """The lines of a pasted text, cleaned, without the empty ones."""
    return tuple(line for line in map(clean_line, re.split(_LINE_BREAKS, pasted)) if line)
