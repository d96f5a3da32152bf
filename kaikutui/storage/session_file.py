"""A session as TOML (schema 1), with the seal that notices what TOML cannot: a file cut short."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from msgspec import Meta
from msgspec.structs import replace

from kaikutui.domain.record import Record
from kaikutui.domain.session import Note, Session
from kaikutui.storage.body import Body
from kaikutui.storage.laws import check_laws
from kaikutui.storage.note_blocks import NoteBlocks, cut
from kaikutui.storage.note_shape import read_as_written
from kaikutui.storage.rest_blocks import MOST as REST_MOST
from kaikutui.storage.rest_blocks import Blocks, RestBlocks
from kaikutui.storage.schema import convert, parse_toml
from kaikutui.storage.seal import NO_LINEAGE, SEAL, Lineage, Seal, read_seal
from kaikutui.storage.toml_text import blocks, plain
from kaikutui.storage.trouble import FileTroubleError

FORMAT = 1


class OneNote(Record, frozen=True, kw_only=True):
    """A block of a note, read by itself."""

    notes: Annotated[tuple[Note, ...], Meta(min_length=1, max_length=1)]


_KNOWN, _REST = NoteBlocks(), RestBlocks()
"""Of all files of this process: the same text is the same note in each."""


class SealState(StrEnum):
    """Whether a file is as kaikutui wrote it."""

    WHOLE = "whole"
    EDITED = "edited"
    """Something differs, but no note is missing."""
    SHORT = "short"
    """Notes are missing, or the end with the seal is."""


class Loaded(Record, frozen=True, kw_only=True):
    """A session as read, and what its seal says."""

    session: Session
    seal: SealState
    sealed_notes: int | None = None
    """How many notes the seal knows of; None: there was no seal."""
    lineage: Lineage = NO_LINEAGE


def encode(session: Session, lineage: Lineage = NO_LINEAGE) -> bytes:
    """The whole file; the same session with the same lineage gives the same bytes."""
    body = lay_out(session)
    return body.sealed(body.seal(len(session.notes), lineage))


def lay_out(session: Session) -> Body:
    """The content of the file, not sealed yet."""
    before, behind = _REST.of(session, _write_rest)
    return Body.of([*before, *_KNOWN.blocks_of(session.notes)], behind)


def with_notes(body: Body, notes: Iterable[Note]) -> Body:
    """The content with some notes more at their end."""
    return body.with_notes(_KNOWN.blocks_of(tuple(notes)))


def decode(data: bytes, path: Path) -> Loaded:
    """Read a session; raises a KaikuError that names file, key path and expectation.

    A note that does not say whether it is confidential is: the line may have been lost.
    """
    known = _decode_known(data, path)
    return known or _loaded(parse_toml(data, path, newest=FORMAT), path)


def _decode_known(data: bytes, path: Path) -> Loaded | None:
    """The file with only that parsed of it that was never seen; None unless its seal proves the outcome.

    Whatever else there is to say of a file is said of it as a whole.
    """
    try:
        end = read_end(data, path)
        rest = _read_rest(end.rest) if end.notes else None
        if rest is None:
            return None
        session = replace(rest, notes=end.notes)
        check_laws(session, path)
        loaded = _sealed(session, end.seal)
    except (FileTroubleError, UnicodeDecodeError):
        return None
    return loaded if loaded.seal is SealState.WHOLE else None


class End(NamedTuple):
    """A file, or the end of one, read block by block."""

    rest: bytes
    """What is neither note nor seal, as it stands there."""
    notes: tuple[Note, ...]
    seal: Seal


def read_end(content: bytes, path: Path) -> End:
    """What a file says from its beginning or the end of some note on; only what was never seen is parsed.

    Raises FileTroubleError, UnicodeDecodeError.
    """
    head, notes = cut(content)
    rest, _, seal = head.rpartition(SEAL)
    return End(rest, _KNOWN.notes_of(notes, lambda text: _read_note(text, path)), read_seal(seal.decode(), path))


@lru_cache(REST_MOST)
def _read_rest(rest: bytes) -> Session | None:
    """The session that a file tells without its notes and its seal; None when it tells of notes all the same.

    Raises FileTroubleError, which names no file.
    """
    raw = parse_toml(rest, Path(), newest=FORMAT)
    return None if "notes" in raw else convert(raw, Session, Path())


def _read_note(block: str, path: Path) -> Note:
    return read_as_written(block) or _parse_note(block, path)


def _parse_note(block: str, path: Path) -> Note:
    raw = parse_toml(f"format = {FORMAT}\n\n{block}".encode(), path, newest=FORMAT)
    return convert(raw, OneNote, path).notes[0]


def _loaded(raw: dict[str, Any], path: Path) -> Loaded:
    seal = convert(raw.pop("seal"), Seal, path, at="seal") if "seal" in raw else None
    for note in _tables(raw.get("notes")):
        note.setdefault("confidential", True)
    session = convert(raw, Session, path)
    check_laws(session, path)
    return Loaded(session=session, seal=SealState.SHORT) if seal is None else _sealed(session, seal)


def _sealed(session: Session, seal: Seal) -> Loaded:
    state = _seal_state(session, seal)
    return Loaded(session=session, seal=state, sealed_notes=seal.notes, lineage=seal.lineage)


def _seal_state(session: Session, seal: Seal) -> SealState:
    if seal == lay_out(session).seal(len(session.notes), seal.lineage):
        return SealState.WHOLE
    return SealState.SHORT if len(session.notes) < seal.notes else SealState.EDITED


def _write_rest(session: Session) -> Blocks:
    table = plain(session)
    place = Session.__struct_fields__.index("notes")
    before = [f"format = {FORMAT}\n", *_write_tables(table, Session.__struct_fields__[:place])]
    behind = _write_tables(table, Session.__struct_fields__[place + 1 :])
    return tuple(block.encode() for block in before), tuple(block.encode() for block in behind)


def _write_tables(table: dict[str, Any], names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if name in table:
            value = table[name]
            yield from blocks(name, list(value) if isinstance(value, tuple) else value)


def _tables(value: Any) -> Iterator[dict[str, Any]]:
    """The tables of a list that may be anything yet: it has not been checked."""
    if isinstance(value, list):
        yield from (row for row in value if isinstance(row, dict))
