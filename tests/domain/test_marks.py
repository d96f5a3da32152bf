"""Marks on people and partners."""

from builders import a_partner, a_person, a_session, after, done
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kaikutui.domain.marks import mark_answer, mark_arrival, mark_departure, mark_presence, toggle_turn
from kaikutui.domain.operations import Change
from kaikutui.domain.session import Answer, Person, Presence


def marked(person: Person, mark: Change) -> Person:
    return done(a_session(people=(person,)), mark).people[0]


@given(st.sampled_from(Presence), st.sampled_from(Presence))
def test_the_last_mark_of_presence_holds(first: Presence, last: Presence) -> None:
    person = marked(a_person(), mark_presence(a_person(), first))
    assert marked(person, mark_presence(person, last)).presence is last


def test_the_absent_have_neither_come_nor_gone() -> None:
    person = replace(a_person(), presence=Presence.PRESENT, arrived=after(5), left=after(60))
    assert marked(person, mark_presence(person, Presence.ABSENT)) == replace(a_person(), presence=Presence.ABSENT)


def test_who_comes_late_is_present_and_who_joins_on_the_line_stays_on_the_line() -> None:
    absent, remote = (replace(a_person(), presence=one) for one in (Presence.ABSENT, Presence.REMOTE))
    assert marked(absent, mark_arrival(absent, after(20))) == replace(
        absent, presence=Presence.PRESENT, arrived=after(20)
    )
    assert marked(remote, mark_arrival(remote, after(20))).presence is Presence.REMOTE


def test_who_leaves_was_here_and_who_comes_back_has_not_left() -> None:
    gone = marked(a_person(), mark_departure(a_person(), after(30)))
    assert (gone.presence, gone.left) == (Presence.PRESENT, after(30))
    back = marked(gone, mark_arrival(gone, after(40)))
    assert (back.arrived, back.left) == (after(40), None)


def test_an_answer_keeps_the_remark_unless_a_new_one_is_given() -> None:
    partner = replace(a_partner(), comment="hallitus päättää")
    session = a_session(partners=(partner,))
    assert done(session, mark_answer(partner, Answer.OPEN)).partners[0].comment == "hallitus päättää"
    answered = done(session, mark_answer(partner, Answer.NO, "ei henkilöstöä")).partners[0]
    assert (answered.continues, answered.comment) == (Answer.NO, "ei henkilöstöä")


@given(st.lists(st.integers(1, 9), max_size=6))
def test_having_spoken_is_turned_on_and_off(rounds: list[int]) -> None:
    session = a_session(partners=(a_partner(),))
    for item in rounds:
        session = done(session, toggle_turn(session.partners[0], item, after(item)))
    odd = sorted({item for item in rounds if rounds.count(item) % 2})
    assert [turn.item for turn in session.partners[0].turns] == odd
