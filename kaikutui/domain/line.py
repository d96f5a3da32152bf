"""What a line of the capture bar leads to: a note, several, or a command."""

from collections.abc import Iterable

from msgspec.structs import replace

from kaikutui.catalogue import text
from kaikutui.domain.capture import Captured, Flags, parse_capture
from kaikutui.domain.clean import clean_line, clean_lines
from kaikutui.domain.clocks import confidential_part, fixed
from kaikutui.domain.commands import BY_ID, find_command
from kaikutui.domain.commands.floor import number_of
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.operations import AddNotes, EditNote, NoteGoneError
from kaikutui.domain.seat import Moment, Outcome, Seat, SettleEdit, looking_at
from kaikutui.domain.session import Kind, Note, Session


class CaptureLockedError(KaikuError):
    """A confidential part is going on: nothing is written down."""

    key = "error.capture_locked"


class EmptyNoteError(KaikuError):
    """Flags without a text."""

    key = "error.empty_note"


def owners(session: Session) -> tuple[str, ...]:
    """Names that may follow ``@`` in an action without quotes."""
    names = [partner.name for partner in session.partners] + [person.name for person in session.people]
    return tuple(name for name in (*names, *session.meeting.organisers) if name)


def is_command(line: str) -> bool:
    """Whether a line is a command; ``//`` begins a text with a slash."""
    return line.startswith("/") and not line.startswith("//")


def read_line(line: str, moment: Moment) -> Outcome:
    """What a line leads to; raises KaikuError, and then the line stays where it was typed."""
    line = clean_line(line)
    if not line:
        return Outcome()
    if is_command(line):
        return run_command(line[1:], moment)
    captured = _captured(line, moment)
    if moment.seat.editing:
        return _edited(captured, moment)
    if not captured.text:
        return _turned(captured, moment)
    return _outcome((_note(captured, moment),), captured, moment)


def read_lines(pasted: str, moment: Moment) -> Outcome:
    """Several pasted lines as several notes, in one act; the sticky source follows as if they had been typed."""
    notes: list[Note] = []
    seat = moment.seat
    for line in clean_lines(pasted):
        here = replace(moment, seat=seat)
        captured = _captured_as_text(line, here)
        notes.append(_note(captured, here))
        seat = _sticky(captured, here)
    operations = (AddNotes(notes=tuple(notes)),) if notes else ()
    return Outcome(operations=operations, seat=seat, message=text("said.notes", count=len(notes)))


def capture_all(lines: Iterable[str], moment: Moment) -> AddNotes:
    """Lines that each stand alone, as one act; raises EmptyNoteError for flags without a text."""
    captured = [_captured(clean_line(line), moment) for line in lines]
    if not all(one.text for one in captured):
        raise EmptyNoteError
    return AddNotes(notes=tuple(_note(one, moment) for one in captured))


def _captured_as_text(line: str, moment: Moment) -> Captured:
    """A pasted line: a command is a text here, and flags without a text are kept as they stand."""
    captured = _captured(f"/{line}" if is_command(line) else line, moment)
    return captured if captured.text else Captured(flags=Flags(), text=line)


def run_command(typed: str, moment: Moment) -> Outcome:
    """Carry out ``word argument``; a bare item number looks at the item."""
    word, _, argument = typed.strip().partition(" ")
    if number_of(word):
        return Outcome(seat=looking_at(moment.seat, int(word)))
    return find_command(word).run(moment, argument.strip())


def run_by_id(id: str, moment: Moment) -> Outcome:
    """Carry out a command without an argument, as its key does."""
    return BY_ID[id].run(moment, "")


def _captured(line: str, moment: Moment) -> Captured:
    if confidential_part(moment.session) is not None:
        raise CaptureLockedError
    return parse_capture(line, moment.now.date(), owners(moment.session), moment.seat.language)


def _note(captured: Captured, moment: Moment) -> Note:
    flags = captured.flags
    return Note(
        id=moment.new_id(),
        item=flags.item or moment.seat.shown,
        at=fixed(moment.now),
        confidential=flags.confidential,
        source=flags.source or moment.seat.source,
        kind=flags.kind,
        text=captured.text,
        owner=captured.owner,
        due=captured.due,
        by=moment.seat.name,
    )


def _sticky(captured: Captured, moment: Moment) -> Seat:
    return replace(moment.seat, source=captured.flags.source or moment.seat.source)


def _outcome(notes: tuple[Note, ...], captured: Captured, moment: Moment) -> Outcome:
    other = captured.flags.item not in (None, moment.seat.shown)
    said = text("said.elsewhere", number=captured.flags.item) if other else ""
    return Outcome(operations=(AddNotes(notes=notes),), seat=_sticky(captured, moment), message=said)


def _turned(captured: Captured, moment: Moment) -> Outcome:
    """A source flag alone turns the sticky source; ``*:`` alone marks the last note as confidential."""
    flags = captured.flags
    if flags.confidential and flags == replace(flags, source=None, item=None, kind=Kind.FEEDBACK):
        return run_by_id("confide", moment)
    if flags.source is None or flags.item or flags.confidential or flags.kind is not Kind.FEEDBACK:
        raise EmptyNoteError
    return Outcome(seat=_sticky(captured, moment))


def _edited(captured: Captured, moment: Moment) -> Outcome:
    """The line takes the place of the recalled note; its id, time and item stay unless told otherwise."""
    before = moment.session.note(moment.seat.editing)
    if before is None:
        raise NoteGoneError
    if not captured.text:
        raise EmptyNoteError
    new = _note(captured, moment)
    recalled = moment.seat.recalled or before
    after = replace(
        new,
        id=before.id,
        at=before.at,
        by=before.by,
        item=captured.flags.item or before.item,
        source=captured.flags.source or before.source,
        # Whoever marked it meanwhile did so after the line came into this bar.
        confidential=new.confidential or (before.confidential and not recalled.confidential),
    )
    seat = replace(moment.seat, editing="", recalled=None)
    if after == before:
        return Outcome(seat=seat)
    if before != replace(recalled, confidential=before.confidential):
        return Outcome(seat=seat, requests=(SettleEdit(theirs=before, mine=after),))
    return Outcome(operations=(EditNote(before=before, after=after),), seat=seat, message=text("said.edited"))
