"""What the desk should know early about the time, in words, one thing at a time. Nothing here ever blocks."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from kaikutui.catalogue import text
from kaikutui.domain.clocks import State, drift, floor, left, to_come
from kaikutui.domain.formats import format_span
from kaikutui.domain.record import Record
from kaikutui.domain.rounds import time_each, waiting
from kaikutui.domain.session import Item, Session

BEHIND = timedelta(minutes=2)
"""So far behind it is worth a word: less is made up for by itself."""
WORSE = timedelta(minutes=5)
"""So much further behind it is another matter, and told again to who has put the last warning aside."""
SHORT_TURN = timedelta(minutes=1)
"""A partner that would have less than this to speak is hardly heard."""
SOON = timedelta(minutes=2)
"""So long before its end an item is announced to be ending."""


class Warned(Record, frozen=True, kw_only=True):
    """One thing to know about the time."""

    about: str
    """What it is about, the same while the matter is the same: a sentence changes with every second."""
    sentence: str


def warnings(session: Session, now: datetime) -> Iterator[Warned]:
    """All that there is to warn of, the most pressing first."""
    state = floor(session)
    if state.state is not State.RUNNING or state.item is None:
        return
    item = session.item(state.item)
    yield from _round(session, item, now)
    yield from _behind(session, now)
    yield from _soon(session, item, now)


def warning(session: Session, now: datetime, aside: Collection[str] = ()) -> Warned | None:
    """The most pressing thing about the time, or None. ``aside``: what was put aside, by what it is about."""
    return next((one for one in warnings(session, now) if one.about not in aside), None)


def _round(session: Session, item: Item, now: datetime) -> Iterator[Warned]:
    silent, each = waiting(session, item.number), time_each(session, item.number, now)
    # A round that nobody keeps has nobody waiting in it.
    begun = any(partner.turn(item.number) for partner in session.partners)
    if begun and silent and each is not None and each < SHORT_TURN:
        span = format_span(max(left(item, now), timedelta()))
        yield Warned(about=f"round {item.number}", sentence=text("warning.round", count=len(silent), span=span))


def _behind(session: Session, now: datetime) -> Iterator[Warned]:
    off = drift(session, now)
    if off > BEHIND and to_come(session):
        key = "warning.end_moves" if session.meeting.end_may_move else "warning.behind"
        minutes = int(off.total_seconds() // 60)
        yield Warned(about=f"behind {off // WORSE}", sentence=text(key, minutes=minutes))


def _soon(session: Session, item: Item, now: datetime) -> Iterator[Warned]:
    rest, coming = left(item, now), to_come(session)
    if timedelta() <= rest <= SOON and coming:
        following, span = coming[0], format_span(rest)
        sentence = text("warning.soon", span=span, number=following.number, label=following.label)
        yield Warned(about=f"soon {item.number}", sentence=sentence)
