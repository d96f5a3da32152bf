"""The saver while another terminal holds the file, and in a burst of keys: what goes to the disk, and when."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from saver_desk import Desk, a_desk, until
from storage_builders import kept, writing

from kaikutui.domain.session import Session, Source
from kaikutui.storage import drafts, keeping, lock
from kaikutui.storage import half_typed as module
from kaikutui.storage.drafts import Draft, load_draft
from kaikutui.storage.reports import Kept, Saved
from kaikutui.storage.store import SessionStore

ONE, TWO = writing("yksi"), writing("kaksi")
EMPTY = Draft(text="", item=2, source=Source.VENUE)


@pytest.fixture
def desk(file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    yield from a_desk(file, monkeypatch)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The drafts that are written to the disk and the acts that go into the file, in their order."""
    done: list[str] = []
    write, commit = drafts._write, SessionStore.commit

    def noting_write(path: Path, draft: Draft) -> None:
        done.append(draft.text)
        write(path, draft)

    def noting_commit(store: SessionStore, act: object) -> Session:
        done.append(getattr(act, "id", ""))
        return commit(store, act)  # type: ignore[arg-type]

    monkeypatch.setattr(drafts, "_write", noting_write)
    monkeypatch.setattr(SessionStore, "commit", noting_commit)
    return done


HOLDING = """
import sys
from pathlib import Path
from kaikutui.storage.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def held_elsewhere(path: Path) -> Iterator[None]:
    """Another process holds the file."""
    program = [sys.executable, "-c", HOLDING, str(path)]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield
        process.kill()


def a_draft(text: str) -> Draft:
    return Draft(text=text, item=2, source=Source.VENUE)


def test_of_a_burst_of_200_keys_two_half_typed_lines_are_written(
    desk: Desk, written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "DRAFT_SECONDS", 60)
    for count in range(1, 201):
        desk.saver.keep(a_draft("x" * count))
    desk.saver.start()
    until(lambda: desk.saver._jobs.empty())
    assert desk.saver.finish()
    assert len(written) <= 2
    assert written[-1] == "x" * 200
    assert load_draft(desk.path) == a_draft("x" * 200)


def test_the_last_half_typed_line_is_written_though_no_key_follows(desk: Desk) -> None:
    desk.saver.start()
    desk.saver.keep(a_draft("k"))
    until(lambda: load_draft(desk.path) == a_draft("k"))
    desk.saver.keep(a_draft("kesken"))
    until(lambda: load_draft(desk.path) == a_draft("kesken"))


def test_a_half_typed_line_neither_overtakes_an_act_nor_waits_for_all_of_them(
    desk: Desk, written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "DRAFT_SECONDS", 60)
    for text in ("yksi", "kaksi", "kolme"):
        desk.saver.keep(a_draft(text))
        desk.saver.save(writing(text))
        desk.saver.keep(a_draft(f"{text} on kirjattu"))
    desk.saver.start()
    assert desk.saver.finish()
    acts = ["act-yksi", "act-kaksi", "act-kolme"]
    assert [one for one in written if one in acts] == acts
    for text in ("yksi", "kaksi", "kolme"):
        assert written.index(f"act-{text}") < written.index(f"{text} on kirjattu")
    assert written.index("yksi on kirjattu") < written.index("act-kolme")


def test_an_emptied_line_is_forgotten_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "DRAFT_SECONDS", 60)
    desk.saver.start()
    desk.saver.keep(a_draft("yksi"))
    until(lambda: load_draft(desk.path) is not None)
    desk.saver.save(ONE)
    desk.saver.keep(EMPTY)
    until(lambda: load_draft(desk.path) is None)
    assert desk.texts() == ["yksi"]


def test_while_another_holds_the_file_acts_and_the_half_typed_line_are_on_the_disk(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in (lock, keeping):
        monkeypatch.setattr(one, "LOCK_SECONDS", 60)
    desk.saver.start()
    with held_elsewhere(desk.path):
        desk.saver.save(ONE)
        desk.saver.keep(a_draft("kesken"))
        until(lambda: load_draft(desk.path) == a_draft("kesken"))
        assert kept(desk.path) == [ONE.id]
        desk.saver.save(TWO)
        desk.saver.keep(a_draft("kesken yhä"))
        until(lambda: load_draft(desk.path) == a_draft("kesken yhä"))
        assert kept(desk.path) == [ONE.id, TWO.id]
        # It is no trouble yet: whoever holds the file lets go of it in a moment, as a rule.
        desk.nothing_more()
    report, held = desk.next()
    assert isinstance(report, Saved)
    assert report.acts == (ONE.id, TWO.id)
    assert held == ["yksi", "kaksi"]


def test_a_file_held_for_long_is_told_as_the_reason_once_for_each_act(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "LOCK_SECONDS", 0.3)
    desk.saver.start()
    with held_elsewhere(desk.path):
        desk.saver.save(ONE)
        desk.saver.save(TWO)
        reports = [desk.next()[0] for _ in range(2)]
        assert [report.act for report in reports if isinstance(report, Kept)] == [ONE, TWO]
        desk.nothing_more()
    assert isinstance(desk.next()[0], Saved)
