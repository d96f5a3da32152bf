"""Writing so that there is always a whole file: the old one or the new one."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from kaikutui.storage.atomic import (
    FileExistsAlreadyError,
    NewInDoubtError,
    NotWritableError,
    create_atomically,
    write_atomically,
)
from kaikutui.storage.temporary import helper_name

OLD, NEW = b"vanha\n", "uusi ääkkösineen\n".encode()

Write = Callable[[Path, bytes], None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kokous.toml"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def refusing(code: int) -> Callable[..., int]:
    """A system call that is refused with this code."""

    def refuse(*arguments: object, **options: object) -> int:
        raise OSError(code, os.strerror(code))

    return refuse


@pytest.mark.parametrize("write", [write_atomically, create_atomically])
def test_a_new_file_is_for_its_owner_alone_and_nothing_stands_beside_it(write: Write, path: Path) -> None:
    write(path, NEW)
    assert path.read_bytes() == NEW
    assert mode(path) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_an_old_file_is_replaced_and_keeps_its_mode(path: Path) -> None:
    path.write_bytes(OLD)
    path.chmod(0o640)
    write_atomically(path, NEW)
    assert (path.read_bytes(), mode(path)) == (NEW, 0o640)


def test_a_link_stays_a_link_and_the_file_meant_is_written(path: Path) -> None:
    path.write_bytes(OLD)
    link = path.parent / "linkki.toml"
    link.symlink_to(path)
    write_atomically(link, NEW)
    assert link.is_symlink()
    assert path.read_bytes() == NEW


def test_creating_never_overwrites(path: Path) -> None:
    path.write_bytes(OLD)
    with pytest.raises(FileExistsAlreadyError, match=path.name):
        create_atomically(path, NEW)
    assert path.read_bytes() == OLD


def test_creating_does_not_follow_a_link_to_nowhere(path: Path) -> None:
    path.symlink_to(path.parent / "muualla.toml")
    with pytest.raises(FileExistsAlreadyError):
        create_atomically(path, NEW)
    assert not path.exists()


def test_creating_loses_to_whoever_took_the_name_this_very_moment(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync = os.fsync

    def taken_meanwhile(descriptor: int) -> None:
        path.write_bytes(OLD)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", taken_meanwhile)
    with pytest.raises(FileExistsAlreadyError):
        create_atomically(path, NEW)
    assert path.read_bytes() == OLD
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("call", ["open", "write", "fsync"])
@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.ENOSPC, "levy on täynnä"), (errno.EACCES, "oikeudet eivät riitä"), (errno.EIO, str(errno.EIO))],
)
def test_when_the_system_refuses_the_old_file_stands_and_nothing_is_left_behind(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, words: str
) -> None:
    path.write_bytes(OLD)
    with monkeypatch.context() as patch:
        patch.setattr(os, call, refusing(code))
        with pytest.raises(NotWritableError, match=words) as caught:
            write_atomically(path, NEW)
    assert str(path) in str(caught.value)
    assert path.read_bytes() == OLD
    assert list(path.parent.iterdir()) == [path]


def test_a_refused_rename_leaves_the_old_file_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(OLD)
    monkeypatch.setattr(Path, "replace", refusing(errno.EROFS))
    with pytest.raises(NotWritableError, match="kirjoitussuojattu"):
        write_atomically(path, NEW)
    assert path.read_bytes() == OLD
    assert list(path.parent.iterdir()) == [path]


def test_a_refused_new_file_is_not_there_at_all(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "write", refusing(errno.ENOSPC))
    with pytest.raises(NotWritableError):
        create_atomically(path, NEW)
    assert not list(path.parent.iterdir())


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotWritableError, match="kansiota ei ole"):
        write_atomically(tmp_path / "ei" / "kokous.toml", NEW)


def test_a_disk_that_takes_a_byte_at_a_time_gets_them_all(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:1]))
    write_atomically(path, NEW)
    assert path.read_bytes() == NEW


def test_the_content_is_on_the_disk_before_the_name_and_the_name_before_the_end(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    write, fsync, replace = os.write, os.fsync, Path.replace

    def recorded_write(descriptor: int, data: bytes) -> int:
        calls.append("write")
        return write(descriptor, data)

    def recorded_fsync(descriptor: int) -> None:
        calls.append("fsync folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "fsync file")
        fsync(descriptor)

    def recorded_replace(self: Path, target: Path) -> Path:
        calls.append("replace")
        return replace(self, target)

    monkeypatch.setattr(os, "write", recorded_write)
    monkeypatch.setattr(os, "fsync", recorded_fsync)
    monkeypatch.setattr(Path, "replace", recorded_replace)
    write_atomically(path, NEW)
    assert calls == ["write", "fsync file", "replace", "fsync folder"]


NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS)


@pytest.mark.parametrize("code", NO_LINKS)
def test_where_files_have_no_second_name_a_new_one_is_made_whole_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr(os, "link", refusing(code))
    assert create_atomically(path, NEW) == path
    assert (path.read_bytes(), mode(path)) == (NEW, 0o600)
    assert list(path.parent.iterdir()) == [path]


def test_where_files_have_no_second_name_creating_loses_to_whoever_was_faster(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken_meanwhile(old: Path, new: Path) -> None:
        new.write_bytes(OLD)
        raise OSError(errno.EPERM, "")

    monkeypatch.setattr(os, "link", taken_meanwhile)
    with pytest.raises(FileExistsAlreadyError):
        create_atomically(path, NEW)
    assert path.read_bytes() == OLD
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("call", ["close", "replace"])
def test_where_files_have_no_second_name_a_refusal_gives_the_name_back(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    monkeypatch.setattr(os, "link", refusing(errno.EPERM))
    monkeypatch.setattr(Path if call == "replace" else os, call, refusing(errno.EIO))
    with pytest.raises(NotWritableError):
        create_atomically(path, NEW)
    assert list(path.parent.iterdir()) == []


def test_the_first_free_of_several_names_is_taken(path: Path) -> None:
    spare = [path.with_name(f"{number}.toml") for number in (2, 3)]
    path.write_bytes(OLD)
    spare[0].symlink_to(path.parent / "muualla")
    assert create_atomically(path, NEW, spare) == spare[1]
    with pytest.raises(FileExistsAlreadyError, match=path.name):
        create_atomically(path, NEW, spare)
    assert (path.read_bytes(), spare[1].read_bytes()) == (OLD, NEW)


def test_a_new_file_whose_folder_cannot_be_synced_is_taken_away_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kaikutui.storage.atomic.sync_folder", refusing(errno.EIO))
    with pytest.raises(NotWritableError) as caught:
        create_atomically(path, NEW)
    assert not isinstance(caught.value, NewInDoubtError)
    assert list(path.parent.iterdir()) == []


def test_a_new_file_that_cannot_even_be_taken_away_again_is_told_to_be_there(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kaikutui.storage.atomic.sync_folder", refusing(errno.EIO))
    monkeypatch.setattr(Path, "unlink", refusing(errno.EIO))
    with pytest.raises(NewInDoubtError, match="on tehty, mutta levy ei vahvistanut"):
        create_atomically(path, NEW)
    assert path.read_bytes() == NEW


def test_what_a_killed_writer_left_goes_when_a_new_file_is_made_beside_it(path: Path) -> None:
    stale = helper_name(path.with_name("toinen.toml"), "0123abcd.tmp")
    stale.write_bytes(OLD)
    create_atomically(path, NEW)
    assert list(path.parent.iterdir()) == [path]
