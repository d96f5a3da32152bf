"""Acts on notes and records: each taken back without a trace, harmless twice, and never over another's work."""

from typing import Any

import pytest
from builders import a_note, a_partner, a_person, a_session, done, notes, sessions, texts
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from kaikutui.domain.agenda import Questions
from kaikutui.domain.operations import (
    KEYS,
    AddNotes,
    Batch,
    Change,
    CoverQuestion,
    EditNote,
    NoteChangedError,
    NoteGoneError,
    Operation,
    RemoveNotes,
    SetConfidential,
)
from kaikutui.domain.session import Answer, Mood, Presence, Session, Turn

fresh_notes = st.lists(notes, min_size=1, max_size=3, unique_by=lambda note: note.id).map(tuple)
data = st.data()


def drawn_note(data: st.DataObject, session: Session) -> Any:
    assume(session.notes)
    return data.draw(st.sampled_from(session.notes))


@given(sessions, fresh_notes)
def test_written_notes_are_taken_back_and_written_twice_are_there_once(session: Session, some: Any) -> None:
    assume(not {note.id for note in some} & {note.id for note in session.notes})
    act = AddNotes(notes=some)
    after = act.apply(session)
    assert after.notes == session.notes + some
    assert act.apply(after) == after
    assert act.inverse(session).apply(after) == session


@given(sessions, data)
def test_a_deleted_note_comes_back_to_its_place(session: Session, data: st.DataObject) -> None:
    act = RemoveNotes(ids=(drawn_note(data, session).id,))
    after = act.apply(session)
    assert len(after.notes) == len(session.notes) - 1
    assert act.apply(after) == after
    assert act.inverse(session).apply(after) == session


@given(sessions, data, texts)
def test_an_edited_note_is_as_before_when_taken_back(session: Session, data: st.DataObject, words: str) -> None:
    before = drawn_note(data, session)
    act = EditNote(before=before, after=replace(before, text=words))
    after = act.apply(session)
    assert after.note(before.id) == replace(before, text=words)
    assert act.apply(after) == after
    assert act.inverse(session).apply(after) == session


@given(sessions, data, st.booleans())
def test_a_confidential_mark_is_set_once_and_taken_back(session: Session, data: st.DataObject, mark: bool) -> None:
    note = drawn_note(data, session)
    act = SetConfidential(id=note.id, confidential=mark)
    after = act.apply(session)
    assert after.note(note.id) == replace(note, confidential=mark)
    assert act.apply(after) == after
    assert act.inverse(session).apply(after) == session


def changed_row(table: str, row: Any) -> Any:
    """A row of a table with something else in it than its name."""
    changes: dict[str, dict[str, object]] = {
        "partners": {"comment": "muutettu", "continues": Answer.OPEN},
        "people": {"presence": Presence.REMOTE},
        "figures": {"cards": 77},
        "candidates": {"view": "sopii"},
        "moods": {"word": "toiveikas"},
        "tasks": {"done": not getattr(row, "done", False)},
    }
    return replace(row, **changes[table])


tables = st.sampled_from(("partners", "people", "figures", "candidates", "moods", "tasks"))


@given(sessions, sessions, tables)
def test_an_added_record_is_there_once_and_taken_back(session: Session, other: Session, table: str) -> None:
    known = {KEYS[table](row) for row in getattr(session, table)}
    new = next((row for row in getattr(other, table) if KEYS[table](row) not in known), None)
    assume(new is not None)
    act = Change(table=table, after=new)
    after = act.apply(session)
    assert new in getattr(after, table)
    assert act.apply(after) == after
    assert act.inverse(session).apply(after) == session


@given(sessions, tables)
def test_a_changed_record_is_changed_once_and_taken_back(session: Session, table: str) -> None:
    for row in getattr(session, table):
        act = Change(table=table, before=row, after=changed_row(table, row))
        after = act.apply(session)
        assert changed_row(table, row) in getattr(after, table)
        assert act.apply(after) == after
        assert act.inverse(session).apply(after) == session


@given(sessions, tables)
def test_a_removed_record_is_gone_once_and_comes_back(session: Session, table: str) -> None:
    for row in getattr(session, table):
        act = Change(table=table, before=row)
        after = act.apply(session)
        assert row not in getattr(after, table)
        assert act.apply(after) == after
        assert act.inverse(session).apply(after) == session


