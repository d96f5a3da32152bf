"""One writer at a time: a lock file beside the meeting that is never removed and never waited for long."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from kaikutui.storage.atomic import NotWritableError, helper_name, reason
from kaikutui.storage.attributes import status_of
from kaikutui.storage.trouble import FileTroubleError

LOCK_SECONDS = 2.0
"""Nobody waits longer than this for another terminal."""

POLL_SECONDS = 0.002
"""The lock is free for a moment only between two acts of a busy writer: whoever asks seldom stands behind it."""


class StoreBusyError(FileTroubleError):
    """Another process holds the file."""

    key = "error.store_busy"
    brief_key = "reason.busy"


class NoLockError(FileTroubleError):
    """The system locks no files here: two terminals could write over each other."""

    key = "error.no_lock"
    brief_key = "reason.no_lock"


@contextmanager
def locked(path: Path, seconds: float | None = None) -> Iterator[None]:
    """Hold the file for one read and write; nothing of the screen is awaited meanwhile.

    Raises StoreBusyError after so many seconds (None: ``LOCK_SECONDS``), NoLockError where there are no locks,
    NotWritableError when the lock file cannot be made.
    """
    descriptors: list[int] = []
    lock = _lock(path, descriptors)
    try:
        lock.acquire(timeout=LOCK_SECONDS if seconds is None else seconds)
    except Timeout as error:
        raise StoreBusyError(path=path) from error
    except OSError as error:
        if error.errno in (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS):
            raise NoLockError(path=path) from error
        raise NotWritableError(path=path, reason=reason(error)) from error
    try:
        yield
    finally:
        try:
            lock.release()
        except OSError:
            # What cannot be unlocked is closed: the system lets go of it then, and the act was done all the same.
            os.close(descriptors[-1])


def _lock(path: Path, descriptors: list[int]) -> FileLock:
    """The lock, not held yet; when it is, its descriptor stands in the list.

    It tries again by itself when the lock file was removed between its open and its lock. A soft lock, which only
    looks whether a file exists, would outlive a killed process: it is never fallen back to.
    """
    name = helper_name(path, "lock")

    def settle(descriptor: int) -> None:
        """The lock is ours: it must still be the one at the path, and for whoever may write the meeting."""
        descriptors.append(descriptor)
        held, there = os.fstat(descriptor), status_of(name)
        if there is None or (held.st_ino, held.st_dev) != (there.st_ino, there.st_dev):
            raise StoreBusyError(path=path)
        _share(descriptor, held, status_of(path))

    return FileLock(
        name,
        poll_interval=POLL_SECONDS,
        mode=0o600,
        fallback_to_soft=False,
        on_acquired=settle,
    )


def _share(descriptor: int, held: os.stat_result, meeting: os.stat_result | None) -> None:
    """Let the lock have the mode and group of the meeting; one that belongs to another user stays as it is."""
    if meeting is None or os.name == "nt":
        return
    # Whoever may read the meeting asks for the lock, and a lock is asked for by writing.
    mode = meeting.st_mode & 0o666 | 0o600
    with suppress(OSError):
        if held.st_gid != meeting.st_gid:
            os.fchown(descriptor, -1, meeting.st_gid)
        if held.st_mode & 0o777 != mode:
            os.fchmod(descriptor, mode)
