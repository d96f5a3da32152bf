"""Where each note begins and ends among all lines; a note that stays is not measured again."""

from random import Random

import pytest
from tui_builders import a_note

from kaikutui.domain.session import Note
from kaikutui.tui.wrapped import EXACT, WrappedNotes, common


def height(note: Note) -> int:
    return 1 + len(note.text) // 4


def guess(note: Note) -> int:
    return 1 + len(note.text) % 3


def lines_of(notes: tuple[Note, ...]) -> list[tuple[Note, int]]:
    return [(note, line) for note in notes for line in range(height(note))]


def test_after_any_change_every_line_is_found() -> None:
    random = Random(3)
    wrapped, notes = WrappedNotes(height, guess), tuple[Note, ...]()
    for step in range(300):
        place = random.randint(0, len(notes))
        fresh = a_note("x" * random.randrange(20), 2, id=f"n{step}")
        notes = random.choice(
            (
                (*notes[:place], fresh, *notes[place:]),
                (*notes, fresh),
                (*notes[:place], *notes[place + 1 :]),
                (*notes[:place], fresh, *notes[place + 1 :]),
                notes[place:],
            )
        )
        wrapped.show(notes)
        found = [wrapped.place(line) for line in range(wrapped.lines)]
        assert found == lines_of(notes)
        with pytest.raises(IndexError):
            wrapped.place(wrapped.lines)


def test_only_what_is_new_is_measured() -> None:
    measured: list[str] = []

    def measuring(note: Note) -> int:
        measured.append(note.id)
        return 1

    notes = tuple(a_note("x", 2, id=f"n{n}") for n in range(50))
    wrapped = WrappedNotes(measuring, guess)
    wrapped.show(notes)
    measured.clear()
    last = a_note("x", 2, id="last")
    wrapped.show((*notes, last))
    wrapped.show((*notes[:20], a_note("y", 2, id="n20"), *notes[21:], last))
    wrapped.show((*notes[:20], *notes[21:], last))
    assert measured == ["last", "n20"]


def test_what_is_the_same_at_the_beginning_is_counted() -> None:
    assert common("kaiku", "kaipuu") == 3
    assert common("kai", "kaiku") == 3
    assert common("", "a") == 0


def test_at_first_the_newest_are_measured_and_the_rest_when_there_is_time() -> None:
    notes = tuple(a_note("x" * (n % 20), 2, id=f"n{n}") for n in range(EXACT + 100))
    measured: list[str] = []

    def measuring(note: Note) -> int:
        measured.append(note.id)
        return height(note)

    wrapped = WrappedNotes(measuring, guess)
    wrapped.show(notes)
    assert wrapped.guessed == 100
    assert measured == [note.id for note in notes[100:]]
    newest = lines_of(notes[100:])
    assert [wrapped.place(line) for line in range(wrapped.lines - len(newest), wrapped.lines)] == newest
    wrapped.measure()
    assert [wrapped.place(line) for line in range(wrapped.lines)] == lines_of(notes)
    assert len(measured) == len(notes)


def test_what_was_guessed_is_measured_before_anything_changes() -> None:
    notes = tuple(a_note("x" * (n % 20), 2, id=f"n{n}") for n in range(EXACT + 100))
    wrapped = WrappedNotes(height, guess)
    wrapped.show(notes)
    wrapped.show(notes[1:])
    assert not wrapped.guessed
    assert [wrapped.place(line) for line in range(wrapped.lines)] == lines_of(notes[1:])
