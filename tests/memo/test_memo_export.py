"""The file of the memo: its name, its place, and that it is whole or not there."""

import errno
import os
import tempfile
from pathlib import Path

import pytest
from memo_builders import FINNISH, MADE, a_session, at, sample_session
from memo_reading import Package
from msgspec.structs import replace

from kaikutui.domain.session import Stretch
from kaikutui.memo.export import MemoFolderMissingError, MemoNotWritableError, memo_name, write_memo
from kaikutui.memo.outline import memo_of
from kaikutui.memo.word import to_docx

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
@pytest.mark.parametrize("act", ["mkstemp", "fsync", "replace"])
def test_a_refusal_is_told_in_words_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, reason: str, act: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(getattr(errno, code), code)

    place = {"mkstemp": tempfile, "fsync": os, "replace": Path}[act]
    monkeypatch.setattr(place, act, refuse)
    with pytest.raises(MemoNotWritableError) as raised:
        write_memo(a_session(), tmp_path, MADE)
    assert reason in str(raised.value)
    assert list(tmp_path.iterdir()) == []
