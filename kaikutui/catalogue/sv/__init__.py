"""Swedish texts: those of the memo."""

from kaikutui.catalogue.sv import memo

TEXTS: dict[str, str] = {**memo.TEXTS}
"""Key → text."""