@given(sessions, texts)
def test_a_single_record_is_changed_and_taken_back(session: Session, place: str) -> None:
    act = Change(table="meeting", before=session.meeting, after=replace(session.meeting, place=place))
    after = act.apply(session)
    assert after.meeting.place == place
    assert act.apply(after) == after
    assert act.inverse(session).apply(after) == session


def test_two_terminals_change_different_things_of_one_partner() -> None:
    partner = a_partner()
    answered = Change(table="partners", before=partner, after=replace(partner, continues=Answer.YES))
    spoken = Change(table="partners", before=partner, after=replace(partner, turns=(Turn(item=2),)))
    for order in ((answered, spoken), (spoken, answered)):
        session = done(a_session(partners=(partner,)), *order)
        assert session.partners == (replace(partner, continues=Answer.YES, turns=(Turn(item=2),)),)


def test_taking_back_one_change_of_a_record_leaves_the_other_terminals_change() -> None:
    person = a_person()
    mark = Change(table="people", before=person, after=replace(person, presence=Presence.PRESENT))
    session = done(a_session(people=(person,)), mark)
    back = mark.inverse(a_session(people=(person,)))
    here = session.people[0]
    left = Change(table="people", before=here, after=replace(here, left=session.meeting.starts))
    assert done(session, left, back).people == (replace(person, left=session.meeting.starts),)


def test_a_change_of_a_record_that_is_gone_brings_nothing_back() -> None:
    partner = a_partner()
    act = Change(table="partners", before=partner, after=replace(partner, continues=Answer.NO))
    assert act.apply(a_session()) == a_session()


@given(st.permutations([Mood(id=f"{number}", score=number) for number in range(1, 6)]))
def test_moods_do_not_tell_who_spoke_first(moods: list[Mood]) -> None:
    session = done(a_session(), *(Change(table="moods", after=mood) for mood in moods))
    assert [mood.id for mood in session.moods] == ["1", "2", "3", "4", "5"]


def test_two_wordings_of_one_note_never_overwrite_each_other() -> None:
    note = a_note()
    session = a_session(note)
    mine = EditNote(before=note, after=replace(note, text="minun"))
    theirs = EditNote(before=note, after=replace(note, text="heidän"))
    with pytest.raises(NoteChangedError):
        done(session, theirs, mine)


@pytest.mark.parametrize(
    "act",
    [
        EditNote(before=a_note("poissa"), after=a_note("uusi", id="poissa")),
        SetConfidential(id="poissa", confidential=True),
    ],
)
def test_a_note_that_is_gone_cannot_be_changed(act: Operation) -> None:
    with pytest.raises(NoteGoneError):
        act.apply(a_session(a_note()))


def test_a_mark_of_confidence_does_not_collide_with_a_new_wording() -> None:
    note = a_note()
    edited = EditNote(before=note, after=replace(note, text="uusi"))
    mark = SetConfidential(id=note.id, confidential=True)
    assert done(a_session(note), edited, mark).notes == (replace(note, text="uusi", confidential=True),)


@given(sessions, fresh_notes, texts)
def test_a_batch_is_taken_back_as_one(session: Session, some: Any, words: str) -> None:
    assume(not {note.id for note in some} & {note.id for note in session.notes})
    batch = Batch(
        operations=(
            AddNotes(notes=some),
            EditNote(before=some[0], after=replace(some[0], text=words)),
            SetConfidential(id=some[0].id, confidential=not some[0].confidential),
            Change(table="meeting", before=session.meeting, after=replace(session.meeting, area=words)),
            RemoveNotes(ids=tuple(note.id for note in session.notes)),
        )
    )
    after = batch.apply(session)
    assert len(after.notes) == len(some)
    assert batch.inverse(session).apply(after) == session


def test_a_batch_that_does_not_fit_changes_nothing() -> None:
    session = a_session()
    batch = Batch(operations=(AddNotes(notes=(a_note(),)), SetConfidential(id="poissa", confidential=True)))
    with pytest.raises(NoteGoneError):
        batch.apply(session)
    assert session == a_session()


def test_a_support_question_is_ticked_off_once_in_its_place_and_the_tick_taken_back() -> None:
    item = replace(a_session().item(2), questions=Questions(all=("a", "b"), venues=("c",)))
    session = a_session().with_item(item)
    acts = [CoverQuestion(item=2, question=question) for question in ("c", "a", "c", "unknown")]
    ticked = done(session, *acts)
    assert ticked.item(2).covered == ("a", "c")
    assert done(ticked, acts[0].inverse(session)).item(2).covered == ("a",)
    assert done(ticked, acts[0].inverse(ticked)) == ticked
