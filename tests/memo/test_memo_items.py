"""What the memo tells of each item."""

from datetime import date, time

import pytest
from memo_builders import (
    LONG_TITLE,
    NEXT_EXACTLY,
    a_note,
    a_session,
    at,
    sample_session,
)
from memo_reading import NBSP, NOTHING, item, memo, said, tables, told, with_item
from msgspec.structs import replace

from kaikutui.domain.session import (
    Answer,
    Candidate,
    Continuation,
    Figure,
    FiguresSource,
    Kind,
    Mood,
    NextMeeting,
    Partner,
    Side,
    Source,
    Stretch,
)
from kaikutui.memo.parts import Bullets, Heading, Line, Paragraph, Table


def test_notes_stand_by_whose_they_are_and_what_was_agreed_stands_last() -> None:
    session = a_session(
        a_note("Kassat jonottavat.", 2, Source.SHARED),
        a_note("Laaditaan pikaohje.", 2, Source.SHARED, Kind.ACTION, owner="Kirjasto", due=date(2026, 12, 15)),
        a_note("Lapset viihtyivät.", 2, Source.CARDHOLDER),
        a_note("Kertykö tilasto?", 2, Source.VENUE, Kind.QUESTION),
        a_note("Yläraja täyttyi.", 2, Source.VENUE),
        a_note("Kortti avaa keskustelun.", 2, Source.DISTRIBUTOR),
        a_note("Kokeillaan yhteistä käyntiä.", 2, Source.DISTRIBUTOR, Kind.DECISION),
    )
    agreed = Line(label="Toimenpide:", text="Laaditaan pikaohje.", tail="(Vastuu: Kirjasto; määräaika: 15.12.2026)")
    question = Line(label="Kysymys Kaikukeskukselle:", text="Kertykö tilasto?")
    assert item(session, 2) == [
        Heading(level=2, text="Kortinjakajat"),
        said("Kortti avaa keskustelun."),
        Paragraph(line=Line(label="Päätös:", text="Kokeillaan yhteistä käyntiä."), agreed=True),
        Heading(level=2, text="Kaikukortti-kohteet"),
        Bullets(lines=(question, Line(text="Yläraja täyttyi."))),
        Heading(level=2, text="Kortinhaltijan puheenvuoro"),
        said("Lapset viihtyivät."),
        Heading(level=2, text="Yhteistä"),
        said("Kassat jonottavat."),
        Paragraph(line=agreed, agreed=True),
    ]


def test_notes_that_are_all_shared_need_no_group_heading() -> None:
    assert item(a_session(a_note("Sujuu hyvin."), a_note("Kiitos.")), 8) == [said("Sujuu hyvin.", "Kiitos.")]


@pytest.mark.parametrize(
    ("owner", "due", "tail"),
    [
        ("", None, ""),
        ("Kirjasto", None, "(Vastuu: Kirjasto)"),
        ("", date(2026, 12, 1), "(Määräaika: 1.12.2026)"),
    ],
)
def test_an_action_tells_what_is_known_of_its_terms(owner: str, due: date | None, tail: str) -> None:
    (block,) = item(a_session(a_note("Laaditaan ohje.", kind=Kind.ACTION, owner=owner, due=due)), 8)
    assert block == Paragraph(line=Line(label="Toimenpide:", text="Laaditaan ohje.", tail=tail), agreed=True)


def test_confidential_parts_are_told_by_their_times_alone() -> None:
    parts = (
        Stretch(started=at("13.31"), ended=at("13.38")),
        Stretch(started=at("14.02"), ended=at("14.05")),
        Stretch(started=at("14.10")),
    )
    times = f"klo{NBSP}13.31–13.38, klo{NBSP}14.02–14.05 ja klo{NBSP}14.10 alkaen"
    assert item(with_item(a_session(), 2, confidential=parts), 2) == [
        told(f"Keskusteltiin luottamuksellisesti {times}.")
    ]


def test_a_confidential_note_is_nowhere_in_the_memo_whatever_its_kind() -> None:
    canaries = [
        a_note(f"Kanarialintu {source} {kind}", number, source, kind, confidential=True, owner="Kanarialintu")
        for number in range(1, 10)
        for source in Source
        for kind in Kind
    ]
    assert memo(a_session(*canaries)) == memo(a_session())


def test_figures_tell_changes_shares_and_their_source() -> None:
    own, others, source = item(replace(sample_session(), notes=()), 3)
    assert isinstance(own, Table)
    assert isinstance(others, Table)
    assert own.caption == "Jaetut Kaikukortit ja kortin käyttö, Esimerkkilä"
    assert own.rows[0] == ("2023", "286", "–", f"1{NBSP}142", "–", f"198 (17,3{NBSP}%)", "4,0")
    assert own.rows[3] == (
        "2026 (1.1.–31.10.)",
        "412",
        f"+12,0{NBSP}%",
        f"2{NBSP}356",
        f"−21,0{NBSP}%",
        f"487 (20,7{NBSP}%)",
        "5,7",
    )
    assert others.rows == (("Mallilan seutu", "2026 (1.1.–31.10.)", "530", f"2{NBSP}597", f"611 (23,5{NBSP}%)", "4,9"),)
    assert source == told(
        "Jakso 2026 (1.1.–31.10.) ja sitä edeltävä jakso ovat eripituiset, joten muutos on vain suuntaa antava."
        " Lähde: Kaikukanta, tiedot haettu 17.11.2026."
    )


