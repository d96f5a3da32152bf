"""The block of a note in the one shape in which kaikutui writes it, read and written without TOML.

Thousands of notes are parsed at the opening of a meeting, and nobody can type before: a pattern reads a note in a
fifth of the time. It knows no TOML beyond that shape. Whatever looks otherwise (a quotation mark or a backslash in
a text, a comment, another order) is left to the parser, and so is every file whose seal does not prove the outcome.
A save writes one note, and a writer of TOML that has slept since the last takes a tenth of a millisecond for it.
"""

import re
import unicodedata
from datetime import date, datetime

from kaikutui.domain.session import Kind, Note, Source

_SOURCES = {source.value: source for source in Source}
_KINDS = {kind.value: kind for kind in Kind}

_PLAIN = r'[^"\\\x00-\x1f\x7f]*'
_WORDS = rf'"({_PLAIN})"'
_DAY = r"\d{4}-\d\d-\d\d"
_HOUR = r"(?:[01]\d|2[0-3])"

_SHAPE = re.compile(
    r"\[\[notes\]\]\n"
    rf"id = {_WORDS}\n"
    r"item = ([1-9])\n"
    rf"at = ({_DAY} {_HOUR}:\d\d:\d\d[+-]{_HOUR}:[0-5]\d)\n"
    r"confidential = (true|false)\n"
    rf'source = "({"|".join(_SOURCES)})"\n'
    rf'(?:kind = "({"|".join(_KINDS)})"\n)?'
    rf"text = {_WORDS}\n"
    rf"(?:owner = {_WORDS}\n)?"
    rf"(?:due = ({_DAY})\n)?"
    rf"(?:by = {_WORDS}\n)?",
    re.ASCII,
)


def read_as_written(block: str) -> Note | None:
    """The note of a block; None when a parser has to read it."""
    found = _SHAPE.fullmatch(block)
    if found is None or not unicodedata.is_normalized("NFC", block):
        return None
    id, item, at, confidential, source, kind, text, owner, due, by = found.groups(default="")
    try:
        return Note(
            id=id,
            item=int(item),
            at=datetime.fromisoformat(at),
            confidential=confidential == "true",
            source=_SOURCES[source],
            kind=_KINDS[kind or Kind.FEEDBACK],
            text=text,
            owner=owner,
            due=date.fromisoformat(due) if due else None,
            by=by,
        )
    except ValueError:
        # A day or an hour that no calendar has.
        return None


def write_as_written(note: Note) -> str | None:
    """The block of a note; None when a writer of TOML has to write it, because something in it needs an escape."""
    if not re.fullmatch(_PLAIN, f"{note.id}{note.text}{note.owner}{note.by}"):
        return None
    kind = "" if note.kind is Kind.FEEDBACK else f'kind = "{note.kind}"\n'
    owner = f'owner = "{note.owner}"\n' if note.owner else ""
    due = f"due = {note.due}\n" if note.due else ""
    by = f'by = "{note.by}"\n' if note.by else ""
    return (
        f'[[notes]]\nid = "{note.id}"\nitem = {note.item}\nat = {note.at.isoformat(" ")}\n'
        f"confidential = {'true' if note.confidential else 'false'}\n"
        f'source = "{note.source}"\n{kind}text = "{note.text}"\n{owner}{due}{by}'
    )
