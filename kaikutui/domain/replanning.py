"""New minutes for the rest of the meeting, so that its end holds. A proposal: nothing changes before it is accepted."""

from datetime import datetime, timedelta

from kaikutui.catalogue import text
from kaikutui.domain.clocks import ZERO, allotted, drift, floor, left, projected_end, to_come
from kaikutui.domain.floor_operations import AddMinutes
from kaikutui.domain.formats import format_change, format_clock
from kaikutui.domain.record import ItemNumber, Record
from kaikutui.domain.session import Item, Session

GIVERS = (3, 4, 7, 8, 5, 6)
"""Who gives first: what can also be read in the memo afterwards, last what has to be said aloud.

Never item 2, the feedback, and never item 9, where everybody is heard once more.
"""
RECEIVER = 2
"""Who gets time that is left over."""
KEPT_MINUTES = 2
"""No item is planned shorter than this: it is still opened, and its main thing said."""


class Move(Record, frozen=True, kw_only=True):
    """Minutes that an item gets; negative: that it gives."""

    item: ItemNumber
    minutes: int


class Proposal(Record, frozen=True, kw_only=True):
    """What would make the end hold."""

    moves: tuple[Move, ...] = ()
    """In the order of the agenda."""
    uncovered: int = 0
    """Minutes that no item can give: the end moves by them all the same."""

    @property
    def operations(self) -> tuple[AddMinutes, ...]:
        """The acts that carry it out."""
        return tuple(AddMinutes(item=move.item, minutes=move.minutes) for move in self.moves)


def propose(session: Session, now: datetime) -> Proposal:
    """New minutes for the rest: taken from items 3–8 when the meeting is behind, given to item 2 when it is ahead.

    Whole minutes; a meeting less than a minute off needs none.
    """
    off = drift(session, now)
    if off >= timedelta(minutes=1):
        return _take(session, now, -int(-off.total_seconds() // 60))
    ahead = int(-off.total_seconds() // 60)
    if ahead >= 1 and (floor(session).item or 0) <= RECEIVER:
        return Proposal(moves=(Move(item=RECEIVER, minutes=ahead),))
    return Proposal()


def _take(session: Session, now: datetime, minutes: int) -> Proposal:
    """Every giver gives half of what it can in its order, then, when that was not enough, the rest."""
    coming = {item.number: item for item in to_come(session)}
    room = {number: _spare(coming[number], now) for number in GIVERS if number in coming}
    given = dict.fromkeys(room, 0)
    for share in (2, 1):
        for number in room:
            most = -(-room[number] // share)
            more = min(max(most - given[number], 0), minutes)
            given[number] += more
            minutes -= more
    moves = tuple(Move(item=number, minutes=-given[number]) for number in sorted(given) if given[number])
    return Proposal(moves=moves, uncovered=minutes)


def _spare(item: Item, now: datetime) -> int:
    """Whole minutes an item can do without."""
    rest = min(left(item, now), allotted(item))
    return max(int(max(rest, ZERO).total_seconds() // 60) - KEPT_MINUTES, 0)


def in_words(session: Session, proposal: Proposal, now: datetime) -> tuple[str, ...]:
    """What each item loses or gains, a line each, and when the meeting would end."""
    lines = []
    for move in proposal.moves:
        item = session.item(move.item)
        before = int(allotted(item).total_seconds() // 60)
        lines.append(
            text(
                "replan.move",
                number=item.number,
                label=item.label,
                minutes=format_change(move.minutes),
                before=before,
                after=before + move.minutes,
            )
        )
    after = session
    for operation in proposal.operations:
        after = operation.apply(after)
    lines.append(text("replan.end", clock=format_clock(projected_end(after, now))))
    if proposal.uncovered:
        lines.append(text("replan.uncovered", minutes=proposal.uncovered))
    return tuple(lines)
