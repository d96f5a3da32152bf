"""Which warning about the time stands in sight at one terminal: the others keep their own."""

from datetime import datetime

from msgspec.structs import replace

from kaikutui.domain.record import Record
from kaikutui.domain.session import Session
from kaikutui.domain.warnings import Warned, warning, warnings


class Watch(Record, frozen=True, kw_only=True):
    """What is shown of the time, and what was put aside, for as long as it holds."""

    shown: Warned | None = None
    """What there is to show now."""
    aside: frozenset[str] = frozenset()
    """What was put aside, by what it is about."""

    def look(self, session: Session, now: datetime) -> "Watch":
        """Look at the time anew."""
        # What has ceased to hold is told again when it comes back.
        aside = self.aside and self.aside & {one.about for one in warnings(session, now)}
        return Watch(shown=warning(session, now, aside), aside=aside)

    def put_aside(self) -> "Watch":
        """Show no more of what is shown, until it is another matter."""
        return replace(self, aside=self.aside | {self.shown.about}) if self.shown is not None else self

    def is_news_after(self, before: "Watch") -> bool:
        """Whether there is something to show that was not shown a moment ago."""
        return self.shown is not None and (before.shown is None or before.shown.about != self.shown.about)
