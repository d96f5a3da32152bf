"""A copied text as a file, for terminals whose clipboard is out of reach."""

from pathlib import Path

from kaikutui.storage.atomic import write_atomically
from kaikutui.storage.places import ensure, state_folder


def save_copy(words: str) -> Path:
    """Write the text (0600) in the place of the one copied before; gives its path.

    Raises FolderNotMadeError, NotWritableError.
    """
    path = ensure(state_folder()) / "kopio.txt"
    write_atomically(path, (words + "\n").encode())
    return path
