"""What other hands than kaikutui's do to a meeting's file while it is open."""

import os
from pathlib import Path

from kaikutui.domain.errors import KaikuError
from kaikutui.domain.record import Record
from kaikutui.domain.session import Session
from kaikutui.storage.attributes import files_in, status_of
from kaikutui.storage.schema import read_bytes
from kaikutui.storage.seal import Lineage
from kaikutui.storage.session_file import Loaded, SealState, decode
from kaikutui.storage.trouble import FileTroubleError


class VanishedError(FileTroubleError):
    """The file is gone; a missing file is not an empty meeting."""

    key = "error.vanished"
    brief_key = "reason.vanished"


class EditedOutsideError(FileTroubleError):
    """The file is not as kaikutui wrote it, and nobody has said yet that this is right."""

    key = "error.edited_outside"
    brief_key = "reason.edited"


class CutShortError(KaikuError):
    """Notes are missing from the file: nothing is added before somebody has looked at it."""

    key = "error.sealed_more"


class ReadOnlyError(FileTroubleError):
    """The owner of the file said that it is not to be written."""

    key = "error.read_only_file"
    brief_key = "reason.read_only_file"


class NoCopyError(FileTroubleError):
    """What stands in the file could not be copied first, so it was not written over."""

    key = "error.no_copy"
    brief_key = "reason.no_copy"


class MovedError(KaikuError):
    """News: the file has another name now, and the meeting goes on in it."""

    key = "said.moved"


class RestoredError(KaikuError):
    """News: the file was gone and has been written anew."""

    key = "said.restored"


class HardLinkedError(KaikuError):
    """News: the file has two names, and only one of them will follow."""

    key = "said.hard_linked"


class Difference(Record, frozen=True, kw_only=True):
    """How the notes of the file differ from the meeting that is open."""

    missing: int
    """Notes that the file has no more."""
    changed: int
    """Notes that read otherwise in the file."""
    added: int
    """Notes that only the file has."""


def difference(ours: Session, theirs: Session) -> Difference:
    """What taking the file's version would do to the notes."""
    mine, others = ({note.id: note for note in session.notes} for session in (ours, theirs))
    return Difference(
        missing=len(mine.keys() - others.keys()),
        changed=sum(others[id] != note for id, note in mine.items() if id in others),
        added=len(others.keys() - mine.keys()),
    )


def follows(loaded: Loaded, session: Session, lineage: Lineage) -> bool:
    """Whether a file can have come from the session that we know by writes of kaikutui alone.

    A whole file that is behind is an older copy; one as far as ours that reads otherwise, or one further that
    does not know our newest act, has gone another way.
    """
    if loaded.seal is not SealState.WHOLE:
        return False
    if lineage.id and loaded.lineage.id != lineage.id:
        return False
    if not loaded.lineage.may_follow(lineage):
        return False
    ahead = loaded.lineage.generation - lineage.generation
    return ahead > 0 or (ahead == 0 and loaded.session == session)


def find_again(folder: Path, lineage: Lineage) -> Path | None:
    """The file of the folder that holds this meeting, no older than we know it, under whatever name."""
    if not lineage.id:
        return None
    for path in files_in(folder, "[!.]*.toml"):
        try:
            loaded = decode(read_bytes(path), path)
        except FileTroubleError:
            continue
        found = loaded.lineage
        if loaded.seal is SealState.WHOLE and found.id == lineage.id and found.generation >= lineage.generation:
            return path
    return None


def may_be_written(path: Path) -> bool:
    """Whether the file's own mode allows it: the superuser too keeps to what the owner said."""
    status = status_of(path)
    return status is None or (bool(status.st_mode & 0o222) and os.access(path, os.W_OK))


def names_of(path: Path) -> int:
    """How many names (hard links) the file has."""
    status = status_of(path)
    return status.st_nlink if status is not None else 0
