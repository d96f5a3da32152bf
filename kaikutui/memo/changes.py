"""What a memo says that the last one did not, and the other way round."""

from collections import Counter
from collections.abc import Iterable

from kaikutui.domain.record import Record


class Changes(Record, frozen=True, kw_only=True):
    """The difference of two memos by their lines; moved lines are no change."""

    since: str
    """Name of the file of the last one."""
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def changes(since: str, before: Iterable[str], after: Iterable[str]) -> Changes:
    """Compare; each line is told once, in the order of its memo."""
    old, new = Counter(before), Counter(after)
    return Changes(since=since, added=tuple(new - old), gone=tuple(old - new))
