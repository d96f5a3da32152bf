"""What the decoder complains of, in the words of the user: where, what is wrong, what was expected.

A key path is written as people count: ``items.3.guidance.1`` is the first line of guidance of the third item.
"""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from enum import StrEnum

from msgspec import inspect

from kaikutui.catalogue import text
from kaikutui.domain.clean import clean_line
from kaikutui.domain.record import Record

Step = str | int
"""A key, or the place in a list counted from zero."""


class Sort(StrEnum):
    """Sorts of complaint that need a sentence of their own."""

    WRONG_TYPE = "wrong_type"
    CHOICE = "choice"
    MISSING = "missing"
    UNKNOWN = "unknown"
    VALUE = "value"
    """Right type, wrong value: out of range, no offset, no such date."""


class Complaint(Record, frozen=True, kw_only=True):
    """A message of the decoder taken apart."""

    sort: Sort
    path: tuple[Step, ...] = ()
    """Steps to the value; of a missing or an unknown key, to the key itself."""
    subject: str = ""
    """Wrong type: what stands there; choice: the value in quotes; otherwise empty."""


class Problem(Record, frozen=True, kw_only=True):
    """Something wrong in a file, for people."""

    where: str
    """Key path, list places counted from one."""
    sentence: str


_PLACE = r"(?s)(?P<body>.*) - at `\$(?P<path>(?:\.\w+|\[\d+\]|\[\.\.\.\])+)`"
_STEP = r"\.(\w+)|\[(\d+|\.\.\.)\]"
_BODIES = (
    (Sort.WRONG_TYPE, r"Expected `.+`, got `(.+)`"),
    (Sort.CHOICE, r"(?s)Invalid enum value (.+)"),
    (Sort.MISSING, r"Object missing required field `(.+)`"),
    (Sort.UNKNOWN, r"(?s)Object contains unknown field `(.*)`"),
)


def read_complaint(message: str) -> Complaint:
    """Take a message of ``msgspec.ValidationError`` apart; one that nobody foresaw is about the value."""
    placed = re.fullmatch(_PLACE, message)
    body, path = (placed["body"], _steps(placed["path"])) if placed else (message, ())
    for sort, pattern in _BODIES:
        found = re.fullmatch(pattern, body)
        if found and sort in (Sort.MISSING, Sort.UNKNOWN):
            return Complaint(sort=sort, path=(*path, found[1]))
        if found:
            return Complaint(sort=sort, path=path, subject=found[1])
    return Complaint(sort=Sort.VALUE, path=path)


def _steps(path: str) -> tuple[Step, ...]:
    return tuple(key or (int(place) if place.isdigit() else place) for key, place in re.findall(_STEP, path))


def key_path(steps: Iterable[Step]) -> str:
    """``items.3.minutes``: places from one, a key that is no plain word in quotes, on one line."""
    return ".".join(_shown(step) for step in steps) or text("schema.whole")


def _shown(step: Step) -> str:
    if isinstance(step, int):
        return str(step + 1)
    return step if re.fullmatch(r"[A-Za-z0-9_-]{1,60}", step) else f"”{_cut(clean_line(step))}”"


def _cut(words: str, most: int = 60) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"


def explain(complaint: Complaint, kind: type) -> Problem:
    """The complaint about a value of ``kind`` as a place and a sentence."""
    return Problem(where=key_path(complaint.path), sentence=_sentence(complaint, inspect.type_info(kind)))


def _sentence(complaint: Complaint, kind: inspect.Type) -> str:
    shape = type_at(kind, complaint.path)
    match complaint.sort:
        case Sort.WRONG_TYPE:
            got = _GOT.get(complaint.subject, "other")
            return text("schema.wrong_type", expected=expected(shape), got=text(f"schema.got.{got}"))
        case Sort.CHOICE:
            return text("schema.choice", value=_quoted(complaint.subject), choices=_choices(shape))
        case Sort.UNKNOWN:
            return _unknown(complaint.path, kind)
        case _:
            return text(f"schema.{complaint.sort}", expected=expected(shape))


_GOT = {word: word for word in ("int", "float", "bool", "str", "array", "object", "date", "datetime", "time")}


def _quoted(value: str) -> str:
    """The decoder shows a wrong choice as Python would; here it is a Finnish quotation."""
    return f"”{_cut(clean_line(value[1:-1]))}”" if value[:1] in ("'", '"') else _cut(clean_line(value))


def _unknown(path: tuple[Step, ...], kind: inspect.Type) -> str:
    table = type_at(kind, path[:-1])
    known = [field.encode_name for field in table.fields] if isinstance(table, inspect.StructType) else []
    near = get_close_matches(str(path[-1]), known, n=1)
    return text("schema.near", near=near[0]) if near else text("schema.unknown", known=", ".join(known))


def type_at(kind: inspect.Type, path: Iterable[Step]) -> inspect.Type:
    """The type expected at the end of the steps; ``AnyType`` where they lead out of the schema."""
    found = _bare(kind)
    for step in path:
        found = _bare(_inner(found, step))
    return found


def _bare(shape: inspect.Type) -> inspect.Type:
    """An optional value is spoken of as what it is when it is there."""
    if isinstance(shape, inspect.UnionType):
        return next(one for one in shape.types if not isinstance(one, inspect.NoneType))
    return shape


def _inner(shape: inspect.Type, step: Step) -> inspect.Type:
    if isinstance(shape, inspect.StructType):
        fields = {field.encode_name: field.type for field in shape.fields}
        return fields.get(str(step), inspect.AnyType())
    return shape.item_type if isinstance(shape, inspect.VarTupleType) else inspect.AnyType()


_WORDS: dict[type[inspect.Type], str] = {
    inspect.BoolType: "bool",
    inspect.DateType: "date",
    inspect.DateTimeType: "datetime",
    inspect.TimeType: "time",
    inspect.StructType: "object",
}


def expected(shape: inspect.Type) -> str:
    """What a value of this type looks like in the file."""
    match shape:
        case inspect.EnumType():
            return text("schema.expected.choice", choices=_choices(shape))
        case inspect.IntType():
            return _ranged("int", shape.ge, shape.le)
        case inspect.StrType():
            return _ranged("str", shape.min_length, shape.max_length)
        case inspect.VarTupleType() if isinstance(_bare(shape.item_type), inspect.StructType):
            return text("schema.expected.tables")
        case inspect.VarTupleType():
            return _ranged("array", shape.min_length, shape.max_length)
        case _:
            return text(f"schema.expected.{_WORDS.get(type(shape), 'other')}")


def _choices(shape: inspect.Type) -> str:
    return ", ".join(str(one.value) for one in shape.cls) if isinstance(shape, inspect.EnumType) else ""


def _ranged(word: str, low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return text(f"schema.expected.{word}")
    key = "at_least" if high is None else "at_most" if low is None else "range"
    return text(f"schema.expected.{word}_range", range=text(f"schema.{key}", low=low, high=high))
