"""A saver at work, and what it says, for the tests of the saver."""

from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic, sleep

import pytest
from builders import attempt
from storage_builders import a_file

from kaikutui.domain.errors import KaikuError
from kaikutui.storage import keeping
from kaikutui.storage import saver as module
from kaikutui.storage.reports import Report
from kaikutui.storage.saver import Saver
from kaikutui.storage.session_file import decode
from kaikutui.storage.store import SessionStore


class Desk:
    """A saver at work, and what it says."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.reports: SimpleQueue[tuple[Report, list[str] | KaikuError]] = SimpleQueue()
        store = SessionStore(path)
        store.load()
        self.saver = Saver(store, self.hear)

    def hear(self, report: Report) -> None:
        """Keep the report, and what the file held when it was made."""
        self.reports.put((report, attempt(self.texts)))

    def texts(self) -> list[str]:
        return [note.text for note in decode(self.path.read_bytes(), self.path).session.notes]

    def next(self) -> tuple[Report, list[str] | KaikuError]:
        return self.reports.get(timeout=10)

    def nothing_more(self) -> None:
        with pytest.raises(Empty):
            self.reports.get(timeout=0.2)


def until(met: Callable[[], bool]) -> None:
    """Poll until something holds."""
    deadline = monotonic() + 10
    while not met():
        if monotonic() > deadline:
            pytest.fail("it did not come about")
        sleep(0.005)


def a_desk(file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A fixture: the saver of a new meeting, in a hurry, stopped at the end."""
    monkeypatch.setattr(module, "LOOK_SECONDS", 0.02)
    monkeypatch.setattr(module, "SLICE_SECONDS", 0.02)
    monkeypatch.setattr(keeping, "RETRY_SECONDS", 0.05)
    a_file(file)
    desk = Desk(file)
    yield desk
    if desk.saver.is_alive():
        assert desk.saver.finish()
