"""Several meetings in one document, and the same as text for a terminal."""

import csv
import io

import pytest
from docx_checker import faults
from memo_builders import FINNISH, MADE, a_note, a_session, sample_session
from msgspec.structs import replace

from kaikutui.catalogue import MEMO_LANGUAGES, Catalogue
from kaikutui.domain.session import Kind, Session
from kaikutui.memo.comma_separated import to_csv
from kaikutui.memo.markdown import to_markdown
from kaikutui.memo.overview import overview_of
from kaikutui.memo.parts import Heading
from kaikutui.memo.plain_text import to_text
from kaikutui.memo.word import to_docx


def elsewhere(session: Session, area: str) -> Session:
    return replace(session, meeting=replace(session.meeting, area=area))


def rows(*sessions: Session) -> list[dict[str, str]]:
    """The rows of the spreadsheet by their headings."""
    data = to_csv(overview_of(sessions, FINNISH, MADE))
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_one_meeting_is_told_in_counts_times_and_questions() -> None:
    told = to_text(overview_of((sample_session(),), FINNISH, MADE))
    assert told.startswith("Kaikukortti-palautekokouksen kooste\nKooste 25.11.2026\n")
    assert "\nEsimerkkilä                15          44          3              3           2\n24.11.2026\n" in told
    assert "\n2 Kuulumiset                 32        48,0  +16,0\n" in told
    assert "\n- Milloin mobiilikortista tulee selkokielinen ohje?\n" in told


def test_several_meetings_stand_in_one_table_and_apart_below_it() -> None:
    memo = overview_of((sample_session(), elsewhere(sample_session(), "Mallila")), FINNISH, MADE)
    headings = [block.text for block in memo.blocks if isinstance(block, Heading) and block.level == 1]
    assert headings == ["Tiivistelmä", "Esimerkkilä 24.11.2026", "Mallila 24.11.2026"]
    assert "toiveikas (10)" in to_text(memo)


def test_a_spreadsheet_has_a_row_a_meeting_with_decimal_commas_and_nothing_where_nothing_is_known() -> None:
    first, second = rows(sample_session(), elsewhere(a_session(), "Öllölä"))
    assert (first["Alue"], first["Päivä"], first["Kirjauksia"], first["Tunnelma 1–5"]) == (
        "Esimerkkilä",
        "24.11.2026",
        "44",
        "4,0",
    )
    assert (first["Kohta 2, suunniteltu (min)"], first["Kohta 2, toteutunut (min)"]) == ("32", "48,0")
    assert (second["Alue"], second["Päivä"], second["Tunnelma 1–5"]) == ("Öllölä", "", "")


def test_an_item_that_nobody_closed_has_no_minutes_in_a_spreadsheet() -> None:
    session = sample_session()
    item = session.item(9)
    (row,) = rows(session.with_item(replace(item, stretches=(replace(item.stretches[0], ended=None),))))
    assert (row["Kohta 8, toteutunut (min)"], row["Kohta 9, toteutunut (min)"]) == ("4,0", "")


def test_nothing_confidential_and_no_formula_leaves_in_any_form() -> None:
    secret = a_note("Kanarialintu?", kind=Kind.QUESTION, confidential=True)
    memo = overview_of((elsewhere(a_session(secret), "=1+1"),), FINNISH, MADE)
    data = to_csv(memo) + to_markdown(memo) + to_text(memo).encode()
    assert b"Kanaria" not in data
    assert to_csv(memo).splitlines()[1].startswith(b"'=1+1;")


def test_no_line_of_text_is_wider_than_the_home_size_and_no_sign_commands_the_terminal() -> None:
    note = a_note("pitkä kysymys " * 20 + "\x1b[2J", kind=Kind.QUESTION)
    session = elsewhere(a_session(note), "Kulttuurihyvinvointisuunnitelman kuntayhtymä")
    told = to_text(overview_of((session, sample_session()), FINNISH, MADE))
    assert max(map(len, told.splitlines())) <= 79
    assert "\x1b" not in told
    assert "Kulttuurihyvinvointisuunnitelman" in "".join(told.split("\n"))


@pytest.mark.parametrize("language", MEMO_LANGUAGES)
def test_it_is_accessible_in_every_language(language: str) -> None:
    memo = overview_of((sample_session(), a_session()), Catalogue(language), MADE)
    assert faults(to_docx(memo)) == []
