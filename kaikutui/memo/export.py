"""Where the memo goes: its name, and a file that is whole or not there."""

import errno
import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path

from kaikutui.catalogue import Catalogue, text
from kaikutui.domain.checks import Remark, unfinished_remarks
from kaikutui.domain.clocks import began
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.record import Record
from kaikutui.domain.session import Session
from kaikutui.memo.changes import Changes, changes
from kaikutui.memo.order import Order
from kaikutui.memo.outline import RECIPIENTS, memo_of
from kaikutui.memo.paper import Paper
from kaikutui.memo.writers import WRITERS


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


_REASONS = {errno.EACCES: "denied", errno.EPERM: "denied", errno.ENOSPC: "full", errno.EROFS: "read_only"}


def lacking(session: Session, order: Order) -> tuple[Remark, ...]:
    """What the memo lacks so much that only a draft should go without a word."""
    about = RECIPIENTS[order.recipient].lacks
    remarks = unfinished_remarks(session, order.names)
    return tuple(remark for remark in remarks if about is None or remark.key in about)


def memo_name(session: Session, order: Order | None = None) -> str:
    """The file name of a meeting's memo, with the day of the meeting: plain letters and no spaces."""
    order, words = order or Order(), Catalogue(session.meeting.language)
    day = began(session) or session.meeting.starts
    parts = (
        words(RECIPIENTS[order.recipient].file),
        f"{day:%Y-%m-%d}" if day else "",
        words("memo.draft_file") if order.draft else "",
    )
    return f"{'-'.join(part for part in parts if part)}.{order.format}"


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
    with ``force`` takes the place of the old one. The file is for its owner alone. Raises MemoFolderMissingError
    and MemoNotWritableError.
    """
    order = order or Order()
    target = path / memo_name(session, order) if path.is_dir() else path
    writer = WRITERS[order.format]
    data = writer.write(memo_of(session, Catalogue(session.meeting.language), made, order), paper or Paper())
    last = _last(target)
    before = () if last is None else writer.lines(_content(last))
    written = write_whole(target, data, force=force)
    compared = changes(last.name, before, writer.lines(data)) if last and before else None
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

    Raises MemoFolderMissingError and MemoNotWritableError.
    """
    from kaikutui.memo.specimen import template_to_edit

    return write_whole(path, template_to_edit())


def _last(target: Path) -> Path | None:
    """The newest memo of this name, or None."""
    last = None
    for name in _names(target):
        if not name.is_file():
            return last
        last = name
    return None


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def write_whole(target: Path, data: bytes, *, force: bool = False) -> Path:
    """Write under the first free name, which is taken only when a whole file stands ready beside it.

    With ``force`` it takes the place of what is there. Raises MemoFolderMissingError and MemoNotWritableError.
    """
    if not target.parent.is_dir():
        raise MemoFolderMissingError(folder=target.parent)
    made: list[Path] = []
    try:
        made.append(_write_temporary(target.parent, data))
        if not force:
            made.append(next(name for name in _names(target) if _reserve(name)))
        return made[0].replace(target if force else made[1])
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
