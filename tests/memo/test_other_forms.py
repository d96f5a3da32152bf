"""The memo as Markdown and its notes as a table for a spreadsheet."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from memo_builders import FINNISH, MADE, a_note, a_session, sample_notes, sample_session

from kaikutui.domain.session import Kind
from kaikutui.memo.comma_separated import defused, to_csv
from kaikutui.memo.lines import shown
from kaikutui.memo.markdown import plain, to_markdown
from kaikutui.memo.order import Order
from kaikutui.memo.outline import memo_of
from kaikutui.memo.parts import Heading


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_a_spreadsheet_gets_a_row_a_note_under_its_headings() -> None:
    data = to_csv(memo_of(sample_session(), FINNISH, MADE))
    assert data.startswith(b"\xef\xbb\xbfKohta;Kohdan otsikko;Kirjattu;Kenen;Laji;Teksti;Vastuu;")
    assert data.count(b"\r\n") == 45
    found = rows(data)[1:]
    assert sorted(row[5] for row in found) == sorted(note.text for note in sample_notes())
    action = next(row for row in found if row[5].startswith("Laaditaan yhteinen"))
    assert action == [
        "2",
        "Yleinen kuulumis- ja tunnelmakierros",
        "24.11.2026 12.00",
        "Yhteistä",
        "Toimenpide",
        "Laaditaan yhteinen pikaohje kassoille ja kortinjakajille.",
        "Esimerkkilän kunta, kulttuuripalvelut",
        "15.12.2026",
    ]


@pytest.mark.parametrize("start", ["=1+1", "+358", "-1", "@SUM(A1)", "\t=1", "＝1", "  =1"])
def test_a_cell_that_would_act_is_defused(start: str) -> None:
    assert defused(start).startswith("'")


@given(st.text())
def test_no_text_leaves_as_a_formula_or_breaks_its_row(text: str) -> None:
    cell = rows(to_csv(memo_of(a_session(a_note(text)), FINNISH, MADE)))[1][5]
    assert cell[:1] not in tuple("=+-@\t\r＝＋－＠")
    assert cell.removeprefix("'") == shown(text).removeprefix("'")


def test_confidential_notes_are_in_no_form() -> None:
    secret = a_note("Kanarialintu", owner="Kanarialintu", confidential=True)
    memo = memo_of(a_session(secret), FINNISH, MADE)
    assert b"Kanarialintu" not in to_csv(memo) + to_markdown(memo)


def test_markdown_has_the_same_headings_and_notes() -> None:
    memo = memo_of(sample_session(), FINNISH, MADE)
    lines = to_markdown(memo).decode().splitlines()
    headings = [line.lstrip("# ") for line in lines if line.startswith("##")]
    assert headings == [
        f"{block.number} {block.text}" if block.number else plain(block.text)
        for block in memo.blocks
        if isinstance(block, Heading)
    ]
    for note in sample_notes():
        assert sum(plain(note.text) in line for line in lines if not line.startswith("|")) == 1, note.text


def test_what_was_agreed_stands_out_in_words() -> None:
    session = a_session(a_note("Jatketaan.", kind=Kind.DECISION))
    assert "\n> **Päätös:** Jatketaan.\n" in to_markdown(memo_of(session, FINNISH, MADE)).decode()


def test_a_draft_says_so_in_every_place_that_is_read_first() -> None:
    memo = memo_of(a_session(), FINNISH, MADE, Order(draft=True))
    assert memo.kind == "Muistio, luonnos"
    assert "> Luonnos." in to_markdown(memo).decode()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("- a", "a"),
        ("-a - b", "\\-a - b"),
        ("+ a", "\\+ a"),
        ("1. a", "1\\. a"),
        ("2) a", "2\\) a"),
        ("# a", "\\# a"),
        ("a - b", "a - b"),
    ],
)
def test_what_would_begin_a_list_or_a_heading_in_markdown_begins_none(text: str, written: str) -> None:
    assert plain(text) == written
