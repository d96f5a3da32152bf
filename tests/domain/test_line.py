"""What a line of the bar leads to."""

from collections.abc import Callable
from datetime import date

import pytest
from builders import a_moment, a_note, a_partner, a_person, a_session, after, anything, attempt, done
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kaikutui.domain.commands import COMMANDS, find_command
from kaikutui.domain.commands.base import Command, UnknownCommandError
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.floor_operations import GiveFloor, StartConfidential
from kaikutui.domain.line import (
    CaptureLockedError,
    EmptyNoteError,
    capture_all,
    is_command,
    owners,
    read_line,
    read_lines,
    run_by_id,
    run_command,
)
from kaikutui.domain.operations import AddNotes, EditNote, NoteGoneError, SetConfidential
from kaikutui.domain.seat import Moment, Outcome, Seat
from kaikutui.domain.session import Kind, Note, Source


def written(outcome: Outcome) -> tuple[Note, ...]:
    """The notes that an outcome writes down."""
    (act,) = outcome.operations
    assert isinstance(act, AddNotes)
    return act.notes


def here(*, source: Source = Source.SHARED, shown: int = 2) -> Moment:
    return a_moment(seat=Seat(shown=shown, source=source, name="sisko"))


def test_a_line_is_a_note_under_the_shown_item_with_the_sticky_source() -> None:
    assert written(read_line("Kortti toimii.", here(source=Source.VENUE))) == (
        a_note("Kortti toimii.", id="n1", item=2, source=Source.VENUE, by="sisko"),
    )


def test_a_source_flag_is_sticky_and_the_others_hold_for_one_line() -> None:
    first = read_line("k?*: Milloin?", here())
    assert first.seat is not None
    assert first.seat.source is Source.VENUE
    second = read_line("Seuraava.", a_moment(seat=first.seat))
    assert written(second)[0] == a_note("Seuraava.", id="n1", item=2, source=Source.VENUE, by="sisko")


def test_an_item_flag_sends_the_note_elsewhere_and_says_so() -> None:
    outcome = read_line("5y!: Esitetään uutta jakajaa.", here())
    (note,) = written(outcome)
    assert (note.item, note.kind) == (5, Kind.DECISION)
    assert "5" in outcome.message
    assert outcome.seat is not None
    assert outcome.seat.shown == 2
    assert read_line("2: tähän", here()).message == ""


def test_a_source_flag_alone_turns_the_source() -> None:
    outcome = read_line("j:", here())
    assert outcome.operations == ()
    assert outcome.seat == replace(here().seat, source=Source.DISTRIBUTOR)


def test_a_star_alone_marks_the_last_note_as_confidential() -> None:
    moment = replace(here(), session=a_session(a_note("älä kirjaa tätä", id="x", by="sisko")))
    assert read_line("*:", moment).operations == (SetConfidential(id="x", confidential=True),)


@pytest.mark.parametrize("line", ["!:", "k?:", "5:", "k*:", ">:"])
def test_flags_without_a_text_are_no_note(line: str) -> None:
    with pytest.raises(EmptyNoteError):
        read_line(line, here())


def test_an_empty_line_asks_for_nothing() -> None:
    assert read_line("  \x00", here()).is_nothing


def test_one_slash_is_a_command_and_two_begin_a_text() -> None:
    assert is_command("/aloita")
    assert not is_command("//aloita")
    assert written(read_line("//aloita ei toimi", here()))[0].text == "/aloita ei toimi"
    assert read_line("/aloita", here()).operations == (GiveFloor(item=1, at=after(0)),)


def test_a_bare_number_looks_at_an_item_and_moves_no_clock() -> None:
    outcome = read_line("/7", here())
    assert outcome.operations == ()
    assert outcome.seat == replace(here().seat, shown=7)


def test_during_a_confidential_part_nothing_is_written_but_commands_work() -> None:
    session = done(a_session(), GiveFloor(item=2, at=after(0)), StartConfidential(item=2, at=after(1)))
    moment = a_moment(session)
    for read in (read_line, read_lines):
        with pytest.raises(CaptureLockedError):
            read("salaisuus", moment)
    with pytest.raises(CaptureLockedError):
        capture_all(["salaisuus"], moment)
    assert read_line("/seuraava", moment).operations == (GiveFloor(item=3, at=after(0)),)


