"""A file that one process holds at a time, by the system's own lock: it goes with the process, however that ends.

In place of a library, which costs 8 ms at every start for what it does besides (its own threads, time limits and
kinds of locks), half as long as Python takes to begin. POSIX: flock(2). Windows: LockFile, through ``msvcrt``.
"""

import errno
import os
import sys
import time
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

POLL_SECONDS = 0.002
"""A file is free for a moment only between two acts of a busy writer: whoever asks seldom stands behind it."""

_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)


def hold(path: Path, seconds: float) -> int:
    """Hold a file, made for its owner alone (0600) when it is not there; gives the descriptor, for ``let_go``.

    A file that was taken away between its open and its lock is nobody's, so the path is tried anew. Raises
    TimeoutError when another holds it for so many seconds (0: now), OSError when it cannot be opened or locked.
    """
    deadline = time.monotonic() + seconds
    while True:
        descriptor = os.open(path, _FLAGS, 0o600)
        held = False
        try:
            held = _lock(descriptor) and os.fstat(descriptor).st_nlink > 0
        finally:
            if not held:
                os.close(descriptor)
        if held:
            return descriptor
        if time.monotonic() >= deadline:
            raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT), str(path))
        time.sleep(POLL_SECONDS)


def let_go(descriptor: int) -> None:
    """Let go of a file. What cannot be unlocked is closed all the same, and the system lets go of it then."""
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
    os.close(descriptor)


def _lock(descriptor: int) -> bool:
    """Lock it; False: another holds it. Raises OSError where nothing can be locked."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
            return False
        raise
    return True
