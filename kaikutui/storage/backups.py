"""Copies of a meeting to go back to, kept out of the way of its folder and gone when it is closed.

``kaikutui/backups/<tag>/`` in the user's state folder, 0600: one at each opening, at most one a minute and one an
hour, and one of whatever stood in the file that was not ours. Nothing here ever stops or fails a write.
"""

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from kaikutui.domain.errors import KaikuError
from kaikutui.storage.atomic import create_atomically
from kaikutui.storage.attributes import files_in
from kaikutui.storage.places import ensure, session_tag, state_folder
from kaikutui.storage.shared_lock import SharedLock
from kaikutui.storage.trouble import FileTroubleError

KEPT = 10
"""So many of the openings, of the minutes and of the hours."""

SPANS = {"open": len("20261124T133105"), "minute": len("20261124T1331"), "hour": len("20261124T13")}
"""How much of the time each kind has in its name."""


class Backups:
    """The backups of one meeting."""

    def __init__(self, path: Path, clock: Callable[[], datetime] | None) -> None:
        """``path`` leads to the meeting; without a clock only what was not ours is copied."""
        self.folder = state_folder() / "backups" / session_tag(path)
        self._clock = clock
        self._others = SharedLock(self.folder / ".open")
        self._made: dict[str, str] = {}
        """The last copy of each kind: of the many saves of a minute only one looks whether there is one."""

    def opened(self, data: bytes) -> None:
        """The meeting has been opened and reads so."""
        if data:
            self._timed(data, "open")
        with suppress(OSError, FileTroubleError):
            ensure(self.folder)
            self._others.come()

    def written(self, data: bytes) -> None:
        """The meeting has been written and reads so."""
        self._timed(data, "minute")
        self._timed(data, "hour")

    def foreign(self, data: bytes) -> bool:
        """These bytes stood in the file and are not ours; the same ones are kept once. False: there is no copy."""
        return self._copy(data, f"foreign-{hashlib.sha256(data).hexdigest()[:12]}.toml")

    def closed(self, data: bytes | None) -> None:
        """This terminal leaves; ``data`` is the meeting when all of it is saved, else None.

        With all saved and nobody else there, what was deleted is forgotten: one fresh copy stays.
        """
        alone = False
        with suppress(OSError):
            alone = self._others.leave()
        if alone and data is not None:
            self._forget()
            self._timed(data, "open")

    def _timed(self, data: bytes, kind: str) -> None:
        if self._clock is None:
            return
        name = f"{kind}-{self._clock().astimezone(UTC):%Y%m%dT%H%M%S}"[: len(kind) + 1 + SPANS[kind]] + ".toml"
        if self._made.get(kind) == name:
            return
        if self._copy(data, name):
            self._made[kind] = name
        with suppress(OSError):
            for old in files_in(self.folder, f"{kind}-*.toml")[:-KEPT]:
                old.unlink()

    def _copy(self, data: bytes, name: str) -> bool:
        copy = self.folder / name
        try:
            if not os.path.lexists(copy):
                create_atomically(ensure(self.folder) / name, data)
        except (OSError, KaikuError):
            return os.path.lexists(copy)
        return True

    def _forget(self) -> None:
        self._made.clear()
        with suppress(OSError):
            for copy in self.folder.iterdir():
                if copy.suffix in (".toml", ".tmp"):
                    copy.unlink()
