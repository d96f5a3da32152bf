"""Where the memo goes: its name, and a file that is whole or not there."""

import errno
import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path

from kaikutui.catalogue import Catalogue, text
from kaikutui.domain.clocks import began
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.session import Session
from kaikutui.memo.outline import memo_of


class MemoFolderMissingError(KaikuError):
    """The memo was to go into a folder that is not there."""

    key = "error.memo_no_folder"


class MemoNotWritableError(KaikuError):
    """The system refused to write the memo; nothing was left behind."""

    key = "error.memo_not_writable"


_REASONS = {errno.EACCES: "denied", errno.EPERM: "denied", errno.ENOSPC: "full", errno.EROFS: "read_only"}


def memo_name(session: Session, words: Catalogue | None = None) -> str:
    """The file name of a meeting's memo, with the day of the meeting: plain letters and no spaces."""
    stem = (words or Catalogue())("memo.file")
    day = began(session) or session.meeting.starts
    return f"{stem}-{day:%Y-%m-%d}.docx" if day else f"{stem}.docx"


def write_memo(session: Session, path: Path, words: Catalogue, made: datetime) -> Path:
    """Write the memo to ``path``, or by its own name into the folder ``path``; gives the path written.

    What is there already stays: the new one gets ``-2``, ``-3`` … in its name. The file is for its owner
    alone. Raises MemoFolderMissingError and MemoNotWritableError.
    """
    # Loading the Word library takes longer than the rest of the program: only who writes a memo waits.
    from kaikutui.memo.word import to_docx

    target = path / memo_name(session, words) if path.is_dir() else path
    if not target.parent.is_dir():
        raise MemoFolderMissingError(folder=target.parent)
    return _write_new(target, to_docx(memo_of(session, words, made)))


def _write_new(target: Path, data: bytes) -> Path:
    """Write under the first free name, which is taken only when a whole file stands ready beside it."""
    made: list[Path] = []
    try:
        made.append(_write_temporary(target.parent, data))
        made.append(next(name for name in _names(target) if _reserve(name)))
        temporary, taken = made
        return temporary.replace(taken)
    except OSError as error:
        for path in made:
            path.unlink(missing_ok=True)
        raise MemoNotWritableError(folder=target.parent, reason=_reason(error)) from error


def _write_temporary(folder: Path, data: bytes) -> Path:
    # mkstemp makes the file readable for its owner alone.
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=".kaiku-", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _names(target: Path) -> Iterator[Path]:
    yield target
    for number in count(2):
        yield target.with_name(f"{target.stem}-{number}{target.suffix}")


def _reserve(path: Path) -> bool:
    """Take a name that nobody has; one system call, so that two exports at once cannot both get it."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return False
    return True


def _reason(error: OSError) -> str:
    known = _REASONS.get(error.errno or 0)
    return text(f"reason.{known}") if known else text("reason.other", code=error.errno)
