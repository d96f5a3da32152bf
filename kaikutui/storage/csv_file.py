"""Tables from files: the bytes that spreadsheets write, as text."""

import codecs
from pathlib import Path

from kaikutui.domain.errors import KaikuError
from kaikutui.storage.schema import FileTooLargeError, read_bytes

LIMIT = 5
"""Largest table that is read, in megabytes (2**20 bytes)."""

_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How .xlsx and .ods (zip), and .xls, begin."""

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class SpreadsheetError(KaikuError):
    """A workbook, not a CSV file; value ``path``."""

    key = "error.table_spreadsheet"


class BinaryTableError(KaikuError):
    """No text at all; value ``path``."""

    key = "error.table_binary"


def read_table(path: Path) -> str:
    """The text of a CSV or TSV file in the encoding that it is in, without a byte-order mark.

    UTF-16 is known by its mark; what is no UTF-8 is cp1252, as Excel writes it. Line ends stay as they are.
    Raises FileTooLargeError, SpreadsheetError, BinaryTableError, and what ``read_bytes`` raises for a file
    that is missing, a folder, or not readable.
    """
    data = read_bytes(path)
    if len(data) > LIMIT * 2**20:
        raise FileTooLargeError(path=path, limit=LIMIT)
    if data.startswith(_SPREADSHEETS):
        raise SpreadsheetError(path=path)
    table = _decoded(data, path)
    if "\0" in table:
        raise BinaryTableError(path=path)
    return table


def _decoded(data: bytes, path: Path) -> str:
    if data.startswith(_UTF_16):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise BinaryTableError(path=path) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Five bytes mean nothing in cp1252: they are seen as U+FFFD instead of stopping the rest.
        return data.decode("cp1252", errors="replace")
