"""``kaikutui note``: lines from a shell, in the grammar of the bar."""

from collections.abc import Callable, Sequence
from pathlib import Path

from kaikutui.catalogue import text
from kaikutui.domain.clean import clean_line
from kaikutui.domain.clocks import floor
from kaikutui.domain.line import EmptyNoteError, capture_all
from kaikutui.domain.meeting import Clock
from kaikutui.domain.operations import Act
from kaikutui.domain.seat import Moment, Seat
from kaikutui.storage.session_file import SealState
from kaikutui.storage.spool import KeptError
from kaikutui.storage.store import SessionStore
from kaikutui.storage.trouble import FileTroubleError


def take_lines(
    path: Path, lines: Sequence[str], item: int | None, clock: Clock, new_id: Callable[[], str], name: str
) -> str:
    """Write lines down as notes, all or none; gives what to tell about it.

    Without ``item`` they go under the item that has the floor, else under the first. Each line stands alone: no
    source is remembered from the line before. Raises KaikuError: KeptError when the file cannot be written now and
    the lines are safe in the spool.
    """
    store = SessionStore(path)
    loaded = store.load_unseen()
    shown = item or floor(loaded.session).item or 1
    moment = Moment(session=loaded.session, seat=Seat(shown=shown, name=name), now=clock(), new_id=new_id)
    wanted = [line for line in lines if clean_line(line)]
    if not wanted:
        raise EmptyNoteError
    written = capture_all(wanted, moment)
    _deliver(store, Act(id=new_id(), operation=written))
    where = ", ".join(str(number) for number in sorted({note.item for note in written.notes}))
    said = text("cli.noted", item=where, count=len(written.notes))
    return f"{text('cli.edited', path=path)}\n{said}" if loaded.seal is SealState.EDITED else said


def _deliver(store: SessionStore, act: Act) -> None:
    try:
        store.commit(act)
    except FileTroubleError as trouble:
        store.keep(act, trouble)
        raise KeptError(error=trouble) from trouble
