"""Commands of the panels: everything a panel can do can also be typed."""

import re

from msgspec.structs import replace

from kaikutui.catalogue import text
from kaikutui.domain.clean import clean_line
from kaikutui.domain.clocks import fixed
from kaikutui.domain.commands.base import Command
from kaikutui.domain.commands.floor import as_of
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.formats import format_date, format_span, parse_date
from kaikutui.domain.lookup import find, find_person, full_name
from kaikutui.domain.marks import mark_answer, mark_arrival, mark_departure, mark_presence, toggle_turn
from kaikutui.domain.operations import Change, Operation
from kaikutui.domain.rounds import time_each, waiting
from kaikutui.domain.seat import Moment, Outcome
from kaikutui.domain.session import Answer, Partner, Person, Presence, Side


class RoundOverError(KaikuError):
    """Everybody has spoken."""

    key = "error.round_over"


class MarkPresence(Command):
    """Mark how somebody takes part."""

    usage = "usage.person"
    presence: Presence

    def run(self, moment: Moment, argument: str) -> Outcome:
        person = find_person(moment.session, argument)
        mark = mark_presence(person, self.presence)
        said = text("said.presence", name=full_name(person), presence=text(f"presence.{self.presence}"))
        return Outcome(operations=(mark,), message=said)


class MarkPresent(MarkPresence):
    """In the room."""

    id, words, presence = "present", ("läsnä", "present", "närvarande"), Presence.PRESENT


class MarkRemote(MarkPresence):
    """On the line."""

    id, words, presence = "remote", ("etänä", "remote", "distans"), Presence.REMOTE


class MarkAbsent(MarkPresence):
    """Not here."""

    id, words, presence = "absent", ("poissa", "absent", "frånvarande"), Presence.ABSENT


def split_clock(argument: str) -> tuple[str, str]:
    """A name and the time of day behind it, if any: ``Teatteri klo 13.20``."""
    match = re.fullmatch(r"(.*?\S)\s+(?:klo\s*)?(\d{1,2}[.:]\d{2})", argument.strip())
    return (match[1], match[2]) if match else (argument, "")


class Arrived(Command):
    """Somebody came during the meeting, now or as of a time."""

    id, words, usage = "arrived", ("saapui", "arrived", "anlände"), "usage.person_clock"

    def run(self, moment: Moment, argument: str) -> Outcome:
        typed, clock = split_clock(argument)
        at = as_of(clock, moment.now) if clock else moment.now
        person = find_person(moment.session, typed)
        said = text("said.arrived", name=full_name(person))
        return Outcome(operations=(mark_arrival(person, fixed(at or moment.now)),), message=said)


class Departed(Command):
    """Somebody left before the end, now or as of a time."""

    id, words, usage = "left", ("poistui", "left", "gick"), "usage.person_clock"

    def run(self, moment: Moment, argument: str) -> Outcome:
        typed, clock = split_clock(argument)
        at = as_of(clock, moment.now) if clock else moment.now
        person = find_person(moment.session, typed)
        said = text("said.left", name=full_name(person))
        return Outcome(operations=(mark_departure(person, fixed(at or moment.now)),), message=said)


def side_named(typed: str) -> Side | None:
    """The side a word means, in Finnish, or by its English key: jakaja, kohde, venue."""
    wanted = typed.casefold().strip()
    names = {text(f"{form}.{side}").casefold(): side for side in Side for form in ("side", "sides")}
    return names.get(wanted) or next((side for side in Side if side.value == wanted), None)


def person_operations(moment: Moment, name: str, organisation: str, side: Side | None) -> tuple[Operation, ...]:
    """Somebody new, here and now; an organisation nobody knew joins the partners when its side is told."""
    person = Person(name=clean_line(name), organisation=clean_line(organisation), presence=Presence.PRESENT)
    acts: list[Operation] = [Change(table="people", after=person)]
    if person.organisation and side and moment.session.partner(person.organisation) is None:
        acts.append(Change(table="partners", after=Partner(name=person.organisation, side=side)))
    return tuple(acts)


class NewPerson(Command):
    """Add somebody who came without being on the list: ``Name; organisation; side``."""

    id, words, usage = "person", ("uusi", "new", "ny"), "usage.new_person"

    def run(self, moment: Moment, argument: str) -> Outcome:
        parts = [part.strip() for part in re.split(r"[;,]", argument)]
        if not parts[0] or len(parts) > 3:
            raise self.misunderstood()
        name, organisation, side = (*parts, "", "")[:3]
        if side and side_named(side) is None:
            raise self.misunderstood()
        acts = person_operations(moment, name, organisation, side_named(side))
        return Outcome(operations=acts, message=text("said.person", name=name))


