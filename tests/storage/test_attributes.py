"""A file that takes the place of another is open to the same people."""

import errno
import os
import stat
import struct
from pathlib import Path

import pytest
from storage_builders import a_file, refuse, texts, writing

from kaikutui.storage.atomic import NotWritableError
from kaikutui.storage.attributes import ACL
from kaikutui.storage.temporary import helper_name, standing_ready

ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser gives files away")

# Version 2; owner rw, user 12345 r, group r, mask r, others nothing: tag, permissions and id of each.
READER = struct.pack("<I", 2) + b"".join(
    struct.pack("<HHI", tag, bits, id)
    for tag, bits, id in [(1, 6, 2**32 - 1), (2, 4, 12345), (4, 4, 2**32 - 1), (16, 4, 2**32 - 1), (32, 0, 2**32 - 1)]
)


def with_reader(path: Path) -> None:
    """Let one more user read; skips where the file system knows no access lists."""
    try:
        os.setxattr(path, ACL, READER)
    except OSError as error:
        if error.errno != errno.EOPNOTSUPP:
            raise
        pytest.skip("this file system has no access lists")


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_the_mode_stays(file: Path, mode: int) -> None:
    here = a_file(file)
    file.chmod(mode)
    here.commit(writing("yksi"))
    assert stat.S_IMODE(file.stat().st_mode) == mode


@ROOT
def test_group_and_owner_stay(file: Path) -> None:
    here = a_file(file)
    os.chown(file, 12345, 54321)
    here.commit(writing("yksi"))
    assert (file.stat().st_uid, file.stat().st_gid) == (12345, 54321)


def test_the_access_list_stays(file: Path) -> None:
    here = a_file(file)
    with_reader(file)
    here.commit(writing("yksi"))
    assert os.getxattr(file, ACL) == READER


def test_a_list_that_the_folder_gives_to_new_files_is_not_taken_on(file: Path) -> None:
    here = a_file(file)
    with_reader(file)
    os.removexattr(file, ACL)
    os.setxattr(file.parent, "system.posix_acl_default", READER)
    here.commit(writing("yksi"))
    with pytest.raises(OSError, match="data"):
        os.getxattr(file, ACL)


@pytest.mark.parametrize("call", ["chown", "setxattr", "chmod"])
def test_a_file_that_others_could_suddenly_read_or_no_longer_is_not_written(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    here = a_file(file)
    with_reader(file)
    if call == "chown":
        if os.geteuid() != 0:
            pytest.skip("only the superuser gives files to any group")
        os.chown(file, -1, 54321)
    refuse(monkeypatch, call, errno.EPERM)
    with pytest.raises(NotWritableError, match="oikeudet"):
        here.commit(writing("yksi"))
    assert texts(file) == []


def test_what_killed_writers_left_goes_with_the_next_write_and_nothing_else_does(file: Path) -> None:
    here = a_file(file)
    other = file.with_name("toinen.toml")
    stale = [helper_name(file, "0123abcd.tmp"), helper_name(file, "ffff0000.tmp")]
    foreign = file.with_name("muistiinpanot.tmp")
    for path in (*stale, foreign):
        path.write_bytes(b"salaisuus")
    with standing_ready(other, b"salaisuus") as at_work:
        here.commit(writing("yksi"))
        assert at_work.exists()
    assert [path.exists() for path in stale] == [False, False]
    assert foreign.exists()


def test_a_link_planted_under_the_name_of_a_temporary_is_not_followed(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, victim = a_file(file), file.with_name("uhri")
    victim.write_bytes(b"oma")
    monkeypatch.setattr(os, "urandom", bytes)
    monkeypatch.setattr("kaikutui.storage.store.sweep_temporaries", lambda path: None)
    helper_name(file, f"{bytes(4).hex()}.tmp").symlink_to(victim)
    with pytest.raises(NotWritableError):
        here.commit(writing("yksi"))
    assert victim.read_bytes() == b"oma"
