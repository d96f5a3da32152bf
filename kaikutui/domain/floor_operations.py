"""The acts that move the floor: every one closes or opens stretches, none of them counts."""

from datetime import datetime

from msgspec.structs import replace

from kaikutui.domain.clocks import State, confidential_part, floor, is_running
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.operations import Operation
from kaikutui.domain.record import MOST_ADDED, ItemNumber, Record
from kaikutui.domain.session import Instant, Item, Session, Stretch


class FloorMovedError(KaikuError):
    """Another terminal moved the floor meanwhile."""

    key = "error.floor_moved"


class NotBegunError(KaikuError):
    """The act needs a meeting that has begun."""

    key = "error.not_begun"


class MeetingEndedError(KaikuError):
    """The meeting has been closed."""

    key = "error.meeting_ended"


class NothingBehindError(KaikuError):
    """There is no earlier item to go back to."""

    key = "error.nothing_behind"


class FloorRecord(Record, frozen=True, kw_only=True):
    """All that floor operations may change, for taking them back."""

    items: tuple[tuple[int, tuple[Stretch, ...], tuple[Stretch, ...], str], ...]
    """Per item: minutes added, stretches, confidential parts, why it is skipped."""
    slot: int | None
    ended: datetime | None
    resumes: datetime | None


def floor_record(session: Session) -> FloorRecord:
    """The floor of a session as one value."""
    return FloorRecord(
        items=tuple((item.added, item.stretches, item.confidential, item.skipped) for item in session.items),
        slot=session.cardholder_slot.item if session.cardholder_slot else None,
        ended=session.meeting.ended,
        resumes=session.meeting.resumes,
    )


class RestoreFloor(Operation, frozen=True, kw_only=True):
    """Put the floor back as it was, unless somebody has moved it since."""

    expected: FloorRecord
    to: FloorRecord

    def apply(self, session: Session) -> Session:
        now = floor_record(session)
        if now == self.to:
            return session
        if now != self.expected:
            raise FloorMovedError
        items = tuple(
            replace(item, added=added, stretches=stretches, confidential=confidential, skipped=skipped)
            for item, (added, stretches, confidential, skipped) in zip(session.items, self.to.items, strict=True)
        )
        slot = session.cardholder_slot
        if slot is not None and self.to.slot is not None:
            slot = replace(slot, item=self.to.slot)
        meeting = replace(session.meeting, ended=self.to.ended, resumes=self.to.resumes)
        return replace(session, items=items, cardholder_slot=slot, meeting=meeting)

    def inverse(self, before: Session) -> Operation:
        return RestoreFloor(expected=self.to, to=self.expected)


class FloorOperation(Operation, frozen=True, kw_only=True):
    """An act on the floor; taken back by putting the floor as it was."""

    def inverse(self, before: Session) -> Operation:
        return RestoreFloor(expected=floor_record(self.apply(before)), to=floor_record(before))


def _closed(stretches: tuple[Stretch, ...], at: datetime) -> tuple[Stretch, ...]:
    """The stretches with the open one ended; never before it began, whatever the clock says."""
    return tuple(
        replace(stretch, ended=max(at, stretch.started)) if stretch.ended is None else stretch for stretch in stretches
    )


def _all_closed(session: Session, at: datetime) -> Session:
    """The session with nothing running, confidential parts included."""
    items = tuple(
        replace(item, stretches=_closed(item.stretches, at), confidential=_closed(item.confidential, at))
        for item in session.items
    )
    return replace(session, items=items)


def _opened(item: Item, at: datetime) -> Item:
    """The item with the floor; what has it is not skipped."""
    return replace(item, stretches=(*item.stretches, Stretch(started=at)), skipped="")


class GiveFloor(FloorOperation, frozen=True, kw_only=True):
    """Close what runs and start a stretch of an item: the start, the next item, a jump, going on after a break."""

    item: ItemNumber
    at: Instant

    def apply(self, session: Session) -> Session:
        if session.meeting.ended is not None:
            raise MeetingEndedError
        if is_running(session.item(self.item)):
            return session
        session = _all_closed(session, self.at)
        session = replace(session, meeting=replace(session.meeting, resumes=None))
        return session.with_item(_opened(session.item(self.item), self.at))


class MoveStart(FloorOperation, frozen=True, kw_only=True):
    """The running item began at another time than the clock was told: what ended there ended then, too.

    Never before the stretch before it began.
    """

    at: Instant

    def apply(self, session: Session) -> Session:
        number = floor(session).item
        if number is None or not is_running(session.item(number)):
            raise NotBegunError
        told = session.item(number).stretches[-1].started
        ended = [
            (stretch.ended, stretch.started, item.number)
            for item in session.items
            for stretch in item.stretches
            if stretch.ended is not None
        ]
        start = self.at
        if ended:
            end, begun, before = max(ended)
            start = max(start, begun)
            if end == told or end > start:
                session = session.with_item(_last_stretch(session.item(before), end, replace_end=start))
        item = session.item(number)
        running = replace(item.stretches[-1], started=start)
        return session.with_item(replace(item, stretches=(*item.stretches[:-1], running)))


