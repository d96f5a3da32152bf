"""A file on its way to its name: whole, hidden, and cleared away by the next writer when its own was killed.

Its writer holds a lock on it. A lock goes with its process, however that ends, so a temporary that nobody holds was
left behind; no age and no process number is guessed at.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from fnmatch import fnmatchcase
from pathlib import Path

from kaikutui.storage.attributes import carry, files_in
from kaikutui.storage.digest import sha256

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

TRIES = 3
"""So many names are tried when somebody who tidies up takes the new file for one left behind."""

_OURS = f".kaiku-{'[0-9a-f]' * 12}.{'[0-9a-f]' * 8}.tmp"


def helper_name(path: Path, ending: str) -> Path:
    """A hidden file beside ``path`` whose name does not grow with it and tells nothing of it."""
    tag = sha256(os.fsencode(path.name)).hexdigest()[:12]
    return path.with_name(f".kaiku-{tag}.{ending}")


@contextmanager
def standing_ready(path: Path, data: bytes, like: Path | None = None) -> Iterator[Path]:
    """A temporary beside ``path`` that holds ``data``, on the disk; it is gone afterwards, unless it was renamed.

    For its owner alone (0600), or with the mode, group and access list of the file that it is to be ``like``. Raises
    OSError.
    """
    temporary, descriptor = _make(path)
    try:
        _write_all(descriptor, data)
        _give(temporary, like)
        os.fsync(descriptor)
        yield temporary
    finally:
        _drop(temporary, descriptor)


def _give(temporary: Path, like: Path | None) -> None:
    """Mode, group and access list, before anybody can open it by its name. Raises OSError."""
    if like is not None:
        with suppress(FileNotFoundError):
            carry(like, temporary)
            return
    temporary.chmod(0o600)


def _make(path: Path) -> tuple[Path, int]:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    for _ in range(TRIES):
        temporary = helper_name(path, f"{os.urandom(4).hex()}.tmp")
        descriptor = os.open(temporary, flags, 0o600)
        held = False
        try:
            held = _hold(descriptor)
        finally:
            if not held:
                _drop(temporary, descriptor)
        if held:
            return temporary, descriptor
    raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))


def _drop(temporary: Path, descriptor: int) -> None:
    with suppress(OSError):
        temporary.unlink(missing_ok=True)
    # What was synced is on the disk, whatever the end of the descriptor says.
    with suppress(OSError):
        os.close(descriptor)


def _hold(descriptor: int) -> bool:
    """Lock a temporary that was just made; False: somebody who tidies up was there first."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        # Where nothing can be locked, nobody can find it unlocked either.
        return True
    return os.fstat(descriptor).st_nlink > 0


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def sweep_temporaries(path: Path) -> None:
    """Remove what writers of this file left when they were killed; only under its lock, so that none is at work.

    Whoever left them: in a folder that several users share, only their names can be seen. And what this user's
    writers of other files left beside it, as memos.
    """
    own = helper_name(path, "").name
    for stale in files_in(path.parent, ".kaiku-*.tmp"):
        with suppress(OSError):
            if stale.name.startswith(own):
                stale.unlink()
            elif fnmatchcase(stale.name, _OURS):
                _sweep(stale)


def sweep_abandoned(folder: Path) -> None:
    """Remove this user's temporaries that no process holds any more, whatever file they were meant for."""
    for stale in files_in(folder, _OURS):
        with suppress(OSError):
            _sweep(stale)


def _sweep(stale: Path) -> None:
    """Raises OSError when somebody holds it, or it is not ours to open."""
    if fcntl is None:
        return
    # Without O_NONBLOCK a pipe of that name would be waited for.
    descriptor = os.open(stale, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        status = os.fstat(descriptor)
        if stat.S_ISREG(status.st_mode) and status.st_uid == os.geteuid():
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            stale.unlink()
    finally:
        os.close(descriptor)
