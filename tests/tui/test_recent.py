"""The list of meetings: what is in sight first, the rest behind it, and nothing waits for one that hangs."""

from collections.abc import Sequence
from pathlib import Path
from queue import Queue
from threading import Event, Lock

import pytest

from kaikutui.tui import recent
from kaikutui.tui.recent import MOST_READERS, RecentMeetings
from kaikutui.tui.widgets.row_list import Row, row

Told = Queue[Sequence[Row]]
SOON = 20
"""Seconds; a busy machine is no fault of the program."""


class Disk:
    """A disk that answers for a meeting, or not before it is let go."""

    def __init__(self, patch: pytest.MonkeyPatch, *hanging: str) -> None:
        self._hanging = {name: Event() for name in hanging}
        self._lock = Lock()
        self.at_once = self.most_at_once = 0
        patch.setattr(recent, "meeting_row", self._read)
        patch.setattr(recent, "PATIENCE_SECONDS", 0.02)

    def let_go(self, name: str) -> None:
        self._hanging[name].set()

    def _read(self, path: Path) -> Row:
        with self._lock:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        if path.name in self._hanging:
            self._hanging[path.name].wait(SOON)
        with self._lock:
            self.at_once -= 1
        return row(path, f"read {path.name}")


def listed(count: int, screenful: int) -> Told:
    """What is told of so many meetings."""
    told: Told = Queue()
    RecentMeetings(lambda: [Path(f"{number}") for number in range(count)], screenful, told.put).start()
    return told


def words(rows: Sequence[Row]) -> list[str]:
    return [row.cells[0].text for row in rows]


def test_a_screenful_is_told_first_and_the_rest_below_it(monkeypatch: pytest.MonkeyPatch) -> None:
    Disk(monkeypatch)
    told = listed(8, 3)
    everything = [f"read {number}" for number in range(8)]
    assert [words(told.get(timeout=SOON)) for _ in range(3)] == [everything[:3], everything[:6], everything]


def test_a_meeting_that_is_not_read_holds_up_no_other_and_comes_when_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk(monkeypatch, "1")
    told = listed(5, 3)
    assert len(told.get(timeout=SOON)) == 3
    while (now := words(told.get(timeout=SOON))) != ["read 0", "1", "read 2", "read 3", "read 4"]:
        assert now[:2] == ["read 0", "1"]
    disk.let_go("1")
    assert words(told.get(timeout=SOON)) == [f"read {number}" for number in range(5)]


def test_one_meeting_is_read_at_a_time_while_the_disk_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk(monkeypatch)
    monkeypatch.setattr(recent, "PATIENCE_SECONDS", SOON)
    told = listed(40, 40)
    assert len(told.get(timeout=SOON)) == 40
    assert disk.most_at_once == 1


def test_a_disk_that_answers_for_no_meeting_is_asked_by_so_many_threads_and_the_names_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = [f"{number}" for number in range(MOST_READERS + 2)]
    disk = Disk(monkeypatch, *names)
    told = listed(len(names), len(names))
    assert words(told.get(timeout=SOON)) == names
    assert disk.most_at_once == MOST_READERS
    for name in names:
        disk.let_go(name)
    while words(told.get(timeout=SOON)) != [f"read {name}" for name in names]:
        pass


def test_no_meetings_are_told_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    Disk(monkeypatch)
    assert listed(0, 3).get(timeout=SOON) == []
