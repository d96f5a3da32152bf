"""Disks of the tests' own: a file with a file system in it, mounted through the loop device. Root may do that."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NO_MOUNT = "file systems may not be mounted here: that takes root, loop devices and the tools of the file system"

SIZES = {"ext4": 32, "btrfs": 128, "xfs": 320}
"""Megabytes; about the least that each can be made with. The files are sparse."""

_OPTIONS = {"ext4": "loop", "btrfs": "loop", "xfs": "loop,nouuid"}
_MKFS = {"ext4": ["-q"], "btrfs": ["-q"], "xfs": ["-q"]}


def _run(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True)


def make_disk(image: Path, kind: str) -> None:
    """Make a file with an empty file system of this kind."""
    with image.open("wb") as file:
        file.truncate(SIZES[kind] * 2**20)
    _run(f"mkfs.{kind}", *_MKFS[kind], image)


def copy_disk(image: Path, copy: Path) -> None:
    """Copy the file as it is this moment: what the program has not brought to the disk is not in it."""
    _run("cp", "--sparse=always", image, copy)


@contextmanager
def mounted(image: Path, kind: str, at: Path) -> Iterator[Path]:
    """The file system of the image, mounted; the journal of one that was cut off is replayed by that."""
    at.mkdir(parents=True, exist_ok=True)
    _run("mount", "-t", kind, "-o", _OPTIONS[kind], image, at)
    try:
        yield at
    finally:
        _run("umount", at)


def limit(at: Path, size: str) -> None:
    """Let no more than this be written to a mounted btrfs: its quota is used up long before the disk is full."""
    _run("btrfs", "quota", "enable", at)
    _run("btrfs", "qgroup", "limit", size, at)


@contextmanager
def memory_disk(at: Path, size: str = "1m") -> Iterator[Path]:
    """A small file system in memory."""
    at.mkdir(parents=True, exist_ok=True)
    _run("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", at)
    try:
        yield at
    finally:
        _run("umount", at)


def may_mount(kind: str, folder: Path) -> bool:
    """Whether a file system of this kind can be made and mounted here."""
    if os.geteuid() != 0 or (kind != "tmpfs" and shutil.which(f"mkfs.{kind}") is None):
        return False
    try:
        if kind == "tmpfs":
            with memory_disk(folder / "tried"):
                return True
        make_disk(folder / "tried.img", kind)
        with mounted(folder / "tried.img", kind, folder / "tried"):
            return True
    except subprocess.CalledProcessError:
        return False
    finally:
        (folder / "tried.img").unlink(missing_ok=True)
