"""The live meeting of a terminal: what waits for the disk, what the disk says, and what can be taken back."""

import pytest
from builders import FakeClock, a_meeting, a_note, a_session, counter, done, outcome
from msgspec.structs import replace

from kaikutui.domain.meeting import Meeting, NothingToUndoError
from kaikutui.domain.operations import AddNotes, Batch, NoteGoneError, RemoveNotes, SetConfidential
from kaikutui.domain.seat import Outcome, Seat

ONE, TWO = AddNotes(notes=(a_note("yksi"),)), AddNotes(notes=(a_note("kaksi"),))


def test_an_act_is_seen_at_once_and_waits_until_it_is_saved() -> None:
    meeting = a_meeting()
    act = meeting.perform(outcome(ONE))
    assert act is ONE
    assert meeting.session == done(a_session(), ONE)
    assert not meeting.is_saved
    meeting.saved(act, done(a_session(), ONE))
    assert meeting.is_saved
    assert meeting.session == done(a_session(), ONE)


def test_an_outcome_without_operations_is_no_act() -> None:
    meeting = a_meeting()
    assert meeting.perform(Outcome(message="sanottu")) is None
    assert meeting.is_saved


def test_several_operations_are_one_act_and_one_step_back() -> None:
    meeting = a_meeting()
    assert meeting.perform(outcome(ONE, TWO)) == Batch(operations=(ONE, TWO))
    meeting.undo()
    assert meeting.session == a_session()


def test_an_act_that_does_not_fit_leaves_everything_as_it_was() -> None:
    meeting = a_meeting()
    with pytest.raises(NoteGoneError):
        meeting.perform(outcome(ONE, SetConfidential(id="poissa", confidential=True)))
    assert meeting.session == a_session()
    assert meeting.is_saved
    with pytest.raises(NothingToUndoError):
        meeting.undo()


def test_saving_one_act_leaves_the_next_one_waiting() -> None:
    meeting = a_meeting()
    first, _ = meeting.perform(outcome(ONE)), meeting.perform(outcome(TWO))
    assert first is not None
    meeting.saved(first, done(a_session(), ONE))
    assert not meeting.is_saved
    assert meeting.session == done(a_session(), ONE, TWO)


def test_what_waits_is_laid_upon_what_another_terminal_wrote() -> None:
    meeting = a_meeting()
    meeting.perform(outcome(ONE))
    meeting.renew(done(a_session(), TWO))
    assert [note.text for note in meeting.session.notes] == ["kaksi", "yksi"]
    assert not meeting.is_saved


def test_what_waits_and_no_longer_fits_does_not_hide_what_another_terminal_wrote() -> None:
    note = a_note("yksi")
    meeting = a_meeting(a_session(note))
    meeting.perform(outcome(SetConfidential(id=note.id, confidential=True)))
    meeting.renew(done(a_session(note), RemoveNotes(ids=(note.id,)), TWO))
    assert [note.text for note in meeting.session.notes] == ["kaksi"]


def test_a_refused_act_is_gone_from_the_session_but_others_stay() -> None:
    meeting = a_meeting()
    act = meeting.perform(outcome(ONE))
    meeting.perform(outcome(TWO))
    assert act is not None
    meeting.refused(act)
    assert meeting.session == done(a_session(), TWO)


def test_a_refused_act_is_no_step_back() -> None:
    meeting = a_meeting()
    first = meeting.perform(outcome(ONE))
    assert first is not None
    meeting.saved(first, done(a_session(), ONE))
    second = meeting.perform(outcome(TWO))
    assert second is not None
    meeting.refused(second)
    undone = meeting.undo()
    assert undone == RemoveNotes(ids=("yksi",))
    assert meeting.session == a_session()


def test_a_refused_step_back_can_be_tried_again() -> None:
    meeting = a_meeting()
    first = meeting.perform(outcome(ONE))
    assert first is not None
    meeting.saved(first, done(a_session(), ONE))
    meeting.refused(meeting.undo())
    assert meeting.session == done(a_session(), ONE)
    meeting.undo()
    assert meeting.session == a_session()


def test_acts_are_taken_back_one_by_one_the_last_first() -> None:
    meeting = a_meeting()
    meeting.perform(outcome(ONE))
    meeting.perform(outcome(TWO))
    meeting.undo()
    assert meeting.session == done(a_session(), ONE)
    meeting.undo()
    assert meeting.session == a_session()
    with pytest.raises(NothingToUndoError):
        meeting.undo()


def test_a_step_back_that_no_longer_fits_can_be_tried_again() -> None:
    note = a_note("yksi")
    meeting = a_meeting(a_session(note))
    act = meeting.perform(outcome(SetConfidential(id=note.id, confidential=True)))
    assert act is not None
    meeting.saved(act, a_session())
    with pytest.raises(NoteGoneError):
        meeting.undo()
    meeting.renew(a_session(replace(note, confidential=True)))
    meeting.undo()
    assert meeting.session == a_session(note)


def test_equal_acts_are_told_apart_when_one_of_them_is_saved() -> None:
    note = a_note("yksi")
    meeting = a_meeting(a_session(note))
    mark, again = (SetConfidential(id=note.id, confidential=True) for _ in range(2))
    meeting.perform(outcome(mark))
    meeting.perform(outcome(again))
    meeting.saved(mark, done(a_session(note), mark))
    assert not meeting.is_saved


def test_a_moment_is_here_and_now() -> None:
    clock = FakeClock()
    meeting = Meeting(a_session(), clock, counter())
    clock.advance(minutes=5)
    moment = meeting.moment(Seat(shown=3))
    assert (moment.now, moment.seat.shown, moment.session) == (clock.now, 3, meeting.session)
    assert moment.new_id() != moment.new_id()
