"""A note read by its shape is the note that a parser of TOML reads; whatever looks otherwise is left to the parser."""

from datetime import timedelta
from pathlib import Path

import pytest
from builders import a_note, a_session, notes
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from kaikutui.domain.errors import KaikuError
from kaikutui.domain.session import Kind, Note
from kaikutui.storage import session_file, toml_text
from kaikutui.storage.note_blocks import NoteBlocks
from kaikutui.storage.note_shape import read_as_written, write_as_written
from kaikutui.storage.session_file import decode, encode
from kaikutui.storage.toml_text import plain

PATH = Path("kokous.toml")
BLOCK = """[[notes]]
id = "n1"
item = 2
at = 2026-11-24 13:31:05+02:00
confidential = false
source = "venue"
kind = "action"
text = "Käytön rekisteröinti sujuu."
owner = "Kulttuuripalvelut"
due = 2026-12-15
by = "sihteeri"
"""


def parsed(block: str) -> Note | str:
    """The note of a block as a parser reads it, or what is wrong with it."""
    try:
        return session_file._parse_note(block, PATH)
    except KaikuError as error:
        return str(error)


@given(notes)
def test_a_note_as_it_is_written_is_read_as_a_parser_reads_it(note: Note) -> None:
    block = NoteBlocks().blocks_of([note])[0].decode()
    read = read_as_written(block)
    assert read == parsed(block) if read else set('"\\\x7f') & set(note.text + note.id + note.owner + note.by)


@given(notes)
@example(replace(a_note("a\tb"), owner="x"))
@example(replace(a_note("a\x7f"), kind=Kind.DECISION))
def test_a_note_is_written_as_a_writer_of_toml_writes_it_or_not_at_all(note: Note) -> None:
    block = write_as_written(note)
    unplain = set('"\\\t\n\x7f') & set(note.text + note.id + note.owner + note.by)
    assert unplain if block is None else block == "".join(toml_text.block("notes", plain(note), one_of_many=True))


def test_a_plain_note_needs_no_writer_of_toml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kaikutui.storage.note_blocks.block", None)
    (block,) = NoteBlocks().blocks_of([a_note("Käytön rekisteröinti sujuu.")])
    assert block.startswith(b"[[notes]]\nid = ")


@given(st.integers(0, len(BLOCK)), st.integers(0, 3), st.text('x0129"\\\n\r\t =+-:é\u0301[]#\x7f', max_size=3))
@example(BLOCK.index("13:31"), 2, "24")
@example(BLOCK.index("13:31") + 3, 2, "60")
@example(BLOCK.index("2026"), 4, "0000")
@example(BLOCK.index("11-24"), 2, "02")
@example(BLOCK.index("+02:00"), 3, "+24")
@example(BLOCK.index("12-15"), 5, "02-30")
@example(BLOCK.index("Käytön") + 1, 1, "a\u0308")
def test_a_block_changed_anywhere_is_read_as_a_parser_reads_it_or_not_at_all(at: int, length: int, put: str) -> None:
    block = BLOCK[:at] + put + BLOCK[at + length :]
    read = read_as_written(block)
    assert read is None or read == parsed(block)


def test_the_full_shape_is_known() -> None:
    assert read_as_written(BLOCK) == parsed(BLOCK)
    assert read_as_written(BLOCK) is not None


def test_no_note_of_a_file_of_ours_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_file, "_KNOWN", NoteBlocks())
    simple = tuple(
        replace(a_note(f"Havainto {n}", id=f"n{n}"), at=a_note("").at + timedelta(seconds=n)) for n in range(3)
    )
    data = encode(replace(a_session(), notes=(*simple, a_note('Sanoi: "ei".', id="n9"))))
    monkeypatch.setattr(session_file, "_KNOWN", NoteBlocks())
    asked: list[str] = []
    parse = session_file._parse_note

    def counting(block: str, path: Path) -> Note:
        asked.append(block)
        return parse(block, path)

    monkeypatch.setattr(session_file, "_parse_note", counting)
    assert len(decode(data, PATH).session.notes) == 4
    assert [block.splitlines()[1] for block in asked] == ['id = "n9"']
