"""Writing a file so that there is always a whole one: the old or the new, never half of either."""

import errno
import hashlib
import os
import secrets
from pathlib import Path

from kaikutui.catalogue import text
from kaikutui.domain.errors import KaikuError


class NotWritableError(KaikuError):
    """The system refused to write the file; the old one is as it was."""

    key = "error.not_writable"


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


def write_atomically(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of the file, through a link to the file meant, on the disk when this returns.

    A new file is for its owner alone (0600); an old one keeps its mode. Raises NotWritableError.
    """
    path = Path(os.path.realpath(path))
    mode = path.stat().st_mode & 0o7777 if path.exists() else 0o600
    temporary = _write_temporary(path, data, mode)
    try:
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise NotWritableError(path=path, reason=reason(error)) from error


def create_atomically(path: Path, data: bytes) -> None:
    """Make a new file (0600); raises FileExistsAlreadyError when there is one, NotWritableError when refused."""
    if path.exists() or path.is_symlink():
        raise FileExistsAlreadyError(path=path)
    temporary = _write_temporary(path, data, 0o600)
    try:
        # A link fails when the name is taken, also when somebody took it this very moment.
        os.link(temporary, path)
        _sync_folder(path.parent)
    except FileExistsError as error:
        raise FileExistsAlreadyError(path=path) from error
    except OSError as error:
        raise NotWritableError(path=path, reason=reason(error)) from error
    finally:
        temporary.unlink(missing_ok=True)


def _write_temporary(path: Path, data: bytes, mode: int) -> Path:
    temporary = helper_name(path, f"{secrets.token_hex(4)}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    try:
        descriptor = os.open(temporary, flags, 0o600)
        try:
            _write_all(descriptor, data)
            temporary.chmod(mode)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise NotWritableError(path=path, reason=reason(error)) from error
    return temporary


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _sync_folder(folder: Path) -> None:
    """A renamed file is on the disk only when its folder is."""
    if os.name == "nt":  # Windows opens no folders.
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
