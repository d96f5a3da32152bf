"""Copies of a meeting to go back to, kept out of the way of its folder and gone when it is closed.

``kaikutui/backups/<tag>/`` in the user's state folder, 0600: one at each opening, at most one a minute and one an
hour, and one of whatever stood in the file that was not ours. Nothing here ever stops or fails a write.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from kaikutui.domain.errors import KaikuError
from kaikutui.storage.atomic import create_atomically
from kaikutui.storage.attributes import files_in
from kaikutui.storage.digest import sha256
from kaikutui.storage.places import ensure, session_tag, state_folder
from kaikutui.storage.shared_lock import SharedLock
from kaikutui.storage.trouble import FileTroubleError

KEPT = 10
"""So many of the openings, of the minutes and of the hours."""

SPANS = {"open": "%Y%m%dT%H%M%S", "minute": "%Y%m%dT%H%M", "hour": "%Y%m%dT%H"}


class Backups:
    """The backups of one meeting."""

    def __init__(self, path: Path, clock: Callable[[], datetime] | None) -> None:
        """``path`` leads to the meeting; without a clock only what was not ours is copied."""
        self.folder = state_folder() / "backups" / session_tag(path)
        self._clock = clock
        self._others = SharedLock(self.folder / ".open")
        self._minute: int | None = None
        """That of the last copies (minutes since 1970): of its saves only the first looks whether there are any."""

    def opened(self, data: bytes) -> None:
        """The meeting has been opened and reads so."""
        if data:
            self._timed(data, "open")
        with suppress(OSError, FileTroubleError):
            ensure(self.folder)
            self._others.come()

    def written(self, data: bytes) -> None:
        """The meeting has been written and reads so."""
        minute = int(self._clock().timestamp()) // 60 if self._clock is not None else None
        if minute != self._minute:
            made = [self._timed(data, kind) for kind in ("minute", "hour")]
            self._minute = minute if all(made) else None

    def foreign(self, data: bytes) -> bool:
        """These bytes stood in the file and are not ours; the same ones are kept once. False: there is no copy."""
        return self._copy(data, f"foreign-{sha256(data).hexdigest()[:12]}.toml")

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

    def _timed(self, data: bytes, kind: str) -> bool:
        """Whether there is a copy of this kind for now; without a clock there is none."""
        if self._clock is None:
            return False
        is_made = self._copy(data, f"{kind}-{self._clock().astimezone(UTC).strftime(SPANS[kind])}.toml")
        with suppress(OSError):
            for old in files_in(self.folder, f"{kind}-*.toml")[:-KEPT]:
                old.unlink()
        return is_made

    def _copy(self, data: bytes, name: str) -> bool:
        copy = self.folder / name
        try:
            if not os.path.lexists(copy):
                create_atomically(ensure(self.folder) / name, data)
        except (OSError, KaikuError):
            return os.path.lexists(copy)
        return True

    def _forget(self) -> None:
        self._minute = None
        with suppress(OSError):
            for copy in self.folder.iterdir():
                if copy.suffix in (".toml", ".tmp"):
                    copy.unlink()
