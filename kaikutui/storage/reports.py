"""What the saver has to say about acts and about the file."""

from kaikutui.domain.operations import Act
from kaikutui.domain.record import Record
from kaikutui.domain.session import Session
from kaikutui.storage.outside import Difference
from kaikutui.storage.presence import Terminal


class Report(Record, frozen=True, kw_only=True):
    """What the saver has to say."""


class Saved(Report, frozen=True, kw_only=True):
    """Acts are in the file, on the disk."""

    acts: tuple[str, ...]
    """Their ids."""
    session: Session


class Kept(Report, frozen=True, kw_only=True):
    """An act is safe, but not in the file yet; it is tried again by itself."""

    act: Act
    reason: str
    """Why, in a few words."""
    error: str
    """The whole sentence."""


class Refused(Report, frozen=True, kw_only=True):
    """An act is nowhere; the sentence says why."""

    act: Act
    error: str


class SetAside(Report, frozen=True, kw_only=True):
    """An act that was kept no longer fits the meeting; it lies where nothing takes it in."""

    act: Act
    error: str


class Renewed(Report, frozen=True, kw_only=True):
    """Another terminal changed the meeting."""

    session: Session


class Told(Report, frozen=True, kw_only=True):
    """Something about the file that the user should know."""

    sentence: str


class Connected(Report, frozen=True, kw_only=True):
    """Other terminals came, went, or said something."""

    others: tuple[Terminal, ...]
    before: tuple[Terminal, ...]


class Troubled(Report, frozen=True, kw_only=True):
    """The file cannot be read as it is now; acts are kept until it can."""

    error: str


class Asked(Report, frozen=True, kw_only=True):
    """The file is not as kaikutui wrote it: take it, or put ours back?"""

    difference: Difference | None
    """How its notes differ from ours; None: nothing to compare."""
