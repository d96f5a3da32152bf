"""The saver between two acts: what it sees of other terminals and of other hands, and what it says of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import a_session, done
from saver_desk import Desk, a_desk
from storage_builders import put, writing

from kaikutui.storage.outside import Difference
from kaikutui.storage.reports import Asked, Kept, Renewed, Saved, Told, Troubled
from kaikutui.storage.store import SessionStore

ONE, TWO = writing("yksi"), writing("kaksi")


@pytest.fixture
def desk(file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    yield from a_desk(file, monkeypatch)


def test_what_another_terminal_wrote_is_told(desk: Desk) -> None:
    desk.saver.start()
    SessionStore(desk.path).commit(ONE)
    assert desk.next()[0] == Renewed(session=done(a_session(), ONE))


def test_own_acts_are_no_news(desk: Desk) -> None:
    desk.saver.start()
    desk.saver.save(ONE)
    desk.next()
    desk.nothing_more()


def test_a_spoiled_file_is_told_once_and_its_mending_too(desk: Desk) -> None:
    desk.saver.start()
    whole = desk.path.read_bytes()
    put(desk.path, b"format = 1\n[meeting")
    report, _ = desk.next()
    assert isinstance(report, Troubled)
    assert desk.path.name in report.error
    desk.nothing_more()
    put(desk.path, whole)
    assert desk.next()[0] == Renewed(session=a_session())


def test_acts_for_a_spoiled_file_are_kept_and_go_in_when_it_is_mended(desk: Desk) -> None:
    whole = desk.path.read_bytes()
    desk.saver.start()
    put(desk.path, b"format = 1\n[meeting")
    desk.saver.save(ONE)
    reports = {type(desk.next()[0]) for _ in range(2)}
    assert reports == {Kept, Troubled}
    put(desk.path, whole)
    assert desk.next() == (Saved(acts=(ONE.id,), session=done(a_session(), ONE)), ["yksi"])


def test_an_edited_file_is_asked_about_once_and_again_when_an_act_has_to_wait(desk: Desk) -> None:
    SessionStore(desk.path).commit(ONE)
    put(desk.path, desk.path.read_bytes().replace(b'text = "yksi"', b'text = "muutettu"'))
    desk.saver._store.load()
    desk.saver._store._file.session = done(a_session(), ONE)
    desk.saver.start()
    asked = Asked(difference=Difference(missing=0, changed=1, added=0))
    assert desk.next()[0] == asked
    desk.nothing_more()
    desk.saver.save(TWO)
    assert isinstance(desk.next()[0], Kept)
    assert desk.next()[0] == asked
    desk.nothing_more()


@pytest.mark.parametrize(("take", "expected"), [(True, ["kaksi"]), (False, ["yksi", "kaksi"])])
def test_the_answer_settles_what_the_file_reads_and_what_waited_goes_in(
    desk: Desk, take: bool, expected: list[str]
) -> None:
    older = desk.path.read_bytes()
    desk.saver.start()
    desk.saver.save(ONE)
    assert isinstance(desk.next()[0], Saved)
    put(desk.path, older)
    assert desk.next()[0] == Asked(difference=Difference(missing=1, changed=0, added=0))
    desk.saver.save(TWO)
    assert isinstance(desk.next()[0], Kept)
    assert isinstance(desk.next()[0], Asked)
    desk.saver.choose(take=take)
    saved, held = desk.next()
    assert isinstance(saved, Saved)
    assert held == expected


def test_a_file_that_vanished_is_written_anew_and_told(desk: Desk) -> None:
    desk.saver.start()
    desk.saver.save(ONE)
    desk.next()
    desk.path.unlink()
    told, held = desk.next()
    assert isinstance(told, Told)
    assert held == ["yksi"]
    assert isinstance(desk.next()[0], Renewed)


def test_a_renamed_file_is_told_and_acts_go_there(desk: Desk) -> None:
    desk.saver.start()
    desk.path = desk.path.rename(desk.path.with_name("uusi.toml"))
    told, _ = desk.next()
    assert isinstance(told, Told)
    assert "uusi.toml" in told.sentence
    assert isinstance(desk.next()[0], Renewed)
    assert desk.saver.path == desk.path
    desk.saver.save(ONE)
    assert desk.next()[1] == ["yksi"]
