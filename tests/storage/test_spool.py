"""What cannot be written to its file waits elsewhere, and comes in once, in its order."""

import errno
import os
import stat
from pathlib import Path

import pytest
from builders import a_session
from storage_builders import PASSING, a_file, act, is_folder, kept, of, read, refuse, texts, within, writing

from kaikutui.domain.floor_operations import AddMinutes
from kaikutui.domain.operations import NoteGoneError, SetConfidential
from kaikutui.storage.atomic import NotWritableError
from kaikutui.storage.known_file import KnownFile
from kaikutui.storage.places import runtime_folder, session_tag, state_folder
from kaikutui.storage.seal import ACTS
from kaikutui.storage.session_file import encode
from kaikutui.storage.spool import NotKeptError, Spool
from kaikutui.storage.store import SessionStore, SetAsideError

MINUTES = act(AddMinutes(item=3, minutes=5), "minuutit")


def test_a_kept_act_is_for_its_owner_alone_and_its_name_tells_nothing(file: Path) -> None:
    a_file(file).keep(writing("salaisuus"), PASSING)
    (one,) = Spool(file).waiting()
    assert stat.S_IMODE(one.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(one.file.parent.stat().st_mode) == 0o700
    assert one.file.parent == state_folder() / "spool" / session_tag(file)
    assert file.stem not in str(one.file.relative_to(state_folder()))


def test_a_kept_act_is_on_the_disk_with_its_folders(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: set[Path] = set()
    fsync = os.fsync

    def recorded(descriptor: int) -> None:
        synced.add(of(descriptor))
        fsync(descriptor)

    here = a_file(file)
    monkeypatch.setattr(os, "fsync", recorded)
    here.keep(writing("yksi"), PASSING)
    (one,) = Spool(file).waiting()
    assert {one.file.parent, one.file.parent.parent, state_folder(), state_folder().parent} <= synced
    assert any(path.parent == one.file.parent for path in synced)


def test_the_next_write_of_any_terminal_takes_in_what_waits_in_order_and_first(file: Path) -> None:
    here = a_file(file, "nolla")
    for text in ("yksi", "kaksi", "kolme"):
        here.keep(writing(text), PASSING)
    assert texts(file) == ["nolla"]
    SessionStore(file).commit(writing("neljä"))
    assert texts(file) == ["nolla", "yksi", "kaksi", "kolme", "neljä"]
    assert kept(file) == []


def test_what_waits_comes_in_without_a_new_act_too(file: Path) -> None:
    a_file(file).keep(writing("yksi"), PASSING)
    assert [note.text for note in SessionStore(file).catch_up().notes] == ["yksi"]
    assert texts(file) == ["yksi"]


def test_an_act_kept_twice_waits_once(file: Path) -> None:
    here = a_file(file)
    here.keep(MINUTES, PASSING)
    here.keep(MINUTES, PASSING)
    assert kept(file) == ["minuutit"]


def test_an_act_that_was_not_removed_from_the_spool_comes_in_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As after a kill between the write of the file and the removal."""
    here = a_file(file)
    here.keep(MINUTES, PASSING)
    with monkeypatch.context() as patch:
        patch.setattr(Spool, "remove", lambda spool, acts: None)
        here.catch_up()
    assert kept(file) == ["minuutit"]
    SessionStore(file).commit(writing("yksi"))
    assert read(file).session.item(3).added == 5
    assert kept(file) == []


def test_an_act_that_comes_twice_is_taken_once(file: Path) -> None:
    here = a_file(file)
    here.commit(MINUTES)
    SessionStore(file).commit(MINUTES)
    assert read(file).session.item(3).added == 5


def test_the_file_knows_its_newest_acts_and_all_that_came_in_at_once(file: Path) -> None:
    here = a_file(file, *(f"{number}" for number in range(ACTS + 8)))
    assert read(file).lineage.acts == tuple(f"act-{number}" for number in range(8, ACTS + 8))
    for number in range(ACTS + 8):
        here.keep(act(AddMinutes(item=1, minutes=1), f"min-{number}"), PASSING)
    here.catch_up()
    assert len(read(file).lineage.acts) == ACTS + 8


def test_an_act_that_does_not_fit_is_refused_and_waits_nowhere(file: Path) -> None:
    here = a_file(file)
    with pytest.raises(NoteGoneError):
        here.keep(act(SetConfidential(id="poissa", confidential=True)), PASSING)
    assert kept(file) == []


def test_an_act_fits_when_what_it_is_about_waits_before_it(file: Path) -> None:
    here = a_file(file)
    here.keep(writing("yksi"), PASSING)
    here.keep(act(SetConfidential(id="yksi", confidential=True)), PASSING)
    assert [note.confidential for note in here.catch_up().notes] == [True]


def test_what_no_longer_fits_is_set_aside_and_told_once_and_the_rest_comes_in(file: Path) -> None:
    here = a_file(file, "yksi")
    here.keep(act(SetConfidential(id="yksi", confidential=True), "merkintä"), PASSING)
    here.keep(writing("kaksi"), PASSING)
    file.write_bytes(encode(a_session(), read(file).lineage.after(["poisto"])))
    other = SessionStore(file)
    other.catch_up()
    (news,) = other.news()
    assert isinstance(news, SetAsideError)
    assert news.act.id == "merkintä"
    folder = Spool(file).folders()[0] / "aside"
    assert str(folder) in str(news)
    assert [path.name.partition("-")[2] for path in folder.iterdir()] == ["merkintä.json"]
    assert other.news() == ()
    assert texts(file) == ["kaksi"]
    assert kept(file) == []


def test_what_is_no_act_is_set_aside_and_the_rest_comes_in(file: Path) -> None:
    here = a_file(file)
    here.keep(writing("yksi"), PASSING)
    folder = Spool(file).folders()[0]
    (folder / "00000000-rikki.json").write_bytes(b"{")
    here.commit(writing("kaksi"))
    assert texts(file) == ["yksi", "kaksi"]
    assert (folder / "aside" / "00000000-rikki.json").exists()


def test_when_the_first_folder_refuses_the_second_takes_the_act_and_order_holds(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = a_file(file)
    runtime = runtime_folder()
    assert runtime is not None
    here.keep(writing("yksi"), PASSING)
    with monkeypatch.context() as patch:
        refuse(patch, "open", errno.ENOSPC, when=within(state_folder()))
        here.keep(writing("kaksi"), PASSING)
    here.keep(writing("kolme"), PASSING)
    assert [one.file.is_relative_to(runtime) for one in Spool(file).waiting()] == [False, True, False]
    assert [note.text for note in here.catch_up().notes] == ["yksi", "kaksi", "kolme"]


@pytest.mark.parametrize("call", ["open", "write", "fsync"])
def test_when_no_folder_takes_it_the_act_is_nowhere_and_that_is_said(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    here = a_file(file)
    with monkeypatch.context() as patch:
        refuse(patch, call, errno.ENOSPC)
        with pytest.raises(NotKeptError, match="levy on täynnä"):
            here.keep(writing("yksi"), NotWritableError(path=file, reason="syy"))
    assert kept(file) == []
    here.catch_up()
    assert texts(file) == []


def test_what_the_disk_would_not_vouch_for_does_not_come_up_later(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused means refused: the words are back in the bar and would be there twice."""
    here = a_file(file)
    here.keep(writing("yksi"), PASSING)
    with monkeypatch.context() as patch:
        refuse(patch, "fsync", errno.EIO, when=is_folder)
        with pytest.raises(NotKeptError):
            here.keep(writing("kaksi"), PASSING)
    assert kept(file) == ["act-yksi"]


def test_an_act_in_the_file_is_not_nowhere_when_no_folder_takes_it(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = a_file(file, "yksi")
    refuse(monkeypatch, "open", errno.ENOSPC)
    here.keep(writing("yksi"), PASSING)


def test_a_meeting_renamed_while_nobody_had_it_open_finds_what_waits(file: Path) -> None:
    a_file(file).keep(writing("yksi"), PASSING)
    renamed = file.rename(file.with_name("uusi.toml"))
    here = SessionStore(renamed)
    here.load()
    here.open()
    assert kept(file) == []
    assert [note.text for note in here.catch_up().notes] == ["yksi"]


def test_a_copy_of_a_meeting_does_not_take_what_waits_for_the_other(file: Path) -> None:
    a_file(file).keep(writing("yksi"), PASSING)
    copy = file.with_name("kopio.toml")
    copy.write_bytes(file.read_bytes())
    here = SessionStore(copy)
    here.load()
    here.open()
    here.catch_up()
    assert texts(copy) == []
    assert kept(file) == ["act-yksi"]


def test_nothing_is_written_when_nothing_waits(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = a_file(file, "yksi")
    monkeypatch.setattr(KnownFile, "write", None)
    here.catch_up()
