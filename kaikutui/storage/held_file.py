"""A file that one process holds at a time, by the system's own lock: it goes with the process, however that ends.

With the system's call and not through a library of locks: what such a library does beyond it (soft locks, counting,
following forks) was a sixth of a save, and its import a tenth of what a note from a shell takes.
"""

import errno
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

POLL_SECONDS = 0.002
"""The lock is free for a moment only between two acts of a busy writer: whoever asks seldom stands behind it."""


def hold(file: Path, seconds: float = 0.0) -> int | None:
    """Hold a file, made if need be (0600), by a descriptor that other programs do not inherit.

    None: somebody else held it for so many seconds. Raises OSError; PermissionError also when the file is held but
    its owner, a stranger, could take it away meanwhile.
    """
    end = monotonic() + seconds
    while True:
        descriptor = _open(file)
        is_ours = False
        try:
            is_ours = _took(descriptor) and _stands(descriptor, file)
        finally:
            if not is_ours:
                os.close(descriptor)
        if is_ours:
            return descriptor
        if monotonic() >= end:
            return None
        sleep(POLL_SECONDS)


def let_go(descriptor: int) -> None:
    """Hold it no more; what cannot be unlocked is unlocked by its end."""
    with suppress(OSError):
        if sys.platform != "win32":
            # A program that is being started this moment has a copy of the descriptor, and the lock with it.
            fcntl.flock(descriptor, fcntl.LOCK_UN)
    with suppress(OSError):
        os.close(descriptor)


def _open(file: Path) -> int:
    """For writing, as some network disks want it of whoever locks; not waiting for whatever stands there.

    What is there already is opened as it is: in some shared folders the system refuses to make what another has made.
    """
    flags = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with suppress(FileNotFoundError):
        return os.open(file, flags)
    with suppress(FileExistsError):
        return os.open(file, flags | os.O_CREAT | os.O_EXCL, 0o600)
    # Somebody has made it this moment.
    return os.open(file, flags)


def _took(descriptor: int) -> bool:
    """Whether nobody else has the lock: then it is ours. Raises OSError."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _stands(descriptor: int, file: Path) -> bool:
    """Whether the name still leads to what is locked; if not, two could hold "the" file.

    Raises PermissionError when that may change at any moment: in a folder as /tmp only its owner removes a file.
    """
    try:
        held, there = os.fstat(descriptor), file.stat()
    except FileNotFoundError:
        return False
    if sys.platform != "win32" and held.st_uid != os.geteuid():
        folder = file.parent.stat()
        if folder.st_mode & stat.S_ISVTX and held.st_uid != folder.st_uid:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), file)
    return (held.st_ino, held.st_dev) == (there.st_ino, there.st_dev)
