"""A fault of the program in the thread that saves: whatever it was given is on the disk when it has ended."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from storage_builders import a_file, kept, texts

from kaikutui.storage.spool import Spool
from kaikutui.storage.store import SessionStore

FAILING = """
import sys
from pathlib import Path
from kaikutui.domain.operations import Act, AddNotes
from kaikutui.storage import saver as module
from kaikutui.storage.spool import Spool
from kaikutui.storage.store import SessionStore
from storage_builders import writing
{fault}
store = SessionStore(Path(sys.argv[1]))
store.load()
reports = []
saver = module.Saver(store, reports.append)
for number in range(20):
    saver.save(writing(str(number)))
saver.start()
saver.join()
saver.save(writing("late"))
print(saver.finish(), saver.lost, saver.kept and saver.kept.count, len(reports))
"""
"""Twenty acts are handed in, and one when the thread has ended already; what the saver says of itself is printed."""

IN_COMMIT = """
whole = SessionStore.commit
def commit(self, act):
    if act.id == "act-7":
        raise ZeroDivisionError
    return whole(self, act)
SessionStore.commit = commit
"""

WHILE_LOOKING = """
module.Saver._look = lambda self: 1 / 0
"""

AFTER_THE_WRITE = """
from kaikutui.storage.known_file import KnownFile
whole = KnownFile.prove
def prove(self):
    if self.lineage.generation == 8:
        raise ZeroDivisionError
    return whole(self)
KnownFile.prove = prove
"""

THE_ACT_ITSELF = """
whole = AddNotes.apply
def apply(self, session):
    if self.notes[0].text == "7":
        raise ZeroDivisionError
    return whole(self, session)
AddNotes.apply = apply
"""

ONE_IS_REFUSED_BY_THE_SPOOL = (
    IN_COMMIT
    + """
whole_put = Spool.put_aside
def put_aside(self, act, session):
    if act.id == "act-9":
        raise ZeroDivisionError
    return whole_put(self, act, session)
Spool.put_aside = put_aside
"""
)

ALL = [*map(str, range(20)), "late"]


def fail(file: Path, fault: str) -> str:
    """Let a saver fail in a process of its own; gives what it says of itself."""
    a_file(file)
    done = subprocess.run(
        [sys.executable, "-c", FAILING.format(fault=fault), str(file)],
        capture_output=True, text=True, check=False, timeout=60, cwd=Path(__file__).parent,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert "ZeroDivisionError" in done.stderr
    return done.stdout


@pytest.mark.parametrize("fault", [IN_COMMIT, WHILE_LOOKING, AFTER_THE_WRITE], ids=["commit", "looking", "written"])
def test_every_act_handed_in_comes_into_the_file_with_the_next_opening_once_and_in_order(
    file: Path, fault: str
) -> None:
    told = fail(file, fault)
    assert told.startswith("True 0 ")
    assert len(texts(file)) + len(kept(file)) >= len(ALL)
    store = SessionStore(file)
    store.load()
    store.catch_up()
    assert texts(file) == ALL
    assert kept(file) == []


def test_an_act_that_fails_whoever_takes_it_in_lies_aside_and_the_others_come_in(file: Path) -> None:
    told = fail(file, THE_ACT_ITSELF)
    assert told.startswith("False 1 ")
    assert [path.name.partition("-")[2] for path in Spool(file).folders()[0].glob("aside/*")] == ["act-7.json"]
    store = SessionStore(file)
    store.load()
    store.catch_up()
    assert texts(file) == [text for text in ALL if text != "7"]


def test_one_act_that_cannot_be_kept_takes_no_other_with_it(file: Path) -> None:
    told = fail(file, ONE_IS_REFUSED_BY_THE_SPOOL)
    assert told.startswith("False 1 ")
    SessionStore(file).catch_up()
    assert texts(file) == [text for text in ALL if text != "9"]