def _last_stretch(item: Item, end: datetime, *, replace_end: datetime) -> Item:
    """The item with its last stretch that ended at ``end`` ending at another time."""
    place = max(number for number, stretch in enumerate(item.stretches) if stretch.ended == end)
    changed = replace(item.stretches[place], ended=replace_end)
    return replace(item, stretches=(*item.stretches[:place], changed, *item.stretches[place + 1 :]))


class SkipItem(FloorOperation, frozen=True, kw_only=True):
    """Do not take an item up this time, and say why; without a reason: take it up after all."""

    item: ItemNumber
    reason: str = ""

    def apply(self, session: Session) -> Session:
        return session.with_item(replace(session.item(self.item), skipped=self.reason))


class PauseFloor(FloorOperation, frozen=True, kw_only=True):
    """Close what runs: a break that belongs to no item."""

    at: Instant
    until: Instant | None = None
    """When we go on."""

    def apply(self, session: Session) -> Session:
        if floor(session).state is State.WAITING:
            raise NotBegunError
        session = _all_closed(session, self.at)
        return replace(session, meeting=replace(session.meeting, resumes=self.until))


class ReturnFloor(FloorOperation, frozen=True, kw_only=True):
    """Give the floor back to the item before, as if *next* had never been pressed.

    The stretch that was closed when the running one began is opened again and the running one is gone. After a
    break between the two the earlier item gets a stretch of its own instead: a break belongs to no item.
    """

    at: Instant

    def apply(self, session: Session) -> Session:
        if session.meeting.ended is not None:
            return replace(session, meeting=replace(session.meeting, ended=None)).with_item(
                _reopened(session.item(floor(session).item or 1), session.meeting.ended)
            )
        current = floor(session).item
        if current is None:
            raise NotBegunError
        item = session.item(current)
        start = item.stretches[-1].started
        session = session.with_item(
            replace(item, stretches=item.stretches[:-1], confidential=_before(item.confidential, start))
        )
        earlier = _last_before(session, start, current)
        if earlier is None:
            raise NothingBehindError
        session = replace(session, meeting=replace(session.meeting, resumes=None))
        return session.with_item(_reopened(session.item(earlier), start))


def _last_before(session: Session, start: datetime, current: int) -> int | None:
    """The item whose stretch ended last by ``start``, the current one's earlier stretches included."""
    ends = [
        (stretch.ended, item.number != current, item.number)
        for item in session.items
        for stretch in item.stretches
        if stretch.ended is not None and stretch.started <= start and stretch.ended <= start
    ]
    return max(ends)[2] if ends else None


def _reopened(item: Item, at: datetime) -> Item:
    if item.stretches and item.stretches[-1].ended == at:
        return replace(item, stretches=(*item.stretches[:-1], replace(item.stretches[-1], ended=None)))
    return _opened(item, at)


def _before(parts: tuple[Stretch, ...], start: datetime) -> tuple[Stretch, ...]:
    return tuple(part for part in parts if part.started < start)


class AddMinutes(FloorOperation, frozen=True, kw_only=True):
    """Give an item more minutes (or take some: negative)."""

    item: ItemNumber
    minutes: int

    def apply(self, session: Session) -> Session:
        item = session.item(self.item)
        return session.with_item(replace(item, added=max(min(item.added + self.minutes, MOST_ADDED), -item.minutes)))

    def inverse(self, before: Session) -> Operation:
        given = self.apply(before).item(self.item).added - before.item(self.item).added
        return AddMinutes(item=self.item, minutes=-given)


class StartConfidential(FloorOperation, frozen=True, kw_only=True):
    """Begin a confidential part of an item: from now on only its clock runs."""

    item: ItemNumber
    at: Instant

    def apply(self, session: Session) -> Session:
        if confidential_part(session) is not None:
            return session
        item = session.item(self.item)
        return session.with_item(replace(item, confidential=(*item.confidential, Stretch(started=self.at))))


class EndConfidential(FloorOperation, frozen=True, kw_only=True):
    """End the confidential part."""

    at: Instant

    def apply(self, session: Session) -> Session:
        item = confidential_part(session)
        if item is None:
            return session
        return session.with_item(replace(item, confidential=_closed(item.confidential, self.at)))


class MoveCardholderSlot(FloorOperation, frozen=True, kw_only=True):
    """Move the cardholder's word, with its minutes, between item 2 and item 9."""

    item: ItemNumber

    def apply(self, session: Session) -> Session:
        slot = session.cardholder_slot
        if slot is None or slot.item == self.item:
            return session
        session = AddMinutes(item=slot.item, minutes=-slot.minutes).apply(session)
        session = AddMinutes(item=self.item, minutes=slot.minutes).apply(session)
        return replace(session, cardholder_slot=replace(slot, item=self.item))


class EndMeeting(FloorOperation, frozen=True, kw_only=True):
    """Close the meeting."""

    at: Instant

    def apply(self, session: Session) -> Session:
        if floor(session).state is State.WAITING:
            raise NotBegunError
        if session.meeting.ended is not None:
            return session
        session = _all_closed(session, self.at)
        return replace(session, meeting=replace(session.meeting, ended=self.at))
