"""Soft warnings: each tells of its one lack, and only then."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kaikutui.catalogue import Catalogue
from kaikutui.domain.agenda import Delivery, Page, PanelKind
from kaikutui.domain.checks import Remark, candidate_remarks, memo_remarks, plan_remarks, shortened
from kaikutui.domain.opening import new_session
from kaikutui.domain.session import (
    Answer,
    Candidate,
    Continuation,
    Details,
    Item,
    Kind,
    NextMeeting,
    Note,
    Partner,
    Person,
    Presence,
    Session,
    Side,
    Source,
    Talks,
)
from kaikutui.storage.agenda_file import read_agenda

NOW = datetime(2026, 11, 24, 11, tzinfo=UTC)
AGENDAS = Path(__file__).parents[2] / "agendas"


def a_note(text: str = "Milloin ohje tulee?", **fields: object) -> Note:
    note = Note(id="q", item=7, at=NOW, confidential=False, source=Source.SHARED, kind=Kind.QUESTION, text=text)
    return replace(note, **fields)


def an_action(**fields: object) -> Note:
    action = a_note("Laaditaan pikaohje kassoille.", id="a", kind=Kind.ACTION, item=2)
    return replace(action, **fields)


def a_session(**fields: object) -> Session:
    """A meeting that lacks nothing, but for what is given."""
    session = Session(
        meeting=Details(
            title="Kaikukortti-palautekokous 2026",
            starts=NOW,
            place="Kunnantalo",
            chair="Pekka Puheenjohtaja",
            secretary="Sisko Sihteeri",
        ),
        items=tuple(
            Item(number=n, title=f"Kohta {n}", label=f"K{n}", minutes=45 if n == 2 else 10, panel=PanelKind.NOTES)
            for n in range(1, 10)
        ),
        partners=(
            Partner(name="Työpaja Kipinä", side=Side.DISTRIBUTOR, continues=Answer.YES),
            Partner(name="Teatteri Lumme", side=Side.VENUE, continues=Answer.YES),
        ),
        notes=(a_note(),),
        next_meeting=NextMeeting(week=46, year=2027),
        deliveries=(Delivery(what="Muistio", to="Kaikki kumppanit"), Delivery(what="Palaute", to="Kaikukeskus")),
    )
    return replace(session, **fields)


def keys(remarks: tuple[Remark, ...]) -> list[str]:
    return [remark.key.removeprefix("remark.") for remark in remarks]


def test_a_meeting_that_lacks_nothing_has_no_remarks() -> None:
    assert (plan_remarks(a_session()), memo_remarks(a_session())) == ((), ())


@pytest.mark.parametrize(
    ("field", "key"),
    [("starts", "no_date"), ("place", "no_place"), ("chair", "no_chair"), ("secretary", "no_secretary")],
)
def test_what_the_invitation_lacks_is_told_before_the_meeting_and_before_the_memo(field: str, key: str) -> None:
    meeting = replace(a_session().meeting, **{field: None if field == "starts" else " "})
    session = a_session(meeting=meeting)
    assert keys(plan_remarks(session)) == keys(memo_remarks(session)) == [key]


@pytest.mark.parametrize(
    ("kept", "key"),
    [((), "no_partners"), ((Side.VENUE,), "no_distributors"), ((Side.DISTRIBUTOR,), "no_venues")],
)
def test_a_network_without_a_side_is_told(kept: tuple[Side, ...], key: str) -> None:
    partners = tuple(partner for partner in a_session().partners if partner.side in kept)
    assert keys(plan_remarks(a_session(partners=partners))) == [key]


@pytest.mark.parametrize(("minutes", "found"), [(44, []), (45, ["item_two_short"]), (46, ["item_two_short"])])
def test_item_two_must_be_strictly_the_longest(minutes: int, found: list[str]) -> None:
    session = a_session()
    session = session.with_item(replace(session.item(7), minutes=minutes))
    assert keys(plan_remarks(session)) == found


@pytest.mark.parametrize("name", ["palautekokous-90.toml", "palautekokous-120.toml"])
def test_the_shipped_agendas_leave_only_the_invitation_and_the_network_to_fill_in(name: str) -> None:
    agenda = read_agenda((AGENDAS / name).read_bytes(), Path(name))
    session = new_session(agenda, Details(title=agenda.title))
    assert keys(plan_remarks(session)) == ["no_date", "no_place", "no_chair", "no_secretary", "no_partners"]


@pytest.mark.parametrize(
    ("session", "place"),
    [
        (a_session(meeting=replace(a_session().meeting, title="Kokous, [ALUE]")), "Kokouksen tiedot"),
        (a_session().with_item(replace(a_session().item(3), title="Tilastoja: [ALUE]")), "Kohta 3"),
        (
            a_session().with_item(
                replace(a_session().item(7), pages=(Page(title="t", as_of=date(2025, 9, 1), lines=("[ALUE]",)),))
            ),
            "Kohta 7",
        ),
        (
            a_session(people=(Person(name="[ALUE]", organisation="Teatteri Lumme"),)),
            "Kumppanit ja osallistujat",
        ),
        (a_session(deliveries=(Delivery(what="Muistio", to="[ALUE] ja Kaikukeskus"),)), "Jakelu"),
    ],
)
def test_a_placeholder_is_told_with_the_place_where_it_was_left(session: Session, place: str) -> None:
    for remarks in (plan_remarks(session), memo_remarks(session)):
        assert [remark.sentence for remark in remarks] == [
            f"{place}: täyttämättä on [ALUE]. Kirjoita sen tilalle oikea tieto."
        ]


@pytest.mark.parametrize("written", ["[ALUE]", "[PÄIVÄ JA AIKA]", "[KUNTA 2]"])
def test_a_placeholder_is_capitals_in_square_brackets(written: str) -> None:
    remarks = memo_remarks(a_session(notes=(a_note(f"Ohje tulee {written} syksyllä."),)))
    assert (keys(remarks), remarks[0].item, remarks[0].note) == (["placeholder"], 7, "q")


@pytest.mark.parametrize("written", ["[alue]", "[1]", "[]", "[bold]x[/]", "ALUE", "[A"])
def test_other_brackets_are_no_placeholders(written: str) -> None:
    assert memo_remarks(a_session(notes=(a_note(f"Ohje tulee {written} syksyllä."),))) == ()


@pytest.mark.parametrize(
    "session",
    [
        a_session(next_meeting=NextMeeting(week=46, year=2027, place="[PAIKKA]")),
        a_session(candidates=(Candidate(organisation="[TAHO]", talks=Talks.YES),)),
    ],
)
def test_placeholders_in_what_was_recorded_are_told_before_the_memo(session: Session) -> None:
    assert keys(memo_remarks(session)) == ["placeholder"]


def test_the_same_placeholder_is_told_once_for_each_place() -> None:
    remarks = memo_remarks(a_session(notes=(a_note("[ALUE] ja [ALUE]"), a_note("[ALUE]", id="r"))))
    assert [(remark.key, remark.note) for remark in remarks] == [
        ("remark.placeholder", "q"),
        ("remark.placeholder", "r"),
    ]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"owner": "Kulttuuripalvelut", "due": date(2026, 12, 15)}, []),
        ({"owner": "Kulttuuripalvelut"}, ["no_due"]),
        ({"due": date(2026, 12, 15)}, ["no_owner"]),
        ({}, ["no_owner_nor_due"]),
    ],
)
def test_an_action_without_owner_or_due_is_told_with_its_note(fields: dict[str, object], found: list[str]) -> None:
    remarks = memo_remarks(a_session(notes=(a_note(), an_action(**fields))))
    assert keys(remarks) == found
    assert all((remark.item, remark.note) == (2, "a") for remark in remarks)
    assert all("Laaditaan pikaohje kassoille." in remark.sentence for remark in remarks)


def test_a_confidential_note_neither_causes_a_remark_nor_is_quoted() -> None:
    hidden = an_action(text="Salainen [ALUE]", confidential=True)
    assert memo_remarks(a_session(notes=(a_note(), hidden))) == ()


def test_a_confidential_question_is_no_question_to_kaikukeskus() -> None:
    assert keys(memo_remarks(a_session(notes=(a_note(confidential=True),)))) == ["no_questions"]


@pytest.mark.parametrize("continues", [None, Answer.OPEN])
def test_an_unclear_continuation_needs_a_deadline(continues: Answer | None) -> None:
    sure, unsure = a_session().partners
    session = a_session(partners=(sure, replace(unsure, continues=continues)))
    assert keys(memo_remarks(session)) == ["no_deadline"]
    session = replace(session, continuation=Continuation(deadline=date(2026, 12, 11)))
    assert memo_remarks(session) == ()


def test_an_absent_partner_needs_a_deadline() -> None:
    people = (Person(organisation="Teatteri Lumme", presence=Presence.ABSENT),)
    assert keys(memo_remarks(a_session(people=people))) == ["no_deadline"]


@pytest.mark.parametrize(
    ("coming", "found"),
    [
        (NextMeeting(), ["no_next_meeting"]),
        (NextMeeting(place="Kirjasto", year=2027), ["no_next_meeting"]),
        (NextMeeting(date=date(2027, 11, 16)), []),
        (NextMeeting(month=11, year=2027), []),
    ],
)
def test_the_next_meeting_needs_a_day_a_week_or_a_month(coming: NextMeeting, found: list[str]) -> None:
    assert keys(memo_remarks(a_session(next_meeting=coming))) == found


@pytest.mark.parametrize(
    ("going", "found"),
    [
        ((True, True), []),
        ((False, True), []),
        ((True, False), ["no_delivery_kaikukeskus"]),
        ((False, False), ["no_delivery"]),
    ],
)
def test_something_goes_to_somebody_and_the_feedback_to_kaikukeskus(going: tuple[bool, bool], found: list[str]) -> None:
    pairs = zip(a_session().deliveries, going, strict=True)
    deliveries = tuple(replace(delivery, goes=goes) for delivery, goes in pairs)
    assert keys(memo_remarks(a_session(deliveries=deliveries))) == found


@pytest.mark.parametrize(
    ("candidate", "found"),
    [
        (Candidate(organisation="A ry", talks=Talks.YES, starts=date(2027, 1, 1)), []),
        (Candidate(organisation="A ry", talks=Talks.PENDING), []),
        (Candidate(organisation="A ry"), ["no_talks"]),
        (Candidate(organisation="A ry", side=Side.VENUE), []),
        (Candidate(organisation="A ry", talks=Talks.YES, starts=date(2027, 3, 1)), ["starts_midyear"]),
        (Candidate(organisation="A ry", side=Side.VENUE, starts=date(2027, 1, 2)), ["starts_midyear"]),
        (Candidate(organisation="A ry", starts=date(2027, 3, 1)), ["no_talks", "starts_midyear"]),
    ],
)
def test_a_candidate_needs_talks_with_kaikukeskus_and_the_turn_of_a_year(
    candidate: Candidate, found: list[str]
) -> None:
    assert keys(candidate_remarks(candidate)) == found
    assert keys(memo_remarks(a_session(candidates=(candidate,)))) == found
    assert all("A ry" in str(remark) for remark in candidate_remarks(candidate))


def test_a_start_in_mid_year_is_told_with_its_day() -> None:
    candidate = Candidate(organisation="A ry", talks=Talks.YES, starts=date(2027, 3, 1))
    assert "1.3.2027" in candidate_remarks(candidate)[0].sentence
    assert "ei kesken vuotta" in candidate_remarks(candidate)[0].sentence


@given(st.text(max_size=90), st.integers(2, 50))
def test_a_shortened_line_is_short_enough_and_begins_as_the_line_does(line: str, most: int) -> None:
    short = shortened(line, most)
    assert len(short) <= most
    assert line.startswith(short if short == line else short.removesuffix("…"))
    assert (short == line) == (len(line) <= most)


def test_a_line_is_shortened_after_a_word() -> None:
    assert shortened("Laaditaan yhteinen pikaohje kassoille ja jakajille.", 30) == "Laaditaan yhteinen pikaohje…"


def test_every_sentence_of_a_check_or_table_tells_what_to_do_or_what_was_done() -> None:
    texts = Catalogue("fi").texts
    sentences = [
        value
        for key, value in texts.items()
        if key.startswith(("remark.", "table.")) and not key.startswith("remark.place.")
    ]
    assert len(sentences) > 25
    assert all(sentence.endswith((".", "?")) for sentence in sentences)
