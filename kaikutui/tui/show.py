"""The one way by which a foreign string reaches the terminal.

Markup is never read from it (``Content`` takes text literally; Textualize/textual#6155), and nothing in it can
command the terminal: control characters become their pictures, direction overrides and tags become U+FFFD.
"""

import re

from textual.content import Content

_UNSAFE = r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f\ud800-\udfff]"


def show(foreign: str) -> str:
    """The string as it may be painted: same words, nothing a terminal obeys."""
    # Nothing that can be printed commands, and nearly every text can: asked of thousands of notes before a first frame.
    return foreign if foreign.isprintable() else re.sub(_UNSAFE, _picture, foreign)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code == 0x09:
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else "\N{REPLACEMENT CHARACTER}"


def content(foreign: str, style: str = "") -> Content:
    """The string as content in one style, its brackets and backslashes left alone."""
    return Content.styled(show(foreign), style) if style else Content(show(foreign))
