"""The line above the bar: a sentence for a while, else what the shown item holds."""

from datetime import datetime

from textual.content import Content
from textual.widgets import Static

from kaikutui.tui.show import content

SAID_SECONDS = 8
"""How long a short sentence stays in sight; a long one stays longer."""


class SaidLine(Static):
    """One sentence at a time."""

    _said_at: datetime | None = None
    _seconds = 0
    _otherwise = Content("")

    def say(self, sentence: str, now: datetime, *, trouble: bool = False) -> None:
        """Show a sentence from now on."""
        self.update(content(sentence, "bold $warning" if trouble else "$kaiku-said"))
        self._said_at = now
        self._seconds = SAID_SECONDS + len(sentence) // 12

    def tick(self, now: datetime, otherwise: Content) -> None:
        """Let a sentence go when it has been in sight long enough; ``otherwise``: what stands here then."""
        if self._said_at is None:
            if not otherwise.is_same(self._otherwise):
                self.update(otherwise, layout=False)
        elif (now - self._said_at).total_seconds() <= self._seconds:
            return
        else:
            # A long sentence took more than its one line.
            self.update(otherwise)
            self._said_at = None
        self._otherwise = otherwise
