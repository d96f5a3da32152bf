"""The acts of one saver that are safe outside the file: why they are there, and when they are tried again."""

from pathlib import Path

from kaikutui.domain.operations import Act
from kaikutui.domain.record import Record
from kaikutui.storage.lock import LOCK_SECONDS, StoreBusyError
from kaikutui.storage.trouble import FileTroubleError

RETRY_SECONDS = 2.0
"""How often a file that could not be written is tried again while something is kept."""


class KeptOutside(Record, frozen=True, kw_only=True):
    """How many acts are kept, and where."""

    count: int
    folder: Path


class Keeping:
    """What is kept; times are monotonic seconds.

    A file that another terminal holds is free again in a moment, as a rule. Its acts are kept without a word and
    tried again at once, until they have waited as long as anybody waits for a lock.
    """

    def __init__(self) -> None:
        """Nothing is kept."""
        self.acts: dict[str, Act] = {}
        """By their ids, in the order they came."""
        self.trouble: FileTroubleError | None = None
        """What keeps them from the file."""
        self._held_until: float | None = None
        self._next_try = 0.0
        self._told = ""

    def begin(self, acts: tuple[Act, ...]) -> None:
        """These were kept by an earlier terminal."""
        self.acts = {act.id: act for act in acts}

    def settle(self) -> tuple[str, ...]:
        """All of them are in the file; gives their ids."""
        ids = tuple(self.acts)
        self.acts, self.trouble, self._held_until, self._told = {}, None, None, ""
        return ids

    def wait(self, trouble: FileTroubleError, now: float) -> bool:
        """The file could not be written for this reason; True when that is news to be told."""
        self.trouble = trouble
        if not isinstance(trouble, StoreBusyError):
            self._held_until = None
        elif self._held_until is None:
            self._held_until = now + LOCK_SECONDS
        patient = self.is_patient(now)
        self._next_try = now if patient else now + RETRY_SECONDS
        if patient or trouble.brief == self._told:
            return False
        self._told = trouble.brief
        return True

    def is_patient(self, now: float) -> bool:
        """Whether another terminal has not held the file for long."""
        return self._held_until is not None and now < self._held_until

    def is_time(self, now: float) -> bool:
        """Whether there is something to try again."""
        return bool(self.acts) and now >= self._next_try