def _waiting(moment: Moment) -> tuple[Partner, ...]:
    return waiting(moment.session, moment.seat.shown)


def _who_is_next(moment: Moment) -> str:
    """Who speaks next, and for how long there is time."""
    partners = _waiting(moment)
    each = time_each(moment.session, moment.seat.shown, moment.now)
    if not partners or each is None:
        return text("said.round_over")
    return text("said.next_speaker", name=partners[0].name, count=len(partners), span=format_span(each))


class Spoke(Command):
    """A partner has had its say in the shown item's round, the next in order without a name; again: not after all."""

    id, words, key, usage = "spoke", ("puhui", "spoke", "talade"), "ctrl+n", "usage.speaker"

    def run(self, moment: Moment, argument: str) -> Outcome:
        partner = (
            find(moment.session.partners, lambda known: known.name, argument)
            if argument
            else next(iter(_waiting(moment)), None)
        )
        if partner is None:
            raise RoundOverError
        turn = toggle_turn(partner, moment.seat.shown, fixed(moment.now))
        after = replace(moment, session=turn.apply(moment.session))
        return Outcome(operations=(turn,), message=f"{partner.name} – {_who_is_next(after)}")


class Alternate(Command):
    """The sides take turns in the round, or one side speaks after the other."""

    id, words = "alternate", ("vuorotellen", "alternate", "turvis")

    def run(self, moment: Moment, argument: str) -> Outcome:
        before = moment.session.meeting
        turned = Change(
            table="meeting", before=before, after=replace(before, sides_alternate=not before.sides_alternate)
        )
        said = text("said.side_by_side" if before.sides_alternate else "said.alternating")
        after = replace(moment, session=turned.apply(moment.session))
        return Outcome(operations=(turned,), message=f"{said} {_who_is_next(after)}")


ANSWERS = {
    Answer.YES: ("kyllä", "jatkaa", "yes", "ja", "k"),
    Answer.NO: ("ei", "no", "nej", "e"),
    Answer.OPEN: ("avoin", "open", "öppen", "a"),
}


class Continues(Command):
    """A partner's answer to continuing: ``/jatkaa Museo kyllä remark``."""

    id, words, usage = "continues", ("jatkaa", "continues", "fortsätter"), "usage.continues"

    def run(self, moment: Moment, argument: str) -> Outcome:
        words = argument.split()
        meanings = {word: answer for answer, said in ANSWERS.items() for word in said}
        place = next((n for n, word in enumerate(words) if n and word.casefold() in meanings), None)
        if place is None:
            raise self.misunderstood()
        partner = find(moment.session.partners, lambda known: known.name, " ".join(words[:place]))
        answer = meanings[words[place].casefold()]
        remark = clean_line(" ".join(words[place + 1 :])) or None
        said = text("said.answer", name=partner.name, answer=text(f"answer.{answer}"))
        return Outcome(operations=(mark_answer(partner, answer, remark),), message=said)


class Deadline(Command):
    """The last day to tell that one does not continue."""

    id, words, usage = "deadline", ("määräpäivä", "deadline", "tidsfrist"), "usage.date"

    def run(self, moment: Moment, argument: str) -> Outcome:
        day = parse_date(argument, moment.now.date())
        if day is None:
            raise self.misunderstood()
        before = moment.session.continuation
        act = Change(table="continuation", before=before, after=replace(before, deadline=day))
        return Outcome(operations=(act,), message=text("said.deadline", day=format_date(day)))


class NationalGuest(Command):
    """Tell whether Kaikukeskus is present for item 7."""

    id, words, usage = "kaikukeskus", ("kaikukeskus",), "usage.kaikukeskus"

    def run(self, moment: Moment, argument: str) -> Outcome:
        before = moment.session.meeting
        choices = {
            "poissa": True,
            "absent": True,
            "läsnä": False,
            "present": False,
            "": not before.kaikukeskus_absent,
        }
        if argument.casefold() not in choices:
            raise self.misunderstood()
        absent = choices[argument.casefold()]
        act = Change(table="meeting", before=before, after=replace(before, kaikukeskus_absent=absent))
        return Outcome(operations=(act,), message=text(f"said.kaikukeskus_{'absent' if absent else 'present'}"))


COMMANDS: tuple[Command, ...] = (
    MarkPresent(), MarkRemote(), MarkAbsent(), Arrived(), Departed(), NewPerson(),
    Spoke(), Alternate(), Continues(), Deadline(), NationalGuest(),
)  # fmt: skip
