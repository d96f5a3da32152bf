"""The live meeting of a terminal: what waits for the disk, what the disk says, and what can be taken back."""

import pytest
from builders import FakeClock, a_meeting, a_note, a_session, counter, done, outcome
from msgspec.structs import replace

from kaikutui.domain.floor_operations import AddMinutes
from kaikutui.domain.meeting import Meeting, NothingToUndoError
from kaikutui.domain.operations import Act, AddNotes, Batch, NoteGoneError, RemoveNotes, SetConfidential
from kaikutui.domain.seat import Outcome, Seat

ONE, TWO = AddNotes(notes=(a_note("yksi"),)), AddNotes(notes=(a_note("kaksi"),))


def test_an_act_is_seen_at_once_and_waits_until_it_is_saved() -> None:
    meeting = a_meeting()
    act = meeting.perform(outcome(ONE))
    assert act == Act(id="n1", operation=ONE)
    assert meeting.session == done(a_session(), ONE)
    assert not meeting.is_saved
    meeting.saved([act.id], done(a_session(), ONE))
    assert meeting.is_saved
    assert meeting.session == done(a_session(), ONE)


def test_an_outcome_without_operations_is_no_act() -> None:
    meeting = a_meeting()
    assert meeting.perform(Outcome(message="sanottu")) is None
    assert meeting.is_saved


def test_several_operations_are_one_act_and_one_step_back() -> None:
    meeting = a_meeting()
    act = meeting.perform(outcome(ONE, TWO))
    assert act is not None
    assert act.operation == Batch(operations=(ONE, TWO))
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
    meeting.saved([first.id], done(a_session(), ONE))
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
    meeting.saved([first.id], done(a_session(), ONE))
    second = meeting.perform(outcome(TWO))
    assert second is not None
    meeting.refused(second)
    assert meeting.undo().operation == RemoveNotes(ids=("yksi",))
    assert meeting.session == a_session()


def test_a_refused_step_back_can_be_tried_again() -> None:
    meeting = a_meeting()
    first = meeting.perform(outcome(ONE))
    assert first is not None
    meeting.saved([first.id], done(a_session(), ONE))
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
    meeting.saved([act.id], a_session())
    with pytest.raises(NoteGoneError):
        meeting.undo()
    meeting.renew(a_session(replace(note, confidential=True)))
    meeting.undo()
    assert meeting.session == a_session(note)


def test_equal_acts_are_told_apart_when_one_of_them_is_saved() -> None:
    note = a_note("yksi")
    meeting = a_meeting(a_session(note))
    mark = SetConfidential(id=note.id, confidential=True)
    first, second = meeting.perform(outcome(mark)), meeting.perform(outcome(mark))
    assert first is not None
    meeting.saved([first.id], done(a_session(note), mark))
    assert meeting.waiting == (second,)


def test_a_kept_act_is_seen_until_it_is_saved() -> None:
    meeting = a_meeting()
    act = meeting.perform(outcome(ONE))
    assert act is not None
    meeting.keep(act)
    meeting.renew(done(a_session(), TWO))
    assert meeting.session == done(a_session(), TWO, ONE)
    assert not meeting.is_saved
    meeting.saved([act.id], done(a_session(), TWO, ONE))
    assert meeting.is_saved


def test_what_an_earlier_terminal_kept_is_laid_upon_the_session_once() -> None:
    meeting, left = a_meeting(), Act(id="vanha", operation=AddMinutes(item=3, minutes=5))
    meeting.keep(left)
    meeting.keep(left)
    assert meeting.session.item(3).added == 5
    meeting.saved([left.id], done(a_session(), left))
    assert meeting.session.item(3).added == 5


def test_a_moment_is_here_and_now() -> None:
    clock = FakeClock()
    meeting = Meeting(a_session(), clock, counter())
    clock.advance(minutes=5)
    moment = meeting.moment(Seat(shown=3))
    assert (moment.now, moment.seat.shown, moment.session) == (clock.now, 3, meeting.session)
    assert moment.new_id() != moment.new_id()
