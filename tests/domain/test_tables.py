"""Tables as people bring them: what is understood, and that nothing is lost in silence."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaikutui.domain.clean import clean_line
from kaikutui.domain.session import Figure, Partner, Person, Presence, Side
from kaikutui.domain.table_words import HEADINGS, SIDES, word
from kaikutui.domain.tables import (
    Problem,
    parse_figure_line,
    parse_figures,
    parse_partners,
    split_rows,
)

SAMPLE = Path(__file__).parents[1] / "sample"


def cells_of(table: str) -> list[tuple[str, ...]]:
    return [row.cells for row in split_rows(table)]


def sides_of(table: str) -> dict[str, Side]:
    return {partner.name: partner.side for partner in parse_partners(table)[0]}


def told(problems: tuple[Problem, ...]) -> list[tuple[int, str]]:
    return [(problem.line, problem.key.removeprefix("table.")) for problem in problems]


def person(organisation: str, name: str = "", presence: Presence | None = None) -> Person:
    return Person(name=name, organisation=organisation, presence=presence)


# Rows and cells


@pytest.mark.parametrize("sign", [";", "\t", ","])
def test_the_delimiter_is_found_out(sign: str) -> None:
    assert cells_of(f"a{sign}b\r\nc{sign}d\r\n") == [("a", "b"), ("c", "d")]


def test_commas_in_names_do_not_make_a_comma_the_delimiter() -> None:
    assert cells_of("Kunta, kulttuuri;jakaja\nAlue, sote;jakaja") == [
        ("Kunta, kulttuuri", "jakaja"),
        ("Alue, sote", "jakaja"),
    ]


def test_a_semicolon_in_one_cell_does_not_make_it_the_delimiter_of_a_comma_table() -> None:
    assert cells_of("a,b;c\nd,e\nf,g")[0] == ("a", "b;c")


def test_a_quoted_cell_may_hold_delimiters_quotes_and_line_breaks() -> None:
    assert cells_of('"a;b";"sanoi ""hei""";"kaksi\r\nriviä"\r\nc;d;e') == [
        ("a;b", 'sanoi "hei"', "kaksi riviä"),
        ("c", "d", "e"),
    ]


def test_a_quote_that_is_never_closed_is_an_ordinary_sign() -> None:
    assert cells_of('"Lumme;kohde\nMuseo;kohde') == [('"Lumme', "kohde"), ("Museo", "kohde")]


def test_rows_know_the_lines_they_begin_on() -> None:
    rows = split_rows('\n;;\na;"b\nc"\n\r\nd;e\rf;g')
    assert [(row.line, row.cells[0]) for row in rows] == [(3, "a"), (6, "d"), (7, "f")]


def test_a_byte_order_mark_is_no_part_of_the_first_cell() -> None:
    assert cells_of("\ufefforganisaatio;rooli")[0][0] == "organisaatio"


CELLS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=12).map(clean_line)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5), st.sampled_from(";\t,"))
def test_what_another_program_writes_as_csv_is_read_as_it_was(table: list[list[str]], sign: str) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=sign, quoting=csv.QUOTE_ALL).writerows(table)
    read = [row.cells for row in split_rows(written.getvalue(), sign)]
    assert read == [tuple(row) for row in table if any(row)]


@given(st.text('ab ;,\t"\n\r', max_size=60))
def test_every_sign_that_is_no_delimiter_quote_or_space_is_in_some_cell(table: str) -> None:
    kept = "".join("".join(row.cells) for row in split_rows(table))
    assert [sign for sign in kept if sign in "ab"] == [sign for sign in table if sign in "ab"]


# Partners


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
    table = (
        "Teatteri Lumme, kohde\nEsimerkkilän kunta, kulttuuripalvelut, järjestäjä, Pekka Puheenjohtaja, läsnä"
    )
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
    names = {partner.name.casefold() for partner in partners}
    for row in split_rows(table)[headed:]:
        organisation = row.cells[0].partition(":")[2].strip() if ":" in row.cells[0] else row.cells[0]
        heading = word(row.cells[0]) in HEADINGS and not any(row.cells[1:])
        used = any(organisation and name.startswith(organisation.casefold()) for name in names)
        assert used or heading or row.line in named
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
def test_no_text_at_all_makes_reading_a_table_fail(table: str) -> None:
    assert all(problem.sentence for problem in parse_partners(table)[2])
    assert all(problem.sentence for problem in parse_figures(table)[1])


# Figures


def test_the_sample_figures_are_read_whole() -> None:
    figures, problems = parse_figures((SAMPLE / "figures.csv").read_bytes().decode("cp1252"))
    assert problems == ()
    assert figures == (
        Figure(period="2023", cards=286, uses=1142, children=198),
        Figure(period="2024", cards=431, uses=2077, children=342),
        Figure(period="2025", cards=368, uses=2981, children=517),
        Figure(period="2026 (1.1.–31.10.)", cards=412, uses=2356, children=487),
    )


@pytest.mark.parametrize(
    "header",
    [
        "Alue;Näistä lapsille;Käyttökerrat;Jaetut kortit;Vuosi",
        "Vertailualue;lapset;käytöt;kortit;kausi",
        "Område;barn;användningar;utdelade kort;år",
        "area;children;uses;cards;year",
    ],
)
def test_columns_of_figures_are_found_by_name(header: str) -> None:
    figures, problems = parse_figures(f"{header}\nNaapurila;610;2 597;530;2026")
    assert problems == ()
    assert figures == (Figure(period="2026", area="Naapurila", cards=530, uses=2597, children=610),)


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", " ", ""])
def test_a_row_pasted_from_a_spreadsheet_has_tabs_and_any_spaces(space: str) -> None:
    assert parse_figures(f"2026\t412\t2{space}356\t487\r\n") == (
        (Figure(period="2026", cards=412, uses=2356, children=487),),
        (),
    )


