"""Commands of items 3, 5 and 9: figures, candidates, the next meeting, the mood round."""

import re
from datetime import date

from msgspec.structs import replace

from kaikutui.catalogue import text
from kaikutui.domain.clean import clean_line
from kaikutui.domain.commands.base import Command, refuse_guest
from kaikutui.domain.commands.records import side_named
from kaikutui.domain.formats import format_date, parse_clock, parse_date, parse_month, parse_week
from kaikutui.domain.operations import Change, Operation
from kaikutui.domain.seat import ImportFigures, Moment, Outcome
from kaikutui.domain.session import Candidate, Figure, Mood, NextMeeting, Session, Side
from kaikutui.domain.tables import parse_figure_line


def put_figure(session: Session, figure: Figure) -> Change:
    """Add a row of figures, or put it in the place of the one of the same period and area."""
    same = (old for old in session.figures if (old.period, old.area) == (figure.period, figure.area))
    return Change(table="figures", before=next(same, None), after=figure)


class AddFigure(Command):
    """Type a row of statistics, or read them from a CSV file."""

    id, words, usage = "figure", ("tilasto", "figure", "statistik"), "usage.figure"

    def run(self, moment: Moment, argument: str) -> Outcome:
        if argument.lower().endswith((".csv", ".txt", ".tsv")):
            refuse_guest(moment)
            return Outcome(requests=(ImportFigures(path=argument),))
        figure = parse_figure_line(argument)
        if figure is None:
            raise self.misunderstood()
        act = put_figure(moment.session, figure)
        return Outcome(operations=(act,), message=text("said.figure", period=figure.period))


class Fetched(Command):
    """Tell when, and from where, the figures were fetched."""

    id, words, usage = "fetched", ("haettu", "fetched", "hämtad"), "usage.fetched"

    def run(self, moment: Moment, argument: str) -> Outcome:
        typed, _, name = argument.partition(" ")
        day = parse_date(typed, moment.now.date().replace(month=1, day=1))
        if day is None:
            raise self.misunderstood()
        before = moment.session.figures_source
        after = replace(before, fetched=day, name=clean_line(name) or before.name)
        act = Change(table="figures_source", before=before, after=after)
        return Outcome(operations=(act,), message=text("said.fetched", name=after.name, day=format_date(day)))


class AddCandidate(Command):
    """Write down a candidate: ``Organisation; side; proposer``."""

    id, words, usage = "candidate", ("ehdokas", "candidate", "kandidat"), "usage.candidate"

    def run(self, moment: Moment, argument: str) -> Outcome:
        parts = [clean_line(part) for part in argument.split(";")]
        if not parts[0] or len(parts) > 3:
            raise self.misunderstood()
        organisation, side, proposer = (*parts, "", "")[:3]
        chosen = side_named(side) if side else Side.DISTRIBUTOR
        if chosen is None:
            raise self.misunderstood()
        candidate = Candidate(organisation=organisation, side=chosen, proposer=proposer)
        return Outcome(
            operations=(Change(table="candidates", after=candidate),),
            message=text("said.candidate", name=organisation),
        )


def parse_next_meeting(typed: str, today: date) -> NextMeeting | None:
    """``24.11.2027 13.00 Kirjasto``, ``viikko 46/2027 Kirjasto``, ``marraskuu 2027``; None when not understood."""
    words = clean_line(typed).split()
    for taken in (2, 1):
        head, rest = " ".join(words[:taken]), words[taken:]
        week, month = parse_week(head, today), parse_month(head, today)
        if week:
            return NextMeeting(week=week[0], year=week[1], place=" ".join(rest))
        if month:
            return NextMeeting(month=month[0], year=month[1], place=" ".join(rest))
    day = parse_date(words[0], today) if words else None
    if day is None:
        return None
    rest = [word for word in words[1:] if word.lower() != "klo"]
    clock = parse_clock(rest[0]) if rest else None
    return NextMeeting(date=day, time=clock, place=" ".join(rest[1:] if clock else rest))


class SetNextMeeting(Command):
    """Tell when and where the next meeting is; a week or a month will do."""

    id, words, usage = "next_meeting", ("kokous", "meeting", "möte"), "usage.next_meeting"

    def run(self, moment: Moment, argument: str) -> Outcome:
        after = parse_next_meeting(argument, moment.now.date())
        if after is None:
            raise self.misunderstood()
        act = Change(table="next_meeting", before=moment.session.next_meeting, after=after)
        return Outcome(operations=(act,), message=text("said.next_meeting"))


def parse_mood(typed: str, id: str) -> Mood | None:
    """``4 toiveikas``, ``4``, ``toiveikas``, ``ohi`` (a pass); None when not understood."""
    words = clean_line(typed)
    if words.casefold() in ("ohi", "pass", "-"):
        return Mood(id=id)
    match = re.fullmatch(r"(?:([1-5])(?![\w.,]))?[\s:]*(.*)", words)
    if match is None or not words or re.match(r"\d", match[2]):
        return None
    return Mood(id=id, score=int(match[1]) if match[1] else None, word=match[2])


class AddMood(Command):
    """Write down a mood: a score 1–5, a word, both, or a pass. Never who said it."""

    id, words, usage = "mood", ("mieli", "mood", "stämning"), "usage.mood"

    def run(self, moment: Moment, argument: str) -> Outcome:
        mood = parse_mood(argument, moment.new_id())
        if mood is None:
            raise self.misunderstood()
        act: Operation = Change(table="moods", after=mood)
        return Outcome(operations=(act,), message=text("said.mood", count=len(moment.session.moods) + 1))


COMMANDS: tuple[Command, ...] = (
    AddFigure(), Fetched(), AddCandidate(), SetNextMeeting(), AddMood(),
)  # fmt: skip
