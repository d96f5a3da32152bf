"""The blocks of a session file that are no notes, written once as long as what they tell stays the same.

Most acts add a note; agenda, network and attendance, some thirty thousand characters, are then what they were. A
session that was changed shares with the one before every table that was not: a table is known by its identity.
"""

from collections.abc import Callable

from msgspec.structs import replace

from kaikutui.domain.session import Session

Blocks = tuple[tuple[bytes, ...], tuple[bytes, ...]]
"""What stands before the notes, and what stands behind them."""

TABLES = tuple(name for name in Session.__struct_fields__ if name != "notes")

MOST = 8
"""So many states are remembered, the newest: an act is written from one and proven with one that was read."""


class RestBlocks:
    """Remembers the blocks of sessions but for their notes; may be used from several threads."""

    def __init__(self) -> None:
        """Nothing is known."""
        # With the session itself: an identity means something only while its object lives.
        self._known: dict[tuple[int, ...], tuple[Session, Blocks]] = {}

    def of(self, session: Session, write: Callable[[Session], Blocks]) -> Blocks:
        """The blocks; ``write`` is asked for those of a session that is not known, given without its notes."""
        key = tuple(id(getattr(session, name)) for name in TABLES)
        known = self._known.get(key)
        if known is not None:
            return known[1]
        bare = replace(session, notes=())
        blocks = write(bare)
        for old in list(self._known)[: 1 - MOST]:
            self._known.pop(old, None)
        self._known[key] = (bare, blocks)
        return blocks
