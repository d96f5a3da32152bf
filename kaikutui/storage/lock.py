"""One writer at a time: a lock file beside the meeting that is never removed and never waited for long."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kaikutui.storage.atomic import NotWritableError, reason
from kaikutui.storage.attributes import carry_acl, status_of
from kaikutui.storage.held_file import hold, let_go
from kaikutui.storage.temporary import helper_name
from kaikutui.storage.trouble import FileTroubleError

LOCK_SECONDS = 2.0
"""Nobody waits longer than this for another terminal."""


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
    name = helper_name(path, "lock")
    try:
        descriptor = hold(name, LOCK_SECONDS if seconds is None else seconds)
    except OSError as error:
        if error.errno in (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS):
            raise NoLockError(path=path) from error
        if error.errno == errno.EACCES and status_of(name) is not None:
            raise LockDeniedError(path=path, lock=name) from error
        raise NotWritableError(path=path, reason=reason(error)) from error
    if descriptor is None:
        raise StoreBusyError(path=path)
    try:
        _share(descriptor, path)
        yield
    finally:
        let_go(descriptor)


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
    meeting = status_of(path)
    if meeting is None or os.name == "nt":
        return
    # Whoever may read the meeting asks for the lock, and a lock is asked for by writing.
    mode = meeting.st_mode & 0o666 | 0o600
    with suppress(OSError):
        held = os.fstat(descriptor)
        if held.st_gid != meeting.st_gid:
            os.fchown(descriptor, -1, meeting.st_gid)
        if held.st_mode & 0o777 != mode:
            os.fchmod(descriptor, mode)
        carry_acl(path, descriptor)
