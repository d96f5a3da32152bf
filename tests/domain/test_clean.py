"""Text from outside becomes one line of NFC without control characters."""

import sys
import unicodedata

import pytest
from builders import anything
from hypothesis import given

from kaikutui.domain.clean import clean_line, clean_lines, without_controls


@given(anything)
def test_cleaning_a_second_time_changes_nothing(typed: str) -> None:
    assert clean_line(clean_line(typed)) == clean_line(typed)


def test_nothing_that_goes_is_printable_so_a_printable_text_need_not_be_looked_through() -> None:
    printable = "".join(filter(str.isprintable, map(chr, range(sys.maxunicode + 1))))
    assert without_controls(printable) == printable
    assert clean_line(f"a{printable}\x00a") == clean_line(f"a{printable}a")


@given(anything)
def test_a_cleaned_line_can_always_be_written_as_one_line(typed: str) -> None:
    line = clean_line(typed)
    line.encode()
    assert len(line.splitlines()) <= 1
    assert not any(unicodedata.category(sign) == "Cc" for sign in line)
    assert unicodedata.is_normalized("NFC", line)


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("  kortti  ", "kortti"),
        ("yksi\nkaksi\tkolme\r\nneljä", "yksi kaksi kolme neljä"),
        ("a\u0308a\u0308ni", "ääni"),
        ("\x1b[31mpuna\x1b[0minen", "punainen"),
        ("\x1b]0;otsikko\x07teksti", "teksti"),
        ("nol\x00la", "nolla"),
        ("tavu \udcff", "tavu \N{REPLACEMENT CHARACTER}"),
        ("perhe 👨‍👩‍👧 ja [/] \\ ”lainaus”", "perhe 👨‍👩‍👧 ja [/] \\ ”lainaus”"),
        ("", ""),
    ],
)
def test_a_line_is_cleaned_and_nothing_else_of_it_is_changed(typed: str, line: str) -> None:
    assert clean_line(typed) == line


def test_pasted_lines_come_one_by_one_and_empty_ones_are_left_out() -> None:
    assert clean_lines("yksi\r\n\r\n  \nkaksi\u2028kolme\n") == ("yksi", "kaksi", "kolme")


@given(anything)
def test_no_pasted_line_is_empty_or_broken(pasted: str) -> None:
    assert all(line and line == clean_line(line) for line in clean_lines(pasted))
