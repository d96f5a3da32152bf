"""Commands that move the floor and its clocks."""

import re
from datetime import datetime, timedelta

from kaikutui.catalogue import text
from kaikutui.domain.clocks import State, confidential_part, fixed, floor, length, to_come
from kaikutui.domain.commands.base import Command
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.floor_operations import (
    AddMinutes,
    EndConfidential,
    EndMeeting,
    GiveFloor,
    MoveCardholderSlot,
    NotBegunError,
    PauseFloor,
    ReturnFloor,
    StartConfidential,
)
from kaikutui.domain.formats import format_change, format_clock, format_span, parse_clock
from kaikutui.domain.seat import Moment, Outcome, looking_at


class AlreadyBegunError(KaikuError):
    """The meeting has begun."""

    key = "error.already_begun"


class LastItemError(KaikuError):
    """There is no item after the ninth."""

    key = "error.last_item"


class FutureError(KaikuError):
    """The time given has not come yet."""

    key = "error.future"


def as_of(typed: str, now: datetime) -> datetime | None:
    """The last time the clock showed this; None when ``typed`` is no time.

    Raises FutureError for a time that is more than half a day back, because it is meant to come.
    """
    clock = parse_clock(typed)
    if clock is None:
        return None
    at = fixed(now).replace(hour=clock.hour, minute=clock.minute, second=0)
    if at > now:
        at -= timedelta(days=1)
    if now - at > timedelta(hours=12):
        raise FutureError(clock=format_clock(clock))
    return at


def number_of(argument: str) -> int | None:
    """An item's number, 1–9, or None."""
    return int(argument) if re.fullmatch("[1-9]", argument.strip()) else None


def _give(moment: Moment, number: int, at: datetime) -> Outcome:
    return Outcome(
        operations=(GiveFloor(item=number, at=fixed(at)),),
        seat=looking_at(moment.seat, number),
        message=text("said.floor", number=number, label=moment.session.item(number).label),
    )


class Start(Command):
    """Begin the meeting at item 1, now or as of a time."""

    id, words = "start", ("aloita", "start", "börja")
    usage = "usage.clock"

    def run(self, moment: Moment, argument: str) -> Outcome:
        if floor(moment.session).state is not State.WAITING:
            raise AlreadyBegunError
        at = as_of(argument, moment.now) if argument else moment.now
        if at is None:
            raise self.misunderstood()
        return _give(moment, 1, at)


class Next(Command):
    """Give the floor to the next item, now or as of a time; one that is skipped is passed over."""

    id, words, key, footer = "next", ("seuraava", "next", "nästa"), "f8", 1
    usage = "usage.clock"

    def run(self, moment: Moment, argument: str) -> Outcome:
        following = next(iter(to_come(moment.session)), None)
        if following is None:
            raise LastItemError
        at = as_of(argument, moment.now) if argument else moment.now
        if at is None:
            raise self.misunderstood()
        return _give(moment, following.number, at)


class Back(Command):
    """Give the floor back to the item before, as if *next* had not been pressed."""

    id, words, key = "back", ("takaisin", "back", "tillbaka"), "f7"

    def run(self, moment: Moment, argument: str) -> Outcome:
        before = moment.session
        operation = ReturnFloor(at=fixed(moment.now))
        number = floor(operation.apply(before)).item or 1
        gone = before.item(floor(before).item or 1)
        span = length(gone.stretches[-1], moment.now) if gone.number != number else timedelta()
        said = text(
            "said.back",
            number=number,
            label=before.item(number).label,
            gone=gone.number,
            span=format_span(span),
        )
        return Outcome(operations=(operation,), seat=looking_at(moment.seat, number), message=said)


class Give(Command):
    """Give the floor to any item, now or as of a time; its time goes on from where it was."""

    id, words = "give", ("anna", "give", "ge")
    usage = "usage.item_clock"

    def run(self, moment: Moment, argument: str) -> Outcome:
        typed, _, clock = argument.partition(" ")
        number = number_of(typed) if typed else moment.seat.shown
        at = as_of(clock, moment.now) if clock.strip() else moment.now
        if number is None or at is None:
            raise self.misunderstood()
        return _give(moment, number, at)


