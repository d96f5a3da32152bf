"""Whatever bytes come, in pieces of whatever size: keys and pastes come out, and nothing ends the reading."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from kaikutui.domain.clean import clean_block
from kaikutui.tui.terminal_reader import IDLE_LOOKS, TerminalReader


def read(*pieces: bytes, looks: int = 0) -> list[Message]:
    """What a reader makes of the pieces, and of so many tenths of a second of silence after them."""
    reader = TerminalReader()
    found = [message for piece in pieces for message in reader.feed(piece)]
    return found + [message for _ in range(looks) for message in reader.look()]


def essence(messages: Sequence[Message]) -> list[tuple[str, str]]:
    """Keys by name and pastes by text."""
    return [
        ("key", message.key) if isinstance(message, events.Key) else ("paste", message.text)
        for message in messages
        if isinstance(message, events.Key | events.Paste)
    ]


def typed(messages: Sequence[Message]) -> str:
    """The text that a field would hold."""
    return "".join(
        message.text if isinstance(message, events.Paste) else message.character or ""
        for message in messages
        if isinstance(message, events.Paste) or (isinstance(message, events.Key) and message.is_printable)
    )


@given(st.binary(max_size=200), st.lists(st.integers(0, 200), max_size=6))
def test_no_bytes_end_the_reading(data: bytes, cuts: list[int]) -> None:
    places = sorted({0, *(min(cut, len(data)) for cut in cuts), len(data)})
    reader = TerminalReader()
    for start, end in pairwise(places):
        list(reader.feed(data[start:end]))
    for _ in range(IDLE_LOOKS):
        list(reader.look())
    assert typed(list(reader.feed(b"m")))[-1:] == "m" or b"\x1b" in data


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"])), st.integers(1, 5))
def test_every_character_typed_is_text_however_its_bytes_are_cut(text: str, size: int) -> None:
    data = text.encode()
    assert typed(read(*(data[start : start + size] for start in range(0, len(data), size)))) == clean_block(text)


@pytest.mark.parametrize("stray", [b"\xe4", b"\xff", b"\xc3(", b"\x80", b"\xf0\x9f"])
def test_a_byte_that_is_no_utf_8_is_seen_and_ends_nothing(stray: bytes) -> None:
    text = typed(read(b"a", stray, b"bc"))
    assert "\N{REPLACEMENT CHARACTER}" in text
    assert text.endswith("bc")


@given(st.integers(32, 255).filter(lambda byte: byte != 0x1B), st.integers(32, 255), st.integers(32, 255))
def test_an_old_mouse_report_is_nothing_however_far_the_mouse(button: int, x: int, y: int) -> None:
    report = b"\x1b[M" + bytes((button, x, y))
    assert essence(read(b"a" + report + b"b")) == [("key", "a"), ("key", "b")]
    assert essence(read(b"a" + report[:4], report[4:] + b"b")) == [("key", "a"), ("key", "b")]


@given(st.integers(1, 99999), st.integers(1, 99999))
def test_a_mouse_report_of_the_usual_kind_is_no_key(x: int, y: int) -> None:
    assert essence(read(f"a\x1b[<0;{x};{y}Mb".encode())) == [("key", "a"), ("key", "b")]


def test_an_escape_in_a_paste_makes_no_key_of_the_rest() -> None:
    pasted = b"\x1b[200~a\x1b[31mb\x1b[17~c\x1b]0;otsikko\x07d\x1b\x00\x7fe\x1b[201~f"
    assert essence(read(pasted)) == [("paste", "abcde"), ("key", "f")]


@given(st.text(st.characters(codec="utf-8")), st.lists(st.integers(0, 400), max_size=4))
def test_a_paste_is_one_message_however_it_is_cut(text: str, cuts: list[int]) -> None:
    data = b"k\x1b[200~" + text.encode() + b"\x1b[201~l"
    if b"\x1b[20" in text.encode():
        return
    places = sorted({0, *(min(cut, len(data)) for cut in cuts), len(data)})
    pieces = [data[start:end] for start, end in pairwise(places)]
    expected = [("key", "k"), ("paste", clean_block(text)), ("key", "l")]
    assert essence(read(*pieces)) == expected


def test_a_paste_without_an_end_swallows_what_follows_for_two_seconds_at_most() -> None:
    reader = TerminalReader()
    assert essence(list(reader.feed(b"\x1b[200~kesken "))) == []
    assert essence([message for _ in range(IDLE_LOOKS - 1) for message in reader.look()]) == []
    assert essence(list(reader.look())) == [("paste", "kesken ")]
    assert essence(list(reader.feed(b"a"))) == [("key", "a")]
    assert essence(list(reader.feed(b"\x1b[201~b"))) == [("key", "b")]


def test_a_slow_paste_is_still_one_paste() -> None:
    reader = TerminalReader()
    found: list[Message] = []
    for piece in (b"\x1b[200~yk", b"si ", b"kaksi", b"\x1b[201~"):
        found += reader.feed(piece)
        found += [message for _ in range(IDLE_LOOKS - 1) for message in reader.look()]
    assert essence(found) == [("paste", "yksi kaksi")]


def test_the_escape_key_is_the_escape_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textual._parser.get_time", iter(range(100)).__next__)
    assert essence(read(b"\x1b", looks=1)) == [("key", "escape")]


def test_a_space_that_does_not_break_and_what_joins_emoji_are_text() -> None:
    assert typed(read("3\u00a0% 👨‍👩‍👧 a\u00adb".encode())) == "3\u00a0% 👨‍👩‍👧 a\u00adb"


@pytest.mark.parametrize(
    ("keys", "name"), [(b"\r", "enter"), (b"\x7f", "backspace"), (b"\t", "tab"), (b"\x11", "ctrl+q")]
)
def test_a_key_without_a_letter_stays_a_key(keys: bytes, name: str) -> None:
    assert essence(read(keys)) == [("key", name)]


def test_enter_through_a_terminal_that_makes_line_feeds_of_it_is_enter() -> None:
    assert essence(read(b"yksi\nk"))[-2:] == [("key", "enter"), ("key", "k")]


def test_line_feeds_of_a_paste_stay_as_they_are() -> None:
    assert essence(read(b"\x1b[200~yksi\nkaksi\x1b[201~")) == [("paste", "yksi\nkaksi")]
