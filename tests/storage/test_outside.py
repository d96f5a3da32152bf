"""Other hands: whatever they do to the file while it is open, no acknowledged note goes without a question."""

import os
from pathlib import Path

import pytest
from storage_builders import PASSING, a_file, act, edit, kept, read, texts, writing

from kaikutui.domain.operations import RemoveNotes
from kaikutui.storage.backups import Backups
from kaikutui.storage.outside import (
    Difference,
    EditedOutsideError,
    HardLinkedError,
    MovedError,
    NoCopyError,
    ReadOnlyError,
    RestoredError,
    VanishedError,
)
from kaikutui.storage.schema import FormatNewerError, NotTomlError
from kaikutui.storage.seal import ACTS
from kaikutui.storage.session_file import SealState, encode
from kaikutui.storage.spool import Spool
from kaikutui.storage.store import SessionStore


def copies(path: Path) -> list[bytes]:
    """The copies that were made of what was not ours."""
    return [copy.read_bytes() for copy in Backups(path, None).folder.glob("foreign-*.toml")]


def test_an_older_copy_put_over_the_file_is_not_written_over(file: Path) -> None:
    here = a_file(file, "yksi")
    older = file.read_bytes()
    here.commit(writing("kaksi"))
    file.write_bytes(older)
    assert SessionStore(file).load().seal is SealState.WHOLE
    for _ in range(2):
        with pytest.raises(EditedOutsideError):
            here.commit(writing("kolme"))
    assert file.read_bytes() == older
    assert here.difference() == Difference(missing=1, changed=0, added=0)


def test_ours_is_put_back_when_told_to_and_the_other_version_is_copied_first(file: Path) -> None:
    here = a_file(file, "yksi")
    older = file.read_bytes()
    here.commit(writing("kaksi"))
    here.keep(writing("kolme"), PASSING)
    file.write_bytes(older)
    assert [note.text for note in here.put_back().notes] == ["yksi", "kaksi"]
    assert read(file).lineage.generation == 3
    assert older in copies(file)
    here.catch_up()
    assert texts(file) == ["yksi", "kaksi", "kolme"]


def test_the_other_version_is_taken_when_told_to_and_ours_is_copied_first(file: Path) -> None:
    here = a_file(file, "yksi")
    older = file.read_bytes()
    here.commit(writing("kaksi"))
    ours = file.read_bytes()
    here.keep(writing("kolme"), PASSING)
    file.write_bytes(older)
    assert [note.text for note in here.accept().notes] == ["yksi"]
    assert {older, ours} <= set(copies(file))
    here.catch_up()
    assert texts(file) == ["yksi", "kolme"]


def test_what_was_decided_is_no_question_for_another_terminal(file: Path) -> None:
    here = a_file(file, "yksi")
    older = file.read_bytes()
    here.commit(writing("kaksi"))
    there = SessionStore(file)
    there.load()
    file.write_bytes(older)
    here.accept()
    assert [note.text for note in there.look().notes] == ["yksi"]


def test_another_meeting_put_in_the_place_of_ours_is_seen(file: Path, tmp_path: Path) -> None:
    here = a_file(file, "yksi")
    other = tmp_path / "toinen.toml"
    a_file(other, "a", "b", "c")
    file.write_bytes(other.read_bytes())
    with pytest.raises(EditedOutsideError):
        here.commit(writing("kaksi"))


def test_a_file_that_went_another_way_from_the_same_point_is_seen(file: Path) -> None:
    here = a_file(file, "yksi")
    fork = encode(act(RemoveNotes(ids=("yksi",))).apply(read(file).session), read(file).lineage)
    file.write_bytes(fork)
    with pytest.raises(EditedOutsideError):
        here.commit(writing("kaksi"))


