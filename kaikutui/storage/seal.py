"""The seal at the end of a session file: what the file says of itself, and how far it has come.

Every save writes it and reads it back. It has one shape, which a pattern reads and a few lines write; whatever looks
otherwise is left to the writer and the parser of TOML.
"""

import os
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from msgspec import Meta

from kaikutui.domain.record import Record
from kaikutui.storage.schema import convert, parse_toml
from kaikutui.storage.toml_text import block, plain

ACTS = 32
"""How many acts a file knows again by their ids, the newest last; more when more came in with one write."""


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

    @property
    def lineage(self) -> Lineage:
        """What it says of the past."""
        return Lineage(id=self.id, generation=self.generation, acts=self.acts)


NO_LINEAGE = Lineage()


def new_meeting_id() -> str:
    """An id for a meeting that has none yet."""
    return os.urandom(8).hex()


class OneSeal(Record, frozen=True, kw_only=True):
    """The seal, read by itself."""

    seal: Seal


SEAL = b"\n[seal]\n"
"""How it begins."""

_PLAIN = r'[^"\\\x00-\x1f\x7f]*'
_NUMBER = r"(0|[1-9]\d{0,14})"

_SHAPE = re.compile(
    rf"notes = {_NUMBER}\n"
    r'checksum = "(sha256:[0-9a-f]{64})"\n'
    rf'(?:id = "({_PLAIN})"\n)?'
    rf"(?:generation = {_NUMBER}\n)?"
    rf'(?:acts = \[\n    "({_PLAIN}(?:",\n    "{_PLAIN})*)",\n\]\n)?',
    re.ASCII,
)

_NEXT = '",\n    "'
"""Between two acts."""


def lineage_block(lineage: Lineage) -> str:
    """The lineage as the lines of a table ``[seal]``, under which the checksum covers it."""
    words = "".join((lineage.id, *lineage.acts))
    if not re.fullmatch(_PLAIN, words):
        return "".join(block("seal", plain(lineage)))
    id = f'id = "{lineage.id}"\n' if lineage.id else ""
    generation = f"generation = {lineage.generation}\n" if lineage.generation else ""
    acts = f'acts = [\n    "{_NEXT.join(lineage.acts)}",\n]\n' if lineage.acts else ""
    return f"[seal]\n{id}{generation}{acts}"


def seal_block(seal: Seal) -> str:
    """The whole seal, as it ends a file."""
    rest = lineage_block(seal.lineage).removeprefix("[seal]\n")
    return f'[seal]\nnotes = {seal.notes}\nchecksum = "{seal.checksum}"\n{rest}'


def read_seal(content: str, path: Path) -> Seal:
    """The seal of which this stands under its header; raises FileTroubleError as ``parse_toml`` and ``convert``."""
    return _read_as_written(content) or _parse(content, path)


def _read_as_written(content: str) -> Seal | None:
    """None: a parser has to read it."""
    found = _SHAPE.fullmatch(content)
    if found is None or not unicodedata.is_normalized("NFC", content):
        return None
    notes, checksum, id, generation, acts = found.groups()
    return Seal(
        notes=int(notes),
        checksum=checksum,
        id=id or "",
        generation=int(generation or 0),
        acts=() if acts is None else tuple(acts.split(_NEXT)),
    )


def _parse(content: str, path: Path) -> Seal:
    raw = parse_toml(b"format = 1" + SEAL + content.encode(), path)
    return convert(raw, OneSeal, path).seal
