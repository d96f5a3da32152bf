"""The file of the memo: its name, its place, and that it is whole or not there."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from memo_builders import FINNISH, MADE, a_session, at, sample_session
from memo_reading import Package
from msgspec.structs import replace

from kaikutui.domain.session import Stretch
from kaikutui.memo.export import memo_name
from kaikutui.memo.outline import memo_of
from kaikutui.memo.word import to_docx
from kaikutui.memo_file import MemoFolderMissingError, MemoNotWritableError, write_memo, write_template
from kaikutui.storage.atomic import NewInDoubtError

NAME = "muistio-kaikukortti-palautekokous-2026-11-24.docx"


def test_the_name_tells_the_day_of_the_meeting() -> None:
    assert memo_name(sample_session()) == NAME


def test_the_day_is_the_one_on_which_the_meeting_was_held() -> None:
    session = a_session()
    session = replace(session, meeting=replace(session.meeting, starts=at("13.00").replace(day=17)))
    assert memo_name(session) == "muistio-kaikukortti-palautekokous-2026-11-17.docx"
    held = session.with_item(replace(session.item(1), stretches=(Stretch(started=at("13.02")),)))
    assert memo_name(held) == NAME


def test_a_meeting_without_a_day_has_a_name_without_one() -> None:
    assert memo_name(a_session()) == "muistio-kaikukortti-palautekokous.docx"


def test_the_memo_goes_into_a_folder_by_its_own_name(tmp_path: Path) -> None:
    written = Path(write_memo(sample_session(), tmp_path, MADE).path)
    assert written == tmp_path / NAME
    assert written.read_bytes() == to_docx(memo_of(sample_session(), FINNISH, MADE))


def test_the_memo_goes_where_it_is_told_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    written = Path(write_memo(a_session(), tmp_path / "oma nimi.docx", MADE).path)
    assert list(tmp_path.iterdir()) == [written]
    assert Package(written.read_bytes()).told()


@pytest.mark.skipif(os.name == "nt", reason="modes are a matter of POSIX")
def test_the_memo_is_for_its_owner_alone(tmp_path: Path) -> None:
    assert Path(write_memo(a_session(), tmp_path, MADE).path).stat().st_mode & 0o777 == 0o600


def test_what_is_there_stays_and_the_new_one_gets_a_number(tmp_path: Path) -> None:
    (tmp_path / "m.docx").write_text("vanha")
    names = [Path(write_memo(a_session(), tmp_path / "m.docx", MADE).path).name for _ in range(2)]
    assert names == ["m-2.docx", "m-3.docx"]
    assert (tmp_path / "m.docx").read_text() == "vanha"


def test_a_dangling_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "m.docx").symlink_to(tmp_path / "muualla.docx")
    assert Path(write_memo(a_session(), tmp_path / "m.docx", MADE).path).name == "m-2.docx"
    assert not (tmp_path / "muualla.docx").exists()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "poissa"
    with pytest.raises(MemoFolderMissingError) as raised:
        write_memo(a_session(), folder / "m.docx", MADE)
    assert str(raised.value) == f"Kansiota {folder} ei ole. Luo se tai valitse muistiolle toinen paikka."


@pytest.mark.parametrize(
    ("code", "reason"),
    [("EACCES", "oikeudet eivät riitä"), ("ENOSPC", "levy on täynnä"), ("EIO", "käyttöjärjestelmän virhe 5")],
)
@pytest.mark.parametrize("act", ["open", "fsync", "link", "chmod"])
def test_a_refusal_is_told_in_words_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, reason: str, act: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(getattr(errno, code), code)

    place = Path if act == "chmod" else os
    monkeypatch.setattr(place, act, refuse)
    with pytest.raises(MemoNotWritableError) as raised:
        write_memo(a_session(), tmp_path, MADE)
    assert reason in str(raised.value)
    assert list(tmp_path.iterdir()) == []


def test_a_memo_forced_over_another_keeps_who_may_read_it(tmp_path: Path) -> None:
    (tmp_path / "m.docx").write_text("vanha")
    (tmp_path / "m.docx").chmod(0o640)
    assert Path(write_memo(a_session(), tmp_path / "m.docx", MADE, force=True).path) == tmp_path / "m.docx"
    assert (tmp_path / "m.docx").stat().st_mode & 0o777 == 0o640
    assert Package((tmp_path / "m.docx").read_bytes()).told()


def test_a_memo_forced_over_a_link_does_not_go_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "oma").write_text("oma")
    (tmp_path / "m.docx").symlink_to(tmp_path / "oma")
    write_memo(a_session(), tmp_path / "m.docx", MADE, force=True)
    assert (tmp_path / "oma").read_text() == "oma"
    assert not (tmp_path / "m.docx").is_symlink()


def test_the_newest_memo_that_cannot_be_read_is_compared_with_none_and_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    write_memo(a_session(), tmp_path / "m.docx", MADE)
    os.mkfifo(tmp_path / "m-2.docx")
    written = write_memo(a_session(), tmp_path / "m.docx", MADE)
    assert (Path(written.path).name, written.changes and written.changes.since) == ("m-3.docx", "m.docx")


def test_where_files_have_no_second_name_the_memo_is_whole_and_takes_no_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "EPERM")

    monkeypatch.setattr(os, "link", refuse)
    written = [Path(write_memo(a_session(), tmp_path / "m.docx", MADE).path) for _ in range(2)]
    assert [path.name for path in written] == ["m.docx", "m-2.docx"]
    assert sorted(tmp_path.iterdir()) == sorted(written)
    assert all(Package(path.read_bytes()).told() for path in written)


@pytest.mark.parametrize("force", [False, True])
def test_a_memo_whose_name_is_not_proven_on_the_disk_is_gone_or_told_to_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, force: bool
) -> None:
    def refuse(folder: Path) -> None:
        raise OSError(errno.EIO, "EIO")

    monkeypatch.setattr("kaikutui.storage.atomic.sync_folder", refuse)
    expected = NewInDoubtError if force else MemoNotWritableError
    with pytest.raises(expected):
        write_memo(a_session(), tmp_path / "m.docx", MADE, force=force)
    assert (tmp_path / "m.docx").exists() is force


def test_where_the_system_does_not_say_what_is_a_folder_nothing_is_written_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bool:
        raise PermissionError(errno.EACCES, "EACCES")

    folder = tmp_path / "muistiot"
    folder.mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "is_dir", refuse)
        with pytest.raises(MemoNotWritableError, match="oikeudet eivät riitä"):
            write_memo(a_session(), folder, MADE)
    assert list(tmp_path.iterdir()) == [folder]


def test_a_template_to_edit_goes_into_a_folder_by_its_own_name(tmp_path: Path) -> None:
    assert write_template(tmp_path) == tmp_path / "muistiopohja.docx"


@pytest.mark.parametrize("encoding", ["cp437", "utf-8-sig"])
def test_what_reads_memos_has_looked_for_its_encodings_before_the_work_begins(encoding: str) -> None:
    code = (
        "import sys, codecs\nlooked = []\nlookup = codecs.lookup\n"
        "codecs.lookup = lambda name: (looked.append(name), lookup(name))[1]\n"
        f"import kaikutui.memo.writers, kaikutui.memo.zipped\nsys.exit({encoding!r} not in looked)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
