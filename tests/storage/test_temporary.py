"""Temporaries: each is its writer's while the writer lives, and nobody's afterwards."""

import errno
import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kaikutui.storage import temporary
from kaikutui.storage.temporary import helper_name, standing_ready, sweep_abandoned, sweep_temporaries

DYING = """
import os, sys
from pathlib import Path
from kaikutui.storage.temporary import standing_ready
with standing_ready(Path(sys.argv[1]), b"salaisuus"):
    os._exit(9)
"""


def left_by_a_killed_writer(path: Path) -> Path:
    """The temporary of a process that died while it stood ready."""
    before = set(path.parent.iterdir())
    subprocess.run([sys.executable, "-c", DYING, str(path)], check=False)
    (left,) = set(path.parent.iterdir()) - before
    return left


def test_what_stands_ready_is_whole_hidden_for_its_owner_alone_and_gone_afterwards(file: Path) -> None:
    with standing_ready(file, b"sisus") as ready:
        assert (ready.read_bytes(), ready.stat().st_mode & 0o777) == (b"sisus", 0o600)
        assert ready.name.startswith(".")
        assert list(file.parent.iterdir()) == [ready]
    assert list(file.parent.iterdir()) == []


def test_what_a_killed_writer_left_is_swept_whatever_file_it_was_for(file: Path) -> None:
    left_by_a_killed_writer(file.with_name("muistio.docx"))
    sweep_abandoned(file.parent)
    assert list(file.parent.iterdir()) == []


def test_the_lock_of_one_file_sweeps_what_was_for_another_too(file: Path) -> None:
    left_by_a_killed_writer(file.with_name("muistio.docx"))
    sweep_temporaries(file)
    assert list(file.parent.iterdir()) == []


def test_what_a_living_writer_holds_is_not_swept(file: Path) -> None:
    with standing_ready(file, b"sisus") as ready:
        sweep_abandoned(file.parent)
        assert ready.read_bytes() == b"sisus"


@pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser gives files away")
def test_what_belongs_to_another_user_is_not_swept(file: Path) -> None:
    stale = helper_name(file, "0123abcd.tmp")
    stale.write_bytes(b"toisen")
    os.chown(stale, 65534, -1)
    sweep_abandoned(file.parent)
    assert stale.exists()


@pytest.mark.parametrize("name", [".kaiku-0123456789ab.oma.tmp", ".kaiku-notes.tmp", "muistio.tmp", ".tmp"])
def test_a_name_that_is_not_quite_ours_is_not_swept(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"jonkun")
    sweep_abandoned(tmp_path)
    assert (tmp_path / name).exists()


def test_neither_a_pipe_nor_a_link_of_our_name_is_touched_or_waited_for(file: Path) -> None:
    pipe, link, victim = helper_name(file, "0123abcd.tmp"), helper_name(file, "0123abce.tmp"), file.with_name("uhri")
    os.mkfifo(pipe)
    victim.write_bytes(b"oma")
    link.symlink_to(victim)
    sweep_abandoned(file.parent)
    assert (pipe.exists(), link.is_symlink(), victim.read_bytes()) == (True, True, b"oma")


def test_a_writer_whose_new_temporary_is_swept_before_it_is_locked_makes_another(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flock, taken = fcntl.flock, list[str]()

    def swept_first(descriptor: int, how: int) -> None:
        if not taken:
            (ours,) = file.parent.iterdir()
            taken.append(ours.name)
            ours.unlink()
        flock(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", swept_first)
    with standing_ready(file, b"sisus") as ready:
        assert ready.name not in taken
        assert ready.read_bytes() == b"sisus"


def test_a_writer_that_meets_somebody_who_tidies_up_each_time_gives_up_and_leaves_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(descriptor: int, how: int) -> None:
        raise BlockingIOError(errno.EAGAIN, "")

    monkeypatch.setattr(fcntl, "flock", busy)
    with pytest.raises(BlockingIOError), standing_ready(file, b"sisus"):
        pass
    assert list(file.parent.iterdir()) == []


@pytest.mark.parametrize("module", [None, "refusing"])
def test_where_nothing_can_be_locked_files_are_written_all_the_same_and_nothing_is_swept(
    file: Path, monkeypatch: pytest.MonkeyPatch, module: str | None
) -> None:
    def refused(descriptor: int, how: int) -> None:
        raise OSError(errno.ENOLCK, "")

    stale = helper_name(file, "0123abcd.tmp")
    stale.write_bytes(b"jokin")
    if module is None:
        monkeypatch.setattr(temporary, "fcntl", None)
    else:
        monkeypatch.setattr(fcntl, "flock", refused)
    with standing_ready(file, b"sisus") as ready:
        assert ready.read_bytes() == b"sisus"
        sweep_abandoned(file.parent)
        assert ready.exists()
    assert list(file.parent.iterdir()) == [stale]
