"""What the memo says, in which order."""

from collections.abc import Iterable
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from memo_builders import (
    FINNISH,
    ITEMS,
    LONG_TITLE,
    MADE,
    NEXT_EXACTLY,
    NOON,
    a_note,
    a_session,
    at,
    sample_notes,
    sample_session,
)
from msgspec.structs import replace

from kaikutui.domain.agenda import Delivery
from kaikutui.domain.session import (
    Answer,
    Candidate,
    Continuation,
    Figure,
    FiguresSource,
    Kind,
    Mood,
    NextMeeting,
    Note,
    Partner,
    Person,
    Presence,
    Session,
    Side,
    Source,
    Stretch,
)
from kaikutui.memo.outline import memo_of
from kaikutui.memo.parts import Block, Bullets, Column, Fact, Facts, Heading, Line, Memo, Paragraph, Table, trimmed

NOTHING = Paragraph(line=Line(text="Ei kirjattavaa."))
NBSP = "\u00a0"


def memo(session: Session) -> Memo:
    return memo_of(session, FINNISH, MADE)


def section(session: Session, heading: str) -> list[Block]:
    """The blocks of one section, without its heading."""
    blocks = list(memo(session).blocks)
    start = next(n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.text == heading)
    rest = blocks[start + 1 :]
    end = next((n for n, block in enumerate(rest) if isinstance(block, Heading) and block.level == 1), len(rest))
    return rest[:end]


def item(session: Session, number: int) -> list[Block]:
    title = "Kaikukortti valtakunnallisesti" if number == 7 else ITEMS[number - 1][0]
    return section(session, title)


def said(*lines: str) -> Bullets:
    return Bullets(lines=tuple(Line(text=line) for line in lines))


def told(sentence: str) -> Paragraph:
    return Paragraph(line=Line(text=sentence))


def tables(blocks: Iterable[Block]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]


def with_item(session: Session, number: int, **changes: object) -> Session:
    return session.with_item(replace(session.item(number), **changes))


def test_the_sections_stand_in_the_order_that_serves_the_reader() -> None:
    headings = [block for block in memo(sample_session()).blocks if isinstance(block, Heading) and block.level == 1]
    assert [heading.text for heading in headings] == [
        "Tiivistelmä",
        "Päätökset ja toimenpiteet",
        "Osallistujat",
        *(title for title, *_ in ITEMS[:6]),
        "Kaikukortti valtakunnallisesti",
        *(title for title, *_ in ITEMS[7:]),
        "Muistion jakelu",
    ]
    assert [heading.number for heading in headings] == [None, None, None, *range(1, 10), None]


def test_an_empty_meeting_says_that_nothing_was_written_down() -> None:
    session = a_session()
    assert memo(session).facts == ()
    assert section(session, "Tiivistelmä") == [NOTHING]
    assert section(session, "Päätökset ja toimenpiteet") == [told("Päätöksiä tai toimenpiteitä ei kirjattu.")]
    assert section(session, "Osallistujat") == [told("Osallistujia ei kirjattu.")]
    assert [item(session, number) for number in (1, 2, 3, 4, 5, 6, 8, 9)] == [[NOTHING]] * 8


def test_a_title_too_long_for_a_heading_is_told_whole_in_the_first_line() -> None:
    assert item(a_session(), 7) == [told(LONG_TITLE), NOTHING]


def test_who_sends_what_and_when_is_at_the_head() -> None:
    found = memo(sample_session())
    assert (found.sender, found.kind, found.date) == (
        ("Esimerkkilän kunta", "Mallimaan hyvinvointialue"),
        "Muistio",
        "25.11.2026",
    )
    assert (found.author, found.made, found.language) == ("Sisko Sihteeri", MADE, "fi-FI")


def test_the_facts_tell_real_hours_place_and_people() -> None:
    assert memo(sample_session()).facts == (
        Fact(label="Aika", values=(f"Tiistai 24.11.2026 klo{NBSP}13.02–15.04",)),
        Fact(label="Paikka", values=("Kunnantalo ja etäyhteys",)),
        Fact(label="Puheenjohtaja", values=("Pekka Puheenjohtaja",)),
        Fact(label="Sihteeri", values=("Sisko Sihteeri (muistion laatija)",)),
    )


@pytest.mark.parametrize(
    ("stretches", "ended", "hours"),
    [
        ((), None, "13.00"),
        ((Stretch(started=at("13.02")),), None, "13.02 alkaen"),
        ((Stretch(started=at("13.02"), ended=at("14.10")),), None, "13.02–14.10"),
        ((Stretch(started=at("13.02")),), at("15.04"), "13.02–15.04"),
    ],
)
def test_the_hours_are_as_real_as_they_are_known(stretches: tuple[Stretch, ...], ended: object, hours: str) -> None:
    session = with_item(a_session(), 1, stretches=stretches)
    session = replace(session, meeting=replace(session.meeting, starts=at("13.00"), ended=ended))
    assert memo(session).facts[0].values == (f"Tiistai 24.11.2026 klo{NBSP}{hours}",)


def test_the_author_is_the_organiser_when_nobody_is_named_secretary() -> None:
    session = a_session()
    session = replace(session, meeting=replace(session.meeting, organisers=("Esimerkkilän kunta",)))
    assert memo(session).author == "Esimerkkilän kunta"


