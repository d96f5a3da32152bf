"""What the memo says as a whole, in which order."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from memo_builders import (
    ITEMS,
    LONG_TITLE,
    MADE,
    NOON,
    a_note,
    a_session,
    at,
    sample_notes,
    sample_session,
)
from memo_reading import NBSP, NOTHING, item, memo, said, section, tables, told, with_item
from msgspec.structs import replace

from kaikutui.domain.agenda import Delivery
from kaikutui.domain.session import (
    Kind,
    Note,
    Partner,
    Person,
    Presence,
    Side,
    Source,
    Stretch,
)
from kaikutui.memo.parts import Bullets, Column, Fact, Facts, Heading, Paragraph, Table, trimmed


def test_the_sections_stand_in_the_order_that_serves_the_reader() -> None:
    headings = [block for block in memo(sample_session()).blocks if isinstance(block, Heading) and block.level == 1]
    assert [heading.text for heading in headings] == [
        "Tiivistelmä",
        "Päätökset ja toimenpiteet",
        "Osallistujat",
        *(title for title, *_ in ITEMS[:6]),
        "Kaikukortti valtakunnallisesti",
        *(title for title, *_ in ITEMS[7:]),
        "Liitteet ja jakelu",
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
    assert section(session, "Liitteet ja jakelu") == [
        Facts(
            rows=(
                Fact(label="Liitteet", values=("1 Esitys",)),
                Fact(label="Jakelu", values=("Kaikki kumppanit (Esitys, Muistio)",)),
                Fact(label="Tiedoksi", values=("Kaikukeskus (Palaute ja kysymykset)",)),
            )
        )
    ]


def test_attachments_are_what_goes_along_with_the_memo_and_the_contact_is_the_organisers_own() -> None:
    session = replace(
        a_session(),
        deliveries=tuple(Delivery(what=what, to="Kaikki kumppanit") for what in ("Esitys", "Muistio", "Tilastokooste")),
        partners=(
            Partner(name="Esimerkkilän kunta", side=Side.ORGANISER, contact="kulttuuri@esimerkkila.example"),
            Partner(name="Teatteri Lumme", side=Side.VENUE, contact="Tyyne Esimerkki"),
        ),
    )
    (facts,) = section(session, "Liitteet ja jakelu")
    assert isinstance(facts, Facts)
    assert facts.rows[0] == Fact(label="Liitteet", values=("1 Esitys", "2 Tilastokooste"))
    assert facts.rows[-1] == Fact(label="Yhteystiedot", values=("Esimerkkilän kunta: kulttuuri@esimerkkila.example",))


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
