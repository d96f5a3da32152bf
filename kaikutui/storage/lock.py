"""One writer at a time: a lock file beside the meeting that is never removed and never waited for long."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from kaikutui.storage.atomic import NotWritableError, reason
from kaikutui.storage.attributes import carry_acl, status_of
from kaikutui.storage.temporary import helper_name
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


class LockDeniedError(FileTroubleError):
    """The lock file is another user's, made when the meeting was that user's alone; value ``lock`` is its path."""

    key = "error.lock_denied"
    brief_key = "reason.lock_denied"


@contextmanager
def locked(path: Path, seconds: float | None = None) -> Iterator[None]:
    """Hold the file for one read and write; nothing of the screen is awaited meanwhile.

    Raises StoreBusyError after so many seconds (None: ``LOCK_SECONDS``), NoLockError where there are no locks,
    LockDeniedError when the lock is for another user alone, NotWritableError when it cannot be made.
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
        if error.errno == errno.EACCES and status_of(name := helper_name(path, "lock")) is not None:
            raise LockDeniedError(path=path, lock=name) from error
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
        _share(descriptor, path)

    return FileLock(
        name,
        poll_interval=POLL_SECONDS,
        mode=0o600,
        fallback_to_soft=False,
        on_acquired=settle,
    )


def share_lock(path: Path) -> None:
    """Let the lock follow a meeting that its owner has opened to others since the last write, or closed."""
    with suppress(OSError):
        descriptor = os.open(helper_name(path, "lock"), os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
        try:
            _share(descriptor, path)
        finally:
            os.close(descriptor)


def _share(descriptor: int, path: Path) -> None:
    """Let the lock have mode, group and access list of the meeting; one that is another user's stays as it is."""
    held, meeting = os.fstat(descriptor), status_of(path)
    if meeting is None or os.name == "nt":
        return
    # Whoever may read the meeting asks for the lock, and a lock is asked for by writing.
    mode = meeting.st_mode & 0o666 | 0o600
    with suppress(OSError):
        if held.st_gid != meeting.st_gid:
            os.fchown(descriptor, -1, meeting.st_gid)
        if held.st_mode & 0o777 != mode:
            os.fchmod(descriptor, mode)
        carry_acl(path, descriptor)
