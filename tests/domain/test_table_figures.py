"""Statistics as people bring them: in tables, and typed as a line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaikutui.domain.session import Figure
from kaikutui.domain.tables import Problem, parse_figure_line, parse_figures, split_rows

SAMPLE = Path(__file__).parents[1] / "sample"


def told(problems: tuple[Problem, ...]) -> list[tuple[int, str]]:
    return [(problem.line, problem.key.removeprefix("table.")) for problem in problems]


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
        "", "2026", "2026;", ";412", "412; 2356; 487", "2026; 20,7", "2026; 412; 2356; 487; 5",
        "2026; 412 2356; 487", "@Naapurila; 530", "2026 412", "2026 412 2 356 487", "2026 412 2 356",
        "2026 1 248 214", "2026 5 120 487",
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


@given(st.text())
def test_whatever_the_text_reading_figures_answers_with_sentences(table: str) -> None:
    assert all(problem.sentence for problem in parse_figures(table)[1])
