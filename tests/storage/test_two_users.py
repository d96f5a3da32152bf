"""Two users share a meeting in a folder of their group: neither locks the other out."""

import os
import stat
import struct
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from storage_builders import a_file, texts, writing

from kaikutui.domain.session import Source
from kaikutui.storage.attributes import ACL
from kaikutui.storage.drafts import Draft, leave_drafts, save_draft, take_drafts
from kaikutui.storage.lock import LockDeniedError
from kaikutui.storage.presence import Presence, Terminal
from kaikutui.storage.store import SessionStore
from kaikutui.storage.temporary import helper_name

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser can be two users")

SISKO, PEKKA, GROUP = 54001, 54002, 54321


@contextmanager
def being(user: int, *groups: int) -> Iterator[None]:
    """Act as this user, whose own group has the same number."""
    own = os.getgroups()
    os.setgroups(groups)
    os.setegid(user)
    os.seteuid(user)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(own)


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A meeting that Sisko has made in the folder of the group and opened to it, and homes for everybody."""
    umask = os.umask(0o077)
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        top.chmod(0o755)
        folder = top / "kokoukset"
        folder.mkdir()
        os.chown(folder, SISKO, GROUP)
        folder.chmod(0o2770)
        homes(top, monkeypatch)
        with being(SISKO, GROUP):
            a_file(folder / "kokous.toml").path.chmod(0o660)
        yield folder / "kokous.toml"
    os.umask(umask)


def homes(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One folder for the state of each user, found by who one is at the moment."""
    for user in (SISKO, PEKKA):
        (top / str(user)).mkdir()
        os.chown(top / str(user), user, user)
    for module in ("spool", "drafts", "backups"):
        monkeypatch.setattr(f"kaikutui.storage.{module}.state_folder", lambda: top / str(os.geteuid()))
    monkeypatch.setattr("kaikutui.storage.spool.runtime_folder", lambda: None)


def opened(path: Path) -> SessionStore:
    store = SessionStore(path)
    store.load()
    store.open()
    return store


def test_each_saves_what_the_other_reads_and_the_file_stays_the_groups(shared: Path) -> None:
    with being(SISKO, GROUP):
        hers = opened(shared)
    with being(PEKKA, GROUP):
        his = opened(shared)
    for number in range(3):
        with being(SISKO, GROUP):
            hers.commit(writing(f"hän {number}"))
        with being(PEKKA, GROUP):
            his.commit(writing(f"minä {number}"))
            assert his.waiting() == ()
        seen = shared.stat()
        assert (stat.S_IMODE(seen.st_mode), seen.st_gid) == (0o660, GROUP)
    assert texts(shared) == [f"{who} {number}" for number in range(3) for who in ("hän", "minä")]
    beside = [path for path in shared.parent.iterdir() if path.suffix in (".lock", ".tmp")]
    assert [stat.S_IMODE(path.stat().st_mode) for path in beside] == [0o660]


def test_the_lock_of_a_meeting_that_was_private_follows_when_its_owner_looks(shared: Path) -> None:
    with being(SISKO, GROUP):
        shared.chmod(0o600)
        hers = opened(shared)
        hers.commit(writing("yksin"))
        shared.chmod(0o660)
    with being(PEKKA, GROUP):
        his = opened(shared)
        with pytest.raises(LockDeniedError, match="Pyydä häntä avaamaan kokous kerran"):
            his.commit(writing("liian aikaisin"))
    with being(SISKO, GROUP):
        hers.look()
    with being(PEKKA, GROUP):
        his.commit(writing("yhdessä"))
    assert texts(shared) == ["yksin", "yhdessä"]


def test_a_lock_follows_when_its_owner_opens_the_meeting_again(shared: Path) -> None:
    with being(SISKO, GROUP):
        shared.chmod(0o600)
        opened(shared).commit(writing("yksin"))
        shared.chmod(0o660)
        opened(shared)
    with being(PEKKA, GROUP):
        opened(shared).commit(writing("yhdessä"))
    assert texts(shared) == ["yksin", "yhdessä"]


def test_each_sees_the_other_sit_and_takes_no_draft_of_the_others(shared: Path) -> None:
    with being(SISKO, GROUP):
        hers = Presence(shared, Terminal(name="sisko"))
        hers.enter()
        save_draft(shared, Draft(text="kesken", item=1, source=Source.SHARED))
        leave_drafts()
    with being(PEKKA, GROUP):
        his = Presence(shared, Terminal(name="pekka"))
        his.enter()
        assert [one.name for one in his.others(0)] == ["sisko"]
        assert take_drafts(shared) == ()
        save_draft(shared, Draft(text="oma", item=1, source=Source.SHARED))
        leave_drafts()
        his.leave()
    with being(SISKO, GROUP):
        assert [draft.text for draft in take_drafts(shared)] == ["kesken"]
        leave_drafts()
        hers.leave()


def test_what_one_left_when_killed_is_swept_by_the_next_note_of_the_other(shared: Path) -> None:
    stale = helper_name(shared, "0123abcd.tmp")
    with being(SISKO, GROUP):
        stale.write_bytes(b"salaisuus")
    with being(PEKKA, GROUP):
        opened(shared).commit(writing("yksi"))
    assert not stale.exists()


def access_list(*named: int) -> bytes:
    """An access list of version 2: owner, group and these users may write, nobody else may anything."""
    none = 2**32 - 1
    entries = [(1, 6, none), *((2, 6, user) for user in named), (4, 6, none), (16, 6, none), (32, 0, none)]
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


def test_whoever_the_access_list_lets_write_may_lock_and_save(shared: Path) -> None:
    shared.parent.chmod(0o2777)
    with being(SISKO, GROUP):
        try:
            os.setxattr(shared, ACL, access_list(PEKKA))
        except OSError:
            pytest.skip("this file system has no access lists")
        opened(shared).commit(writing("hän"))
    assert os.getxattr(helper_name(shared, "lock"), ACL) == access_list(PEKKA)
    with being(PEKKA):
        opened(shared).commit(writing("minä"))
    assert texts(shared) == ["hän", "minä"]
