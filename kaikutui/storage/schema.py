"""Strict reading of the program's TOML files: every fault names the file, the place and what was expected.

The file itself is never touched. Steps for files that need more than ``decode`` between them: ``read_bytes``,
``parse_toml``, ``convert``.
"""

import codecs
import os
import re
import stat
import tomllib
import unicodedata
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from kaikutui.catalogue import text
from kaikutui.storage.atomic import reason
from kaikutui.storage.complaint import explain, key_path, read_complaint
from kaikutui.storage.trouble import FileTroubleError

T = TypeVar("T")

LIMIT = 32
"""Largest file that is read, in megabytes (2**20 bytes)."""

FORMAT = 1
"""Newest format number that is understood."""


class FileMissingError(FileTroubleError):
    """There is no such file."""

    key = "error.file_missing"
    brief_key = "reason.vanished"


class FileIsFolderError(FileTroubleError):
    """A folder stands where a file was expected."""

    key = "error.file_is_folder"


class NotRegularFileError(FileTroubleError):
    """A pipe, a device or a socket: reading it might never end."""

    key = "error.file_not_regular"


class FileUnreadableError(FileTroubleError):
    """The system refused to read the file."""

    key = "error.file_unreadable"
    brief_key = "reason.given"


class FileTooLargeError(FileTroubleError):
    """Larger than any meeting."""

    key = "error.file_too_large"


class NotUtf8Error(FileTroubleError):
    """The bytes are no UTF-8."""

    key = "error.not_utf8"


class NotTomlError(FileTroubleError):
    """The text is no TOML."""

    key = "error.not_toml"
    brief_key = "reason.broken"


class TooDeepError(FileTroubleError):
    """Brackets inside brackets without end."""

    key = "error.too_deep"


class NumberTooLongError(FileTroubleError):
    """A number of thousands of digits."""

    key = "error.number_too_long"


class FormatMissingError(FileTroubleError):
    """No ``format``: hardly a file of ours."""

    key = "error.format_missing"


class FormatNumberError(FileTroubleError):
    """``format`` is no positive whole number."""

    key = "error.format_number"


class FormatNewerError(FileTroubleError):
    """A newer kaikutui made the file; what it means is not known here."""

    key = "error.format_newer"
    brief_key = "reason.newer"


class ContentError(FileTroubleError):
    """A value does not fit: values ``path``, ``where`` (key path) and ``problem``."""

    key = "error.content"


def read_bytes(path: Path) -> bytes:
    """The bytes of a file; raises as ``read_file``."""
    return read_file(path)[0]


def read_file(path: Path) -> tuple[bytes, os.stat_result]:
    """The bytes of a file, and what the system said of it before they were read.

    Raises FileMissingError, FileIsFolderError, NotRegularFileError, FileUnreadableError or FileTooLargeError.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise FileIsFolderError(path=path)
        if not stat.S_ISREG(status.st_mode):
            raise NotRegularFileError(path=path)
        if status.st_size > LIMIT * 2**20:
            raise FileTooLargeError(path=path, limit=LIMIT)
        return _whole(path), status
    except (FileNotFoundError, NotADirectoryError, ValueError):
        # ValueError: no file can have such a name (NUL, a lone surrogate).
        raise FileMissingError(path=path) from None
    except OSError as error:
        raise FileUnreadableError(path=path, reason=reason(error)) from error


def _whole(path: Path) -> bytes:
    """What a file holds; without the buffers of ``Path.read_bytes``, which ask the system five things more."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        pieces = [os.read(descriptor, os.fstat(descriptor).st_size + 1)]
        while pieces[-1]:
            pieces.append(os.read(descriptor, 2**16))
    finally:
        os.close(descriptor)
    return pieces[0] if len(pieces) < 3 else b"".join(pieces)


def decode(data: bytes, kind: type[T], path: Path, *, newest: int = FORMAT) -> T:
    """The content of a file as a value of ``kind``.

    ``path`` is for the sentences only. Raises what ``parse_toml`` and ``convert`` raise.
    """
    return convert(parse_toml(data, path, newest=newest), kind, path)


def parse_toml(data: bytes, path: Path, *, newest: int = FORMAT) -> dict[str, Any]:
    """The tables of a file, NFC, its ``format`` checked and taken out.

    Raises NotUtf8Error, NotTomlError, TooDeepError, NumberTooLongError, FormatMissingError, FormatNumberError
    or FormatNewerError.
    """
    content = unicodedata.normalize("NFC", _decoded(data, path))
    try:
        tables = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        spot, why = toml_fault(str(error))
        raise NotTomlError(path=path, spot=spot, reason=why) from None
    except RecursionError:
        raise TooDeepError(path=path) from None
    except ValueError:
        # Python refuses to read integers of thousands of digits; tomllib lets its refusal through.
        raise NumberTooLongError(path=path) from None
    _take_format(tables, path, newest)
    return tables


def _decoded(data: bytes, path: Path) -> str:
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode()) + 1
        spot = text("toml.spot", line=before.count(b"\n") + 1, column=column)
        raise NotUtf8Error(path=path, spot=spot) from None


def _take_format(tables: dict[str, Any], path: Path, newest: int) -> None:
    if "format" not in tables:
        raise FormatMissingError(path=path, newest=newest)
    number = tables.pop("format")
    if type(number) is not int or number < 1:
        raise FormatNumberError(path=path, newest=newest)
    if number > newest:
        raise FormatNewerError(path=path, format=number)


_FAULTS = (
    ("statement", r"Invalid statement"),
    ("rest", r"Expected newline"),
    ("equals", r"Expected '='"),
    ("value", r"Invalid value"),
    ("string", r"Unterminated string|Expected [\"'][\"']|(Illegal|Found invalid) character '\\n'"),
    ("character", r"Illegal character|Found invalid character"),
    ("twice", r"Cannot |Duplicate "),
    ("table", r"Expected '\]"),
    ("array", r"Unclosed array"),
    ("inline", r"Unclosed inline table"),
    ("escape", r"Unescaped|Escaped character|Invalid hex"),
    ("date", r"Invalid date"),
    ("key", r"Invalid initial character"),
)


def toml_fault(message: str) -> tuple[str, str]:
    """Where and why a text is no TOML, in the user's words, from a message of tomllib."""
    place = re.search(r"\(at line (\d+), column (\d+)\)$", message)
    spot = text("toml.spot", line=place[1], column=place[2]) if place else text("toml.end")
    fault = next((word for word, pattern in _FAULTS if re.match(pattern, message)), "other")
    return spot, text(f"toml.{fault}")


def convert(raw: object, kind: type[T], path: Path, *, at: str = "") -> T:
    """Plain TOML values as a value of ``kind``; ``at`` is the key under which they stand in the file.

    Raises ContentError.
    """
    try:
        return msgspec.convert(raw, kind, strict=True)
    except msgspec.ValidationError as error:
        complaint = read_complaint(str(error))
        problem = explain(complaint, kind)
        where = key_path((at, *complaint.path)) if at else problem.where
        raise ContentError(path=path, where=where, problem=problem.sentence) from None
