"""Acts as JSON: every kind there is comes back the same, whatever it holds."""

from typing import Any

import msgspec
import pytest
from builders import anything, instants, notes, numbers, sessions
from hypothesis import given
from hypothesis import strategies as st

from kaikutui.domain.floor_operations import (
    AddMinutes,
    EndConfidential,
    EndMeeting,
    GiveFloor,
    MoveCardholderSlot,
    MoveStart,
    PauseFloor,
    RestoreFloor,
    ReturnFloor,
    SkipItem,
    StartConfidential,
    floor_record,
)
from kaikutui.domain.operations import (
    KEYS,
    Act,
    AddNotes,
    Batch,
    Change,
    CoverQuestion,
    EditNote,
    Operation,
    RemoveNotes,
    SetConfidential,
)
from kaikutui.domain.session import Session
from kaikutui.storage.acts import KINDS, ActDamagedError, decode_act, encode_act

ids = st.text("0123456789abcdef", min_size=1, max_size=10)
singles = ("meeting", "figures_source", "continuation", "next_meeting", "cardholder_slot")


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """A record of a session put in the place of another, or of nothing."""
    one, other = draw(sessions), draw(sessions)
    table = draw(st.sampled_from((*KEYS, *singles)))
    before, after = (
        draw(st.none() | st.sampled_from(rows) if rows else st.none())
        for rows in (records(one, table), records(other, table))
    )
    return Change(table=table, before=before, after=after, index=draw(st.none() | st.integers(0, 9)))


def records(session: Session, table: str) -> tuple[Any, ...]:
    held = getattr(session, table)
    return held if isinstance(held, tuple) else (held,)


single_operations = st.one_of(
    st.builds(AddNotes, notes=st.lists(notes, max_size=3).map(tuple), index=st.none() | st.integers(0, 9)),
    st.builds(RemoveNotes, ids=st.lists(ids, max_size=3).map(tuple)),
    st.builds(EditNote, before=notes, after=notes),
    st.builds(SetConfidential, id=ids, confidential=st.booleans()),
    changes(),
    st.builds(GiveFloor, item=numbers, at=instants),
    st.builds(PauseFloor, at=instants, until=st.none() | instants),
    st.builds(MoveStart, at=instants),
    st.builds(SkipItem, item=numbers, reason=ids),
    st.builds(CoverQuestion, item=numbers, question=ids, covered=st.booleans()),
    st.builds(ReturnFloor, at=instants),
    st.builds(AddMinutes, item=numbers, minutes=st.integers(-999, 999)),
    st.builds(StartConfidential, item=numbers, at=instants),
    st.builds(EndConfidential, at=instants),
    st.builds(MoveCardholderSlot, item=numbers),
    st.builds(EndMeeting, at=instants),
    st.builds(
        RestoreFloor,
        expected=sessions.map(floor_record),
        to=sessions.map(floor_record),
    ),
)

operations: st.SearchStrategy[Operation] = st.recursive(
    single_operations, lambda inner: st.builds(Batch, operations=st.lists(inner, max_size=3).map(tuple)), max_leaves=4
)


@given(st.builds(Act, id=ids, operation=operations))
def test_an_act_that_is_written_and_read_is_the_same_act(act: Act) -> None:
    assert decode_act(encode_act(act)) == act


def test_no_kind_of_act_is_left_out() -> None:
    drawn = {"Batch", "Change", "Act", "AddNotes", "RemoveNotes", "EditNote", "SetConfidential", "RestoreFloor"}
    drawn |= {kind.__name__ for kind in (GiveFloor, PauseFloor, ReturnFloor, AddMinutes, StartConfidential)}
    drawn |= {kind.__name__ for kind in (EndConfidential, MoveCardholderSlot, EndMeeting)}
    drawn |= {kind.__name__ for kind in (MoveStart, SkipItem, CoverQuestion)}
    assert set(KINDS) == drawn


@pytest.mark.parametrize("does", ["Uusi", "Operation", "FloorOperation", ""])
def test_a_kind_that_is_not_known_is_no_act(does: str) -> None:
    data = msgspec.json.encode({"does": "Act", "id": "a", "operation": {"does": does}})
    with pytest.raises(ActDamagedError):
        decode_act(data)


@given(st.binary(max_size=80) | anything.map(lambda text: text.encode(errors="replace")))
def test_what_is_no_act_is_refused_and_nothing_else_happens(data: bytes) -> None:
    with pytest.raises(ActDamagedError):
        decode_act(data)


@given(st.builds(Act, id=ids, operation=operations), st.data())
def test_an_act_cut_short_is_none(act: Act, data: st.DataObject) -> None:
    whole = encode_act(act)
    with pytest.raises(ActDamagedError):
        decode_act(whole[: data.draw(st.integers(0, len(whole) - 1))])


def test_deep_brackets_are_no_act() -> None:
    with pytest.raises(ActDamagedError):
        decode_act(b"[" * 100_000)
