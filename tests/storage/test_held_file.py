"""A file is held by one process at a time, and by nobody once that has gone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kaikutui.storage import held_file
from kaikutui.storage.held_file import hold, let_go

HOLDER = """
import sys, time
from pathlib import Path
from kaikutui.storage.held_file import hold
hold(Path(sys.argv[1]), 0)
print("pidän", flush=True)
time.sleep(60)
"""


def test_a_file_is_made_for_its_owner_alone_and_held_once(tmp_path: Path) -> None:
    path = tmp_path / "lukko"
    descriptor = hold(path, 0)
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(TimeoutError):
        hold(path, 0)
    let_go(descriptor)
    let_go(hold(path, 0))


def test_what_a_killed_process_held_is_free(tmp_path: Path) -> None:
    path = tmp_path / "lukko"
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "pidän\n"
        with pytest.raises(TimeoutError):
            hold(path, 0.01)
        holder.kill()
        holder.wait()
    let_go(hold(path, 0))


def test_a_file_that_was_removed_while_it_was_locked_is_not_taken_for_the_one_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lukko"
    lock = held_file._lock
    removed: list[bool] = []

    def removing(descriptor: int) -> bool:
        if not removed:
            removed.append(True)
            path.unlink()
        return lock(descriptor)

    monkeypatch.setattr(held_file, "_lock", removing)
    descriptor = hold(path, 1)
    assert os.fstat(descriptor).st_ino == path.stat().st_ino
    let_go(descriptor)


def test_a_link_in_the_place_of_a_file_is_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "lukko"
    path.symlink_to(tmp_path / "muualla")
    with pytest.raises(OSError, match="lukko"):
        hold(path, 0)
    assert not (tmp_path / "muualla").exists()


def test_whoever_is_refused_leaves_no_file_open(tmp_path: Path) -> None:
    path = tmp_path / "lukko"
    descriptor = hold(path, 0)
    before = len(list(Path("/proc/self/fd").iterdir()))
    with pytest.raises(TimeoutError):
        hold(path, 0.01)
    assert len(list(Path("/proc/self/fd").iterdir())) == before
    let_go(descriptor)
    assert len(list(Path("/proc/self/fd").iterdir())) == before - 1
