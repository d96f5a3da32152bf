"""Finding notes by words."""

from builders import a_note, a_session, sessions
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kaikutui.domain.search import search
from kaikutui.domain.session import Kind, Session

ONE = a_note("Kortti avaa keskustelun")
TWO = replace(a_note("Tehdään pikaohje kassoille", kind=Kind.ACTION), owner="Työpaja Kipinä")
BOTH = a_session(ONE, TWO)


def test_all_words_must_be_in_the_note_in_any_order_and_size() -> None:
    assert search(BOTH, "KESKUST kortti") == (ONE,)
    assert search(BOTH, "kortti pikaohje") == ()


def test_an_owner_is_found_too() -> None:
    assert search(BOTH, "kipinä") == (TWO,)


def test_without_words_all_notes_are_found() -> None:
    assert search(BOTH, "  ") == (ONE, TWO)


@given(sessions, st.text(max_size=3))
def test_found_notes_stand_in_their_order(session: Session, words: str) -> None:
    found = search(session, words)
    assert list(found) == [note for note in session.notes if note in found]


@given(sessions)
def test_a_note_is_found_by_its_own_text(session: Session) -> None:
    assert all(note in search(session, note.text) for note in session.notes)
