"""Text as a memo shows it."""

import re

from kaikutui.domain.clean import clean_line

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the direction of what follows, unseen: with them a name could be made to read as another."""


_BLANKS = re.compile("[ \u00a0]{2,}")
"""More than one: who hears a document is told each of them. A single one that does not break stays."""
_LIST_MARK = re.compile(r"^(?:[-*•·] +)+(?=\S)")
"""Typed before a note that is in a list already; a dash that opens a quotation is longer."""


def shown(text: str) -> str:
    """The text as one clean line, without signs that turn others around, typed list marks and rows of blanks."""
    # Most texts hold none of them: neither a sign that turns nor a blank that does not break is printable.
    if text.isprintable() and "  " not in text:
        return _LIST_MARK.sub("", clean_line(text))
    return _LIST_MARK.sub("", _BLANKS.sub(" ", clean_line(_TURNING.sub("", text))))
