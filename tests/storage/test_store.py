"""The one door to a meeting's file, for any number of terminals at once."""

import multiprocessing
import os
import time
from pathlib import Path
from threading import Thread

import pytest
from builders import a_note, a_session, done
from msgspec.structs import replace

from kaikutui.domain.errors import KaikuError
from kaikutui.domain.operations import AddNotes, EditNote, NoteChangedError, RemoveNotes
from kaikutui.storage import lock
from kaikutui.storage.atomic import FileExistsAlreadyError, NotWritableError
from kaikutui.storage.lock import StoreBusyError, locked
from kaikutui.storage.outside import EditedOutsideError, VanishedError
from kaikutui.storage.schema import FileMissingError
from kaikutui.storage.session_file import SealState, decode, encode
from kaikutui.storage.store import SessionStore
from kaikutui.storage.temporary import helper_name
from kaikutui.storage.written import NotProvenError

ONE, TWO = AddNotes(notes=(a_note("yksi"),)), AddNotes(notes=(a_note("kaksi"),))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "kokous.toml"
    SessionStore(file).create(a_session())
    return file


def texts(path: Path) -> list[str]:
    return [note.text for note in decode(path.read_bytes(), path).session.notes]


def edit(path: Path, old: str, new: str) -> bytes:
    """Somebody edits the file by hand; gives its bytes."""
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8")
    return path.read_bytes()


def test_a_created_file_is_what_was_given(path: Path) -> None:
    loaded = SessionStore(path).load()
    assert (loaded.session, loaded.seal) == (a_session(), SealState.WHOLE)
    assert path.read_bytes() == encode(a_session(), loaded.lineage)


def test_creating_never_overwrites(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(FileExistsAlreadyError):
        SessionStore(path).create(a_session(a_note()))
    assert path.read_bytes() == before


def test_acts_of_two_terminals_both_land(path: Path) -> None:
    here, there = SessionStore(path), SessionStore(path)
    here.load()
    there.load()
    here.commit(ONE)
    assert there.commit(TWO) == done(a_session(), ONE, TWO)
    assert texts(path) == ["yksi", "kaksi"]
    assert here.commit(RemoveNotes(ids=("yksi",))) == done(a_session(), TWO)


def test_acts_of_many_threads_all_land(path: Path) -> None:
    def work(number: int) -> None:
        for step in range(5):
            SessionStore(path).commit(AddNotes(notes=(a_note(f"{number}/{step}"),)))

    threads = [Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(texts(path)) == [f"{number}/{step}" for number in range(4) for step in range(5)]


def test_two_wordings_of_one_note_never_overwrite_each_other(path: Path) -> None:
    note = a_note("yksi")
    here, there = SessionStore(path), SessionStore(path)
    here.commit(ONE)
    there.commit(EditNote(before=note, after=replace(note, text="toinen")))
    before = path.read_bytes()
    with pytest.raises(NoteChangedError):
        here.commit(EditNote(before=note, after=replace(note, text="kolmas")))
    assert path.read_bytes() == before


def test_an_act_that_changes_nothing_writes_nothing(path: Path) -> None:
    here = SessionStore(path)
    here.commit(ONE)
    written = path.stat()
    here.commit(ONE)
    assert path.stat().st_ino == written.st_ino


def test_a_file_edited_by_hand_is_not_written_over_until_somebody_says_so(path: Path) -> None:
    here = SessionStore(path)
    here.commit(ONE)
    edited = edit(path, "yksi", "muutettu")
    with pytest.raises(EditedOutsideError, match=path.name):
        here.commit(TWO)
    assert path.read_bytes() == edited
    assert here.load().seal is SealState.EDITED
    accepted = here.accept()
    assert [note.text for note in accepted.notes] == ["muutettu"]
    assert SessionStore(path).load().seal is SealState.WHOLE
    here.commit(TWO)
    assert texts(path) == ["muutettu", "kaksi"]


def test_a_comment_added_by_hand_is_no_obstacle(path: Path) -> None:
    here = SessionStore(path)
    here.load()
    edit(path, "[meeting]", "# huomautus\n[meeting]")
    here.commit(ONE)
    assert texts(path) == ["yksi"]


def test_a_file_that_was_spoiled_is_refused_and_left_as_it_is(path: Path) -> None:
    here = SessionStore(path)
    here.load()
    spoiled = edit(path, "[meeting]", "[meeting")
    for act in (lambda: here.commit(ONE), here.load, here.accept):
        with pytest.raises(KaikuError, match=path.name):
            act()
    assert path.read_bytes() == spoiled


def test_a_missing_file_is_no_empty_meeting(path: Path) -> None:
    path.unlink()
    here = SessionStore(path)
    for _ in range(3):
        with pytest.raises(VanishedError, match=path.name):
            here.commit(ONE)
    assert not path.exists()
    with pytest.raises(FileMissingError):
        here.load()


def hold(path: Path, held: "multiprocessing.synchronize.Event", let_go: "multiprocessing.synchronize.Event") -> None:
    """Another process that holds the file until told to let go."""
    with locked(path):
        held.set()
        let_go.wait(20)


def test_a_file_held_by_another_process_is_busy_and_then_free(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "LOCK_SECONDS", 0.2)
    context = multiprocessing.get_context("spawn")
    held, let_go = context.Event(), context.Event()
    other = context.Process(target=hold, args=(path, held, let_go))
    other.start()
    try:
        assert held.wait(20)
        began = time.monotonic()
        with pytest.raises(StoreBusyError, match=path.name):
            SessionStore(path).commit(ONE)
        assert time.monotonic() - began < 3
    finally:
        let_go.set()
        other.join(20)
    SessionStore(path).commit(ONE)
    assert texts(path) == ["yksi"]


def test_a_lock_left_by_a_dead_process_holds_nobody_up(path: Path) -> None:
    helper_name(path, "lock").touch()
    SessionStore(path).commit(ONE)
    assert texts(path) == ["yksi"]


def test_a_refused_write_leaves_the_file_and_the_next_act_lands(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, before = SessionStore(path), path.read_bytes()

    def refuse(descriptor: int, data: bytes) -> int:
        raise OSError(28, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", refuse)
        with pytest.raises(NotWritableError, match="täynnä"):
            here.commit(ONE)
    assert path.read_bytes() == before
    here.commit(TWO)
    assert texts(path) == ["kaksi"]


def test_what_does_not_read_back_the_same_is_not_written(path: Path) -> None:
    before = path.read_bytes()
    unclean = AddNotes(notes=(a_note("a\u0308a\u0308ni"),))
    with pytest.raises(NotProvenError):
        SessionStore(path).commit(unclean)
    assert path.read_bytes() == before


def test_a_link_to_the_file_is_the_same_meeting(path: Path) -> None:
    link = path.parent / "linkki.toml"
    link.symlink_to(path)
    SessionStore(link).commit(ONE)
    SessionStore(path).commit(TWO)
    assert link.is_symlink()
    assert texts(path) == ["yksi", "kaksi"]


def test_a_foreign_change_is_seen_and_an_own_one_is_not(path: Path) -> None:
    here, there = SessionStore(path), SessionStore(path)
    here.load()
    assert here.foreign_stamp() == ""
    here.commit(ONE)
    assert here.foreign_stamp() == ""
    there.commit(TWO)
    assert here.foreign_stamp()
    here.load()
    assert here.foreign_stamp() == ""
    path.unlink()
    assert here.foreign_stamp() == "gone"
