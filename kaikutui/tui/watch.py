"""Which warning about the time stands in sight at this terminal: the others keep their own."""

from datetime import datetime

from kaikutui.domain.session import Session
from kaikutui.domain.warnings import Warned, warning, warnings


class Watch:
    """Knows what was put aside here, for as long as it holds."""

    shown: Warned | None = None
    """What there is to show now."""

    def __init__(self) -> None:
        """Nothing has been put aside."""
        self._aside: set[str] = set()

    def look(self, session: Session, now: datetime) -> bool:
        """Look at the time; True when there is something to show that was not shown a moment ago."""
        before = self.shown
        # What has ceased to hold is told again when it comes back.
        self._aside &= {one.about for one in warnings(session, now)}
        self.shown = warning(session, now, self._aside)
        return self.shown is not None and (before is None or before.about != self.shown.about)

    def put_aside(self) -> None:
        """Show no more of what is shown, until it is another matter."""
        if self.shown is not None:
            self._aside.add(self.shown.about)
