"""What any text from outside becomes before it is kept: NFC, one line, no control characters."""

import re
import unicodedata

_BREAKS = re.compile(r"\r\n|[\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]")
_SEQUENCES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\))")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")
_LINE_BREAKS = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")


def clean_line(typed: str) -> str:
    """The text as one line: breaks and tabs become spaces, terminal sequences and control characters go.

    A lone surrogate (a byte that was no UTF-8) becomes U+FFFD, so that it is seen and can be written.
    """
    # Nothing of what goes is printable, and most texts are printable throughout.
    text = typed if typed.isprintable() else _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", without_controls(typed))
    return unicodedata.normalize("NFC", text).strip()


def without_controls(typed: str) -> str:
    """The text as a field may hold it while it is typed: one line that commands no terminal, else as it came."""
    return _CONTROLS.sub("", _BREAKS.sub(" ", _SEQUENCES.sub("", typed)))


def clean_block(pasted: str) -> str:
    """A pasted text line by line, its breaks made line feeds; tabs stay, as tables have them."""
    lines = ("\t".join(map(without_controls, line.split("\t"))) for line in _LINE_BREAKS.split(pasted))
    return "\n".join(lines)


def clean_lines(pasted: str) -> tuple[str, ...]:
    """The lines of a pasted text, cleaned, without the empty ones."""
    return tuple(line for line in map(clean_line, _LINE_BREAKS.split(pasted)) if line)