def test_figures_that_nobody_counted_are_dashes_and_whole_years_need_no_caution() -> None:
    session = replace(
        a_session(),
        figures=(Figure(period="2025"), Figure(period="2026", cards=4)),
        figures_source=FiguresSource(),
    )
    table, source = item(session, 3)
    assert isinstance(table, Table)
    assert table.rows == (("2025", *"––––––"), ("2026", "4", *"–––––"))
    assert source == told("Lähde: Kaikukanta.")


def test_candidates_are_a_table_without_the_columns_nobody_filled() -> None:
    session = replace(a_session(), candidates=(Candidate(organisation="Työpaja Kipinä", proposer="Kirjasto"),))
    (table,) = tables(item(session, 5))
    assert [column.heading for column in table.columns] == ["Ehdokas", "Kaikukeskus"]
    assert table.rows == (("Työpaja Kipinä (kortinjakajaksi, ehdottaja: Kirjasto)", "Ei keskusteltu"),)


def test_the_roll_call_is_a_table_by_side_under_its_deadline() -> None:
    session = replace(
        a_session(),
        partners=(
            Partner(name="Teatteri Lumme", side=Side.VENUE, continues=Answer.NO, comment="Remontti"),
            Partner(name="Museo Tuulimylly", side=Side.VENUE),
            Partner(name="Työpaja Kipinä", side=Side.DISTRIBUTOR, continues=Answer.OPEN),
            Partner(name="Perhekeskus Pihlaja", side=Side.DISTRIBUTOR, continues=Answer.YES),
        ),
        continuation=Continuation(deadline=date(2026, 12, 11)),
    )
    deadline, table = item(session, 6)
    assert deadline == told("Jatkamatta jättämisestä ilmoitetaan viimeistään 11.12.2026.")
    assert isinstance(table, Table)
    assert table.rows == (
        ("Työpaja Kipinä", "Kortinjakaja", "Vastaus avoinna", "–"),
        ("Perhekeskus Pihlaja", "Kortinjakaja", "Jatkaa", "–"),
        ("Teatteri Lumme", "Kohde", "Ei jatka", "Remontti"),
        ("Museo Tuulimylly", "Kohde", "Ei kysytty", "–"),
    )


def test_a_roll_call_that_was_not_held_is_no_table() -> None:
    session = replace(a_session(), partners=(Partner(name="Teatteri Lumme", side=Side.VENUE),))
    assert item(session, 6) == [NOTHING]


def test_an_item_that_was_not_taken_up_says_why() -> None:
    session = with_item(a_session(), 4, skipped="siirrettiin syksyyn")
    assert item(session, 4) == [told("Kohtaa ei käsitelty. Syy: siirrettiin syksyyn")]


def test_a_meeting_without_kaikukeskus_says_so() -> None:
    session = a_session()
    session = replace(session, meeting=replace(session.meeting, kaikukeskus_absent=True))
    sentence = "Kaikukeskus ei ollut paikalla. Kohta käytiin läpi sen aineiston pohjalta."
    assert item(session, 7) == [told(LONG_TITLE), told(sentence)]


def test_moods_are_told_alphabetically_with_counts_and_without_anybody() -> None:
    answers = (
        Mood(id="1", word="toiveikas", score=4),
        Mood(id="2", word="innostunut"),
        Mood(id="3", word="Toiveikas", score=5),
        Mood(id="4"),
        Mood(id="5", word="äreä"),
    )
    assert item(replace(a_session(), moods=answers), 9) == [
        told(
            "Loppukierroksella kuvattiin tunnelmaa sanoilla innostunut (1), toiveikas (2) ja äreä (1)."
            " Suluissa on mainintojen määrä. Tunnelman keskiarvo asteikolla 1–5 oli 4,5 (vastauksia 2)."
            " Ilman vastausta ohitettiin yksi vuoro."
        )
    ]


@pytest.mark.parametrize(
    ("coming", "sentence"),
    [
        (
            NEXT_EXACTLY,
            f"Seuraava palautekokous pidetään tiistaina 16.11.2027 klo{NBSP}13.00. Paikka: Kirjasto.",
        ),
        (NextMeeting(week=46, year=2027), "Seuraava palautekokous pidetään viikolla 46/2027."),
        (NextMeeting(week=46), "Seuraava palautekokous pidetään viikolla 46."),
        (NextMeeting(month=11, year=2027), "Seuraava palautekokous pidetään marraskuussa 2027."),
        (NextMeeting(month=11), "Seuraava palautekokous pidetään marraskuussa."),
        (NextMeeting(year=2027), "Seuraava palautekokous pidetään vuonna 2027."),
        (NextMeeting(place="Kirjasto"), "Seuraavan palautekokouksen paikka: Kirjasto."),
    ],
)
def test_the_next_meeting_is_told_as_exactly_as_it_is_known(coming: NextMeeting, sentence: str) -> None:
    assert item(replace(a_session(), next_meeting=coming), 9) == [told(sentence)]


def test_a_time_of_an_unknown_day_tells_nothing() -> None:
    assert item(replace(a_session(), next_meeting=NextMeeting(time=time(13, 0))), 9) == [NOTHING]
