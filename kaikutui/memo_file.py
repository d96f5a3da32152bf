"""Where the memo goes: made by the floor of memos, brought to the disk by the floor of storage.

Its name is there when the whole memo is. Between the two there is nothing under that name, however the program ends.
"""

import stat
from collections.abc import Iterator
from datetime import datetime
from itertools import count, takewhile
from pathlib import Path

from kaikutui.catalogue import Catalogue, text
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.record import Record
from kaikutui.domain.session import Session
from kaikutui.memo.changes import Changes, changes
from kaikutui.memo.export import lacking, memo_name
from kaikutui.memo.order import Order
from kaikutui.memo.outline import memo_of
from kaikutui.memo.paper import Paper
from kaikutui.memo.writers import WRITERS
from kaikutui.storage.atomic import (
    InDoubtError,
    NewInDoubtError,
    NotWritableError,
    create_atomically,
    reason,
    write_atomically,
)
from kaikutui.storage.attributes import status_of


class MemoFolderMissingError(KaikuError):
    """The memo was to go into a folder that is not there."""

    key = "error.memo_no_folder"


class MemoNotWritableError(KaikuError):
    """The system refused to write the memo; nothing was left behind."""

    key = "error.memo_not_writable"


class Written(Record, frozen=True, kw_only=True):
    """A memo that has been written."""

    path: str
    changes: Changes | None = None
    """What is different from the last one of the same name; None: there was none."""

    @property
    def report(self) -> tuple[str, ...]:
        """The changes in words, a line each."""
        if self.changes is None:
            return ()
        told = (
            *(text("export.added", line=line) for line in self.changes.added),
            *(text("export.gone", line=line) for line in self.changes.gone),
        )
        return (text("export.since", name=self.changes.since), *(told or (text("export.same"),)))


def write_memo(
    session: Session,
    path: Path,
    made: datetime,
    order: Order | None = None,
    paper: Paper | None = None,
    *,
    force: bool = False,
) -> Written:
    """Write the memo to ``path``, or by its own name into the folder ``path``, in the language of the meeting.

    What is there already stays, as somebody may have edited it: the new one gets ``-2``, ``-3`` … in its name, but
    with ``force`` takes the place of the old one. A new file is for its owner alone. Raises MemoFolderMissingError,
    MemoNotWritableError, and NewInDoubtError for a memo that is there but might not outlive a power cut.
    """
    order = order or Order()
    target = _target(path, memo_name(session, order))
    writer = WRITERS[order.format]
    data = writer.write(memo_of(session, Catalogue(session.meeting.language), made, order), paper or Paper())
    last, content = _last(target)
    before = writer.lines(content) if content else ()
    written = _write(target, data, force=force)
    compared = changes(last, before, writer.lines(data)) if before else None
    return Written(path=str(written), changes=compared)


def write_from_meeting(session: Session, path: Path, made: datetime) -> tuple[str, ...]:
    """Write the memo from inside a meeting, where nobody stops to answer: unfinished, it is a draft and says so.

    Gives what to say of it. Raises as ``write_memo``.
    """
    remarks = lacking(session, Order())
    written = write_memo(session, path, made, Order(draft=bool(remarks)))
    key = "said.exported_draft" if remarks else "said.exported"
    return (text(key, path=written.path, **({"count": len(remarks)} if remarks else {})), *written.report)


def write_template(path: Path) -> Path:
    """Write the default template with a sample of every style, to be edited in Word; what is there already stays.

    Raises as ``write_memo``.
    """
    from kaikutui.memo.specimen import template_to_edit

    return write_file(path, text("template.file"), template_to_edit())


def write_file(path: Path, name: str, data: bytes, *, force: bool = False) -> Path:
    """Write to ``path``, or by ``name`` into the folder ``path``; as a memo, and raises as ``write_memo``."""
    return _write(_target(path, name), data, force=force)


def _target(path: Path, name: str) -> Path:
    """The file that is meant, in a folder that is there; where the system does not say which is which, nothing is."""
    try:
        target = path / name if path.is_dir() else path
        if target.parent.is_dir():
            return target
    except OSError as error:
        raise MemoNotWritableError(folder=path.parent, reason=reason(error)) from error
    raise MemoFolderMissingError(folder=target.parent)


def _last(target: Path) -> tuple[str, bytes]:
    """Name and content of the newest memo of this name; no content of one that is not there or cannot be read."""
    found = list(takewhile(_is_file, _names(target)))
    try:
        return (found[-1].name, found[-1].read_bytes()) if found else ("", b"")
    except OSError:
        return "", b""


def _is_file(path: Path) -> bool:
    status = status_of(path)
    return status is not None and stat.S_ISREG(status.st_mode)


def _write(target: Path, data: bytes, *, force: bool) -> Path:
    """Write under the first free name, or in the place of what has this one, but not through a link."""
    try:
        if not force:
            names = _names(target)
            return create_atomically(next(names), data, names)
        write_atomically(target, data, through_links=False)
    except NotWritableError as error:
        raise MemoNotWritableError(folder=target.parent, reason=error.values["reason"]) from error
    except InDoubtError as error:
        raise NewInDoubtError(path=error.values["path"]) from error
    return target


def _names(target: Path) -> Iterator[Path]:
    yield target
    for number in count(2):
        yield target.with_name(f"{target.stem}-{number}{target.suffix}")
