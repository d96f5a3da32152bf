"""Tables from files: the text in whatever encoding, and a kind sentence for what is no table."""

import errno
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from storage_builders import refuse

from kaikutui.domain.tables import parse_figures, parse_partners
from kaikutui.storage import csv_file, schema
from kaikutui.storage.csv_file import BinaryTableError, SpreadsheetError, read_table

SAMPLE = Path(__file__).parents[1] / "sample"
TABLE = "organisaatio;rooli\r\nTyöpaja Kipinä – ”Äijälä”;jakaja\r\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Where a table may be written."""
    return tmp_path / "taulukko.csv"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_in_the_encodings_that_spreadsheets_write(table: Path, encoding: str) -> None:
    table.write_bytes(TABLE.encode(encoding))
    assert read_table(table) == TABLE


def test_both_byte_orders_of_utf_16_are_known_by_their_mark(table: Path) -> None:
    table.write_bytes(b"\xfe\xff" + TABLE.encode("utf-16-be"))
    assert read_table(table) == TABLE


def test_a_byte_that_no_encoding_knows_is_seen_and_stops_nothing(table: Path) -> None:
    table.write_bytes(b"Lumme \x81;kohde \xe4")
    assert read_table(table) == "Lumme \ufffd;kohde ä"


def test_the_sample_files_are_read_and_understood_whole() -> None:
    partners, people, troubles = parse_partners(read_table(SAMPLE / "partners.csv"))
    figures, problems = parse_figures(read_table(SAMPLE / "figures.csv"))
    assert (len(partners), len(people), troubles) == (18, 18, ())
    assert (figures[-1].period, figures[-1].uses, problems) == ("2026 (1.1.–31.10.)", 2356, ())


def test_an_empty_file_is_an_empty_table(table: Path) -> None:
    table.write_bytes(b"")
    assert read_table(table) == ""


def test_a_workbook_is_asked_for_as_csv(table: Path) -> None:
    with zipfile.ZipFile(table, "w") as workbook:
        workbook.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(SpreadsheetError) as caught:
        read_table(table)
    assert "tallenna CSV-muotoon" in str(caught.value)
    assert str(table) in str(caught.value)


def test_an_old_workbook_is_asked_for_as_csv_too(table: Path) -> None:
    table.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100)
    with pytest.raises(SpreadsheetError):
        read_table(table)


@pytest.mark.parametrize(
    "data", [b"a\0b", b"\xff\xfea\0\0\0", b"\xff\xfea", b"\xfe\xff\xd8\x00", "a;b".encode("utf-16-le")]
)
def test_what_is_no_text_is_refused_by_name(table: Path, data: bytes) -> None:
    table.write_bytes(data)
    with pytest.raises(BinaryTableError) as caught:
        read_table(table)
    assert str(table) in str(caught.value)


def test_a_missing_file_is_named(table: Path) -> None:
    with pytest.raises(schema.FileMissingError) as caught:
        read_table(table)
    assert str(table) in str(caught.value)


def test_a_folder_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(schema.FileIsFolderError):
        read_table(tmp_path)


def test_a_file_that_may_not_be_read_is_named(unreadable: Path) -> None:
    with pytest.raises(schema.FileUnreadableError) as caught:
        read_table(unreadable)
    assert str(unreadable) in str(caught.value)


def test_a_file_that_the_system_refuses_is_named(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table.write_text(TABLE, "utf-8")
    refuse(monkeypatch, "open", errno.EACCES)
    with pytest.raises(schema.FileUnreadableError) as caught:
        read_table(table)
    assert str(table) in str(caught.value)


def test_a_table_of_exactly_the_limit_is_read_and_a_larger_one_is_refused(table: Path) -> None:
    table.write_bytes(b"a" * csv_file.LIMIT * 2**20)
    assert len(read_table(table)) == csv_file.LIMIT * 2**20
    table.write_bytes(b"a" * (csv_file.LIMIT * 2**20 + 1))
    with pytest.raises(schema.FileTooLargeError) as caught:
        read_table(table)
    assert "enintään 5 megatavua" in str(caught.value)


@given(st.binary(max_size=60))
def test_any_bytes_give_a_text_or_a_named_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.csv"
    path.write_bytes(data)
    with suppress(SpreadsheetError, BinaryTableError):
        assert "\0" not in read_table(path)
