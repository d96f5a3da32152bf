"""What stands on the disk after an act: the meetings and memos of a folder, told so that two runs compare equal."""

import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

from msgspec.structs import replace

from kaikutui.domain.errors import KaikuError
from kaikutui.domain.session import Session
from kaikutui.storage.session_file import SealState, decode
from reliability.stage import Place

THEN = datetime(2026, 1, 1, tzinfo=UTC)

Sight = dict[str, Session | str]
"""File name to what it holds: a session, or a word about it."""

NEXT = "seuraava"
"""Text of the note that is written right after an attack."""


def read(path: Path) -> Session | str:
    """The session of a file, or what is wrong with it."""
    try:
        loaded = decode(path.read_bytes(), path)
    except KaikuError as error:
        return f"unreadable: {error}"
    if loaded.seal is not SealState.WHOLE:
        return f"seal {loaded.seal}"
    # Ids and instants of new notes differ from run to run; what they say does not.
    notes = tuple(replace(note, id="", at=THEN, by="") for note in loaded.session.notes)
    return replace(loaded.session, notes=notes)


def look(place: Place) -> Sight:
    """Every meeting and memo beside the file; lock, reserve and temporaries are no part of it."""
    seen: Sight = {}
    for path in place.file.parent.iterdir():
        if path.name.startswith(".") or path.is_dir():
            continue
        seen[path.name] = read(path) if path.suffix == ".toml" else _memo(path)
    return seen


def _memo(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as memo:
            ElementTree.fromstring(memo.read("word/document.xml"))
            return "whole memo" if memo.testzip() is None else "broken memo"
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError):
        return f"broken memo of {path.stat().st_size} bytes"


def without_next(sight: Sight) -> Sight:
    """The sight as if the note after the attack had not been written."""

    def unsaid(session: Session | str) -> Session | str:
        if isinstance(session, str):
            return session
        return replace(session, notes=tuple(note for note in session.notes if note.text != NEXT))

    return {name: unsaid(content) for name, content in sight.items()}


def spooled(place: Place) -> list[Path]:
    """Files of the spool: acts that are kept outside the meeting's file until it can be written."""
    return [path for path in place.root.rglob("*") if path.is_file() and "spool" in path.parts]


def left_over(place: Place) -> list[str]:
    """Temporaries of ours that still lie about."""
    return sorted(path.name for path in place.root.rglob("*") if re.search(r"\.tmp$", path.name) and path.is_file())


def told(sight: Sight) -> str:
    """A sight in few words, for findings."""
    words = {
        name: content if isinstance(content, str) else f"{len(content.notes)} notes" for name, content in sight.items()
    }
    return ", ".join(f"{name}: {word}" for name, word in sorted(words.items()))
