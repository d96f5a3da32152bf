"""What the facilitator should know early, in words, one thing at a time. Nothing here ever blocks."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from kaikutui.catalogue import text
from kaikutui.domain.clocks import State, drift, floor, left, to_come
from kaikutui.domain.formats import format_span
from kaikutui.domain.rounds import time_each, waiting
from kaikutui.domain.session import Session

BEHIND = timedelta(minutes=2)
"""So far behind it is worth a word: less is made up for by itself."""
SHORT_TURN = timedelta(minutes=1)
"""A partner that would have less than this to speak is hardly heard."""
SOON = timedelta(minutes=2)
"""So long before its end an item is announced to be ending."""


def warning(session: Session, now: datetime) -> str:
    """The most pressing thing about the time, or nothing."""
    return next(_warnings(session, now), "")


def _warnings(session: Session, now: datetime) -> Iterator[str]:
    state = floor(session)
    if state.state is not State.RUNNING or state.item is None:
        return
    item, off = session.item(state.item), drift(session, now)
    silent, each = waiting(session, item.number, alternating=False), time_each(session, item.number, now)
    # A round that nobody keeps has nobody waiting in it.
    begun = any(partner.turn(item.number) for partner in session.partners)
    if begun and silent and each is not None and each < SHORT_TURN:
        yield text("warning.round", count=len(silent), span=format_span(max(left(item, now), timedelta())))
    if off > BEHIND and to_come(session):
        minutes = int(off.total_seconds() // 60)
        yield text("warning.end_moves" if session.meeting.end_may_move else "warning.behind", minutes=minutes)
    if timedelta() <= left(item, now) <= SOON and to_come(session):
        following = to_come(session)[0]
        span = format_span(left(item, now))
        yield text("warning.soon", span=span, number=following.number, label=following.label)
