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
from kaikutui.memo.export import lacking, write_memo
from kaikutui.memo.order import Appendix, Format, Order, Recipient, format_of
from kaikutui.memo.paper import Logo, Paper
from kaikutui.memo.template import Template


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
        print(text("export.no_room_for_logos"), file=err)
    if order.appendices and order.format is Format.CSV:
        print(text("export.no_room_for_appendices"), file=err)
    written = write_memo(session, wish.output, now, order, paper, force=wish.force)
    for line in written.report:
        print(line, file=err)
    return written.path


def _agreed(session: Session, order: Order, ask: Callable[[], str] | None, err: TextIO) -> bool:
    remarks = lacking(session, order)
    if not remarks:
        return True
    print(text("export.lacking"), *(f"- {remark}" for remark in remarks), sep="\n", file=err)
    if ask is None:
        return False
    print(text("export.ask"), end="", file=err, flush=True)
    try:
        answer = ask()
    except EOFError:
        return False
    return answer.strip().casefold().startswith(text("export.yes"))


def _template(path: Path | None, err: TextIO) -> Template | None:
    """The template asked for, and on ``err`` what was kept of it and what was missing."""
    if path is None:
        return None
    from kaikutui.memo.adopt import load_template

    template = load_template(path)
    for line in template.report:
        print(line, file=err)
    return template


def _logos(session: Session, paths: Sequence[Path]) -> tuple[Logo, ...]:
    """The pictures with the names of the organisers, in the same order, as their words."""
    if not paths:
        return ()
    from kaikutui.memo.logos import load_logo

    names = [text("export.logo", name=name) for name in session.meeting.organisers]
    names += [text("export.logo_unnamed")] * (len(paths) - len(names))
    return tuple(load_logo(path, words) for path, words in zip(paths, names, strict=False))
