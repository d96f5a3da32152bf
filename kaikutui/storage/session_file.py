"""A session as TOML (schema 1), with the seal that notices what TOML cannot: a file cut short."""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from msgspec import Meta
from msgspec.structs import replace

from kaikutui.catalogue import text
from kaikutui.domain.operations import KEYS
from kaikutui.domain.record import Record
from kaikutui.domain.session import Item, Note, Session
from kaikutui.storage.digest import sha256
from kaikutui.storage.note_blocks import NoteBlocks, cut
from kaikutui.storage.note_shape import read_as_written
from kaikutui.storage.rest_blocks import MOST as REST_MOST
from kaikutui.storage.rest_blocks import Blocks, RestBlocks
from kaikutui.storage.schema import convert, parse_toml
from kaikutui.storage.toml_text import block, blocks, plain
from kaikutui.storage.trouble import FileTroubleError

FORMAT = 1


ACTS = 32
"""How many acts a file knows again by their ids, the newest last; more when more came in with one write."""


class LawError(FileTroubleError):
    """The values fit their types but not each other."""

    key = "error.laws"


class Lineage(Record, frozen=True, kw_only=True):
    """Which meeting a file is, and how far it has come. A file of an older kaikutui says nothing of it."""

    id: str = ""
    """Random, made with the file: a file that was renamed is known again, whatever its name."""
    generation: Annotated[int, Meta(ge=0, le=2**53)] = 0
    """Counted up by every write: an older copy put over the file is whole, but it is behind."""
    acts: tuple[str, ...] = ()
    """Ids of the newest acts in the file: one that comes twice, because its answer was lost, is taken once."""

    def after(self, acts: Iterable[str], *, id: str = "") -> "Lineage":
        """The lineage of the file once these acts have been written; ``id`` names a meeting that had none."""
        fresh = tuple(act for act in acts if act not in self.acts)
        known = (*self.acts, *fresh)[-max(ACTS, len(fresh)) :]
        return Lineage(id=self.id or id, generation=self.generation + 1, acts=known)

    def may_follow(self, older: "Lineage") -> bool:
        """Whether writes of kaikutui alone can have led here from an older one.

        A generation can be caught up with: an old copy that another terminal went on from is as far as ours soon,
        without what we wrote. But it does not know our newest act; a true one has forgotten it only when it knows
        nothing but newer acts, and as many as a file knows.
        """
        if not older.acts or older.acts[-1] in self.acts:
            return True
        return len(self.acts) >= ACTS and not set(older.acts) & set(self.acts)


class Seal(Lineage, frozen=True, kw_only=True):
    """What the file said of itself when it was written."""

    notes: int
    """Number of notes."""
    checksum: str
    """SHA-256 of the content in its one written shape, so that comments and spaces do not matter."""


NO_LINEAGE = Lineage()


class OneNote(Record, frozen=True, kw_only=True):
    """A block of a note, read by itself."""

    notes: Annotated[tuple[Note, ...], Meta(min_length=1, max_length=1)]


class OneSeal(Record, frozen=True, kw_only=True):
    """The seal, read by itself."""

    seal: Seal


SEAL = b"\n[seal]\n"
"""How it begins."""

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
    body = _body(session)
    seal = {"notes": len(session.notes), "checksum": _checksum(body, lineage), **plain(lineage)}
    return body + b"\n" + "".join(block("seal", seal)).encode()


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
        head, notes = cut(data)
        before, found, seal = head.rpartition(SEAL)
        rest = _read_rest(before) if notes and found else None
        if rest is None:
            return None
        session = replace(rest, notes=_KNOWN.notes_of(notes, lambda text: _read_note(text, path)))
        _check_laws(session, path)
        loaded = _sealed(session, _read_seal(seal, path))
    except (FileTroubleError, UnicodeDecodeError):
        return None
    return loaded if loaded.seal is SealState.WHOLE else None


@lru_cache(REST_MOST)
def _read_rest(rest: bytes) -> Session | None:
    """The session that a file tells without its notes and its seal; None when it tells of notes all the same.

    Raises FileTroubleError, which names no file.
    """
    raw = parse_toml(rest, Path(), newest=FORMAT)
    return None if "notes" in raw else convert(raw, Session, Path())


def _read_seal(seal: bytes, path: Path) -> Seal:
    raw = parse_toml(f"format = {FORMAT}".encode() + SEAL + seal, path, newest=FORMAT)
    return convert(raw, OneSeal, path).seal


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
    _check_laws(session, path)
    return Loaded(session=session, seal=SealState.SHORT) if seal is None else _sealed(session, seal)


def _sealed(session: Session, seal: Seal) -> Loaded:
    lineage = Lineage(id=seal.id, generation=seal.generation, acts=seal.acts)
    state = _seal_state(session, seal, lineage)
    return Loaded(session=session, seal=state, sealed_notes=seal.notes, lineage=lineage)


def _body(session: Session) -> bytes:
    before, behind = _REST.of(session, _write_rest)
    return b"\n".join([*before, *_KNOWN.blocks_of(session.notes), *behind])


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


def _checksum(body: bytes, lineage: Lineage) -> str:
    """Over the lineage too, when there is one: a damaged generation or id is no less damaged."""
    found = sha256(body)
    if lineage != NO_LINEAGE:
        found.update(_lineage_block(lineage))
    return "sha256:" + found.hexdigest()


@lru_cache(REST_MOST)
def _lineage_block(lineage: Lineage) -> bytes:
    return "".join(block("seal", plain(lineage))).encode()


def _seal_state(session: Session, seal: Seal, lineage: Lineage) -> SealState:
    if seal.checksum == _checksum(_body(session), lineage) and seal.notes == len(session.notes):
        return SealState.WHOLE
    return SealState.SHORT if len(session.notes) < seal.notes else SealState.EDITED


def _tables(value: Any) -> Iterator[dict[str, Any]]:
    """The tables of a list that may be anything yet: it has not been checked."""
    if isinstance(value, list):
        yield from (row for row in value if isinstance(row, dict))


def _check_laws(session: Session, path: Path) -> None:
    problem = next(_problems(session), None)
    if problem is not None:
        raise LawError(path=path, problem=problem)


def _problems(session: Session) -> Iterator[str]:
    if [item.number for item in session.items] != list(range(1, 10)):
        yield text("law.nine_items")
    ids = [note.id for note in session.notes]
    if len(set(ids)) < len(ids):
        number, twice = next((number, id) for number, id in enumerate(ids, 1) if id in ids[: number - 1])
        yield text("law.note_id", id=twice, number=number)
    yield from _stretch_problems(session.items)
    for table, key in KEYS.items():
        if any(count > 1 for count in Counter(map(key, getattr(session, table))).values()):
            yield text("law.same_name", table=table)


def _stretch_problems(items: tuple[Item, ...]) -> Iterator[str]:
    for item in items:
        for stretch in (*item.stretches, *item.confidential):
            if stretch.ended is not None and stretch.ended < stretch.started:
                yield text("law.stretch_order", number=item.number)
    if sum(stretch.ended is None for item in items for stretch in item.stretches) > 1:
        yield text("law.stretches_open")
