"""SHA-256 of what is kept: Python's own until a process begins to hash a lot.

OpenSSL's is five times as fast, and loading it (2 ms and 2 MB) takes as long as Python's own takes for the file of
4,000 notes. A start and a single note are quicker without it; who writes all the meeting long begins by ``quicken``.
"""

import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import _Hash


def _own() -> "Callable[[bytes], _Hash]":
    """Python's own, under the name that it has there; a Python without it has OpenSSL's."""
    try:
        if sys.version_info >= (3, 12):
            from _sha2 import sha256
        else:
            from _sha256 import sha256  # type: ignore[import-not-found]
    except ImportError:
        from hashlib import sha256
    return sha256  # type: ignore[no-any-return]


_constructor = _own()


def sha256(data: bytes) -> "_Hash":
    """A hash that has taken in ``data``."""
    return _constructor(data)


def quicken() -> None:
    """Hash with OpenSSL from now on. What has been begun goes on as it was; without it, all does."""
    global _constructor
    with suppress(ImportError, OSError):
        from hashlib import sha256

        _constructor = sha256
