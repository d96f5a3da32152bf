"""What a file keeps when another takes its place: mode, group and access list (POSIX ACL)."""

import errno
import fnmatch
import os
import stat
from contextlib import suppress
from pathlib import Path

ACL = "system.posix_acl_access"


def status_of(path: Path) -> os.stat_result | None:
    """The file as the system knows it; None when it knows none, or does not say."""
    try:
        return path.stat()
    except OSError:
        return None


def files_in(folder: Path, pattern: str) -> list[Path]:
    """The files of a folder whose names fit, by name; a folder that is missing or cannot be read has none."""
    try:
        with os.scandir(folder) as entries:
            names = fnmatch.filter((entry.name for entry in entries), pattern)
    except OSError:
        return []
    return [folder / name for name in sorted(names)]


def carry(old: Path, new: Path) -> None:
    """Give the file that is to take the place of an old one what the old one has.

    Raises OSError when something of it is refused: a file that others may suddenly read, or no longer, is no
    replacement.
    """
    status, made = old.stat(), new.stat()
    if os.name != "nt" and made.st_gid != status.st_gid:
        os.chown(new, -1, status.st_gid)
    if os.name != "nt" and made.st_uid != status.st_uid:
        # Only the superuser gives files away; anybody else is the owner of what he wrote.
        with suppress(PermissionError):
            os.chown(new, status.st_uid, -1)
    if made.st_mode != status.st_mode:
        new.chmod(stat.S_IMODE(status.st_mode))
    carry_acl(old, new)


def carry_acl(old: Path, new: Path | int) -> None:
    """Give a file, or an open descriptor, the access list of another, or none when that has none. Raises OSError."""
    if not hasattr(os, "getxattr"):  # macOS and Windows have none that Python knows.
        return
    wanted, found = _acl(old), _acl(new)
    if wanted == found:
        return
    if wanted is not None:
        os.setxattr(new, ACL, wanted)
    else:
        # The folder gave it one of its own.
        os.removexattr(new, ACL)


def _acl(path: Path | int) -> bytes | None:
    try:
        return os.getxattr(path, ACL)
    except OSError as error:
        if error.errno in (errno.ENODATA, errno.EOPNOTSUPP, errno.ENOSYS):
            return None
        raise
