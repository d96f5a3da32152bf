"""The thread between the screen and the disk: *saved*, *kept* and *refused* are said only when they are so."""

import errno
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from builders import a_session, done
from saver_desk import Desk, a_desk
from storage_builders import PASSING, act, kept, read, refuse, within, writing

from kaikutui.domain.floor_operations import AddMinutes
from kaikutui.domain.operations import Act, RemoveNotes, SetConfidential
from kaikutui.domain.session import Session, Source
from kaikutui.storage import keeping
from kaikutui.storage.backups import Backups
from kaikutui.storage.drafts import Draft, load_draft
from kaikutui.storage.lock import StoreBusyError
from kaikutui.storage.places import runtime_folder, state_folder
from kaikutui.storage.reports import Kept, Refused, Renewed, Saved, SetAside
from kaikutui.storage.spool import Spool
from kaikutui.storage.store import SessionStore

ONE, TWO = writing("yksi"), writing("kaksi")
GONE = act(SetConfidential(id="poissa", confidential=True))


@pytest.fixture
def desk(file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    yield from a_desk(file, monkeypatch)


def test_saved_is_said_when_the_act_is_in_the_file_and_in_order(desk: Desk) -> None:
    desk.saver.start()
    desk.saver.save(ONE)
    desk.saver.save(TWO)
    assert desk.next() == (Saved(acts=(ONE.id,), session=done(a_session(), ONE)), ["yksi"])
    report, held = desk.next()
    assert report == Saved(acts=(TWO.id,), session=done(a_session(), ONE, TWO))
    assert held == ["yksi", "kaksi"]


def test_a_refused_act_is_told_with_its_reason_and_the_next_one_is_saved(desk: Desk) -> None:
    desk.saver.start()
    desk.saver.save(GONE)
    desk.saver.save(ONE)
    refused, held = desk.next()
    assert isinstance(refused, Refused)
    assert (refused.act, held) == (GONE, [])
    assert "poistettu" in refused.error
    assert isinstance(desk.next()[0], Saved)
    assert kept(desk.path) == []


def test_an_act_that_cannot_be_written_is_kept_and_saved_by_itself_when_it_can(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.saver.start()
    with monkeypatch.context() as patch:
        refuse(patch, "open", errno.EROFS, when=within(desk.path.parent))
        desk.saver.save(ONE)
        report, held = desk.next()
        assert isinstance(report, Kept)
        assert (report.act, report.reason) == (ONE, "levy on kirjoitussuojattu")
        assert desk.path.name in report.error
        assert held == []
        assert kept(desk.path) == [ONE.id]
        assert desk.saver.kept is not None
        desk.nothing_more()
    assert desk.next() == (Saved(acts=(ONE.id,), session=done(a_session(), ONE)), ["yksi"])
    assert kept(desk.path) == []
    assert desk.saver.kept is None


def test_a_hundred_acts_on_a_full_disk_are_kept_and_saved_in_order_when_there_is_room(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts = [writing(f"{number}") for number in range(100)]
    desk.saver.start()
    with monkeypatch.context() as patch:
        refuse(patch, "write", errno.ENOSPC, when=lambda descriptor, data: within(desk.path.parent)(descriptor))
        for one in acts:
            desk.saver.save(one)
        reports = [desk.next()[0] for _ in acts]
        assert all(isinstance(report, Kept) for report in reports)
    saved, held = desk.next()
    assert isinstance(saved, Saved)
    assert set(saved.acts) == {one.id for one in acts}
    assert held == [f"{number}" for number in range(100)]


def test_while_the_file_is_busy_only_the_first_act_waits_for_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Act] = []

    def busy(store: SessionStore, operation: Act) -> Session:
        asked.append(operation)
        raise StoreBusyError(path=store.path)

    monkeypatch.setattr(keeping, "RETRY_SECONDS", 60)
    monkeypatch.setattr(keeping, "LOCK_SECONDS", 0)
    monkeypatch.setattr(SessionStore, "commit", busy)
    desk.saver.start()
    for number in range(5):
        desk.saver.save(writing(f"{number}"))
    assert all(isinstance(desk.next()[0], Kept) for _ in range(5))
    assert len(asked) == 1


def test_only_when_no_folder_takes_it_an_act_is_refused_with_both_reasons(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.saver.start()
    with monkeypatch.context() as patch:
        refuse(patch, "write", errno.ENOSPC)
        desk.saver.save(ONE)
        report, held = desk.next()
    assert isinstance(report, Refused)
    assert report.act == ONE
    assert "levy on täynnä" in report.error
    assert held == []
    assert state_folder() != runtime_folder()
    desk.saver.save(TWO)
    assert desk.next()[1] == ["kaksi"]


def test_what_an_earlier_terminal_kept_is_saved_at_the_start(desk: Desk) -> None:
    SessionStore(desk.path).keep(ONE, PASSING)
    desk.saver.start()
    assert desk.next() == (Saved(acts=(ONE.id,), session=done(a_session(), ONE)), ["yksi"])


def test_what_an_earlier_terminal_kept_is_told_while_it_cannot_be_saved(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    SessionStore(desk.path).keep(ONE, PASSING)
    refuse(monkeypatch, "open", errno.EROFS, when=within(desk.path.parent))
    desk.saver.start()
    report, _ = desk.next()
    assert isinstance(report, Kept)
    assert report.act == ONE


def test_a_kept_act_that_another_terminal_took_in_is_saved_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    minutes = act(AddMinutes(item=3, minutes=5), "minuutit")
    monkeypatch.setattr(keeping, "RETRY_SECONDS", 60)
    monkeypatch.setattr(keeping, "LOCK_SECONDS", 0)
    desk.saver.start()
    with monkeypatch.context() as patch:
        patch.setattr(SessionStore, "commit", lambda store, operation: (_ for _ in ()).throw(StoreBusyError(path="x")))
        desk.saver.save(minutes)
        assert isinstance(desk.next()[0], Kept)
    SessionStore(desk.path).commit(ONE)
    report, _ = desk.next()
    assert report == Saved(acts=("minuutit",), session=read(desk.path).session)
    assert read(desk.path).session.item(3).added == 5


def test_what_another_terminal_wrote_is_told_while_something_stays_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(store: SessionStore, *operations: Act) -> Session:
        raise StoreBusyError(path=store.path)

    commit = SessionStore.commit
    monkeypatch.setattr(keeping, "RETRY_SECONDS", 60)
    monkeypatch.setattr(keeping, "LOCK_SECONDS", 0)
    with monkeypatch.context() as patch:
        patch.setattr(SessionStore, "commit", busy)
        patch.setattr(SessionStore, "catch_up", busy)
        desk.saver.start()
        desk.saver.save(ONE)
        assert isinstance(desk.next()[0], Kept)
        patch.setattr(Spool, "waiting", lambda spool: ())
        commit(SessionStore(desk.path), TWO)
        assert desk.next()[0] == Renewed(session=done(a_session(), TWO))


def test_a_kept_act_that_no_longer_fits_is_told_and_the_rest_is_saved(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    SessionStore(desk.path).commit(ONE)
    mark = act(SetConfidential(id="yksi", confidential=True), "merkintä")
    SessionStore(desk.path).keep(TWO, PASSING)
    SessionStore(desk.path).keep(act(RemoveNotes(ids=("yksi",)), "poisto"), PASSING)
    store = SessionStore(desk.path)
    monkeypatch.setattr(store._file, "session", None)
    store.keep(mark, PASSING)
    desk.saver.start()
    aside, _ = desk.next()
    assert isinstance(aside, SetAside)
    assert aside.act == mark
    saved, held = desk.next()
    assert isinstance(saved, Saved)
    assert held == ["kaksi"]


def test_finishing_saves_all_that_is_on_its_way(desk: Desk) -> None:
    for number in range(20):
        desk.saver.save(writing(f"{number}"))
    desk.saver.start()
    assert desk.saver.finish()
    assert desk.texts() == [f"{number}" for number in range(20)]
    assert not desk.saver.is_alive()


def test_finishing_tries_what_is_kept_once_more(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    reached = Event()

    def busy(store: SessionStore, operation: Act) -> Session:
        reached.set()
        raise StoreBusyError(path=store.path)

    monkeypatch.setattr(keeping, "RETRY_SECONDS", 60)
    monkeypatch.setattr(keeping, "LOCK_SECONDS", 0)
    monkeypatch.setattr(SessionStore, "commit", busy)
    desk.saver.start()
    desk.saver.save(ONE)
    assert reached.wait(10)
    assert isinstance(desk.next()[0], Kept)
    assert desk.saver.finish()
    assert desk.texts() == ["yksi"]
    assert desk.saver.kept is None


def test_leaving_with_all_saved_leaves_one_backup_at_most(desk: Desk) -> None:
    desk.saver.start()
    desk.saver.save(ONE)
    desk.next()
    assert desk.saver.finish()
    assert len(list(Backups(desk.path, None).folder.glob("*.toml"))) <= 1


def test_a_half_typed_line_is_kept(desk: Desk) -> None:
    draft = Draft(text="asiakkaat kysy", item=2, source=Source.VENUE)
    desk.saver.start()
    desk.saver.keep(draft)
    assert desk.saver.finish()
    assert load_draft(desk.path) == draft
    assert desk.saver.path == desk.path


def test_a_saver_that_was_never_started_saves_what_it_was_given(desk: Desk) -> None:
    desk.saver.save(ONE)
    assert desk.saver.finish()
    assert desk.texts() == ["yksi"]
