"""Text as a memo shows it."""

import re

from kaikutui.domain.clean import clean_line

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the direction of what follows, unseen: with them a name could be made to read as another."""


def shown(text: str) -> str:
    """The text as one clean line, without signs that turn others around."""
    return clean_line(_TURNING.sub("", text))
