"""A write that the disk would not vouch for: neither called saved nor made twice."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from storage_builders import a_file, act, is_folder, kept, of, read, refuse, texts, writing

from kaikutui.domain.floor_operations import AddMinutes
from kaikutui.storage.atomic import InDoubtError
from kaikutui.storage.store import SessionStore

MINUTES = act(AddMinutes(item=3, minutes=5), "minuutit")


@pytest.fixture
def doubtful(file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The meeting's folder cannot be brought to the disk until this is undone."""
    a_file(file)
    with monkeypatch.context() as patch:
        fsync = os.fsync

        def refusing(descriptor: int) -> None:
            if of(descriptor) == file.parent:
                raise OSError(errno.EIO, "")
            fsync(descriptor)

        patch.setattr(os, "fsync", refusing)
        yield patch


def test_an_error_after_the_rename_is_tried_again_with_new_descriptors(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = a_file(file)
    refused: list[int] = []
    fsync = os.fsync

    def once(descriptor: int) -> None:
        if is_folder(descriptor) and not refused:
            refused.append(descriptor)
            raise OSError(errno.EIO, "")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", once)
    here.commit(MINUTES)
    assert refused
    assert read(file).session.item(3).added == 5


@pytest.mark.usefixtures("doubtful")
def test_what_stays_in_doubt_is_not_called_saved(file: Path) -> None:
    here = SessionStore(file)
    with pytest.raises(InDoubtError, match="ei vahvistanut"):
        here.commit(MINUTES)
    assert read(file).session.item(3).added == 5
    assert here.holds(MINUTES)
    with pytest.raises(InDoubtError):
        here.catch_up()


def test_what_was_in_doubt_and_kept_is_in_the_file_once(file: Path, doubtful: pytest.MonkeyPatch) -> None:
    here = SessionStore(file)
    with pytest.raises(InDoubtError) as caught:
        here.commit(MINUTES)
    here.keep(MINUTES, caught.value)
    assert kept(file) == ["minuutit"]
    doubtful.undo()
    SessionStore(file).commit(writing("yksi"))
    here.catch_up()
    assert read(file).session.item(3).added == 5
    assert kept(file) == []


def test_what_was_in_doubt_is_proven_before_its_copy_goes(file: Path, doubtful: pytest.MonkeyPatch) -> None:
    here = SessionStore(file)
    with pytest.raises(InDoubtError) as caught:
        here.commit(MINUTES)
    here.keep(MINUTES, caught.value)
    for store in (here, SessionStore(file)):
        with pytest.raises(InDoubtError):
            store.catch_up()
        assert kept(file) == ["minuutit"]
    doubtful.undo()
    here.catch_up()
    assert kept(file) == []


def test_a_refused_write_leaves_no_phantom(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = a_file(file)
    with monkeypatch.context() as patch:
        refuse(patch, "write", errno.EIO)
        with pytest.raises(Exception, match=file.name):
            here.commit(writing("haamu"))
    here.commit(writing("yksi"))
    assert texts(file) == ["yksi"]
