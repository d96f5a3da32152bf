"""The least that a safe save can do: write, fsync, rename, fsync of the folder."""

import os
import time
from pathlib import Path


def bare_write_seconds(path: Path, data: bytes) -> float:
    """Seconds of putting ``data`` in the place of the file, on the disk."""
    began = time.perf_counter()
    ready = path.with_name(f"{path.name}.new")
    descriptor = os.open(ready, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.write(descriptor, data)
    os.fsync(descriptor)
    os.close(descriptor)
    ready.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
    return time.perf_counter() - began
