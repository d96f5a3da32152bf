"""One writer at a time, whatever becomes of the lock file, and nobody waits for ever."""

import errno
import fcntl
import os
import stat
import time
from pathlib import Path

import pytest
from storage_builders import a_file, texts, writing

from kaikutui.storage import lock as module
from kaikutui.storage.lock import NoLockError, StoreBusyError, locked
from kaikutui.storage.temporary import helper_name


@pytest.fixture
def path(file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(module, "LOCK_SECONDS", 0.1)
    a_file(file)
    return file


def test_only_one_holds_a_file(path: Path) -> None:
    with locked(path):
        began = time.monotonic()
        with pytest.raises(StoreBusyError, match=path.name), locked(path):
            pass
        assert time.monotonic() - began < 2
    with locked(path):
        pass


def test_a_lock_whose_file_was_exchanged_is_not_taken_for_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two would hold "the" lock on two files; a removed file is noticed by its link count, a moved one is not."""
    name = helper_name(path, "lock")
    flock = fcntl.flock

    def exchanged(descriptor: int, operation: int) -> None:
        flock(descriptor, operation)
        if operation & fcntl.LOCK_EX:
            name.rename(name.with_name("pois"))
            name.touch()

    name.touch()
    with monkeypatch.context() as patch:
        patch.setattr(fcntl, "flock", exchanged)
        with pytest.raises(StoreBusyError), locked(path):
            pass
    with locked(path):
        pass


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS])
def test_where_nothing_can_be_locked_nothing_is_written_and_a_sentence_says_so(
    path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refusing(descriptor: int, operation: int) -> None:
        raise OSError(code, os.strerror(code))

    here = a_file(path.with_name("toinen.toml"))
    monkeypatch.setattr(fcntl, "flock", refusing)
    with pytest.raises(NoLockError, match=r"toinen\.toml"):
        here.commit(writing("yksi"))
    assert texts(here.path) == []


@pytest.mark.parametrize("mode", [0o600, 0o660, 0o664, 0o640])
def test_whoever_may_write_the_meeting_may_lock_it(path: Path, mode: int) -> None:
    path.chmod(mode)
    with locked(path):
        assert stat.S_IMODE(helper_name(path, "lock").stat().st_mode) == mode


@pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser gives files to any group")
def test_the_lock_has_the_group_of_the_meeting(path: Path) -> None:
    os.chown(path, -1, 54321)
    with locked(path):
        assert helper_name(path, "lock").stat().st_gid == 54321


def test_a_lock_file_stays_where_it_is(path: Path) -> None:
    with locked(path):
        inode = helper_name(path, "lock").stat().st_ino
    assert helper_name(path, "lock").stat().st_ino == inode


def test_no_other_program_inherits_the_lock(path: Path) -> None:
    with locked(path):
        ours = helper_name(path, "lock").stat()
        descriptors = [int(path.name) for path in Path("/proc/self/fd").iterdir() if path.exists()]
        held = [descriptor for descriptor in descriptors if os.fstat(descriptor).st_ino == ours.st_ino]
        assert held
        assert not any(os.get_inheritable(descriptor) for descriptor in held)
