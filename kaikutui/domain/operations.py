"""Everything that can happen to a session, one frozen class each.

``apply`` takes the newest session and gives the next one; it is idempotent, because an act may meet its own
result again when several terminals share a file. ``inverse`` names the act that takes it back. The time of an
act is a field of it: an act that waited for the disk still happened when it happened.
"""

from collections.abc import Callable, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from msgspec.structs import asdict, replace

from kaikutui.domain.errors import KaikuError
from kaikutui.domain.record import ItemNumber, Record
from kaikutui.domain.session import Note, Session

_id = attrgetter("id")


class NoteGoneError(KaikuError):
    """The note was deleted in another terminal."""

    key = "error.note_gone"


class NoteChangedError(KaikuError):
    """The note was changed in another terminal meanwhile; nothing is written over."""

    key = "error.note_changed"


class Operation(Record, frozen=True, kw_only=True, tag_field="does", tag=True):
    """An act on a session; its class name (``does``) tells it apart where it waits outside the session."""

    def apply(self, session: Session) -> Session:
        """The session after the act; raises KaikuError when it no longer fits."""
        raise NotImplementedError

    def inverse(self, before: Session) -> "Operation":
        """The act that takes this one back; ``before`` is the session it was applied to."""
        raise NotImplementedError


class Act(Operation, frozen=True, kw_only=True):
    """An operation on its way to the disk, with an id of its own: the file knows it again and takes it once."""

    id: str
    operation: Operation

    def apply(self, session: Session) -> Session:
        return self.operation.apply(session)

    def inverse(self, before: Session) -> Operation:
        return self.operation.inverse(before)


class AddNotes(Operation, frozen=True, kw_only=True):
    """Write notes down; several at once when several lines were pasted."""

    notes: tuple[Note, ...]
    index: int | None = None
    """Where among the notes; None: at the end."""

    def apply(self, session: Session) -> Session:
        # Asked the other way round: the notes of the meeting may be thousands, and are only gone through.
        known = {note.id for note in self.notes}.intersection(map(_id, session.notes))
        fresh = tuple(note for note in self.notes if note.id not in known)
        at = len(session.notes) if self.index is None else self.index
        return replace(session, notes=session.notes[:at] + fresh + session.notes[at:])

    def inverse(self, before: Session) -> Operation:
        return RemoveNotes(ids=tuple(note.id for note in self.notes))


class RemoveNotes(Operation, frozen=True, kw_only=True):
    """Delete notes; nothing of them stays in the session."""

    ids: tuple[str, ...]

    def apply(self, session: Session) -> Session:
        return replace(session, notes=tuple(note for note in session.notes if note.id not in self.ids))

    def inverse(self, before: Session) -> Operation:
        index = next((at for at, note in enumerate(before.notes) if note.id in self.ids), None)
        return AddNotes(notes=tuple(note for note in before.notes if note.id in self.ids), index=index)


class EditNote(Operation, frozen=True, kw_only=True):
    """Put a new wording in the place of a note; refused when somebody else changed it meanwhile."""

    before: Note
    after: Note

    def apply(self, session: Session) -> Session:
        current = session.note(self.before.id)
        if current is None:
            raise NoteGoneError
        if current not in (self.before, self.after):
            raise NoteChangedError
        notes = tuple(self.after if note.id == self.before.id else note for note in session.notes)
        return replace(session, notes=notes)

    def inverse(self, before: Session) -> Operation:
        return EditNote(before=self.after, after=self.before)


class SetConfidential(Operation, frozen=True, kw_only=True):
    """Mark a note as confidential, or no longer; touches nothing else of it."""

    id: str
    confidential: bool

    def apply(self, session: Session) -> Session:
        note = session.note(self.id)
        if note is None:
            raise NoteGoneError
        changed = replace(note, confidential=self.confidential)
        return replace(session, notes=tuple(changed if old.id == self.id else old for old in session.notes))

    def inverse(self, before: Session) -> Operation:
        note = before.note(self.id)
        return SetConfidential(id=self.id, confidential=note.confidential if note else True)


