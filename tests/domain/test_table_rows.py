"""Rows and cells: whatever parts them, nothing of a text is lost."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaikutui.domain.clean import clean_line
from kaikutui.domain.table_rows import split_rows


def cells_of(table: str) -> list[tuple[str, ...]]:
    return [row.cells for row in split_rows(table)]


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
