"""Writing a file so that there is always a whole one: the old or the new, never half of either.

Descriptors made by ``os.open`` are not inherited by other programs (O_CLOEXEC): Python sees to it.
"""

import errno
import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path

from kaikutui.catalogue import text
from kaikutui.domain.errors import KaikuError
from kaikutui.storage.attributes import carry, files_in
from kaikutui.storage.trouble import FileTroubleError


class NotWritableError(FileTroubleError):
    """The system refused to write the file; the old one is as it was."""

    key = "error.not_writable"
    brief_key = "reason.given"

    @property
    def is_full(self) -> bool:
        """Whether room is all that was missing."""
        return isinstance(self.__cause__, OSError) and self.__cause__.errno in (errno.ENOSPC, errno.EDQUOT)


class InDoubtError(FileTroubleError):
    """The new file stands in its place, but the system would not say that it will after a power cut."""

    key = "error.in_doubt"
    brief_key = "reason.in_doubt"


class FileExistsAlreadyError(KaikuError):
    """A new file was asked for where one stands already."""

    key = "error.file_exists"


_REASONS = {
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "read_only",
    errno.ENOENT: "no_folder",
    errno.ENOTDIR: "no_folder",
}


def reason(error: OSError) -> str:
    """Why the system refused, in words."""
    known = _REASONS.get(error.errno or 0)
    return text(f"reason.{known}") if known else text("reason.other", code=error.errno)


def helper_name(path: Path, ending: str) -> Path:
    """A hidden file beside ``path`` whose name does not grow with it and tells nothing of it."""
    tag = hashlib.sha256(os.fsencode(path.name)).hexdigest()[:12]
    return path.with_name(f".kaiku-{tag}.{ending}")


def sweep_temporaries(path: Path) -> None:
    """Remove what writers of this file left when they were killed; only under the lock, so that none is at work."""
    for stale in files_in(path.parent, helper_name(path, "*.tmp").name):
        with suppress(OSError):
            stale.unlink()


def write_atomically(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of the file, through a link to the file meant, on the disk when this returns.

    A new file is for its owner alone (0600); an old one keeps its mode, group and access list. Raises
    NotWritableError; InDoubtError when the file is written but its folder could not be proven on the disk.
    """
    path = Path(os.path.realpath(path))
    temporary = _write_temporary(path, data, like=path)
    try:
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise NotWritableError(path=path, reason=reason(error)) from error
    try:
        sync_folder(path.parent)
    except OSError as error:
        raise InDoubtError(path=path) from error


def create_atomically(path: Path, data: bytes) -> None:
    """Make a new file (0600); raises FileExistsAlreadyError when there is one, NotWritableError when refused."""
    if os.path.lexists(path):
        raise FileExistsAlreadyError(path=path)
    temporary = _write_temporary(path, data)
    try:
        # A link fails when the name is taken, also when somebody took it this very moment.
        os.link(temporary, path)
        _sync_new(path)
    except FileExistsError as error:
        raise FileExistsAlreadyError(path=path) from error
    except OSError as error:
        raise NotWritableError(path=path, reason=reason(error)) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _sync_new(path: Path) -> None:
    """What cannot be proven is taken away again: a new file that was refused is not there at all."""
    try:
        sync_folder(path.parent)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def prove(path: Path) -> None:
    """Bring a file that stands in its place, and its name, to the disk; raises InDoubtError.

    With new descriptors: one on which a sync has failed says yes the next time, whatever became of the content.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        sync_folder(path.parent)
    except OSError as error:
        raise InDoubtError(path=path) from error


def _write_temporary(path: Path, data: bytes, like: Path | None = None) -> Path:
    temporary = helper_name(path, f"{secrets.token_hex(4)}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    try:
        descriptor = os.open(temporary, flags, 0o600)
        try:
            _write_all(descriptor, data)
            temporary.chmod(0o600)
            if like is not None and os.path.lexists(like):
                carry(like, temporary)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise NotWritableError(path=path, reason=reason(error)) from error
    return temporary


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def sync_folder(folder: Path) -> None:
    """A renamed file is on the disk only when its folder is. Raises OSError."""
    if os.name == "nt":  # Windows opens no folders.
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
