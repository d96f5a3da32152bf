"""The clocks of a meeting: arithmetic on recorded stretches, never a ticking counter.

Every answer is computed from instants in the session and from ``now``, so it survives a crash, sleep and
hand-over. An open stretch is still running. Instants carry their offset, so midnight and summer time need no care.
"""

from datetime import datetime, timedelta, timezone
from enum import StrEnum

from kaikutui.domain.record import Record
from kaikutui.domain.session import Item, Session, Stretch

ZERO = timedelta()
PACE_SLACK = timedelta(minutes=1)
"""Up to this much off the plan is on time."""
EARLY, LATE = timedelta(minutes=30), timedelta(hours=3)
"""Nobody begins so early or so late on a plan: such a meeting was moved."""


class State(StrEnum):
    """What the meeting as a whole is doing."""

    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


class Floor(Record, frozen=True, kw_only=True):
    """Who has the floor: the state of the meeting and the item that runs, or ran last."""

    state: State
    item: int | None = None
    """Number of the item; None before the start."""


class Pace(StrEnum):
    """How the meeting is on time."""

    ON_TIME = "on_time"
    BEHIND = "behind"
    AHEAD = "ahead"


def fixed(at: datetime) -> datetime:
    """The same instant with a plain offset and whole seconds, as files hold it.

    Python subtracts two datetimes of one named zone by their wall clocks; with plain offsets it cannot.
    """
    offset = at.utcoffset()
    if offset is None:
        raise ValueError("an instant without its offset")
    minutes = timedelta(minutes=round(offset / timedelta(minutes=1)))
    return at.astimezone(timezone(minutes)).replace(microsecond=0)


def length(stretch: Stretch, now: datetime) -> timedelta:
    """How long a stretch has lasted; never negative, whatever was done to the clock."""
    return max((stretch.ended or now) - stretch.started, ZERO)


def spent(item: Item, now: datetime) -> timedelta:
    """How long the item has had the floor in all."""
    return sum((length(stretch, now) for stretch in item.stretches), ZERO)


def spent_by(item: Item, at: datetime) -> timedelta:
    """How long the item had had the floor at an instant that lies back."""
    begun = (stretch for stretch in item.stretches if stretch.started <= at)
    return sum((min(stretch.ended or at, at) - stretch.started for stretch in begun), ZERO)


def allotted(item: Item) -> timedelta:
    """Planned minutes and those added."""
    return timedelta(minutes=max(item.minutes + item.added, 0))


def left(item: Item, now: datetime) -> timedelta:
    """What remains of the item's time; negative when it is over."""
    return allotted(item) - spent(item, now)


def is_running(item: Item) -> bool:
    """Whether the item has an open stretch."""
    return any(stretch.ended is None for stretch in item.stretches)


def floor(session: Session) -> Floor:
    """Who has the floor."""
    running = next((item.number for item in session.items if is_running(item)), None)
    if session.meeting.ended is not None:
        return Floor(state=State.ENDED, item=running or _last_item(session))
    if running is not None:
        return Floor(state=State.RUNNING, item=running)
    last = _last_item(session)
    return Floor(state=State.WAITING if last is None else State.PAUSED, item=last)


def _last_item(session: Session) -> int | None:
    # Of two that ended in one second the one that began last had the floor last.
    ends = [
        (stretch.ended or stretch.started, stretch.started, item.number)
        for item in session.items
        for stretch in item.stretches
    ]
    return max(ends)[2] if ends else None


def began(session: Session) -> datetime | None:
    """When the meeting really began, or None."""
    return min((stretch.started for item in session.items for stretch in item.stretches), default=None)


def confidential_part(session: Session) -> Item | None:
    """The item whose confidential part is going on, or None."""
    return next((item for item in session.items if any(part.ended is None for part in item.confidential)), None)


def to_come(session: Session) -> tuple[Item, ...]:
    """The items after the one that has the floor; before the start, all nine. Those that are skipped never come."""
    current = floor(session).item or 0
    return tuple(item for item in session.items if item.number > current and not item.skipped)


def was_moved(session: Session, now: datetime) -> bool:
    """Whether the planned start measures nothing: the meeting began, or still waits, far from it."""
    planned, real = session.meeting.starts, began(session)
    if planned is None:
        return False
    return (real or max(now, planned)) - planned > LATE or (real is not None and planned - real > EARLY)


def planned_end(session: Session, now: datetime) -> datetime | None:
    """Planned start and planned minutes; the real start when none was planned, or the meeting was moved.

    None when there is neither.
    """
    start = session.meeting.starts
    if start is None or was_moved(session, now):
        start = began(session)
    return start + sum((timedelta(minutes=item.minutes) for item in session.items), ZERO) if start else None


def projected_end(session: Session, now: datetime) -> datetime:
    """When the meeting ends if the running item keeps to its time and the rest to theirs."""
    if session.meeting.ended is not None:
        return session.meeting.ended
    current = floor(session).item
    if current is None:
        start = max(session.meeting.starts or now, now)
        return start + sum((allotted(item) for item in to_come(session)), ZERO)
    remaining = max(left(session.item(current), now), ZERO)
    return now + remaining + sum((max(left(item, now), ZERO) for item in to_come(session)), ZERO)


def drift(session: Session, now: datetime) -> timedelta:
    """Projected end minus planned end: positive is late."""
    planned = planned_end(session, now)
    return projected_end(session, now) - planned if planned else ZERO


def pace(session: Session, now: datetime) -> Pace:
    """Whether the meeting is on time, more than a minute behind, or more than a minute ahead."""
    off = drift(session, now)
    if off > PACE_SLACK:
        return Pace.BEHIND
    return Pace.AHEAD if off < -PACE_SLACK else Pace.ON_TIME
