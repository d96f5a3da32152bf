"""Which terminals have a meeting open: each holds a lock on a small file beside the meeting's.

A lock goes with the process that holds it, however that ends, so nobody is shown who is not there and no process
number is guessed at.
"""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec.structs import replace

from kaikutui.domain.record import Record
from kaikutui.storage.temporary import helper_name

if sys.platform != "win32":
    import fcntl

SCAN_SECONDS = 5.0
"""A terminal that was killed leaves its file unchanged: at least this often all locks are tried."""


class Terminal(Record, frozen=True, kw_only=True):
    """A terminal at the meeting."""

    name: str
    """Whose it is, as notes of it say in ``by``."""
    view: str = "secretary"
    word: str = ""
    """A line to the other terminals: shown there, and stored nowhere else."""
    said: int = 0
    """Number of that line, so that the same words said twice are two."""


class Presence:
    """One terminal's place at the meeting, and the others it sees. Not for the event loop."""

    def __init__(self, session: Path, me: Terminal) -> None:
        """Nobody sees this terminal before it enters."""
        self._session = session
        self._path = helper_name(session, f"{os.urandom(4).hex()}.here")
        # It gets its name when it is locked: until then nobody can take it for one left behind.
        self._making = self._path.with_suffix(".sitting")
        self._me = me
        self._descriptor: int | None = None
        self._scanned: tuple[int, float] | None = None
        self._others: tuple[Terminal, ...] = ()

    def enter(self) -> None:
        """Sit down; where files cannot be locked, or not be made, nobody is shown and nothing is lost."""
        if sys.platform == "win32":
            return
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        try:
            mode = self._session.stat().st_mode & 0o660
            self._descriptor = os.open(self._making, flags, 0o600)
            os.fchmod(self._descriptor, mode)
            os.write(self._descriptor, msgspec.json.encode(self._me))
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._making.rename(self._path)
        except OSError:
            self.leave()

    def say(self, word: str) -> None:
        """Show a line to the other terminals; the next one, or leaving, wipes it away."""
        if self._descriptor is None:
            return
        self._me = replace(self._me, word=word, said=self._me.said + 1)
        with contextlib.suppress(OSError):
            data = msgspec.json.encode(self._me)
            # A reader that meets a half of it sees no terminal for once, and the whole the next time.
            os.ftruncate(self._descriptor, 0)
            os.pwrite(self._descriptor, data, 0)

    def leave(self) -> None:
        """Get up."""
        if self._descriptor is None:
            return
        for path in (self._path, self._making):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        os.close(self._descriptor)
        self._descriptor = None

    def others(self, clock: float) -> tuple[Terminal, ...]:
        """Who else is here. ``clock``: monotonic seconds; a folder that has not changed is looked at every 5 s."""
        folder = self._session.parent
        with contextlib.suppress(OSError):
            # Who comes or goes changes the folder; what one says changes its file alone, and is looked for if any.
            changed = folder.stat().st_mtime_ns
            old = self._scanned is None or self._scanned[0] != changed or clock - self._scanned[1] >= SCAN_SECONDS
            if old or self._others:
                self._scanned = (changed, clock)
                self._others = tuple(sorted(self._scan(), key=lambda terminal: (terminal.name, terminal.view)))
        return self._others

    def _scan(self) -> Iterator[Terminal]:
        pattern = helper_name(self._session, "*.here").name
        for path in self._session.parent.glob(pattern):
            if path != self._path:
                with contextlib.suppress(OSError, msgspec.MsgspecError):
                    yield from _terminal_at(path)


def _terminal_at(path: Path) -> Iterator[Terminal]:
    """The terminal that holds this file; a file that nobody holds was left behind and goes."""
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        yield msgspec.json.decode(os.read(descriptor, 4096), type=Terminal)
    else:
        path.unlink(missing_ok=True)
    finally:
        os.close(descriptor)
