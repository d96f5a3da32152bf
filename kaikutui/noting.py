"""``kaikutui note``: lines from a shell, in the grammar of the bar."""

from collections.abc import Callable, Sequence
from pathlib import Path

from kaikutui.catalogue import text
from kaikutui.domain.clean import clean_line
from kaikutui.domain.clocks import floor
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.line import EmptyNoteError, capture_all
from kaikutui.domain.meeting import Clock
from kaikutui.domain.seat import Moment, Seat
from kaikutui.storage.session_file import SealState
from kaikutui.storage.store import SessionStore


class CutShortError(KaikuError):
    """Notes are missing from the file: nothing is added before somebody has looked at it."""

    key = "error.sealed_more"


def take_lines(
    path: Path, lines: Sequence[str], item: int | None, clock: Clock, new_id: Callable[[], str], name: str
) -> str:
    """Write lines down as notes, all or none; gives what to tell about it.

    Without ``item`` they go under the item that has the floor, else under the first. Each line stands alone: no
    source is remembered from the line before. Raises KaikuError.
    """
    store = SessionStore(path)
    loaded = store.load()
    if loaded.seal is SealState.SHORT:
        found, sealed = len(loaded.session.notes), loaded.sealed_notes
        raise CutShortError(path=path, found=found, sealed=text("edited.no_seal") if sealed is None else sealed)
    if loaded.seal is SealState.EDITED:
        store.accept()
    shown = item or floor(loaded.session).item or 1
    moment = Moment(session=loaded.session, seat=Seat(shown=shown, name=name), now=clock(), new_id=new_id)
    wanted = [line for line in lines if clean_line(line)]
    if not wanted:
        raise EmptyNoteError
    act = capture_all(wanted, moment)
    store.commit(act)
    where = ", ".join(str(number) for number in sorted({note.item for note in act.notes}))
    said = text("cli.noted", item=where, count=len(act.notes))
    return f"{text('cli.edited', path=path)}\n{said}" if loaded.seal is SealState.EDITED else said
