"""What a memo is called, and what it lacks."""

from kaikutui.catalogue import Catalogue
from kaikutui.domain.checks import Remark, unfinished_remarks
from kaikutui.domain.clocks import began
from kaikutui.domain.session import Session
from kaikutui.memo.order import Order
from kaikutui.memo.outline import RECIPIENTS


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
