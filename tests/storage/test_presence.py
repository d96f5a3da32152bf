"""Who is connected: a terminal is seen as long as it lives, and no longer."""

import errno
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kaikutui.storage.presence import SCAN_SECONDS, Presence, Terminal

SITTING = """
import sys
from pathlib import Path
from kaikutui.storage.presence import Presence, Terminal
presence = Presence(Path(sys.argv[1]), Terminal(name="vetäjä", view="facilitator"))
presence.enter()
print("here", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def me(file: Path) -> Iterator[Presence]:
    file.write_bytes(b"")
    file.chmod(0o600)
    presence = Presence(file, Terminal(name="sihteeri"))
    presence.enter()
    yield presence
    presence.leave()


def test_nobody_sees_oneself(me: Presence) -> None:
    assert me.others(0) == ()


def test_another_terminal_is_seen_from_its_coming_to_its_going(me: Presence, file: Path) -> None:
    other = Presence(file, Terminal(name="vetäjä", view="facilitator"))
    other.enter()
    assert me.others(0) == (Terminal(name="vetäjä", view="facilitator"),)
    assert other.others(0) == (Terminal(name="sihteeri"),)
    other.leave()
    assert me.others(0) == ()


def test_a_killed_terminal_is_gone_and_its_file_with_it(me: Presence, file: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SITTING, file], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"here\n"
        assert [terminal.name for terminal in me.others(0)] == ["vetäjä"]
        process.kill()
    assert me.others(SCAN_SECONDS) == ()
    assert len(list(file.parent.glob(".kaiku-*.here"))) == 1


def test_what_one_terminal_says_the_others_see_until_it_says_something_else(me: Presence, file: Path) -> None:
    other = Presence(file, Terminal(name="vetäjä"))
    other.enter()
    assert [terminal.word for terminal in me.others(0)] == [""]
    other.say("Kirjaatko tämän päätökseksi?")
    (seen,) = me.others(0)
    assert (seen.word, seen.said) == ("Kirjaatko tämän päätökseksi?", 1)
    other.say("Selvä")
    (seen,) = me.others(0)
    assert (seen.word, seen.said) == ("Selvä", 2)
    other.leave()
    assert not any("Selvä" in path.read_text("utf-8") for path in file.parent.iterdir())


def test_terminals_of_another_meeting_are_not_seen(me: Presence, file: Path) -> None:
    elsewhere = file.with_name("toinen.toml")
    elsewhere.write_bytes(b"")
    other = Presence(elsewhere, Terminal(name="vetäjä"))
    other.enter()
    assert me.others(0) == ()
    other.leave()


def test_whoever_leaves_leaves_nothing_behind(file: Path) -> None:
    file.write_bytes(b"")
    presence = Presence(file, Terminal(name="sihteeri"))
    presence.enter()
    presence.leave()
    assert list(file.parent.iterdir()) == [file]


def test_the_file_is_for_those_for_whom_the_meeting_is(file: Path, me: Presence) -> None:
    (own,) = file.parent.glob(".kaiku-*.here")
    assert own.stat().st_mode & 0o777 == 0o600


def test_without_a_folder_nobody_is_seen_and_nothing_fails(tmp_path: Path) -> None:
    presence = Presence(tmp_path / "none" / "kokous.toml", Terminal(name="sihteeri"))
    presence.enter()
    assert presence.others(0) == ()
    presence.leave()


def test_a_full_disk_hides_a_terminal_and_leaves_no_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "full")

    file.write_bytes(b"")
    monkeypatch.setattr("os.write", full)
    presence = Presence(file, Terminal(name="sihteeri"))
    presence.enter()
    assert list(file.parent.iterdir()) == [file]


def test_a_file_that_is_no_terminal_is_passed_over(me: Presence, file: Path) -> None:
    (own,) = file.parent.glob(".kaiku-*.here")
    stranger = own.with_name(own.name.removesuffix(".here") + "outo.here")
    stranger.symlink_to(file)
    assert me.others(0) == ()
    assert stranger.is_symlink()
