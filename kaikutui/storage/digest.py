"""SHA-256 of what is kept, Python's own.

OpenSSL's is five times as fast, but loading it takes 2 ms of every start and 2 MB of every meeting, as long as Python's
own takes to hash a file of 4,000 notes; and a save hashes what it adds, not the whole file (``body``).
"""

import sys
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from hashlib import _Hash, sha256
else:
    try:
        if sys.version_info >= (3, 12):
            from _sha2 import sha256
        else:
            from _sha256 import sha256
    except ImportError:
        # A Python that was built without it.
        from hashlib import sha256

__all__ = ["Hash", "sha256"]

Hash: TypeAlias = "_Hash"
"""A sum on its way: ``update`` takes in more, ``copy`` goes on from here, ``hexdigest`` tells it."""
