"""The text of a meeting, read back before anything is touched; of one with only notes more, only what is new."""

from operator import attrgetter, is_
from pathlib import Path

from msgspec import Struct

from kaikutui.domain.session import Note, Session
from kaikutui.storage.body import Body
from kaikutui.storage.rest_blocks import TABLES
from kaikutui.storage.seal import Lineage
from kaikutui.storage.session_file import decode, lay_out, read_end, with_notes
from kaikutui.storage.trouble import FileTroubleError

_tables, _id = attrgetter(*TABLES), attrgetter("id")


class NotProvenError(FileTroubleError):
    """What was to be written did not read back as the same session."""

    key = "error.not_proven"
    brief_key = "reason.not_proven"


class Written(Struct, frozen=True):
    """A session as a file, and the proof that the file reads so."""

    session: Session
    data: bytes
    body: Body
    """Of the same bytes."""


def written(session: Session, lineage: Lineage, path: Path, last: Written | None = None) -> Written:
    """The file of a session; ``path`` is for sentences only.

    ``last``: what was written before. If only notes have come to its end, they are all that is written and read back,
    with the seal: the rest is the very same bytes. Raises NotProvenError.
    """
    try:
        longer = None if last is None else _longer(last, session, lineage, path)
        return longer or _whole(session, lineage, path)
    except (FileTroubleError, UnicodeError) as error:
        raise NotProvenError(path=path) from error


def _whole(session: Session, lineage: Lineage, path: Path) -> Written:
    body = lay_out(session)
    data = body.sealed(body.seal(len(session.notes), lineage))
    read = decode(data, path)
    if (read.session, read.lineage) != (session, lineage):
        raise NotProvenError(path=path)
    return Written(session, data, body.within(data))


def _longer(last: Written, session: Session, lineage: Lineage, path: Path) -> Written | None:
    """None: more than some notes is new, or they do not read back as they are to stand with the others."""
    more = _added(last.session, session)
    if not more:
        return None
    body = with_notes(last.body, more)
    seal = body.seal(len(session.notes), lineage)
    data = body.sealed(seal)
    end = read_end(data[last.body.size :], path)
    if (end.rest, end.notes, end.seal) != (body.behind, more, seal):
        return None
    return Written(session, data, body.within(data))


def _added(before: Session, after: Session) -> tuple[Note, ...]:
    """The notes at the end that are all that is new; none also when there is more, or an id comes twice."""
    count = len(before.notes)
    if not all(map(is_, _tables(before), _tables(after))) or after.notes[:count] != before.notes:
        return ()
    more = after.notes[count:]
    ids = set(map(_id, more))
    return more if len(ids) == len(more) and ids.isdisjoint(map(_id, before.notes)) else ()
