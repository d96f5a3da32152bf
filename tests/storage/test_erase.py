"""Deleting a meeting: no file of it stays, and no other file is touched."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import FakeClock, a_note, a_session, after
from msgspec.structs import replace

from kaikutui.domain.operations import Act, AddNotes
from kaikutui.domain.session import Source
from kaikutui.storage.drafts import Draft, leave_drafts, save_draft
from kaikutui.storage.erase import NotListedError, StillOpenError, erase, files_of
from kaikutui.storage.places import state_folder
from kaikutui.storage.presence import Presence, Terminal
from kaikutui.storage.schema import FileMissingError
from kaikutui.storage.spool import Spool
from kaikutui.storage.store import SessionStore
from kaikutui.storage.temporary import helper_name

CANARY = "kanarialintu"


def held(path: Path) -> Path:
    """A meeting with everything that can lie about: a copy, a draft, an act that waits, one set aside."""
    store = SessionStore(path, FakeClock(after(1)))
    store.create(a_session(a_note(CANARY, confidential=True)))
    store.load()
    store.open()
    store.commit(AddNotes(notes=(a_note(f"{CANARY} toinen"),)))
    save_draft(path, Draft(text=f"{CANARY} kesken", item=1, source=Source.SHARED))
    leave_drafts()
    note = replace(a_note(f"{CANARY} kolmas"), id="a1")
    Spool(path).keep(Act(id="a1", operation=AddNotes(notes=(note,))), "")
    Spool(path).keep(Act(id="a2", operation=AddNotes(notes=(note,))), "")
    Spool(path).set_aside(Spool(path).waiting()[0].file)
    return path


def everything() -> set[Path]:
    return {path for path in state_folder().rglob("*") if not path.is_dir()}


def test_every_file_of_a_meeting_is_listed(file: Path) -> None:
    held(file)
    listed = files_of(file)
    assert listed[0] == file
    assert everything() <= set(listed)
    assert set(file.parent.iterdir()) <= set(listed)
    kinds = {path.relative_to(state_folder()).parts[0] for path in listed if state_folder() in path.parents}
    assert kinds == {"backups", "drafts", "spool"}


def test_nothing_of_an_erased_meeting_stays_and_nothing_of_another_goes(file: Path) -> None:
    held(file)
    other = held(file.with_name("toinen.toml"))
    memo = file.with_name("muistio.docx")
    memo.write_bytes(b"memo")
    before = {path: path.read_bytes() for path in files_of(other)}
    erase(file)
    assert files_of(file) == ()
    assert {path: path.read_bytes() for path in files_of(other)} == before
    assert memo.exists()
    for path in file.parent.iterdir():
        assert path == memo or path in before


def test_what_a_killed_export_left_beside_an_erased_meeting_goes_with_it(file: Path) -> None:
    held(file)
    stale = helper_name(file.with_name("muistio.docx"), "0123abcd.tmp")
    stale.write_text(CANARY)
    erase(file)
    assert not stale.exists()


def test_an_open_meeting_is_not_erased(file: Path) -> None:
    held(file)
    here = Presence(file, Terminal(name="sihteeri"))
    here.enter()
    before = files_of(file)
    with pytest.raises(StillOpenError):
        erase(file)
    assert files_of(file) == before
    here.leave()
    erase(file)


def test_what_was_begun_is_ended_when_the_file_itself_has_gone(file: Path) -> None:
    held(file)
    file.unlink()
    erase(file)
    assert not everything()


def test_what_cannot_be_listed_whole_is_not_erased(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path, pattern: str) -> Iterator[Path]:
        raise PermissionError(errno.EACCES, "")

    held(file)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rglob", refused)
        with pytest.raises(NotListedError, match=r"oikeudet eivät riitä\. Mitään ei poistettu"):
            erase(file)
    assert file.exists()


def test_where_nothing_is_there_is_nothing_to_erase(file: Path) -> None:
    with pytest.raises(FileMissingError):
        erase(file)


def test_a_link_leads_to_the_meeting_that_is_meant(file: Path) -> None:
    held(file)
    link = file.parent / "linkki.toml"
    link.symlink_to(file)
    erase(link)
    assert not file.exists()
    assert os.path.lexists(link)
