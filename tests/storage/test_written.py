"""A note more is written as if the whole file were, and only the note is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from builders import a_note, a_session, done
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kaikutui.domain.floor_operations import AddMinutes
from kaikutui.domain.operations import AddNotes, Operation
from kaikutui.domain.session import Mood, Session
from kaikutui.storage import session_file
from kaikutui.storage import written as module
from kaikutui.storage.seal import Lineage
from kaikutui.storage.session_file import encode
from kaikutui.storage.written import NotProvenError, Written, written

PATH = Path("kokous.toml")
LINEAGE = Lineage(id="ab", generation=3, acts=("yksi",))
NEXT = LINEAGE.after(["kaksi"])

WITH_A_MOOD = replace(a_session(a_note("yksi")), moods=(Mood(id="m0", score=4),))


def noted(session: Session, *texts: str) -> Session:
    """The meeting with notes more."""
    return done(session, AddNotes(notes=tuple(a_note(text) for text in texts)))


def first(session: Session = WITH_A_MOOD) -> Written:
    return written(session, LINEAGE, PATH)


@pytest.fixture
def only_the_end(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From its call on no whole file is put together, summed up or read."""

    def forbid() -> None:
        monkeypatch.setattr(module, "lay_out", None)
        monkeypatch.setattr(module, "decode", None)

    return forbid


def test_with_a_note_more_only_the_note_and_the_seal_are_written_and_read(
    only_the_end: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    last = first(noted(WITH_A_MOOD, *(f"{number}" for number in range(50))))
    session = noted(last.session, "viimeinen")
    whole = encode(session, NEXT)
    only_the_end()
    read: list[bytes] = []
    real = session_file.read_end

    def counting(content: bytes, path: Path) -> object:
        read.append(content)
        return real(content, path)

    monkeypatch.setattr(module, "read_end", counting)
    assert written(session, NEXT, PATH, last).data == whole
    (end,) = read
    assert end.count(b"[[notes]]") == 1
    assert len(end) < len(whole) / 10


def test_notes_one_after_another_are_the_same_file_as_all_at_once(only_the_end: Callable[[], None]) -> None:
    last = first()
    whole = [encode(noted(WITH_A_MOOD, *"abcd"[:count]), NEXT) for count in range(5)]
    only_the_end()
    for count, texts in enumerate(["a", "b", "cd"], 1):
        last = written(noted(last.session, *texts), NEXT, PATH, last)
        assert last.data == whole[4 if count == 3 else count]


@given(st.lists(st.text(max_size=20), max_size=3))
def test_what_was_written_before_never_changes_what_is_written(texts: list[str]) -> None:
    def outcome(last: Written | None) -> bytes | None:
        try:
            return written(noted(WITH_A_MOOD, *texts), NEXT, PATH, last).data
        except NotProvenError:
            return None

    assert outcome(first()) == outcome(None)


@pytest.mark.parametrize("act", [AddMinutes(item=3, minutes=5), AddNotes(notes=(a_note("alkuun"),), index=0)])
def test_another_act_is_written_and_read_as_a_whole(act: Operation) -> None:
    session = done(WITH_A_MOOD, act)
    assert written(session, NEXT, PATH, first()).data == encode(session, NEXT)


def test_a_note_more_that_does_not_read_back_the_same_is_not_written() -> None:
    with pytest.raises(NotProvenError):
        written(noted(WITH_A_MOOD, "a\u0308iti"), NEXT, PATH, first())


def test_an_id_that_is_there_already_is_not_written() -> None:
    twice = replace(WITH_A_MOOD, notes=(*WITH_A_MOOD.notes, replace(a_note("toinen"), id=WITH_A_MOOD.notes[0].id)))
    with pytest.raises(NotProvenError):
        written(twice, NEXT, PATH, first())


def test_a_meeting_without_notes_gets_its_first_one() -> None:
    session = noted(a_session(), "ensimmäinen")
    assert written(session, NEXT, PATH, first(a_session())).data == encode(session, NEXT)
