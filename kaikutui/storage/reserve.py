"""Room for the next notes on a full disk: a file beside the meeting that is given up when it is needed."""

import os
from contextlib import suppress
from pathlib import Path

from kaikutui.storage.temporary import helper_name

SIZE = 128 * 1024
"""Bytes: several hundred notes more than the file has."""


def keep_reserve(path: Path) -> None:
    """Have a reserve beside the meeting (0600); where there is no room for it, or no such call, there is none."""
    reserve = helper_name(path, "reserve")
    if not hasattr(os, "posix_fallocate") or os.path.lexists(reserve):
        return
    with suppress(OSError):
        descriptor = os.open(reserve, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        try:
            os.posix_fallocate(descriptor, 0, SIZE)
        except OSError:
            reserve.unlink()
        finally:
            os.close(descriptor)


def give_up_reserve(path: Path) -> bool:
    """Give the room back to the disk; False when there was none to give."""
    try:
        helper_name(path, "reserve").unlink()
    except OSError:
        return False
    return True
