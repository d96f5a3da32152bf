"""Copies to go back to: by the minute and the hour, for the owner alone, and gone when the meeting is closed."""

import errno
import stat
from collections import Counter
from pathlib import Path

import pytest
from builders import FakeClock, a_note, a_session
from storage_builders import PASSING, a_file, act, edit, refuse, texts, within, writing

from kaikutui.domain.operations import RemoveNotes
from kaikutui.storage.backups import KEPT, Backups
from kaikutui.storage.places import state_folder
from kaikutui.storage.shared_lock import SharedLock
from kaikutui.storage.store import SessionStore


def opened(file: Path, clock: FakeClock) -> SessionStore:
    store = SessionStore(file, clock)
    store.load()
    store.open()
    return store


def folder(file: Path) -> Path:
    return Backups(file, None).folder


def kinds(file: Path) -> Counter[str]:
    """How many copies there are of each kind."""
    return Counter(copy.name.partition("-")[0] for copy in folder(file).glob("*.toml"))


def test_a_copy_is_made_at_each_opening_and_one_a_minute_and_an_hour(file: Path) -> None:
    a_file(file, "nolla")
    clock = FakeClock()
    here = opened(file, clock)
    assert kinds(file) == {"open": 1}
    for number in range(8):
        here.commit(writing(f"{number}"))
        clock.advance(seconds=30)
    assert kinds(file) == {"open": 1, "minute": 4, "hour": 1}
    clock.advance(minutes=60)
    here.commit(writing("viimeinen"))
    assert kinds(file) == {"open": 1, "minute": 5, "hour": 2}
    opened(file, clock)
    assert kinds(file)["open"] == 2


def test_of_the_many_saves_of_a_minute_only_the_first_looks_for_copies(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_file(file)
    clock = FakeClock()
    here = opened(file, clock)
    here.commit(writing("yksi"))
    looked: list[str] = []
    copy = Backups._copy

    def looking(backups: Backups, data: bytes, name: str) -> bool:
        looked.append(name)
        return copy(backups, data, name)

    monkeypatch.setattr(Backups, "_copy", looking)
    here.commit(writing("kaksi"))
    assert looked == []
    clock.advance(seconds=61)
    here.commit(writing("kolme"))
    assert [name.partition("-")[0] for name in looked] == ["minute", "hour"]


def test_a_copy_that_was_refused_is_tried_again_with_the_next_save(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_file(file)
    here = opened(file, FakeClock())
    with monkeypatch.context() as patch:
        refuse(patch, "link", errno.ENOSPC, when=within(state_folder()))
        here.commit(writing("yksi"))
    assert kinds(file) == {"open": 1}
    here.commit(writing("kaksi"))
    assert kinds(file) == {"open": 1, "minute": 1, "hour": 1}


def test_of_each_kind_the_newest_ten_are_kept(file: Path) -> None:
    a_file(file)
    clock = FakeClock()
    for number in range(KEPT + 3):
        opened(file, clock).commit(writing(f"{number}"))
        clock.advance(minutes=61)
    assert kinds(file) == {"open": KEPT, "minute": KEPT, "hour": KEPT}
    newest = max(folder(file).glob("minute-*.toml"))
    assert newest.read_bytes() == file.read_bytes()


def test_a_copy_is_for_its_owner_alone_and_its_name_tells_nothing(file: Path) -> None:
    file.parent.chmod(0o755)
    a_file(file)
    file.chmod(0o664)
    opened(file, FakeClock())
    (copy,) = folder(file).glob("*.toml")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder(file).stat().st_mode) == 0o700
    assert file.stem not in str(copy.relative_to(state_folder()))


def test_when_the_meeting_is_closed_a_deleted_note_is_in_no_backup(file: Path) -> None:
    a_file(file, session=a_session(a_note("salaisuus", id="n1"), a_note("julkinen", id="n2")))
    here = opened(file, FakeClock())
    edit(file, "julkinen", "muutettu")
    here.accept()
    here.commit(act(RemoveNotes(ids=("n1",))))
    assert any(b"salaisuus" in copy.read_bytes() for copy in folder(file).glob("*.toml"))
    here.close()
    (copy,) = folder(file).glob("*.toml")
    assert copy.read_bytes() == file.read_bytes()
    assert b"salaisuus" not in copy.read_bytes()


def test_backups_stay_while_another_terminal_is_there_and_go_with_the_last(file: Path) -> None:
    a_file(file)
    clock = FakeClock()
    here, there = opened(file, clock), opened(file, clock)
    here.commit(writing("yksi"))
    there.look()
    here.close()
    assert kinds(file) == {"open": 1, "minute": 1, "hour": 1}
    there.close()
    assert kinds(file) == {"open": 1}


def test_backups_stay_while_something_waits_for_the_file(file: Path) -> None:
    a_file(file)
    here = opened(file, FakeClock())
    here.commit(writing("yksi"))
    here.keep(writing("kaksi"), PASSING)
    here.close()
    assert kinds(file)["minute"] == 1


def test_backups_stay_while_the_file_is_not_as_we_know_it(file: Path) -> None:
    a_file(file)
    here = opened(file, FakeClock())
    here.commit(writing("yksi"))
    edit(file, "yksi", "muutettu")
    here.close()
    assert kinds(file)["minute"] == 1


def test_what_was_not_ours_is_copied_once(file: Path) -> None:
    backups = Backups(file, None)
    assert [backups.foreign(b"vieras"), backups.foreign(b"vieras"), backups.foreign(b"toinen")] == [True] * 3
    assert sorted(copy.read_bytes() for copy in folder(file).glob("foreign-*")) == [b"toinen", b"vieras"]


@pytest.mark.parametrize("call", ["open", "write", "link", "mkdir"])
def test_a_backup_that_is_refused_fails_nothing_and_does_not_pass_for_one(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    a_file(file)
    if call == "write":
        refuse(monkeypatch, call, errno.ENOSPC, when=lambda descriptor, data: within(state_folder())(descriptor))
    else:
        refuse(monkeypatch, call, errno.ENOSPC, when=within(state_folder()))
    here = opened(file, FakeClock())
    here.commit(writing("yksi"))
    here.close()
    assert texts(file) == ["yksi"]
    assert not Backups(file, None).foreign(b"vieras")


def test_the_last_to_leave_finds_itself_alone(tmp_path: Path) -> None:
    one, two = SharedLock(tmp_path / "läsnä"), SharedLock(tmp_path / "läsnä")
    one.come()
    two.come()
    assert [one.leave(), two.leave(), two.leave()] == [False, True, False]
