"""Columns of tables: words stay whole where there is room, also on the narrow pages of others."""

import re
from pathlib import Path

import pytest
from memo_builders import sample_session
from memo_reading import Package, W, memo, tables
from templates import LETTER, package, sheet

from kaikutui.memo.adopt import load_template
from kaikutui.memo.parts import Column, Table
from kaikutui.memo.styles import FINNISH
from kaikutui.memo.widths import column_widths
from kaikutui.memo.word import to_docx

CELL = 216
"""Left and right of the text in a cell."""


def test_on_a_narrow_page_a_column_of_short_words_gets_what_its_longest_word_needs() -> None:
    columns = (Column(heading="Mitä sovittiin", width=8), Column(heading="Määräaika", width=1))
    table = Table(caption="t", description="t", columns=columns, rows=(("Laaditaan ohje.", "15.12.2026"),))
    wide, narrow = column_widths(table, 14000, FINNISH.letter), column_widths(table, 6000, FINNISH.letter)
    assert wide == [12444, 1556]
    assert sum(narrow) == 6000
    assert narrow[1] >= CELL + 220 * (8 * 0.507 + 2 * 0.252)


def test_larger_letters_need_more_and_slim_signs_less() -> None:
    def second(word: str, height: float) -> int:
        columns = (Column(heading="Asia", width=8), Column(heading="1", width=1))
        table = Table(caption="t", description="t", columns=columns, rows=(("Laaditaan ohje.", word),))
        return column_widths(table, 5000, height)[1]

    assert second("toimeenpano", 280) > second("toimeenpano", 200) > second("(il.:il.il)", 200)
    assert second("mmmmmmmmmmm", 200) > second("toimeenpano", 200)


@pytest.mark.parametrize("width", [9638, 7920])
def test_dates_and_amounts_stay_whole_on_the_narrow_pages_of_others(width: int) -> None:
    """At 10 pt in Georgia, whose figures are 0.61 high points wide, a point of a date 0.27."""
    for table in tables(memo(sample_session()).blocks):
        widths = column_widths(table, width, 200)
        assert sum(widths) == width
        for column, room in enumerate(widths):
            for cell in (row[column] for row in table.rows):
                if re.fullmatch(r"[\d.,%+−\u00a0()]+", cell):
                    slim = len(re.findall(r"[.,()\u00a0]", cell))
                    assert room >= CELL + 200 * (0.61 * (len(cell) - slim) + 0.3 * slim), cell


def test_where_not_all_fit_the_longest_words_are_broken_and_short_ones_stay_whole() -> None:
    columns = tuple(Column(heading=heading, width=1) for heading in ("Organisaatio", "Osapuoli", "Jatko"))
    rows = (("Mielenterveyskuntoutujayhdistys", "Kortinjakaja", "Jatkaa"),)
    table = Table(caption="t", description="t", columns=columns, rows=rows)
    roomy, tight = column_widths(table, 7000, 200), column_widths(table, 5400, 200)
    assert tight[0] < roomy[0]
    assert tight[1] >= CELL + 200 * 12 * 0.53
    assert tight[2] >= CELL + 200 * 6 * 0.55


def test_numbers_are_broken_after_all_words() -> None:
    columns = tuple(Column(heading=heading, width=1) for heading in ("Organisaatio", "Summa"))
    rows = (("Mielenterveyskuntoutujayhdistys", "1\u00a0234\u00a0567\u00a0890\u00a0123"),)
    table = Table(caption="t", description="t", columns=columns, rows=rows)
    assert column_widths(table, 3600, 200)[1] >= CELL + 200 * (13 * 0.61 + 4 * 0.25)


@pytest.mark.parametrize(("fount", "breadth"), [("Georgia", 1.0), ("Calibri", FINNISH.breadth)])
def test_columns_are_as_wide_as_the_letters_of_the_template_want(tmp_path: Path, fount: str, breadth: float) -> None:
    path = tmp_path / "pohja.docx"
    path.write_bytes(package(sheet(defaults='<w:sz w:val="28"/>').replace("Georgia", fount), section=LETTER))
    template, told = load_template(path), memo(sample_session())
    assert template.look.letter == 26 * 10 * breadth
    grids = [
        [int(column.get(f"{W}w")) for column in grid]
        for grid in Package(to_docx(told, template)).body.iter(f"{W}tblGrid")
    ]
    look = template.look
    assert grids == [column_widths(table, look.width, look.letter) for table in tables(told.blocks)]
