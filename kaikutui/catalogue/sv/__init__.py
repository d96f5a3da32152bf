"""Swedish texts: those of the memo."""

from kaikutui.catalogue.sv import memo, overview

TEXTS: dict[str, str] = {**memo.TEXTS, **overview.TEXTS}
"""Key → text."""
