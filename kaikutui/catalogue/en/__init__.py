"""English texts: those of the memo."""

from kaikutui.catalogue.en import memo, overview

TEXTS: dict[str, str] = {**memo.TEXTS, **overview.TEXTS}
"""Key → text."""
