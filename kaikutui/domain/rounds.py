"""The round of an item: who is next, how long each may speak, how long both sides have spoken."""

from datetime import datetime, timedelta
from itertools import chain, zip_longest

from kaikutui.domain.clocks import ZERO, left, spent_by
from kaikutui.domain.session import Partner, Session, Side
from kaikutui.domain.tallies import ASKED_SIDES, speaking


def waiting(session: Session, item: int) -> tuple[Partner, ...]:
    """The partners that have not spoken in an item's round, in their order: side by side, or the sides in turn.

    Partners known to be absent are not waited for.
    """
    sides = [speaking(session, item)[side] for side in ASKED_SIDES]
    if not session.meeting.sides_alternate:
        return tuple(chain.from_iterable(side.silent for side in sides))
    # The side that was heard less often is next: a round begun goes on in turn.
    sides.sort(key=lambda side: len(side.spoken))
    pairs = zip_longest(*(side.silent for side in sides))
    return tuple(partner for pair in pairs for partner in pair if partner is not None)


def time_each(session: Session, item: int, now: datetime) -> timedelta | None:
    """What each partner still waiting has when the rest of the item is shared; None when nobody waits."""
    count = len(waiting(session, item))
    return max(left(session.item(item), now), ZERO) / count if count else None


def turn_lengths(session: Session, item: int) -> dict[str, timedelta]:
    """Partner's name → how long its turn lasted: from the turn before it, on the item's own clock.

    A break belongs to no turn. Turns that nobody measured are left out.
    """
    ended = sorted(
        (turn.ended, partner.name)
        for partner in session.partners
        if (turn := partner.turn(item)) is not None and turn.ended is not None
    )
    lengths: dict[str, timedelta] = {}
    before = ZERO
    for at, name in ended:
        by_then = spent_by(session.item(item), at)
        lengths[name] = by_then - before
        before = by_then
    return lengths


def talk_times(session: Session) -> dict[Side, timedelta]:
    """How long each side has spoken in all rounds."""
    sides = {partner.name: partner.side for partner in session.partners}
    times = dict.fromkeys(ASKED_SIDES, ZERO)
    for item in session.items:
        for name, length in turn_lengths(session, item.number).items():
            times[sides[name]] = times.get(sides[name], ZERO) + length
    return times
