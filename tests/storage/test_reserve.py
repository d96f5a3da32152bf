"""A full disk: the reserve takes the next notes, and there is one again when there is room."""

import errno
import os
import stat
from pathlib import Path

import pytest
from storage_builders import a_file, refuse, texts, within, writing

from kaikutui.storage.atomic import NotWritableError
from kaikutui.storage.reserve import SIZE, give_up_reserve, keep_reserve
from kaikutui.storage.store import SessionStore
from kaikutui.storage.temporary import helper_name


def opened(file: Path) -> SessionStore:
    store = a_file(file)
    store.open()
    return store


def full_until_given_up(file: Path, patch: pytest.MonkeyPatch, code: int = errno.ENOSPC) -> None:
    """No room in the meeting's folder while the reserve takes it, and none for another reserve."""
    reserve = helper_name(file, "reserve")
    refuse(patch, "write", code, when=lambda descriptor, data: reserve.exists())
    refuse(patch, "posix_fallocate", code)


def test_an_open_meeting_has_a_reserve_that_tells_nothing(file: Path) -> None:
    opened(file)
    reserve = helper_name(file, "reserve")
    status = reserve.stat()
    assert (status.st_size, stat.S_IMODE(status.st_mode)) == (SIZE, 0o600)
    assert status.st_blocks * 512 >= SIZE
    assert file.stem not in reserve.name


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_on_a_full_disk_the_note_is_saved_with_the_reserve(
    file: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    here = opened(file)
    full_until_given_up(file, monkeypatch, code)
    here.commit(writing("yksi"))
    assert texts(file) == ["yksi"]
    assert not helper_name(file, "reserve").exists()


def test_the_reserve_is_made_again_when_there_is_room(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = opened(file)
    with monkeypatch.context() as patch:
        full_until_given_up(file, patch)
        here.commit(writing("yksi"))
    here.commit(writing("kaksi"))
    assert helper_name(file, "reserve").stat().st_size == SIZE


def test_without_a_reserve_a_full_disk_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = a_file(file)
    refuse(monkeypatch, "write", errno.ENOSPC)
    with pytest.raises(NotWritableError, match="levy on täynnä"):
        here.commit(writing("yksi"))


def test_another_refusal_does_not_cost_the_reserve(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = opened(file)
    refuse(monkeypatch, "write", errno.EIO)
    with pytest.raises(NotWritableError):
        here.commit(writing("yksi"))
    assert helper_name(file, "reserve").exists()


@pytest.mark.parametrize("call", ["open", "posix_fallocate"])
def test_where_there_is_no_room_for_a_reserve_there_is_none_and_no_error(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    a_file(file)
    refuse(monkeypatch, call, errno.ENOSPC, when=within(file.parent))
    keep_reserve(file)
    assert not helper_name(file, "reserve").exists()
    assert not give_up_reserve(file)


def test_a_system_without_the_call_has_no_reserve(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_file(file)
    monkeypatch.delattr(os, "posix_fallocate")
    keep_reserve(file)
    assert not helper_name(file, "reserve").exists()
