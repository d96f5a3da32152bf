"""Notes that have been read or written once are neither again, and nothing is taken for what it is not."""

import operator
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
from kaikutui.storage.seal import Lineage
from kaikutui.storage.session_file import FORMAT, Loaded, decode, encode

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
    assert all(map(operator.is_, known.blocks_of(again.notes), known.blocks_of(again.notes)))
    assert encode(again, Lineage(id="m", generation=3)).decode() == WHOLE


def test_what_is_written_is_proven_also_when_it_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(NoteBlocks, "blocks_of", lambda known, notes: [b'[[notes]]\nid = "toinen"\n'])
    with pytest.raises(KaikuError):
        decode(encode(SESSION), PATH)


def test_after_very_many_notes_all_are_forgotten_and_read_anew() -> None:
    known = NoteBlocks()
    first = a_note(0)
    known.blocks_of([first])
    known._blocks.update({-number: b"" for number in range(1, MOST)})
    known.blocks_of([a_note(1)])
    assert len(known._blocks) == len(known._written) == 1
    assert known.blocks_of([first])[0].startswith(b'[[notes]]\nid = "n0"\n')


def test_the_blocks_of_a_file_are_what_it_is_put_together_from() -> None:
    rest, blocks = cut(WHOLE.encode())
    assert [block.splitlines()[1] for block in blocks] == [
        b'id = "n0"',
        b'id = "n1"',
        b'id = "n2"',
        b'id = "n3"',
        b'id = "n9"',
    ]
    assert b"[[notes]]" not in rest
    assert cut(b"format = 1\n") == (b"format = 1\n", [])
