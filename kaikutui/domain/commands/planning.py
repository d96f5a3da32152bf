"""Commands that mend the plan while the meeting goes on."""

from msgspec.structs import replace

from kaikutui.catalogue import text
from kaikutui.domain.clean import clean_line
from kaikutui.domain.clocks import fixed, floor, is_running
from kaikutui.domain.commands.base import Command
from kaikutui.domain.commands.floor import as_of, number_of
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.floor_operations import MoveStart, SkipItem
from kaikutui.domain.formats import format_clock
from kaikutui.domain.operations import Change
from kaikutui.domain.replanning import propose
from kaikutui.domain.seat import Moment, OfferPlan, Outcome


class HasFloorError(KaikuError):
    """An item that has the floor cannot be skipped."""

    key = "error.has_floor"


class OnTimeError(KaikuError):
    """The meeting is on time: there is nothing to plan anew."""

    key = "error.on_time"


class NothingToGiveError(KaikuError):
    """The meeting is behind, and no item to come has minutes to spare."""

    key = "error.nothing_to_give"


class Began(Command):
    """The running item began at another time than its clock was started."""

    id, words = "began", ("alkoi", "began", "började")
    usage = "usage.began"

    def run(self, moment: Moment, argument: str) -> Outcome:
        at = as_of(argument, moment.now)
        if at is None:
            raise self.misunderstood()
        operation = MoveStart(at=fixed(at))
        item = operation.apply(moment.session).item(floor(moment.session).item or 1)
        began = format_clock(item.stretches[-1].started)
        return Outcome(operations=(operation,), message=text("said.item_began", number=item.number, clock=began))


class Skip(Command):
    """Do not take an item up this time; the memo says why. Without a reason: take it up after all."""

    id, words = "skip", ("ohita", "skip", "hoppa_över")
    usage = "usage.skip"

    def run(self, moment: Moment, argument: str) -> Outcome:
        typed, _, rest = argument.partition(" ")
        number = number_of(typed)
        reason = clean_line(rest if number else argument)
        item = moment.session.item(number or moment.seat.shown)
        if not reason and not item.skipped:
            raise self.misunderstood()
        if is_running(item):
            raise HasFloorError(number=item.number)
        said = text("said.skipped" if reason else "said.taken_up", number=item.number, label=item.label)
        return Outcome(operations=(SkipItem(item=item.number, reason=reason),), message=said)


class EndMoves(Command):
    """Whether the meeting must end on time or may go on longer."""

    id, words = "end_moves", ("joustaa", "flexible", "flexibel")

    def run(self, moment: Moment, argument: str) -> Outcome:
        before = moment.session.meeting
        after = replace(before, end_may_move=not before.end_may_move)
        said = text("said.end_may_move" if after.end_may_move else "said.end_must_hold")
        return Outcome(operations=(Change(table="meeting", before=before, after=after),), message=said)


class Replan(Command):
    """Propose new minutes for the rest, so that the end holds; with *yes* they are taken unseen."""

    id, words = "replan", ("aikataulu", "replan", "tidsplan")
    usage = "usage.replan"

    def run(self, moment: Moment, argument: str) -> Outcome:
        accepted = argument.casefold() in ("kyllä", "yes", "ja")
        if argument and not accepted:
            raise self.misunderstood()
        proposal = propose(moment.session, moment.now)
        if proposal.moves and accepted:
            return Outcome(operations=proposal.operations, message=text("said.replanned"))
        if proposal.moves:
            return Outcome(requests=(OfferPlan(proposal=proposal),))
        raise NothingToGiveError(minutes=proposal.uncovered) if proposal.uncovered else OnTimeError


COMMANDS: tuple[Command, ...] = (Began(), Skip(), Replan(), EndMoves())