def test_pasted_lines_are_one_act_and_the_source_follows_as_if_typed() -> None:
    outcome = read_lines("yksi\nk: kaksi\n\nkolme\n/neljä\nhttps://viisi.example", here())
    notes = written(outcome)
    assert [note.text for note in notes] == ["yksi", "kaksi", "kolme", "/neljä", "https://viisi.example"]
    assert [note.source for note in notes] == [Source.SHARED] + 4 * [Source.VENUE]
    assert len({note.id for note in notes}) == 5
    assert outcome.seat is not None
    assert outcome.seat.source is Source.VENUE
    assert read_lines("\n \n", here()).operations == ()


def test_a_pasted_line_of_flags_alone_is_kept_as_it_stands() -> None:
    assert [note.text for note in written(read_lines("k:\n//kaksi", here()))] == ["k:", "/kaksi"]


def test_lines_from_elsewhere_each_stand_alone() -> None:
    act = capture_all(["k: yksi", "kaksi"], here())
    assert [note.source for note in act.notes] == [Source.VENUE, Source.SHARED]
    with pytest.raises(EmptyNoteError):
        capture_all(["yksi", "k:"], here())


def editing(note: Note) -> Moment:
    return a_moment(a_session(note), seat=Seat(shown=4, editing=note.id), now=after(30))


def test_an_edited_note_keeps_its_id_time_item_and_writer() -> None:
    note = a_note("vanha", id="x", item=2, source=Source.VENUE, by="sisko")
    outcome = read_line("?: uusi", editing(note))
    assert outcome.operations == (EditNote(before=note, after=replace(note, text="uusi", kind=Kind.QUESTION)),)
    assert outcome.seat is not None
    assert outcome.seat.editing == ""


def test_an_unchanged_note_is_no_act_and_a_changed_item_moves_it() -> None:
    note = a_note("sama", id="x", item=2)
    assert read_line("y: sama", editing(note)).operations == ()
    assert read_line("7y: sama", editing(note)).operations == (EditNote(before=note, after=replace(note, item=7)),)


def test_a_note_that_is_gone_or_left_empty_is_not_edited() -> None:
    with pytest.raises(NoteGoneError):
        read_line("uusi", replace(editing(a_note("vanha", id="x")), session=a_session()))
    with pytest.raises(EmptyNoteError):
        read_line("k:", editing(a_note("vanha", id="x")))


def test_an_action_knows_the_names_of_the_meeting() -> None:
    session = a_session(partners=(a_partner("Museo Tuulimylly"),), people=(a_person("", "Uimahalli"),))
    session = replace(session, meeting=replace(session.meeting, organisers=("Esimerkkilän kunta",)))
    assert owners(session) == ("Museo Tuulimylly", "Esimerkkilän kunta")
    (note,) = written(read_line(">: ohje @museo tuulimylly 1.12.", a_moment(session)))
    assert (note.text, note.owner, note.due) == ("ohje", "Museo Tuulimylly", date(2026, 12, 1))


@given(anything, st.sampled_from((read_line, read_lines)))
def test_any_line_leads_somewhere_or_to_a_sentence(line: str, read: Callable[[str, Moment], Outcome]) -> None:
    result = attempt(lambda: read(line, here()))
    if isinstance(result, KaikuError):
        assert str(result)
    else:
        assert all(note.text for act in result.operations if isinstance(act, AddNotes) for note in act.notes)


@given(st.sampled_from(COMMANDS))
def test_a_command_is_found_by_each_of_its_words(command: Command) -> None:
    for word in command.words:
        assert find_command(word.upper()) is command


@pytest.mark.parametrize(("typed", "id"), [("seu", "next"), ("alo", "start"), ("lope", "quit"), ("kumo", "undo")])
def test_a_beginning_is_enough_when_no_other_command_begins_so(typed: str, id: str) -> None:
    assert find_command(typed).id == id


@pytest.mark.parametrize(("typed", "near"), [("seurava", "seuraava"), ("aloitta", "aloita"), ("xyzzy", "ohje")])
def test_an_unknown_word_names_the_nearest(typed: str, near: str) -> None:
    with pytest.raises(UnknownCommandError, match=f"/{typed}.*/{near}"):
        run_command(typed, here())


def test_a_beginning_of_several_commands_is_none_of_them() -> None:
    with pytest.raises(UnknownCommandError):
        find_command("p")
    with pytest.raises(UnknownCommandError):
        find_command("")


def test_a_key_does_what_the_word_alone_does() -> None:
    assert run_by_id("turn", here()) == run_command("puoli", here())