def test_the_summary_of_the_sample_tells_its_sums() -> None:
    assert section(sample_session(), "Tiivistelmä") == [
        said(
            "Osallistujia oli 15, joista etänä 5. Organisaatioita oli edustettuna 15 ja poissa 3.",
            "Päätöksiä tehtiin 3 ja toimenpiteitä sovittiin 3.",
            "Kysymyksiä Kaikukeskukselle kirjattiin 2.",
            f"Tilastot 2026 (1.1.–31.10.): jaettuja kortteja 412, käyttökertoja 2{NBSP}356.",
            "Kumppaneiden jatko: jatkaa 12, vastaus avoinna 3."
            " Jatkamatta jättämisestä ilmoitetaan viimeistään 11.12.2026.",
            "Seuraava palautekokous pidetään viikolla 46/2027. Paikka: Teatteri Lumme.",
        )
    ]


def test_decisions_and_actions_stand_in_one_table_in_the_order_of_items() -> None:
    session = a_session(
        a_note("Päivitetään esite.", 4, kind=Kind.ACTION, owner="Mallimaan hyvinvointialue", due=date(2026, 12, 15)),
        a_note("Palaute lähetetään.", 9, kind=Kind.DECISION),
        a_note("Laaditaan pikaohje.", 2, kind=Kind.ACTION),
        a_note("Sujuu hyvin.", 2),
    )
    (table,) = tables(section(session, "Päätökset ja toimenpiteet"))
    assert [column.heading for column in table.columns] == ["Mitä sovittiin", "Vastuu", "Määräaika"]
    assert table.rows == (
        ("Toimenpide: Laaditaan pikaohje.", "ei sovittu", "ei sovittu"),
        ("Toimenpide: Päivitetään esite.", "Mallimaan hyvinvointialue", "15.12.2026"),
        ("Päätös: Palaute lähetetään.", "–", "–"),
    )


def test_participants_stand_by_side_with_presence_and_times() -> None:
    session = replace(
        a_session(),
        partners=(
            Partner(name="Museo Tuulimylly", side=Side.VENUE),
            Partner(name="Teatteri Lumme", side=Side.VENUE),
            Partner(name="Työpaja Kipinä", side=Side.DISTRIBUTOR),
        ),
        people=(
            Person(name="Onni Esimerkki"),
            Person(
                name="Tyyne Esimerkki",
                organisation="Teatteri Lumme",
                presence=Presence.REMOTE,
                arrived=at("13.20"),
                left=at("14.30"),
            ),
            Person(organisation="Työpaja Kipinä", presence=Presence.ABSENT),
        ),
    )
    counts, table = section(session, "Osallistujat")
    assert counts == told("Paikalla tai etänä: Kaikukortti-kohteita 1.")
    assert isinstance(table, Table)
    assert table.rows == (
        ("Työpaja Kipinä", "Kortinjakaja", "–", "Poissa"),
        ("Museo Tuulimylly", "Kohde", "–", "Ei merkitty"),
        (
            "Teatteri Lumme",
            "Kohde",
            "Tyyne Esimerkki",
            f"Etänä, saapui klo{NBSP}13.20, poistui klo{NBSP}14.30",
        ),
        ("–", "Muu", "Onni Esimerkki", "Ei merkitty"),
    )


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
    assert [column.heading for column in table.columns] == ["Ehdokas", "Ehdottaja", "Kaikukeskus"]
    assert table.rows == (("Työpaja Kipinä (kortinjakajaksi)", "Kirjasto", "Ei keskusteltu"),)


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


def test_deliveries_go_by_distribution_and_to_kaikukeskus_for_information() -> None:
    session = replace(
        a_session(),
        deliveries=(
            Delivery(what="Esitys", to="Kaikki kumppanit"),
            Delivery(what="Palaute ja kysymykset", to="Kaikukeskus"),
            Delivery(what="Muistio", to="Kaikki kumppanit"),
            Delivery(what="Tilastokooste", to="Sivistyslautakunta", goes=False),
        ),
    )
    assert section(session, "Muistion jakelu") == [
        Facts(
            rows=(
                Fact(label="Jakelu", values=("Kaikki kumppanit (Esitys, Muistio)",)),
                Fact(label="Tiedoksi", values=("Kaikukeskus (Palaute ja kysymykset)",)),
            )
        )
    ]


def test_every_note_of_the_sample_stands_once_in_its_item() -> None:
    session = sample_session()
    for note in sample_notes():
        blocks = item(session, note.item)
        lines = [line for block in blocks if isinstance(block, Bullets) for line in block.lines]
        lines += [block.line for block in blocks if isinstance(block, Paragraph)]
        assert sum(line.text == note.text for line in lines) == 1, note.text


@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from(Source), st.sampled_from(Kind), st.booleans())))
def test_every_open_note_is_told_once_and_no_confidential_one(
    rows: list[tuple[int, Source, Kind, bool]],
) -> None:
    notes = [
        Note(id=f"{n}", item=number, at=NOON, confidential=secret, source=source, kind=kind, text=f"Asia <{n}>")
        for n, (number, source, kind, secret) in enumerate(rows)
    ]
    blocks = memo(a_session(*notes)).blocks
    lines = [line.text for block in blocks if isinstance(block, Bullets) for line in block.lines]
    lines += [block.line.text for block in blocks if isinstance(block, Paragraph)]
    found = sorted(line for line in lines if line.startswith("Asia <"))
    assert found == sorted(note.text for note in notes if not note.confidential)


def test_trimming_leaves_out_silent_columns_but_never_the_first() -> None:
    columns = tuple(Column(heading=heading, width=1) for heading in "ABC")
    table = Table(caption="t", description="t", columns=columns, rows=(("–", "–", "x"), ("–", "–", "–")))
    assert trimmed(table, "–").rows == (("–", "x"), ("–", "–"))
    assert [column.heading for column in trimmed(table, "–").columns] == ["A", "C"]
