"""Exporting from a shell: the order as typed, the question before an unfinished memo, what has changed."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TextIO

from kaikutui.catalogue import text
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.privacy import Names
from kaikutui.domain.record import Record
from kaikutui.domain.session import Session
from kaikutui.memo.export import lacking
from kaikutui.memo.order import Appendix, Format, Order, Recipient, format_of
from kaikutui.memo.paper import Logo, Paper
from kaikutui.memo.template import Template
from kaikutui.memo_file import write_memo
from kaikutui.storage.session_file import SealState
from kaikutui.storage.store import SessionStore
from kaikutui.storage.trouble import FileTroubleError
from kaikutui.telling import say


class UnfinishedError(KaikuError):
    """Something is missing from the memo, and nobody has said that it may go without."""

    key = "error.export_unfinished"


class Wish(Record, frozen=True, kw_only=True):
    """An export as asked for on the command line."""

    output: Path
    """A file, or a folder."""
    recipient: Recipient = Recipient.PARTNERS
    format: Format | None = None
    """None: as the file's name tells, else Word."""
    names: Names = Names.ALL
    draft: bool = False
    template: Path | None = None
    """None: the template of this program."""
    logos: tuple[Path, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    force: bool = False
    yes: bool = False
    """True: what is missing is known."""


def meeting_to_export(path: Path, err: TextIO) -> Session:
    """The meeting of a file with what still waits for the file: nobody's note is missing from a memo.

    What waits is written to the file first. Where that cannot be, it is in the memo all the same, and ``err`` is told;
    not in that of a file that was edited outside, as it might be there already. Raises FileTroubleError for a file
    that cannot be read.
    """
    store = SessionStore(path)
    loaded = store.load()
    whole = loaded.seal is SealState.WHOLE
    if not whole:
        say(text("cli.check.seal", path=path), err=err)
    count = len(store.waiting())
    if not count:
        return loaded.session
    try:
        session = store.catch_up()
    except FileTroubleError as error:
        say(text("export.waiting_in" if whole else "export.waiting_out", count=count, error=error), err=err)
        return store.with_waiting() if whole else loaded.session
    say(*store.news(), err=err)
    return session


def export_memo(session: Session, wish: Wish, now: datetime, ask: Callable[[], str] | None, err: TextIO) -> str:
    """Write what was wished for; gives the path of what was written.

    What is missing is listed on ``err`` and asked about; without anybody to ``ask`` nothing is written. Raises
    UnfinishedError then, and what the writing raises.
    """
    order = Order(
        recipient=wish.recipient,
        format=format_of(wish.format, wish.output) or Format.DOCX,
        names=wish.names,
        draft=wish.draft,
        appendices=wish.appendices,
    )
    if not (order.draft or wish.yes or _agreed(session, order, ask, err)):
        raise UnfinishedError
    template = _template(wish.template, err)
    paper = Paper(template=template, logos=_logos(session, wish.logos))
    if wish.logos and template is not None and not template.own_heads:
        say(text("export.no_room_for_logos"), err=err)
    if order.appendices and order.format is Format.CSV:
        say(text("export.no_room_for_appendices"), err=err)
    written = write_memo(session, wish.output, now, order, paper, force=wish.force)
    say(*written.report, err=err)
    return written.path


def _agreed(session: Session, order: Order, ask: Callable[[], str] | None, err: TextIO) -> bool:
    remarks = lacking(session, order)
    if not remarks:
        return True
    say(text("export.lacking"), *(f"- {remark}" for remark in remarks), err=err)
    if ask is None:
        return False
    say(text("export.ask"), err=err, end="")
    try:
        answer = ask()
    except (EOFError, OSError):
        return False
    return answer.strip().casefold().startswith(text("export.yes"))


def _template(path: Path | None, err: TextIO) -> Template | None:
    """The template asked for, and on ``err`` what was kept of it and what was missing."""
    if path is None:
        return None
    from kaikutui.memo.adopt import load_template

    template = load_template(path)
    say(*template.report, err=err)
    return template


def _logos(session: Session, paths: Sequence[Path]) -> tuple[Logo, ...]:
    """The pictures with the names of the organisers, in the same order, as their words."""
    if not paths:
        return ()
    from kaikutui.memo.logos import load_logo

    names = [text("export.logo", name=name) for name in session.meeting.organisers]
    names += [text("export.logo_unnamed")] * (len(paths) - len(names))
    return tuple(load_logo(path, words) for path, words in zip(paths, names, strict=False))
