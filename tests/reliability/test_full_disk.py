"""Promise 4: the disk is full, and at least a hundred further notes are taken, and saved when space returns."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from attack import FULL

from kaikutui.domain.session import Session
from reliability.conftest import lacking
from reliability.disks import NO_MOUNT, limit, make_disk, may_mount, memory_disk, mounted
from reliability.look import read, spooled
from reliability.stage import Place, Stage

MEDIA = ("tmpfs", "no inodes", "ext4", "xfs", "btrfs", "quota") if FULL else ("tmpfs", "ext4")
FILE_SYSTEMS = {"no inodes": "tmpfs", "quota": "btrfs"}
"""What a medium is made of that is not full but used up."""
FURTHER = 100


@contextmanager
def disk(medium: str, root: Path, at: Path) -> Iterator[None]:
    """A small disk, mounted."""
    kind = FILE_SYSTEMS.get(medium, medium)
    if not may_mount(kind, root):
        lacking("mount", NO_MOUNT)
    if medium in ("tmpfs", "no inodes"):
        with memory_disk(at, "2m" if medium == "tmpfs" else "2m,nr_inodes=40"):
            yield
        return
    make_disk(root / "disk.img", kind)
    with mounted(root / "disk.img", kind, at):
        if medium == "quota":
            limit(at, "4m")
        yield


def fill(folder: Path, medium: str) -> Path:
    """Fill the disk to the last byte, or the last inode; gives the folder that holds what fills it."""
    filling = folder / "filling"
    filling.mkdir()
    try:
        if medium == "no inodes":
            for number in range(100_000):
                (filling / f"{number}").touch()
        # Large pieces first, then small ones into what they left.
        for number, size in enumerate((2**20, 2**12, 2**9)):
            _fill_with(filling / f"{number}.bin", size)
    except OSError:
        return filling
    return filling


def _fill_with(path: Path, size: int) -> None:
    try:
        with path.open("wb", buffering=0) as file:
            while file.write(b"\0" * size):
                pass
    except OSError:
        return


@pytest.mark.parametrize("own", [True, False], ids=["everything on it", "the meeting on it"])
@pytest.mark.parametrize("medium", MEDIA)
def test_a_full_disk_takes_a_hundred_further_notes_and_saves_them_when_space_returns(
    medium: str, own: bool, tmp_path: Path, meeting: bytes, record_property: Callable[[str, object], None]
) -> None:
    place = Place(root=tmp_path / "place")
    home = place.root / "home"
    with disk(medium, tmp_path, place.file.parent), Stage() as stage:
        if own:
            # Only the folder of the running login, which is in memory, is elsewhere.
            state = place.file.parent / "state"
            state.mkdir()
            home.mkdir(parents=True)
            (home / "state").symlink_to(state)
        place.make(meeting)
        assert stage.play("next", place).code == 0
        filling = fill(place.file.parent, medium)
        lost = []
        for number in range(FURTHER):
            ending = stage.play(f"numbered {number}", place)
            if ending.code != 0 and not kept(place, f"numbered {number}"):
                lost.append(f"{number}: {place.words().strip()}")
        shutil.rmtree(filling)
        assert stage.play("next", place).code == 0
        found = read(place.file)
    record_property("cases", FURTHER)
    assert isinstance(found, Session), found
    assert lost == []
    assert [note.text for note in found.notes[-FURTHER - 1 : -1]] == [f"numbered {n}" for n in range(FURTHER)]


def kept(place: Place, text: str) -> bool:
    """Whether the note lies in the spool, wherever that is."""
    return any(f'"{text}"'.encode() in path.read_bytes() for path in spooled(place))


@pytest.mark.parametrize("medium", MEDIA)
def test_a_full_disk_spoils_nothing_and_is_named(medium: str, tmp_path: Path, meeting: bytes) -> None:
    place = Place(root=tmp_path / "place")
    with disk(medium, tmp_path, place.file.parent), Stage() as stage:
        place.make(meeting)
        fill(place.file.parent, medium)
        codes, words = [], ""
        for number in range(3):
            codes.append(stage.play(f"numbered {number}", place).code)
            words += place.words()
        found = read(place.file)
    assert isinstance(found, Session), found
    saved = [note.text for note in found.notes if note.text.startswith("numbered")]
    assert saved == [f"numbered {number}" for number, code in enumerate(codes) if code == 0]
    assert re.search("levy on täynnä|levykiintiö", words) or codes == [0, 0, 0]
