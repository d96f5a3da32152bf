"""The meetings of a folder as rows, read beside the event loop: what is in sight first, the rest behind it.

A disk that does not answer for one meeting holds up neither the others nor the goodbye: another thread reads on, and
all of them are daemons.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Condition, Thread

from kaikutui.catalogue import text
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.formats import format_date
from kaikutui.storage.store import SessionStore
from kaikutui.tui.widgets.row_list import Cell, Row, row

PATIENCE_SECONDS = 0.3
"""A meeting that has not been read by then is passed over: it takes a moment at most from a disk that answers."""
MOST_READERS = 5
"""So many threads are started at most: a disk that answers for none of them will not answer another."""

Show = Callable[[Sequence[Row]], None]
"""Takes the first rows of the list as they are now; called from a thread."""


class RecentMeetings:
    """Reads meetings in their order and tells the growing list of their rows, a screenful at a time."""

    def __init__(self, find: Callable[[], Sequence[Path]], screenful: int, show: Show) -> None:
        """``find`` looks for the meetings, in a thread too; ``screenful``: no more rows are in sight at once."""
        self._find = find
        self._screenful = screenful
        self._show = show
        self._news = Condition()
        """Guards what follows, and tells of each meeting that has been read."""
        self._unread: Iterator[Path] = iter(())
        self._reading: set[Path] = set()
        self._passed: set[Path] = set()
        """What nobody waits for any more."""
        self._rows: dict[Path, Row] = {}
        self._readers = 0

    def start(self) -> None:
        """Look, read and tell in the background."""
        Thread(target=self._tell, name="recent", daemon=True).start()

    def _tell(self) -> None:
        paths = self._find()
        self._unread = iter(paths)
        self._add_reader()
        shown = 0
        for end in range(self._screenful, max(len(paths), 1) + self._screenful, self._screenful):
            self._wait_for(paths[:end])
            shown = self._show_first(paths[:end])
        while shown < len(paths):
            # What was passed over may be read after all.
            with self._news:
                while len(self._rows) == shown:
                    self._news.wait()
            shown = self._show_first(paths)

    def _wait_for(self, paths: Sequence[Path]) -> None:
        """Wait until these have been read, or passed over."""
        with self._news:
            while any(path not in self._rows and path not in self._passed for path in paths):
                if not self._news.wait(PATIENCE_SECONDS):
                    self._passed |= self._reading if self._add_reader() else set(paths)

    def _show_first(self, paths: Sequence[Path]) -> int:
        """Show these, read or not; gives how many of all had been read."""
        with self._news:
            rows, count = [self._rows.get(path) or unread_row(path) for path in paths], len(self._rows)
        self._show(rows)
        return count

    def _add_reader(self) -> bool:
        """Let another thread read on; False when there have been enough of them."""
        if self._readers == MOST_READERS:
            return False
        self._readers += 1
        Thread(target=self._read, name="meeting", daemon=True).start()
        return True

    def _read(self) -> None:
        while (path := self._next()) is not None:
            found = meeting_row(path)
            with self._news:
                self._reading.discard(path)
                self._rows[path] = found
                self._news.notify_all()

    def _next(self) -> Path | None:
        with self._news:
            path = next(self._unread, None)
            if path is not None:
                self._reading.add(path)
            return path


def unread_row(path: Path) -> Row:
    """A meeting that is being read."""
    return row(path, path.name, Cell(text("start.unread"), "row--muted"))


def meeting_row(path: Path) -> Row:
    """A meeting in the list: its title, area and day; one that cannot be read says so."""
    try:
        session = SessionStore(path).load().session
    except KaikuError:
        return row(path, path.name, Cell(text("start.unreadable"), "row--warn"))
    day = format_date(session.meeting.starts) if session.meeting.starts else ""
    return row(path, f"{session.meeting.title} · {session.meeting.area or path.stem}", Cell(day, "row--muted"))
