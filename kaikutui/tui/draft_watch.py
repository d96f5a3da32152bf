"""What stands half-typed in the fields, noticed and handed on soon after each letter."""

import asyncio
from collections.abc import Callable

from kaikutui.storage.drafts import Draft

DRAFT_SECONDS = 0.05
"""So long after a letter the half-typed line goes to the saver: the letter is painted first, and a word goes as one."""


class DraftWatch:
    """One for a terminal; the fields themselves hold what is typed."""

    def __init__(self, fields: Callable[[], Draft | None], hand_on: Callable[[Draft], object]) -> None:
        """``fields``: what stands in them now; None: they are not on the screen."""
        self._fields, self._hand_on = fields, hand_on
        self._due: asyncio.TimerHandle | None = None
        self.seen: Draft | None = None
        """What is half-typed, as far as it has been seen."""

    def expect(self, in_turn: Callable[[Callable[[], None]], object]) -> None:
        """Something is being typed: hand it on in a moment, called by ``in_turn`` among the messages."""
        if self._due is None:
            self._due = asyncio.get_running_loop().call_later(DRAFT_SECONDS, in_turn, self.hand_over)

    def hand_over(self) -> None:
        """Hand on what stands in the fields now."""
        self._due = None
        if self.look() and self.seen is not None:
            self._hand_on(self.seen)

    def look(self) -> bool:
        """Look at the fields, from any thread; False when they are not on the screen."""
        found = self._fields()
        if found is None:
            return False
        self.seen = found
        return True