def test_an_older_copy_that_another_terminal_went_on_from_is_seen_however_far_it_has_come(file: Path) -> None:
    here = a_file(file, "yksi")
    older = file.read_bytes()
    there = SessionStore(file)
    there.load()
    here.commit(writing("kaksi"))
    file.write_bytes(older)
    for text in ("a", "b", "c"):
        there.commit(writing(text))
    with pytest.raises(EditedOutsideError):
        here.look()
    assert here.difference() == Difference(missing=1, changed=0, added=3)
    # It was asked here, and what was answered is no question there.
    here.put_back()
    assert [note.text for note in there.look().notes] == ["yksi", "kaksi"]


def test_an_older_copy_put_over_the_file_in_the_moment_of_the_write_is_seen(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = a_file(file, "yksi")
    older = file.read_bytes()
    replace = Path.replace

    def replace_and_be_replaced(temporary: Path, target: Path) -> None:
        replace(temporary, target)
        file.write_bytes(older)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace_and_be_replaced)
        here.commit(writing("kaksi"))
    assert here.foreign_stamp()
    with pytest.raises(EditedOutsideError):
        here.look()


def test_a_file_taken_away_in_the_moment_of_the_write_is_missed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = a_file(file, "yksi")
    replace = Path.replace

    def replace_and_be_gone(temporary: Path, target: Path) -> None:
        replace(temporary, target)
        file.unlink()

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace_and_be_gone)
        here.commit(writing("kaksi"))
    assert here.foreign_stamp() == "gone"


def test_a_terminal_that_slept_while_many_acts_were_done_follows_without_a_question(file: Path) -> None:
    sleeping = a_file(file, "yksi", "kaksi")
    awake = SessionStore(file)
    awake.load()
    for number in range(ACTS + 5):
        awake.commit(writing(str(number)))
    assert len(sleeping.look().notes) == ACTS + 7


def test_an_act_that_stands_in_the_file_we_give_up_and_in_the_spool_still_comes_in(file: Path) -> None:
    here = a_file(file, "yksi")
    older = file.read_bytes()
    here.commit(writing("kaksi"))
    Spool(file).keep(writing("kaksi"), "")
    file.write_bytes(older)
    assert [note.text for note in here.accept().notes] == ["yksi"]
    here.catch_up()
    assert texts(file) == ["yksi", "kaksi"]