class CoverQuestion(Operation, frozen=True, kw_only=True):
    """Tick a support question of an item off, or take the tick off again."""

    item: ItemNumber
    question: str
    covered: bool = True

    def apply(self, session: Session) -> Session:
        item = session.item(self.item)
        ticked = {*item.covered} - {self.question} | ({self.question} if self.covered else set())
        covered = tuple(question for question in item.questions.each if question in ticked)
        return session.with_item(replace(item, covered=covered))

    def inverse(self, before: Session) -> Operation:
        was = self.question in before.item(self.item).covered
        return CoverQuestion(item=self.item, question=self.question, covered=was)


KEYS: Mapping[str, Callable[[Any], object]] = MappingProxyType(
    {
        "partners": lambda partner: partner.name,
        "people": lambda person: (person.name, person.organisation),
        "figures": lambda figure: (figure.period, figure.area),
        "candidates": lambda candidate: candidate.organisation,
        "moods": lambda mood: mood.id,
        "deliveries": lambda delivery: (delivery.what, delivery.to),
        "tasks": lambda task: (task.text, task.after),
    }
)
"""What tells the rows of each table apart."""


class Change(Operation, frozen=True, kw_only=True):
    """Add, change or remove one record of the session.

    ``before`` None adds, ``after`` None removes. Only the fields that differ between the two are touched, so
    two terminals that change different things of one record never collide.
    """

    table: str
    """A field of the session: a table of ``KEYS``, or a single record such as ``meeting``."""
    before: Any = None
    after: Any = None
    index: int | None = None
    """Adding: where among the rows; None: at the end."""

    def apply(self, session: Session) -> Session:
        if self.table not in KEYS:
            return replace(session, **{self.table: self._merged(getattr(session, self.table))})
        rows = self._rows(getattr(session, self.table))
        # Moods lie in the order of their random ids, so that the file does not tell who spoke first.
        if self.table == "moods":
            rows = tuple(sorted(rows, key=KEYS["moods"]))  # type: ignore[arg-type]
        return replace(session, **{self.table: rows})

    def _rows(self, rows: tuple[Any, ...]) -> tuple[Any, ...]:
        key = KEYS[self.table]
        if self.before is None:
            at = len(rows) if self.index is None else self.index
            taken = {key(row) for row in rows}
            return rows if key(self.after) in taken else (*rows[:at], self.after, *rows[at:])
        target = key(self.before)
        if self.after is None:
            return tuple(row for row in rows if key(row) != target)
        return tuple(self._merged(row) if key(row) == target else row for row in rows)

    def _merged(self, current: Any) -> Any:
        if current is None or self.before is None or self.after is None:
            return self.after
        old, new = asdict(self.before), asdict(self.after)
        return replace(current, **{name: new[name] for name in new if new[name] != old[name]})

    def inverse(self, before: Session) -> Operation:
        return Change(table=self.table, before=self.after, after=self.before, index=self._place(before))

    def _place(self, before: Session) -> int | None:
        """Where the row stood that this removes."""
        if self.after is not None or self.table not in KEYS:
            return None
        key = KEYS[self.table]
        return next((at for at, row in enumerate(getattr(before, self.table)) if key(row) == key(self.before)), None)


class Batch(Operation, frozen=True, kw_only=True):
    """Several operations as one act, taken back as one."""

    operations: tuple[Operation, ...]

    def apply(self, session: Session) -> Session:
        for operation in self.operations:
            session = operation.apply(session)
        return session

    def inverse(self, before: Session) -> Operation:
        steps: list[Operation] = []
        for operation in self.operations:
            steps.insert(0, operation.inverse(before))
            before = operation.apply(before)
        return Batch(operations=tuple(steps))
