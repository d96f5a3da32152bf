"""Writing a file so that there is always a whole one: the old or the new, never half of either.

Descriptors made by ``os.open`` are not inherited by other programs (O_CLOEXEC): Python sees to it.
"""

import errno
import os
from collections.abc import Iterable
from contextlib import suppress
from itertools import chain
from pathlib import Path

from kaikutui.catalogue import text
from kaikutui.domain.errors import KaikuError
from kaikutui.storage.temporary import standing_ready, sweep_abandoned
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


class NewInDoubtError(InDoubtError):
    """The same of a file that was not there before."""

    key = "error.new_in_doubt"


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


NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)
"""How a file system without hard links (vfat, exfat, some network disks) says so."""


def reason(error: OSError) -> str:
    """Why the system refused, in words."""
    known = _REASONS.get(error.errno or 0)
    return text(f"reason.{known}") if known else text("reason.other", code=error.errno)


def write_atomically(path: Path, data: bytes, *, through_links: bool = True) -> os.stat_result:
    """Put ``data`` in the place of the file, on the disk when this returns; gives what the system said of it there.

    A link leads to the file that is meant, or with ``through_links`` off is taken for the file itself. A new file is
    for its owner alone (0600); an old one keeps its mode, group and access list. Raises NotWritableError;
    InDoubtError when the file is written but its folder could not be proven on the disk.
    """
    try:
        is_link = path.is_symlink()
        if is_link and through_links:
            path, is_link = Path(os.path.realpath(path)), False
        with standing_ready(path, data, like=None if is_link else path) as ready:
            status = ready.stat()
            ready.replace(path)
    except OSError as error:
        raise NotWritableError(path=path, reason=reason(error)) from error
    try:
        sync_folder(path.parent)
    except OSError as error:
        raise InDoubtError(path=path) from error
    return status


def create_atomically(path: Path, data: bytes, spare: Iterable[Path] = ()) -> Path:
    """Make a new file (0600) at ``path``, or at the first ``spare`` name of its folder that is free; gives its path.

    The name is there when the whole file is, on the disk when this returns. Raises FileExistsAlreadyError when every
    name is taken, NotWritableError when the system refused and there is no file, NewInDoubtError when there is one.
    """
    free = (name for name in chain((path,), spare) if not os.path.lexists(name))
    first = next(free, None)
    if first is None:
        raise FileExistsAlreadyError(path=path)
    sweep_abandoned(path.parent)
    try:
        with standing_ready(first, data) as ready:
            made = next((name for name in chain((first,), free) if _took(name, ready)), None)
    except OSError as error:
        raise NotWritableError(path=first, reason=reason(error)) from error
    if made is None:
        raise FileExistsAlreadyError(path=path)
    _prove_new(made)
    return made


def _took(name: Path, ready: Path) -> bool:
    """Give a file that stands ready its name; False: somebody took the name this very moment. Raises OSError."""
    try:
        os.link(ready, name)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        return _took_without_link(name, ready)
    return True


def _took_without_link(name: Path, ready: Path) -> bool:
    """The same where the file system has no links: an empty file holds the name for the moment of a rename.

    Only there, and only when the process is killed in that moment, is an empty file left.
    """
    try:
        descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except FileExistsError:
        return False
    try:
        os.close(descriptor)
        ready.replace(name)
    except OSError:
        with suppress(OSError):
            name.unlink()
        raise
    return True


def _prove_new(path: Path) -> None:
    """What cannot be proven is taken away again: a new file that was refused is not there at all."""
    try:
        sync_folder(path.parent)
    except OSError as error:
        try:
            path.unlink(missing_ok=True)
        except OSError:
            raise NewInDoubtError(path=path) from error
        raise NotWritableError(path=path, reason=reason(error)) from error


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


def sync_folder(folder: Path) -> None:
    """A renamed file is on the disk only when its folder is. Raises OSError."""
    if os.name == "nt":  # Windows opens no folders.
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