class Pause(Command):
    """Stop the clocks for a break, or go on after it."""

    id, words, key, footer = "pause", ("tauko", "pause", "paus", "jatka", "resume"), "f4", 6
    usage = "usage.pause"

    def run(self, moment: Moment, argument: str) -> Outcome:
        now = floor(moment.session)
        if now.state is State.PAUSED and now.item is not None:
            return _give(moment, now.item, moment.now)
        if now.state is not State.RUNNING:
            raise NotBegunError
        until = self._until(argument.strip(), moment.now)
        said = text("said.pause", clock=format_clock(moment.now))
        if until is not None:
            said = text("said.pause_until", clock=format_clock(until))
        return Outcome(operations=(PauseFloor(at=fixed(moment.now), until=until),), message=said)

    def _until(self, typed: str, now: datetime) -> datetime | None:
        """When the break ends: after so many minutes, or at a time to come."""
        if not typed:
            return None
        if re.fullmatch(r"\d{1,3}", typed):
            return fixed(now + timedelta(minutes=int(typed)))
        clock = parse_clock(typed)
        if clock is None:
            raise self.misunderstood()
        at = fixed(now).replace(hour=clock.hour, minute=clock.minute, second=0)
        return at if at > now else at + timedelta(days=1)


class Add(Command):
    """Give the running item more minutes; a minus takes some away."""

    id, words = "add", ("lisää", "add", "mera")
    usage = "usage.minutes"

    def run(self, moment: Moment, argument: str) -> Outcome:
        if not re.fullmatch(r"[+-]?\d{1,3}", argument or "5"):
            raise self.misunderstood()
        minutes = int(argument or "5")
        number = floor(moment.session).item or moment.seat.shown
        return Outcome(
            operations=(AddMinutes(item=number, minutes=minutes),),
            message=text("said.added", number=number, minutes=format_change(minutes)),
        )


class ConfidentialPart(Command):
    """Begin or end a confidential part: capture is locked, only the clock runs."""

    id, words, key = "confidential", ("luottamuksellinen", "confidential", "förtrolig"), "f9"

    def run(self, moment: Moment, argument: str) -> Outcome:
        at = fixed(moment.now)
        if confidential_part(moment.session) is not None:
            said = text("said.confidential_ended", clock=format_clock(at))
            return Outcome(operations=(EndConfidential(at=at),), message=said)
        now = floor(moment.session)
        if now.state is not State.RUNNING or now.item is None:
            raise NotBegunError
        said = text("said.confidential_began", clock=format_clock(at))
        return Outcome(operations=(StartConfidential(item=now.item, at=at),), message=said)


class MoveSlot(Command):
    """Move the cardholder's word between item 2 and item 9, minutes and all."""

    id, words = "slot", ("haltija", "cardholder", "innehavare")
    usage = "usage.slot"

    def run(self, moment: Moment, argument: str) -> Outcome:
        slot = moment.session.cardholder_slot
        if slot is None:
            raise NoSlotError
        number = number_of(argument) if argument else (9 if slot.item == 2 else 2)
        if number not in (2, 9):
            raise self.misunderstood()
        said = text("said.slot", number=number, minutes=slot.minutes)
        return Outcome(operations=(MoveCardholderSlot(item=number),), message=said)


class NoSlotError(KaikuError):
    """The agenda has no cardholder slot."""

    key = "error.no_slot"


class End(Command):
    """Close the meeting."""

    id, words = "end", ("päätä", "end", "avsluta")

    def run(self, moment: Moment, argument: str) -> Outcome:
        at = as_of(argument, moment.now) if argument else moment.now
        if at is None:
            raise self.misunderstood()
        said = text("said.ended", clock=format_clock(at))
        return Outcome(operations=(EndMeeting(at=fixed(at)),), message=said)


COMMANDS: tuple[Command, ...] = (
    Start(), Next(), Back(), Give(), Pause(), Add(), ConfidentialPart(), MoveSlot(), End(),
)  # fmt: skip
