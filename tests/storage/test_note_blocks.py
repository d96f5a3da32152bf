"""Notes that have been read or written once are neither again, and nothing is taken for what it is not."""

from pathlib import Path

import pytest
from builders import a_session
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kaikutui.domain.errors import KaikuError
from kaikutui.domain.session import Note, Session, Source
from kaikutui.storage import session_file
from kaikutui.storage.note_blocks import MOST, NoteBlocks, cut
from kaikutui.storage.schema import parse_toml
from kaikutui.storage.session_file import FORMAT, Lineage, Loaded, decode, encode

PATH = Path("kokous.toml")


def a_note(number: int, text: str = "Havainto") -> Note:
    at = a_session().meeting.starts
    assert at is not None
    return Note(id=f"n{number}", item=2, at=at, confidential=False, source=Source.VENUE, text=f"{text} {number}")


def with_notes(*notes: Note) -> Session:
    return replace(a_session(), notes=notes)


SESSION = with_notes(*(a_note(number) for number in range(4)), a_note(9, 'hakanen\n[[notes]]\n"'))
WHOLE = encode(SESSION, Lineage(id="m", generation=3)).decode()


def slowly(data: bytes) -> Loaded | str:
    """What the file says when every byte of it is parsed."""
    try:
        return session_file._loaded(parse_toml(data, PATH, newest=FORMAT), PATH)
    except KaikuError as error:
        return str(error)


def quickly(data: bytes) -> Loaded | str:
    try:
        return decode(data, PATH)
    except KaikuError as error:
        return str(error)


pieces = st.sampled_from(
    [
        "",
        "x",
        "\n",
        "[",
        "[[notes]]\n",
        "\n[[notes]]\n",
        "notes = []\n",
        '"',
        '"""',
        "#",
        "confidential = true\n",
        "id = ",
    ]
)


@given(st.integers(0, len(WHOLE)), st.integers(0, 60), pieces)
def test_a_file_changed_anywhere_says_what_it_says_read_whole(at: int, length: int, piece: str) -> None:
    data = (WHOLE[:at] + piece + WHOLE[at + length :]).encode()
    decode(WHOLE.encode(), PATH)
    assert quickly(data) == slowly(data)


@given(st.permutations(range(6)))
def test_blocks_in_another_order_are_what_they_are_read_whole(order: list[int]) -> None:
    head, *blocks = WHOLE.split("\n[[notes]]\n")
    parts = [*blocks, "id = 1\n"]
    data = "\n[[notes]]\n".join([head, *(parts[place] for place in order)]).encode()
    assert quickly(data) == slowly(data)


def test_only_what_was_never_seen_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_file, "_KNOWN", NoteBlocks())
    parsed: list[str] = []
    read = session_file._read_note

    def counting(block: str, path: Path) -> Note:
        parsed.append(block)
        return read(block, path)

    monkeypatch.setattr(session_file, "_read_note", counting)
    decode(encode(SESSION), PATH)
    assert len(parsed) == 5
    more = replace(SESSION, notes=(*SESSION.notes, a_note(5)))
    assert decode(encode(more), PATH).session == more
    assert len(parsed) == 6


def test_a_note_that_was_read_is_written_from_what_was_read() -> None:
    again = decode(WHOLE.encode(), PATH).session
    known = session_file._KNOWN
    assert all(known.text_of(note) is known.text_of(note) for note in again.notes)
    assert encode(again, Lineage(id="m", generation=3)).decode() == WHOLE


def test_what_is_written_is_proven_also_when_it_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(NoteBlocks, "text_of", lambda known, note: '[[notes]]\nid = "toinen"\n')
    with pytest.raises(KaikuError):
        decode(encode(SESSION), PATH)


def test_after_very_many_notes_all_are_forgotten_and_read_anew() -> None:
    known = NoteBlocks()
    first = a_note(0)
    known.text_of(first)
    known._texts.update({-number: (first, "") for number in range(1, MOST)})
    known.text_of(a_note(1))
    assert len(known._texts) == 1
    assert known.text_of(first).startswith('[[notes]]\nid = "n0"\n')


def test_the_blocks_of_a_file_are_what_it_is_put_together_from() -> None:
    rest, blocks = cut(WHOLE)
    assert [text.splitlines()[1] for text in blocks] == [
        'id = "n0"',
        'id = "n1"',
        'id = "n2"',
        'id = "n3"',
        'id = "n9"',
    ]
    assert "[[notes]]" not in rest
    assert cut("format = 1\n") == ("format = 1\n", [])
