"""A file is held by one at a time, and only one that stays where it is."""

import os
import stat
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest

from kaikutui.storage.held_file import hold, let_go


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "lukko"


def held(file: Path) -> int:
    descriptor = hold(file)
    assert descriptor is not None
    return descriptor


def test_who_comes_second_gets_it_when_the_first_lets_go(file: Path) -> None:
    first = held(file)
    assert hold(file) is None
    let_go(first)
    let_go(held(file))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_who_comes_second_waits_no_longer_than_it_said(file: Path) -> None:
    first = held(file)
    began = monotonic()
    assert hold(file, 0.05) is None
    assert 0.05 <= monotonic() - began < 2
    let_go(first)


def test_a_program_that_was_started_meanwhile_does_not_hold_on(file: Path) -> None:
    first = held(file)
    os.set_inheritable(first, True)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, close_fds=False) as program:
        let_go(first)
        let_go(held(file))
        program.communicate(b"\n")


def test_a_file_that_its_owner_could_take_away_is_not_held(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in /tmp: whoever may remove it, and makes another, holds "the" file as well."""
    file.touch()
    monkeypatch.setattr(os, "geteuid", lambda: file.stat().st_uid + 1)
    let_go(held(file))
    file.parent.chmod(0o1777)
    let_go(held(file))
    if os.getuid() == 0:
        os.chown(file.parent, 54001, -1)
        with pytest.raises(PermissionError):
            hold(file)


def test_a_link_is_not_followed(file: Path) -> None:
    file.symlink_to(file.with_name("toinen"))
    with pytest.raises(OSError, match="symbolic"):
        hold(file)
    assert not file.with_name("toinen").exists()


def test_a_pipe_under_the_name_is_not_waited_for(file: Path) -> None:
    os.mkfifo(file)
    let_go(held(file))
