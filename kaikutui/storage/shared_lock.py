"""Who is the last to leave: every terminal holds a shared lock on one file, and the last one finds itself alone.

Not by process ids: the system lets go of a lock when its process dies, however it dies.
"""

import os
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


class SharedLock:
    """One terminal at a file that only says that terminals are there."""

    def __init__(self, file: Path) -> None:
        """Nobody has come yet."""
        self._file = file
        self._descriptor: int | None = None

    def come(self) -> None:
        """Be there. Raises OSError when the system has no such locks."""
        if fcntl is None or self._descriptor is not None:
            return
        descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            raise
        self._descriptor = descriptor

    def leave(self) -> bool:
        """Go; True when nobody else is there."""
        if fcntl is None or self._descriptor is None:
            return False
        descriptor, self._descriptor = self._descriptor, None
        try:
            # Two who leave at once would stand in each other's way if both kept their share while they asked.
            fcntl.flock(descriptor, fcntl.LOCK_UN)
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(descriptor)
        return True
