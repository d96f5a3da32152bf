"""What the values of a meeting must be to each other; what each must be by itself is said by its type."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kaikutui.catalogue import text
from kaikutui.domain.operations import KEYS
from kaikutui.domain.session import Item, Session
from kaikutui.storage.trouble import FileTroubleError


class LawError(FileTroubleError):
    """The values fit their types but not each other."""

    key = "error.laws"


def check_laws(session: Session, path: Path) -> None:
    """``path`` is for the sentence only. Raises LawError, which names the first law that is broken."""
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
