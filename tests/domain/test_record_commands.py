"""Commands of the panels: whatever a panel can do can also be typed."""

from datetime import date, time

import pytest
from builders import a_moment, a_network, a_partner, a_person, after, carry_out
from msgspec.structs import replace

from kaikutui.domain.commands.base import ArgumentError
from kaikutui.domain.commands.closing import parse_mood, parse_next_meeting
from kaikutui.domain.commands.records import side_named, split_clock
from kaikutui.domain.line import run_command
from kaikutui.domain.seat import ImportFigures, Seat
from kaikutui.domain.session import Answer, Candidate, Figure, Mood, NextMeeting, Presence, Side

BASE = a_network()


def test_people_are_marked_by_word() -> None:
    assert carry_out(BASE, "läsnä tyyne").people[0].presence is Presence.PRESENT
    assert carry_out(BASE, "etänä kipinä").people[1].presence is Presence.REMOTE
    assert carry_out(BASE, "poissa teatteri").people[0].presence is Presence.ABSENT
    assert carry_out(BASE, "saapui Teatteri Lumme klo 13.20").people[0].arrived == after(20)
    assert carry_out(BASE, "poistui tyyne").people[0].left == after(40)


def test_a_name_and_its_time_are_told_apart() -> None:
    assert split_clock("Teatteri Lumme klo 13.20") == ("Teatteri Lumme", "13.20")
    assert split_clock("Teatteri 9:05") == ("Teatteri", "9:05")
    assert split_clock("Studio 54") == ("Studio 54", "")


def test_somebody_new_is_present_and_brings_an_organisation() -> None:
    session = carry_out(BASE, "uusi Urho Malli; Museo Tuulimylly; kohde")
    assert session.people[-1] == replace(a_person("Urho Malli", "Museo Tuulimylly"), presence=Presence.PRESENT)
    assert session.partners[-1] == a_partner("Museo Tuulimylly")
    assert carry_out(BASE, "uusi Urho Malli").partners == BASE.partners
    with pytest.raises(ArgumentError):
        carry_out(BASE, "uusi Urho; Museo; linnunrata")


@pytest.mark.parametrize(("word", "side"), [("jakaja", Side.DISTRIBUTOR), ("Kohde", Side.VENUE), ("venue", Side.VENUE)])
def test_a_side_is_known_by_its_words(word: str, side: Side) -> None:
    assert side_named(word) is side
    assert side_named("puu") is None


def test_the_roll_call_takes_an_answer_and_a_remark() -> None:
    partner = carry_out(BASE, "jatkaa teatteri lumme ei hallitus päättää").partners[0]
    assert (partner.continues, partner.comment) == (Answer.NO, "hallitus päättää")
    assert carry_out(BASE, "jatkaa kipinä a").partners[1].continues is Answer.OPEN
    with pytest.raises(ArgumentError):
        carry_out(BASE, "jatkaa teatteri")


def test_having_spoken_is_marked_for_the_shown_item() -> None:
    once = carry_out(BASE, "puhui lumme", seat=Seat(shown=2))
    assert [turn.item for turn in once.partners[0].turns] == [2]
    assert carry_out(once, "puhui lumme", seat=Seat(shown=2)) == BASE


def test_the_deadline_and_the_guest_are_set() -> None:
    assert carry_out(BASE, "määräpäivä 11.12.").continuation.deadline == date(2026, 12, 11)
    absent = carry_out(BASE, "kaikukeskus poissa")
    assert absent.meeting.kaikukeskus_absent
    assert not carry_out(absent, "kaikukeskus").meeting.kaikukeskus_absent


def test_figures_are_typed_replaced_or_read_from_a_file() -> None:
    once = carry_out(BASE, "tilasto 2026; 412; 2 356; 487")
    assert once.figures == (Figure(period="2026", cards=412, uses=2356, children=487),)
    assert carry_out(once, "tilasto 2026; 413; 2 356; 487").figures[0].cards == 413
    assert run_command("tilasto luvut.csv", a_moment(BASE)).requests == (ImportFigures(path="luvut.csv"),)


def test_the_source_of_the_figures_is_dated() -> None:
    source = carry_out(BASE, "haettu 17.11.").figures_source
    assert (source.name, source.fetched) == ("Kaikukanta", date(2026, 11, 17))
    assert carry_out(BASE, "haettu 1.9.2026 Oma laskenta").figures_source.name == "Oma laskenta"


def test_a_candidate_has_a_side_and_a_proposer() -> None:
    assert carry_out(BASE, "ehdokas Nuorisotyö; jakaja; Aino").candidates == (
        Candidate(organisation="Nuorisotyö", side=Side.DISTRIBUTOR, proposer="Aino"),
    )


@pytest.mark.parametrize(
    ("typed", "meeting"),
    [
        (
            "24.11.2027 13.00 Kirjasto",
            NextMeeting(date=date(2027, 11, 24), time=time(13), place="Kirjasto"),
        ),
        ("24.11.2027 klo 9.15", NextMeeting(date=date(2027, 11, 24), time=time(9, 15))),
        ("24.11.2027 Kunnantalo ja verkko", NextMeeting(date=date(2027, 11, 24), place="Kunnantalo ja verkko")),
        ("viikko 46/2027 Kirjasto", NextMeeting(week=46, year=2027, place="Kirjasto")),
        ("marraskuussa 2027", NextMeeting(month=11, year=2027)),
        ("joskus", None),
        ("", None),
    ],
)
def test_the_next_meeting_has_a_day_a_week_or_a_month(typed: str, meeting: NextMeeting | None) -> None:
    assert parse_next_meeting(typed, date(2026, 11, 24)) == meeting


@pytest.mark.parametrize(
    ("typed", "mood"),
    [
        ("4 toiveikas", Mood(id="m", score=4, word="toiveikas")),
        ("4", Mood(id="m", score=4)),
        ("toiveikas ja väsynyt", Mood(id="m", word="toiveikas ja väsynyt")),
        ("ohi", Mood(id="m")),
        ("6", None),
        ("4,5", None),
        ("", None),
    ],
)
def test_a_mood_is_a_score_a_word_both_or_a_pass(typed: str, mood: Mood | None) -> None:
    assert parse_mood(typed, "m") == mood
