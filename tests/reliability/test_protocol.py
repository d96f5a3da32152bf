"""How an act reaches the disk, as its system calls tell: what a power cut, a planted link or a neighbour would use."""

import re
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from reliability.stage import Call, Place, Stage

WRITING = ("note", "edit", "new", "export")


def played(act: str, place: Place) -> tuple[Call, ...]:
    """The calls of an act that must succeed."""
    with Stage() as stage:
        ending = stage.play(act, place, traced=True)
    assert ending.code == 0, place.words()
    return ending.calls


def unsynced(calls: tuple[Call, ...]) -> Iterator[str]:
    """What takes its name before it is on the disk, and names that are not on the disk when the act ends."""
    opened: dict[str, str] = {}
    synced: set[str] = set()
    named: set[str] = set()
    for call in calls:
        if match := re.match(r'openat\(AT_FDCWD, "([^"]+)".* = (\d+)$', call.line):
            opened[match[2]] = match[1]
        elif match := re.match(r"f(?:data)?sync\((\d+)\) += 0", call.line):
            synced.add(opened[match[1]])
            named = {name for name in named if str(Path(name).parent) != opened[match[1]]}
        elif match := re.match(r'(?:rename|link)\("([^"]+)", "([^"]+)"\) += 0', call.line):
            if match[1] not in synced:
                yield f"{Path(match[2]).name} took its name before it was on the disk"
            named.add(match[2])
    yield from (f"the name {Path(name).name} is not on the disk" for name in sorted(named))


@pytest.mark.usefixtures("strace")
@pytest.mark.parametrize("act", WRITING)
def test_a_file_is_on_the_disk_before_it_takes_its_name_and_the_name_before_the_act_ends(
    act: str, tmp_path: Path, meeting: bytes
) -> None:
    calls = played(act, Place(root=tmp_path).make(meeting))
    assert any(re.match(r"rename|link", call.name) for call in calls)
    assert list(unsynced(calls)) == []


@pytest.mark.usefixtures("strace")
@pytest.mark.parametrize("act", WRITING)
def test_no_file_is_made_through_a_name_that_is_there_already(act: str, tmp_path: Path, meeting: bytes) -> None:
    made = [call.line for call in played(act, Place(root=tmp_path).make(meeting)) if "O_CREAT" in call.line]
    here = [line for line in made if f"{tmp_path}/" in line]
    assert here
    assert [line for line in here if "O_EXCL" not in line and "O_NOFOLLOW" not in line] == []
    assert [line for line in here if "O_CLOEXEC" not in line] == []


def test_a_link_planted_under_a_name_of_ours_is_not_written_through(tmp_path: Path, meeting: bytes) -> None:
    place = Place(root=tmp_path / "place").make(meeting)
    victim = tmp_path / "victim"
    victim.write_bytes(b"somebody else's")
    with Stage() as stage:
        stage.play("note", place)
        ours = [path for path in place.root.rglob(".kaiku-*") if path.is_file()]
        for path in ours:
            path.unlink()
            path.symlink_to(victim)
        stage.play("note", place)
        stage.play("next", place)
    assert ours
    assert victim.read_bytes() == b"somebody else's"
    assert stat.S_IMODE(victim.stat().st_mode) & 0o077 == 0o044


@pytest.mark.parametrize("act", WRITING)
def test_what_an_act_makes_is_for_its_owner_alone(act: str, tmp_path: Path, meeting: bytes) -> None:
    place = Place(root=tmp_path).make(meeting)
    with Stage() as stage:
        assert stage.play(act, place).code == 0
    made = [path for folder in (place.file.parent, place.home) for path in folder.rglob("*") if path.is_file()]
    assert made
    assert [path.name for path in made if stat.S_IMODE(path.stat().st_mode) & 0o077] == []


def test_a_file_that_its_owner_shares_stays_shared(tmp_path: Path, meeting: bytes) -> None:
    place = Place(root=tmp_path).make(meeting)
    place.file.chmod(0o664)
    with Stage() as stage:
        assert stage.play("note", place).code == 0
    assert stat.S_IMODE(place.file.stat().st_mode) == 0o664


@pytest.mark.parametrize("act", ["new", "export"])
def test_nothing_that_stands_there_is_written_over(act: str, tmp_path: Path, meeting: bytes) -> None:
    place = Place(root=tmp_path).make(meeting)
    with Stage() as stage:
        stage.play(act, place)
        first = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in place.file.parent.iterdir()}
        stage.play(act, place)
        stage.play(act, place)
    assert len(first) > 1
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in first} == first
