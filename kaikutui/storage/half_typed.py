"""The half-typed line of a terminal on its way to the disk, on the saver's thread."""

from collections.abc import Callable
from time import monotonic

from kaikutui.domain.errors import KaikuError
from kaikutui.storage.drafts import Draft, pass_draft, save_draft
from kaikutui.storage.reports import Report, Troubled
from kaikutui.storage.store import SessionStore

DRAFT_SECONDS = 0.2
"""Of the half-typed lines of so long a time only the last is written; a machine that dies takes no more with it."""


class HalfTyped:
    """Keeps the newest draft of a meeting, in its time: a later one may be on its way."""

    def __init__(self, store: SessionStore, report: Callable[[Report], object]) -> None:
        """The meeting may be renamed: its path is asked of the store each time."""
        self._store = store
        self._report = report
        self._draft: Draft | None = None
        self._due = 0.0
        self._has_acted = False

    def take(self, draft: Draft) -> None:
        """Keep a draft.

        What was entered is to come back as a half-typed line no longer than it must: after an act, and when the line
        was emptied, it is kept at once.
        """
        pass_draft(self._store.path, draft)
        self._draft = draft
        if draft.is_empty or self._has_acted:
            self.save()

    def acted(self) -> None:
        """An act has been handed in: the draft after it says that its line is no draft any more."""
        self._has_acted = True

    def save_due(self) -> None:
        """Save the draft if it has waited long enough."""
        if self._draft is not None and monotonic() >= self._due:
            self.save()

    def due_before(self, moment: float) -> float:
        """When the draft is to be saved, on the monotonic clock; ``moment`` if that comes first or there is none."""
        return moment if self._draft is None else min(moment, self._due)

    def save(self) -> None:
        """Save the draft now; trouble with it is reported."""
        if self._draft is None:
            return
        draft, self._draft, self._has_acted = self._draft, None, False
        self._due = monotonic() + DRAFT_SECONDS
        try:
            save_draft(self._store.path, draft)
        except KaikuError as error:
            self._report(Troubled(error=str(error)))
