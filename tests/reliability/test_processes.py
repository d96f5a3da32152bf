"""Promise 6: several processes work on one file, are killed at random, or stop in the middle of an act."""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from attack import FULL, cases
from msgspec import Struct

from kaikutui.domain.session import Session
from reliability.look import NEXT, read, without_next
from reliability.stage import Call, Fault, Place, Stage, Tracer
from reliability.sweep import from_the_file_on

Record = Callable[[str, object], None]

WRITERS = ("aino", "eino", "leevi", "tyyne")
EACH = 250 if FULL else 20
"""Notes of each writer."""
STORM_SECONDS = cases("KAIKUTUI_STORM_SECONDS", quick=8, full=60)
STOPS = 1 if FULL else 9
"""A process is stopped at every such boundary."""
PATIENCE = 8.0
"""Seconds for what must take no more than two; a busy machine is no fault of the code."""


def places(root: Path, meeting: bytes) -> list[Place]:
    """A place for each writer, with one file for all."""
    shared = Place(root=root / "all").make(meeting)
    found = []
    for writer in WRITERS:
        place = Place(root=root / writer).make(None)
        place.file.parent.rmdir()
        place.file.parent.symlink_to(shared.file.parent)
        found.append(place)
    return found


def acknowledged(place: Place) -> list[str]:
    """The notes that a writer's last series was told are saved, or kept because the file was too long in use."""
    said = [line.split(" ", 2) for line in (place.said / "out").read_text().splitlines()]
    return [words[1] for words in said if words[0] in ("=", "~")]


def settle(stages: list[Stage], where: list[Place]) -> None:
    """Every writer writes once more, which takes in what it had to keep."""
    for stage, place in zip(stages, where, strict=True):
        assert stage.play("next", place).code == 0, place.words()[-300:]


def texts(place: Place) -> list[str]:
    """The texts of the notes in the file, in order; the file must be whole."""
    session = read(place.file)
    assert isinstance(session, Session), session
    return [note.text for note in session.notes]


def test_notes_of_four_processes_at_once_are_all_there_once_and_in_order(
    tmp_path: Path, meeting: bytes, record_property: Record
) -> None:
    where = places(tmp_path, meeting)
    with ExitStack() as stack:
        stages = [stack.enter_context(Stage(seconds=600)) for _ in WRITERS]
        pids = [
            stage.prepare(f"series {writer} {EACH}", place)
            for stage, writer, place in zip(stages, WRITERS, where, strict=True)
        ]
        for stage in stages:
            stage.go()
        for stage, pid in zip(stages, pids, strict=True):
            assert stage.ended(pid) in (0, 1)
        told = [acknowledged(place) for place in where]
        settle(stages, where)
    record_property("cases", EACH * len(WRITERS))
    assert [len(names) for names in told] == [EACH] * len(WRITERS), [place.words()[-300:] for place in where]
    found = texts(where[0])
    for writer in WRITERS:
        assert [text for text in found if text.startswith(f"{writer}-")] == [f"{writer}-{n}" for n in range(EACH)]


class Storm:
    """Four writers, each killed at random and started again."""

    def __init__(self, stages: list[Stage], where: list[Place], rng: random.Random) -> None:
        self._stages, self._where, self._rng = stages, where, rng
        self._pids: list[int] = [0] * len(where)
        self.kills = 0
        self.told: list[str] = []

    def start(self, writer: int) -> None:
        """Begin a series without end."""
        self._pids[writer] = self._stages[writer].prepare(f"series w{writer}k{self.kills} 100000", self._where[writer])
        self._stages[writer].go()

    def kill(self, writer: int) -> None:
        """Kill the writer wherever it stands, and note what it was told."""
        os.kill(self._pids[writer], signal.SIGKILL)
        assert self._stages[writer].ended(self._pids[writer]) == -signal.SIGKILL, self._where[writer].words()[-300:]
        self.told += acknowledged(self._where[writer])
        self.kills += 1

    def rage(self, seconds: float) -> None:
        """Kill and start until the time is over; then kill all."""
        writers = range(len(self._where))
        for writer in writers:
            self.start(writer)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            time.sleep(self._rng.uniform(0.0, 0.2))
            writer = self._rng.choice(writers)
            self.kill(writer)
            self.start(writer)
        for writer in writers:
            self.kill(writer)


def test_a_storm_of_kills_over_four_writers_loses_and_doubles_nothing(
    tmp_path: Path, meeting: bytes, record_property: Record
) -> None:
    where = places(tmp_path, meeting)
    with ExitStack() as stack:
        stages = [stack.enter_context(Stage(seconds=30)) for _ in WRITERS]
        storm = Storm(stages, where, random.Random(20261124))
        storm.rage(STORM_SECONDS)
        settle(stages, where)
    counts = Counter(texts(where[0]))
    record_property("cases", storm.kills)
    record_property("notes", len(storm.told))
    assert len(storm.told) > 20
    assert [text for text in storm.told if counts[text] != 1] == []
    assert [text for text, count in counts.items() if count > 1 and text != NEXT] == []


class Stopped(Struct, frozen=True):
    """What a second process met while the first stood still, and what became of both."""

    call: Call
    code: int | None
    """Exit code of the second; None: it waited too long."""
    afterwards: int | None
    """Exit code of the first when it went on."""
    whole: bool
    """Whether all is in the file at the end: the act of the first, the note of the second and another one."""

    @property
    def is_right(self) -> bool:
        return self.code in (0, 1) and self.afterwards == 0 and self.whole


def stand_still(log: Path) -> None:
    """Wait until the process has stopped."""
    end = time.monotonic() + PATIENCE
    while "stopped by SIGSTOP" not in log.read_text("utf-8", "replace"):
        assert time.monotonic() < end, "the process did not stop"
        time.sleep(0.005)


def stopped_at(call: Call, stages: tuple[Stage, Stage], place: Place, after: Session | str) -> Stopped:
    """Stop an act at a call, write a note from another process, and let the act go on."""
    first, second = stages
    pid = first.prepare("edit", place)
    with Tracer(pid, place.root / "trace", Fault(call=call.name, nth=call.nth, what="STOP")):
        first.go()
        stand_still(place.root / "trace")
        other = second.prepare("next", place)
        second.go()
        code = second.ended(other, PATIENCE)
        os.kill(pid, signal.SIGCONT)
        afterwards = first.ended(pid)
    last = second.play("next", place)
    now = without_next({"": read(place.file)})[""]
    whole = last.code == 0 and now == after and texts(place).count(NEXT) == 2
    return Stopped(call=call, code=code, afterwards=afterwards, whole=whole)


def stops(calls: tuple[Call, ...]) -> Iterator[Call]:
    """The calls at which the act is stopped."""
    yield from from_the_file_on(calls)[::STOPS]


@pytest.mark.usefixtures("strace")
def test_a_process_stopped_in_the_middle_of_an_act_holds_up_no_other(
    tmp_path: Path, meeting: bytes, record_property: Record
) -> None:
    with Stage() as first, Stage() as second:
        place = Place(root=tmp_path / "calls").make(meeting)
        calls = first.play("edit", place, traced=True).calls
        after = read(place.file)
        at = list(stops(calls))
        record_property("cases", len(at))
        for number, call in enumerate(at):
            place = Place(root=tmp_path / f"{number}").make(meeting)
            met = stopped_at(call, (first, second), place, after)
            assert met.is_right, met