def test_nothing_is_written_over_without_a_copy(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = a_file(file, "yksi")
    edited = edit(file, "yksi", "muutettu")
    monkeypatch.setattr(Backups, "foreign", lambda backups, data: False)
    for decide in (here.accept, here.put_back):
        with pytest.raises(NoCopyError, match=file.name):
            decide()
    assert file.read_bytes() == edited


def test_a_spoiled_file_is_copied_and_named_with_its_place_and_when_mended_what_waits_goes_in(file: Path) -> None:
    here = a_file(file, "yksi")
    whole = file.read_bytes()
    spoiled = edit(file, "[meeting]", "[meeting")
    with pytest.raises(NotTomlError, match=rf"{file.name}, rivi 3, merkki \d+") as caught:
        here.commit(writing("kaksi"))
    assert "rivi 3" in caught.value.brief
    here.keep(writing("kaksi"), caught.value)
    assert spoiled in copies(file)
    file.write_bytes(whole)
    here.catch_up()
    assert texts(file) == ["yksi", "kaksi"]


def gone_twice(store: SessionStore) -> None:
    """The file is looked for and not found: once it may be an editor at work."""
    with pytest.raises(VanishedError):
        store.find_again()
    store.find_again()


def test_a_file_that_vanished_is_written_anew_whole(file: Path) -> None:
    here = a_file(file, "yksi", "kaksi")
    file.unlink()
    with pytest.raises(VanishedError):
        here.commit(writing("kolme"))
    assert not file.exists()
    here.commit(writing("kolme"))
    assert texts(file) == ["yksi", "kaksi", "kolme"]
    (news,) = here.news()
    assert isinstance(news, RestoredError)
    assert str(file) in str(news)


def test_a_file_that_an_editor_took_away_for_a_moment_is_not_written_anew(file: Path) -> None:
    here = a_file(file, "yksi")
    data = file.read_bytes()
    for _ in range(2):
        file.unlink()
        with pytest.raises(VanishedError):
            here.look()
        file.write_bytes(data)
        here.look()
    assert here.news() == ()


def test_a_renamed_file_is_followed_and_what_waits_with_it(file: Path) -> None:
    here = a_file(file, "yksi")
    here.keep(writing("kaksi"), PASSING)
    renamed = file.rename(file.with_name("uusi nimi.toml"))
    gone_twice(here)
    assert here.path == renamed
    here.commit(writing("kolme"))
    assert not file.exists()
    assert texts(renamed) == ["yksi", "kaksi", "kolme"]
    (news,) = here.news()
    assert isinstance(news, MovedError)
    assert renamed.name in str(news)


def test_an_older_copy_in_the_folder_is_not_the_renamed_file(file: Path) -> None:
    here = a_file(file, "yksi")
    file.with_name("varmuuskopio.toml").write_bytes(file.read_bytes())
    here.commit(writing("kaksi"))
    file.unlink()
    gone_twice(here)
    assert here.path == file
    assert texts(file) == ["yksi", "kaksi"]


def test_of_two_terminals_that_miss_a_file_one_writes_it_and_the_other_finds_it(file: Path) -> None:
    here = a_file(file, "yksi")
    there = SessionStore(file)
    there.load()
    file.unlink()
    gone_twice(here)
    there.look()
    there.commit(writing("kaksi"))
    here.commit(writing("kolme"))
    assert texts(file) == ["yksi", "kaksi", "kolme"]


def test_a_mark_at_the_beginning_and_foreign_line_ends_are_read(file: Path) -> None:
    here = a_file(file, "yksi")
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    here.commit(writing("kaksi"))
    assert texts(file) == ["yksi", "kaksi"]
    assert b"\r" not in file.read_bytes()


def test_a_file_that_is_only_for_reading_is_not_written_by_the_superuser_either(file: Path) -> None:
    here = a_file(file, "yksi")
    file.chmod(0o444)
    with pytest.raises(ReadOnlyError, match=file.name):
        here.commit(writing("kaksi"))
    assert texts(file) == ["yksi"]
    file.chmod(0o644)
    here.commit(writing("kaksi"))


def test_a_second_name_of_the_file_is_told_at_the_opening(file: Path) -> None:
    a_file(file)
    os.link(file, file.with_name("toinen nimi.toml"))
    here = SessionStore(file)
    here.load()
    here.open()
    (news,) = here.news()
    assert isinstance(news, HardLinkedError)


def test_a_newer_format_is_left_alone_and_acts_can_wait(file: Path) -> None:
    here = a_file(file, "yksi")
    edit(file, "format = 1", "format = 2")
    before = file.read_bytes()
    with pytest.raises(FormatNewerError) as caught:
        here.commit(writing("kaksi"))
    with pytest.raises(FormatNewerError, match="uudemmalla"):
        here.accept()
    here.keep(writing("kaksi"), caught.value)
    assert file.read_bytes() == before
    assert kept(file) == ["act-kaksi"]


def test_a_file_of_an_older_kaikutui_gets_its_lineage_with_the_first_write(file: Path) -> None:
    store = a_file(file, "yksi")
    file.write_bytes(encode(read(file).session))
    assert b"generation" not in file.read_bytes()
    here, there = SessionStore(file), SessionStore(file)
    assert (here.load().seal, there.load().seal) == (SealState.WHOLE, SealState.WHOLE)
    here.commit(writing("kaksi"))
    there.commit(writing("kolme"))
    lineage = read(file).lineage
    assert (bool(lineage.id), lineage.generation) == (True, 2)
    assert texts(store.path) == ["yksi", "kaksi", "kolme"]
