"""What the screen and the memo count, against counts made by hand."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kaikutui.domain.agenda import PanelKind
from kaikutui.domain.privacy import without_confidential
from kaikutui.domain.session import (
    Answer,
    Details,
    Figure,
    Item,
    Kind,
    Mood,
    Note,
    Partner,
    Person,
    Presence,
    Session,
    Side,
    Source,
    Stretch,
    Turn,
)
from kaikutui.domain.tallies import (
    Headcount,
    alphabetical,
    attendance,
    count_notes,
    is_part_of_year,
    represented,
    roll_call,
    speaking,
    tally_figures,
    tally_moods,
)

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
LUMME = Partner(name="Teatteri Lumme", side=Side.VENUE)
MUSEUM = Partner(name="Museo Tuulimylly", side=Side.VENUE)
KIPINA = Partner(name="Työpaja Kipinä", side=Side.DISTRIBUTOR)
COUNTY = Partner(name="Mallimaan hyvinvointialue", side=Side.ORGANISER)


def a_session(partners: tuple[Partner, ...] = (), people: tuple[Person, ...] = ()) -> Session:
    return Session(meeting=Details(title="Kokous"), items=(), partners=partners, people=people)


def a_person(partner: Partner, presence: Presence | None) -> Person:
    return Person(name="Aino Esimerkki", organisation=partner.name, presence=presence)


def a_note(item: int, source: Source, kind: Kind = Kind.FEEDBACK, *, confidential: bool = False) -> Note:
    return Note(id="a", item=item, at=NOON, confidential=confidential, source=source, kind=kind, text="Sujuu hyvin.")


def some_moods(**words: int) -> tuple[Mood, ...]:
    return tuple(Mood(id=f"{word}{n}", word=word) for word, count in words.items() for n in range(count))


def test_attendance_is_counted_by_side_and_presence_in_the_order_of_lists() -> None:
    people = (
        a_person(LUMME, Presence.PRESENT),
        a_person(LUMME, Presence.REMOTE),
        a_person(KIPINA, Presence.ABSENT),
        a_person(COUNTY, None),
    )
    counted = attendance(a_session((LUMME, KIPINA, COUNTY), people))
    assert list(counted.items()) == [
        (Side.ORGANISER, Headcount(unmarked=1)),
        (Side.DISTRIBUTOR, Headcount(absent=1)),
        (Side.VENUE, Headcount(present=1, remote=1)),
    ]


def test_remote_people_take_part() -> None:
    assert Headcount(present=2, remote=3, absent=4, unmarked=5).here == 5


def test_somebody_of_no_known_partner_is_counted_among_the_others() -> None:
    guest = Person(name="Onni Esimerkki", presence=Presence.PRESENT)
    assert attendance(a_session((LUMME,), (guest,))) == {Side.OTHER: Headcount(present=1)}


def test_one_who_came_represents_the_partner_whoever_stayed_away() -> None:
    people = (
        a_person(LUMME, Presence.ABSENT),
        a_person(LUMME, Presence.REMOTE),
        a_person(MUSEUM, Presence.ABSENT),
        a_person(KIPINA, None),
    )
    found = represented(a_session((LUMME, MUSEUM, KIPINA, COUNTY), people))
    assert (found.here, found.absent, found.unmarked) == ((LUMME,), (MUSEUM,), (KIPINA, COUNTY))


def test_the_balance_of_a_round_waits_for_nobody_that_is_absent() -> None:
    spoken = replace(LUMME, turns=(Turn(item=2),))
    people = (a_person(MUSEUM, Presence.ABSENT), a_person(KIPINA, Presence.PRESENT))
    balance = speaking(a_session((spoken, MUSEUM, KIPINA, COUNTY), people), 2)
    assert (balance[Side.VENUE].spoken, balance[Side.VENUE].silent) == ((spoken,), ())
    assert (balance[Side.DISTRIBUTOR].spoken, balance[Side.DISTRIBUTOR].silent) == ((), (KIPINA,))


def test_having_spoken_counts_in_its_own_item_only() -> None:
    balance = speaking(a_session((replace(LUMME, turns=(Turn(item=2),)),)), 7)
    assert [partner.name for partner in balance[Side.VENUE].silent] == ["Teatteri Lumme"]


def test_change_is_told_against_the_previous_row_of_the_same_area() -> None:
    rows = (
        Figure(period="2025", cards=368, uses=2981),
        Figure(period="2025", area="Mallila", cards=100, uses=50),
        Figure(period="2026 (1.1.–31.10.)", cards=412, uses=2356),
    )
    tally = tally_figures(rows)[2]
    assert tally.cards_change == pytest.approx(0.1196, abs=0.0001)
    assert tally.uses_change == pytest.approx(-0.2097, abs=0.0001)


def test_childrens_share_and_uses_per_card_are_told_of_the_row_itself() -> None:
    (tally,) = tally_figures((Figure(period="2026", cards=412, uses=2356, children=487),))
    assert tally.children_share == pytest.approx(0.2067, abs=0.0001)
    assert tally.uses_per_card == pytest.approx(5.718, abs=0.001)


@pytest.mark.parametrize(
    "rows",
    [
        (Figure(period="2026", cards=0, uses=0, children=0),),
        (Figure(period="2026"),),
        (Figure(period="2025"), Figure(period="2026")),
        (Figure(period="2025", cards=0, uses=0), Figure(period="2026")),
    ],
)
def test_what_cannot_be_told_is_none(rows: tuple[Figure, ...]) -> None:
    tally = tally_figures(rows)[-1]
    told = (tally.cards_change, tally.uses_change, tally.uses_per_card, tally.children_share)
    assert told == (None, None, None, None)


@pytest.mark.parametrize(
    ("period", "part"), [("2026", False), (" 2026 ", False), ("2026 (1.1.–31.10.)", True), ("2026 syksy", True)]
)
def test_a_period_with_more_than_a_year_is_a_part_of_it(period: str, part: bool) -> None:
    assert is_part_of_year(period) is part
    assert tally_figures((Figure(period=period),))[0].part_of_year is part


@pytest.mark.parametrize(
    ("before", "now", "comparable"),
    [
        ("2025", "2026", True),
        ("2025", "2026 (1.1.–31.10.)", False),
        ("2025 (1.1.–31.10.)", "2026 (1.1.–31.10.)", True),
        ("2025 (1.1.–30.9.)", "2026 (1.1.–31.10.)", False),
    ],
)
def test_only_periods_of_the_same_part_compare(before: str, now: str, comparable: bool) -> None:
    assert tally_figures((Figure(period=before), Figure(period=now)))[1].comparable is comparable


def test_the_roll_call_asks_both_sides_and_counts_whoever_has_answered() -> None:
    yes, open_ = replace(LUMME, continues=Answer.YES), replace(COUNTY, continues=Answer.OPEN)
    no = replace(KIPINA, continues=Answer.NO)
    other = Partner(name="Kaikukeskus", side=Side.KAIKUKESKUS)
    roll = roll_call(a_session((yes, no, open_, MUSEUM, other)))
    assert (roll.yes, roll.no, roll.open, roll.unasked) == ((yes,), (no,), (open_,), (MUSEUM,))
    assert roll.answered == 3


def test_moods_of_the_sample_are_seventeen_words_in_alphabetical_order() -> None:
    given_words = some_moods(toiveikas=5, kiitollinen=4, yhteisöllinen=3, innostunut=3) + tuple(
        Mood(id=f"v{n}", word="hieman väsynyt") for n in range(2)
    )
    words = tally_moods(given_words).words
    assert words == (
        ("hieman väsynyt", 2),
        ("innostunut", 3),
        ("kiitollinen", 4),
        ("toiveikas", 5),
        ("yhteisöllinen", 3),
    )
    assert sum(count for _, count in words) == 17


def test_a_word_is_one_word_in_any_case_and_is_told_as_most_spelled_it() -> None:
    assert tally_moods(some_moods(Iloinen=2, iloinen=1, ILOINEN=1)).words == (("Iloinen", 4),)
    assert tally_moods(some_moods(Iloinen=1, iloinen=1)).words == (("iloinen", 2),)


def test_scores_passes_and_the_mean_are_counted_apart_from_words() -> None:
    answers = (
        Mood(id="1", score=5, word="iloinen"),
        Mood(id="2", score=2),
        Mood(id="3"),
        Mood(id="4", word="rauhallinen"),
    )
    tally = tally_moods(answers)
    assert (tally.scores, tally.passes, tally.mean, tally.scored) == ((0, 1, 0, 0, 1), 1, 3.5, 2)


def test_no_scores_have_no_mean() -> None:
    assert tally_moods(()).mean is None


@given(st.permutations(some_moods(Iloinen=2, iloinen=2, äreä=1, Ähky=1, zen=3, åhh=1)))
def test_the_order_of_answers_leaves_no_trace_in_the_tally(answers: list[Mood]) -> None:
    words = tally_moods(answers).words
    assert words == (("iloinen", 4), ("zen", 3), ("åhh", 1), ("Ähky", 1), ("äreä", 1))


def test_accented_letters_stand_beside_plain_ones_but_the_last_letters_last() -> None:
    words = ["öinen", "zen", "äreä", "e", "édes", "åhh", "f"]
    assert sorted(words, key=alphabetical) == ["e", "édes", "f", "zen", "åhh", "äreä", "öinen"]


def test_confidential_notes_are_counted_only_when_asked_for() -> None:
    notes = (a_note(2, Source.VENUE), a_note(2, Source.VENUE, confidential=True))
    assert count_notes(notes) == 1
    assert count_notes(notes, confidential=True) == 2


NOTES = st.lists(
    st.builds(a_note, st.integers(1, 9), st.sampled_from(Source), st.sampled_from(Kind), confidential=st.booleans())
)


@given(NOTES)
def test_counts_by_item_source_and_kind_add_up_to_the_whole(notes: list[Note]) -> None:
    parts = sum(
        count_notes(notes, item=item, source=source, kind=kind)
        for item in range(1, 10)
        for source in Source
        for kind in Kind
    )
    assert parts == count_notes(notes) == sum(not note.confidential for note in notes)


@given(NOTES)
def test_no_confidential_note_gets_through_the_door_and_every_other_does(notes: list[Note]) -> None:
    session = replace(a_session(), notes=tuple(notes))
    through = without_confidential(session)
    assert list(through.notes) == [note for note in notes if not note.confidential]
    assert without_confidential(through) == through


def test_confidential_parts_keep_their_times() -> None:
    part = Stretch(started=NOON, ended=NOON)
    item = Item(
        number=2, title="Kuulumiset", label="Kuulumiset", minutes=30, panel=PanelKind.FEEDBACK, confidential=(part,)
    )
    session = replace(a_session(), items=(item,))
    assert without_confidential(session).items[0].confidential == (part,)
