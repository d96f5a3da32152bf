"""English texts: those of the memo."""

from kaikutui.catalogue.en import memo

TEXTS: dict[str, str] = {**memo.TEXTS}
"""Key → text."""
