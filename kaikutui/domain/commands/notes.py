"""Commands on notes already captured."""

from msgspec.structs import replace

from kaikutui.catalogue import text
from kaikutui.domain.clean import clean_line
from kaikutui.domain.commands.base import Command
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.operations import RemoveNotes, SetConfidential
from kaikutui.domain.seat import CopyText, Moment, Outcome, RecallNote, Tell, Undo
from kaikutui.domain.session import Note


class NoNoteError(KaikuError):
    """There is no note to act on."""

    key = "error.no_note"


def last_note(moment: Moment) -> Note:
    """The note being edited, else the last one captured in this terminal, else the last of all."""
    notes = moment.session.notes
    editing = moment.session.note(moment.seat.editing)
    own = [note for note in notes if note.by == moment.seat.name]
    # Of several in one second the one written down last.
    found = editing or max(reversed(own or notes), key=lambda note: note.at, default=None)
    if found is None:
        raise NoNoteError
    return found


class UndoLast(Command):
    """Take back the last act of this terminal."""

    id, words, key = "undo", ("kumoa", "undo", "ångra"), "ctrl+z"

    def run(self, moment: Moment, argument: str) -> Outcome:
        return Outcome(requests=(Undo(),))


class Confide(Command):
    """Mark the last note as confidential, so that no memo has it; again: take the mark off."""

    id, words, key = "confide", ("eimuistioon", "confide", "konfidentiell"), "f5"

    def run(self, moment: Moment, argument: str) -> Outcome:
        note = last_note(moment)
        mark = SetConfidential(id=note.id, confidential=not note.confidential)
        said = "said.open" if note.confidential else "said.confided"
        return Outcome(operations=(mark,), message=text(said))


class Edit(Command):
    """Fetch the last note into the bar for editing."""

    id, words = "edit", ("muokkaa", "edit", "redigera")

    def run(self, moment: Moment, argument: str) -> Outcome:
        return Outcome(requests=(RecallNote(id=last_note(moment).id),))


class Delete(Command):
    """Delete the note in the bar, or the last one."""

    id, words = "delete", ("poista", "delete", "ta_bort")

    def run(self, moment: Moment, argument: str) -> Outcome:
        gone = RemoveNotes(ids=(last_note(moment).id,))
        return Outcome(operations=(gone,), seat=replace(moment.seat, editing=""), message=text("said.deleted"))


class Copy(Command):
    """Copy the last note, or all notes of the shown item; confidential ones stay where they are."""

    id, words, usage = "copy", ("kopioi", "copy", "kopiera"), "usage.copy"

    def run(self, moment: Moment, argument: str) -> Outcome:
        whole = argument.casefold() in ("kohta", "item", "punkt")
        if argument and not whole:
            raise self.misunderstood()
        notes = moment.session.notes_of(moment.seat.shown) if whole else (last_note(moment),)
        open_notes = [note for note in notes if not note.confidential]
        if not open_notes:
            raise NothingToCopyError
        lines = [note.text if not whole else f"{text(f'source.{note.source}')}: {note.text}" for note in open_notes]
        return Outcome(requests=(CopyText(text="\n".join(lines)),))


class NothingToCopyError(KaikuError):
    """There is nothing that may leave the meeting."""

    key = "error.nothing_to_copy"


class Say(Command):
    """Say a line to the other terminals; it shows there as a message and is kept nowhere."""

    id, words, usage = "say", ("sano", "say", "säg"), "usage.say"

    def run(self, moment: Moment, argument: str) -> Outcome:
        word = clean_line(argument)
        if not word:
            raise self.misunderstood()
        return Outcome(requests=(Tell(word=word),))


COMMANDS: tuple[Command, ...] = (UndoLast(), Confide(), Edit(), Delete(), Copy(), Say())
