"""Partners as people bring them: what is understood, and that no line is lost in silence."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaikutui.domain.session import Partner, Person, Presence, Side
from kaikutui.domain.table_words import PRESENCES, SIDES, word
from kaikutui.domain.tables import Problem, parse_partners, split_rows

SAMPLE = Path(__file__).parents[1] / "sample"


def sides_of(table: str) -> dict[str, Side]:
    return {partner.name: partner.side for partner in parse_partners(table)[0]}


def told(problems: tuple[Problem, ...]) -> list[tuple[int, str]]:
    return [(problem.line, problem.key.removeprefix("table.")) for problem in problems]


def person(organisation: str, name: str = "", presence: Presence | None = None) -> Person:
    return Person(name=name, organisation=organisation, presence=presence)


def test_the_sample_network_is_read_whole() -> None:
    table = (SAMPLE / "partners.csv").read_text("utf-8-sig")
    partners, people, problems = parse_partners(table)
    assert problems == ()
    assert len(partners) == len(people) == 18
    assert [partner.side for partner in partners].count(Side.DISTRIBUTOR) == 8
    assert [partner.side for partner in partners].count(Side.VENUE) == 7
    assert [partner.side for partner in partners].count(Side.ORGANISER) == 2
    assert partners[0] == Partner(name="Esimerkkilän kunta, kulttuuripalvelut", side=Side.ORGANISER)
    assert people[3] == person("Esimerkkilän etsivä nuorisotyö", "Onni Esimerkki", Presence.REMOTE)
    assert people[7] == person("Esimerkkilän työllisyyspalvelut", "", Presence.ABSENT)


@pytest.mark.parametrize(
    "header",
    [
        "läsnäolo;edustaja;yhteyshenkilö;organisaatio;rooli",
        "Läsnä;Nimi;Yhteystieto;Kumppani;Osapuoli",
        "närvaro;namn;kontaktperson;organisation;roll",
        "Presence;Name;Contact;Organisation;Side",
        "PRESENCE:;PERSON;CONTACT PERSON;ORGANIZATION;ROLE",
    ],
)
def test_columns_are_found_by_name_in_three_languages_and_any_order(header: str) -> None:
    partners, people, problems = parse_partners(f"{header}\netänä;Urho Malli;Aino;Museo Tuulimylly;kohde")
    assert problems == ()
    assert partners == (Partner(name="Museo Tuulimylly", side=Side.VENUE, contact="Aino"),)
    assert people == (person("Museo Tuulimylly", "Urho Malli", Presence.REMOTE),)


def test_a_table_that_heads_its_names_plainly_has_organisations_in_that_column() -> None:
    assert sides_of("nimi;rooli\nTeatteri Lumme;kohde") == {"Teatteri Lumme": Side.VENUE}


def test_without_a_header_the_columns_are_organisation_side_person_presence() -> None:
    partners, people, problems = parse_partners("Teatteri Lumme;kohde;Tyyne Esimerkki;läsnä")
    assert (partners, problems) == ((Partner(name="Teatteri Lumme", side=Side.VENUE),), ())
    assert people == (person("Teatteri Lumme", "Tyyne Esimerkki", Presence.PRESENT),)


@pytest.mark.parametrize("said", sorted(SIDES))
def test_every_word_for_a_side_is_understood_whatever_its_letters(said: str) -> None:
    assert sides_of(f"Lumme;{said.upper()}") == {"Lumme": SIDES[said]}


def test_a_list_under_headings_takes_its_sides_from_them() -> None:
    table = "Jakajat:\nTyöpaja Kipinä\n- Perhekeskus Pihlaja\n\nKohteet\n• Teatteri Lumme\nMuseo Tuulimylly"
    assert parse_partners(table)[2] == ()
    assert sides_of(table) == {
        "Työpaja Kipinä": Side.DISTRIBUTOR,
        "Perhekeskus Pihlaja": Side.DISTRIBUTOR,
        "Teatteri Lumme": Side.VENUE,
        "Museo Tuulimylly": Side.VENUE,
    }


def test_a_heading_may_have_its_organisations_on_its_own_line() -> None:
    assert sides_of("Jakajat: Työpaja Kipinä, Perhekeskus Pihlaja\nKohteet: Teatteri Lumme") == {
        "Työpaja Kipinä": Side.DISTRIBUTOR,
        "Perhekeskus Pihlaja": Side.DISTRIBUTOR,
        "Teatteri Lumme": Side.VENUE,
    }


def test_under_a_heading_a_person_may_follow_the_organisation_at_once() -> None:
    partners, people, problems = parse_partners("Kohteet:\nMuseo Tuulimylly; Urho Malli; etänä")
    assert (partners, problems) == ((Partner(name="Museo Tuulimylly", side=Side.VENUE),), ())
    assert people == (person("Museo Tuulimylly", "Urho Malli", Presence.REMOTE),)


def test_under_an_unknown_heading_everybody_is_other_and_it_is_told_once() -> None:
    partners, _, problems = parse_partners("Kahvinkeittäjät:\nA ry\nB ry")
    assert [partner.side for partner in partners] == [Side.OTHER, Side.OTHER]
    assert told(problems) == [(1, "unknown_heading")]


def test_a_line_with_commas_ends_its_name_where_the_side_begins() -> None:
    table = "Teatteri Lumme, kohde\nEsimerkkilän kunta, kulttuuripalvelut, järjestäjä, Pekka Puheenjohtaja, läsnä"
    partners, people, problems = parse_partners(table)
    assert problems == ()
    assert [(partner.name, partner.side) for partner in partners] == [
        ("Teatteri Lumme", Side.VENUE),
        ("Esimerkkilän kunta, kulttuuripalvelut", Side.ORGANISER),
    ]
    assert people[1].name == "Pekka Puheenjohtaja"


def test_several_people_of_one_organisation_are_one_partner_and_many_people() -> None:
    partners, people, problems = parse_partners("Lumme;kohde;Tyyne\nLUMME;;Åsa\nLumme;kohde;Urho")
    assert (len(partners), problems) == (1, ())
    assert people == (person("Lumme", "Tyyne"), person("Lumme", "Åsa"), person("Lumme", "Urho"))


@pytest.mark.parametrize("table", ["Lumme;kohde;\nLumme;kohde;Tyyne", "Lumme;kohde;Tyyne\nLumme;kohde;"])
def test_an_organisation_has_no_nameless_person_beside_a_named_one(table: str) -> None:
    _, people, problems = parse_partners(table)
    assert people == (person("Lumme", "Tyyne"),)
    assert [key for _, key in told(problems)] == ["merged"]


def test_the_same_row_twice_is_merged_and_told() -> None:
    partners, people, problems = parse_partners("Lumme;kohde;Tyyne\nlumme;kohde;tyyne")
    assert (len(partners), len(people), told(problems)) == (1, 1, [(2, "merged")])


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Lumme;sponsori", [(1, "unknown_side")]),
        ("Lumme;;Tyyne", [(1, "no_side")]),
        ("Lumme;kohde;Tyyne;unessa", [(1, "unknown_presence")]),
        ("Lumme;kohde\nLumme;jakaja;Tyyne", [(1, "merged"), (2, "side_differs")]),
        ("Lumme;kohde;;;Aino\nLumme;kohde;Tyyne;;Eero", [(1, "merged"), (2, "contact_differs")]),
        ("Lumme;kohde;Tyyne;läsnä;Aino;liikaa", [(1, "extra_cells")]),
        (";kohde;Tyyne", [(1, "no_organisation")]),
        ("Lumme;kohde\n;kohde", [(2, "no_name")]),
        ("organisaatio;rooli;kengännumero\nLumme;kohde;38", [(1, "ignored_column")]),
        ("organisaatio;rooli\nLumme;kohde;liikaa", [(2, "extra_cells")]),
    ],
)
def test_what_is_not_understood_is_told_with_its_line(rows: str, expected: list[tuple[int, str]]) -> None:
    problems = parse_partners(rows)[2]
    assert told(problems) == expected
    assert all(f"Rivi {problem.line}: " in problem.sentence for problem in problems)


@pytest.mark.parametrize("rows", ["Lumme;sponsori", "Lumme;;Tyyne", "Lumme"])
def test_a_partner_of_no_known_side_is_other(rows: str) -> None:
    assert sides_of(rows) == {"Lumme": Side.OTHER}


def test_a_side_told_on_a_later_row_is_enough() -> None:
    partners, _, problems = parse_partners("Lumme;;Tyyne\nLumme;kohde;Åsa")
    assert (partners[0].side, problems) == (Side.VENUE, ())


def test_the_first_contact_told_is_kept() -> None:
    assert parse_partners("Lumme;kohde;Tyyne;;\nLumme;;Åsa;;Aino")[0][0].contact == "Aino"


def test_nothing_gives_nothing() -> None:
    assert parse_partners(" \r\n;;\n") == ((), (), ())


LINES = st.lists(
    st.lists(
        st.sampled_from(
            [
                "",
                "A ry",
                "a RY",
                "B, osasto",
                "kohde",
                "jakajat",
                "Muut:",
                "Outo:",
                "x: y",
                "Tyyne",
                "läsnä",
                '"',
            ]
        ),
        min_size=1,
        max_size=6,
    ),
    max_size=8,
)


@given(LINES, st.sampled_from([";", "\t", ","]), st.booleans())
def test_each_line_is_used_or_named_in_a_problem(lines: list[list[str]], sign: str, headed: bool) -> None:
    head = [sign.join(("organisaatio", "rooli", "edustaja"))] if headed else []
    table = "\n".join([*head, *(sign.join(cells) for cells in lines)])
    partners, people, problems = parse_partners(table)
    named = {problem.line for problem in problems}
    texts = [partner.name + partner.contact for partner in partners] + [one.name for one in people]
    kept = "\n".join(texts).casefold()
    for row in split_rows(table)[headed:]:
        pieces = [piece for cell in row.cells for piece in re.split(r":\s*", cell) if piece]
        used = all(word(piece) in {*SIDES, *PRESENCES} or piece.casefold() in kept for piece in pieces)
        assert used or row.line in named
    assert len({(one.name.casefold(), one.organisation) for one in people}) == len(people)


@given(LINES, st.sampled_from([";", "\t", ","]))
def test_each_partner_has_somebody_and_everybody_of_an_organisation_is_of_a_partner(
    lines: list[list[str]], sign: str
) -> None:
    partners, people, _ = parse_partners("\n".join(sign.join(cells) for cells in lines))
    names = [partner.name for partner in partners]
    assert len(set(names)) == len(names)
    assert {one.organisation for one in people if one.organisation} == set(names)


@given(st.text())
def test_whatever_the_text_reading_partners_answers_with_sentences(table: str) -> None:
    assert all(problem.sentence for problem in parse_partners(table)[2])