def test_lines_of_numbers_without_a_delimiter_are_read_as_typed_ones() -> None:
    figures, problems = parse_figures("2025 368 2981 517\n@Naapurila 2026 530 2597 610")
    assert problems == ()
    assert [(figure.period, figure.area, figure.uses) for figure in figures] == [
        ("2025", "", 2981),
        ("2026", "Naapurila", 2597),
    ]


@pytest.mark.parametrize("blank", ["", "-", "–"])
def test_a_number_may_be_left_out(blank: str) -> None:
    assert parse_figures(f"2026;412;{blank};487") == ((Figure(period="2026", cards=412, children=487),), ())


@pytest.mark.parametrize(
    ("rows", "expected", "count"),
    [
        ("2026;412;2356;20,7", [(1, "not_number")], 1),
        ("2026;1.248;2356", [(1, "not_number")], 1),
        ("2026;412;100;487", [(1, "children_more")], 1),
        ("2026;412\n2026;413", [(2, "figure_twice")], 1),
        ("Yhteensä;412;2356", [(1, "no_period")], 0),
        ("2026 412;2356", [(1, "no_period")], 0),
        ("2026;;", [(1, "no_numbers")], 0),
        ("2026;n. 400", [(1, "not_number"), (1, "no_numbers")], 0),
        ("2026;1;2;1;Naapurila;liikaa", [(1, "extra_cells")], 1),
        ("vuosi;kortit;huomautus\n2026;412;hyvä", [(1, "ignored_column")], 1),
    ],
)
def test_figures_that_are_not_understood_are_told_with_their_line(
    rows: str, expected: list[tuple[int, str]], count: int
) -> None:
    figures, problems = parse_figures(rows)
    assert (len(figures), told(problems)) == (count, expected)


def test_one_period_of_two_areas_is_two_rows() -> None:
    figures, problems = parse_figures("2026;412;;;\n2026;530;;;Naapurila\n@Kaukala 2026;90;;;")
    assert ([figure.area for figure in figures], problems) == (["", "Naapurila", "Kaukala"], ())


@given(
    st.lists(
        st.lists(
            st.sampled_from(["", "2026", "2025 (1.1.–31.10.)", "412", "2 356", "20,7", "x", "@N 2024"]),
            min_size=1,
        ),
        max_size=8,
    )
)
def test_each_row_of_figures_is_used_or_named_in_a_problem(lines: list[list[str]]) -> None:
    table = "\n".join(";".join(cells) for cells in lines)
    figures, problems = parse_figures(table)
    named = {problem.line for problem in problems}
    kept = {(figure.period, figure.area) for figure in figures}
    unnamed = [row for row in split_rows(table) if row.line not in named]
    assert len(figures) >= len(unnamed)
    assert len(kept) == len(figures)


# Typed figures


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("2026; 412; 2 356; 487", Figure(period="2026", cards=412, uses=2356, children=487)),
        (
            "2026 (1.1.–31.10.); 412; 2 356; 487",
            Figure(period="2026 (1.1.–31.10.)", cards=412, uses=2356, children=487),
        ),
        ("2026; 412", Figure(period="2026", cards=412)),
        ("2026; 412; 2356;", Figure(period="2026", cards=412, uses=2356)),
        ("2026;; 2356", Figure(period="2026", uses=2356)),
        ("2026 412 2356 487", Figure(period="2026", cards=412, uses=2356, children=487)),
        ("2026 412 980 120", Figure(period="2026", cards=412, uses=980, children=120)),
        ("2026 412 2\u00a0356 487", Figure(period="2026", cards=412, uses=2356, children=487)),
        (
            "2026 (1.1.–31.10.) 412 2356 487",
            Figure(period="2026 (1.1.–31.10.)", cards=412, uses=2356, children=487),
        ),
        ("@Naapurila 2026; 530; 2 597", Figure(period="2026", area="Naapurila", cards=530, uses=2597)),
        (
            "@Etelä Naapurila 2026 530 2597 610",
            Figure(period="2026", area="Etelä Naapurila", cards=530, uses=2597, children=610),
        ),
    ],
)
def test_a_typed_row_of_figures_is_understood(typed: str, figure: Figure) -> None:
    assert parse_figure_line(typed) == figure


@pytest.mark.parametrize(
    "typed",
    [
        "", "2026", "2026;", ";412", "412; 2356; 487", "2026; 20,7", "2026; 412; 2356; 487; 5", "2026; 412 2356; 487",
        "@Naapurila; 530", "2026 412", "2026 412 2 356 487", "2026 412 2 356", "2026 1 248 214", "2026 5 120 487",
        "toivottavasti 2026 412 2356 487",
    ],
)  # fmt: skip
def test_a_typed_row_that_could_be_read_in_two_ways_is_not_guessed(typed: str) -> None:
    assert parse_figure_line(typed) is None


COUNTS = st.integers(0, 10**9)


@given(st.integers(1900, 2099), COUNTS, COUNTS, COUNTS, st.sampled_from(["", "Naapurila", "Etelä Naapurila"]))
def test_a_figure_written_with_semicolons_is_read_as_itself(
    year: int, cards: int, uses: int, children: int, area: str
) -> None:
    typed = f"{f'@{area} ' if area else ''}{year}; {cards:,}; {uses:,}; {children:,}".replace(",", " ")
    figure = Figure(period=str(year), area=area, cards=cards, uses=uses, children=children)
    assert parse_figure_line(typed) == figure
