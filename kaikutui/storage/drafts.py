"""What is half-typed, kept outside the meeting's file until it is entered."""

from pathlib import Path

import msgspec

from kaikutui.domain.record import Record
from kaikutui.domain.session import Source
from kaikutui.storage.atomic import write_atomically
from kaikutui.storage.places import ensure, session_tag, state_folder


class Draft(Record, frozen=True, kw_only=True):
    """A line on its way, with the seat it was typed in."""

    text: str
    item: int
    source: Source


def draft_path(session: Path) -> Path:
    """Where the draft of a meeting lies; the name tells nothing of the meeting."""
    return state_folder() / "drafts" / f"{session_tag(session)}.json"


def save_draft(session: Path, draft: Draft) -> None:
    """Keep a half-typed line (0600); an empty one is forgotten. Raises NotWritableError."""
    path = draft_path(session)
    if not draft.text.strip():
        path.unlink(missing_ok=True)
        return
    ensure(path.parent)
    write_atomically(path, msgspec.json.encode(draft))


def load_draft(session: Path) -> Draft | None:
    """The line that was kept, or None; a draft that cannot be read is none."""
    try:
        return msgspec.json.decode(draft_path(session).read_bytes(), type=Draft)
    except (OSError, msgspec.MsgspecError):
        return None
