"""What no keyboard should send, sent through a real terminal: it ends nothing, runs nothing and is lost nowhere."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from attack import FULL
from dying_desk import a_meeting, at_desk, texts
from pty_terminal import Terminal

from kaikutui.domain.clean import clean_line


@pytest.fixture
def terminal(file: Path) -> Iterator[Terminal]:
    """A desk at a new meeting; it is left by its own key, and that works."""
    desk = at_desk(a_meeting(file))
    yield desk
    desk.key("\x11")
    assert desk.ended() == 0


def enter(terminal: Terminal, file: Path) -> str:
    """Enter the line; gives the note that has come of it."""
    count = len(texts(file))
    terminal.key("\r")
    terminal.until(lambda: len(texts(file)) > count)
    return texts(file)[-1]


def test_a_byte_that_is_no_utf_8_is_seen_and_ends_nothing(terminal: Terminal, file: Path) -> None:
    terminal.raw("Hyv\xe4\xe4 ty\xf6t\xe4 ".encode("latin-1"))
    assert enter(terminal, file) == "Hyv\ufffd\ufffd ty\ufffdt\ufffd"


def test_a_mouse_beyond_column_95_ends_nothing_and_writes_nothing(terminal: Terminal, file: Path) -> None:
    terminal.raw(b"Rivi\x1b[M \xa2\x28\x1b[M#\xc3\xa4\x1b[<35;4000;2000M ja loppu")
    assert enter(terminal, file) == "Rivi ja loppu"


def test_an_escape_in_a_paste_presses_no_key(terminal: Terminal, file: Path) -> None:
    # F8 would begin the meeting, Ctrl+Q end the program.
    terminal.raw(b"\x1b[200~yksi \x1b[31mkaksi\x1b[0m \x1b[19~\x11kolme\x1b[201~")
    assert enter(terminal, file) == "yksi kaksi kolme"
    assert "stretches" not in file.read_text("utf-8")


def test_typing_after_a_paste_without_an_end_is_not_swallowed(terminal: Terminal, file: Path) -> None:
    terminal.raw(b"\x1b[200~liitetty ")
    terminal.see("liitetty")
    terminal.raw(b"kirjoitettu")
    terminal.see("liitetty kirjoitettu")
    assert enter(terminal, file) == "liitetty kirjoitettu"


@pytest.mark.parametrize(
    ("pasted", "share", "block"),
    [(False, 20 if FULL else 41, 500), (True, 1 if FULL else 3, 3000)],
    ids=["typed", "pasted"],
)
def test_every_character_there_is_comes_into_the_file_and_no_command_of_it_to_the_terminal(
    terminal: Terminal, file: Path, pasted: bool, share: int, block: int, record_property: Callable[[str, object], None]
) -> None:
    sent = 0
    for line in lines_of_characters(share, block):
        if pasted:
            # In a paste these end a line, and a paste of several lines is several notes.
            line = re.sub("[\x85\u2028\u2029]", "", line)
        terminal.raw(f"y: \x1b[200~{line}\x1b[201~".encode() if pasted else f"y: {line}".encode())
        assert enter(terminal, file) == clean_line(line)
        sent += len(line)
    record_property("cases", sent)
    terminal.read()
    painted = terminal.painted.decode("utf-8", "replace")
    assert [hex(ord(sign)) for sign in STEERING if sign in painted] == []


STEERING = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff" + "".join(
    map(chr, range(0x80, 0xA0))
)


def lines_of_characters(share: int, block: int) -> Iterator[str]:
    """Every so-many-th character but those that are keys, all that steer or space, and of those without a meaning some.

    With a ``share`` of 1 all 1,112,064 but the keys: pasted in minutes; typed it would take an hour.
    """
    wanted = [chr(code) for code in range(0x20, 0x110000) if not 0xD800 <= code < 0xE000 and code != 0x7F]
    vacant = [sign for sign in wanted if unicodedata.category(sign) in ("Cn", "Co")][
        :: 1 if share == 1 else 997 * share
    ]
    known = [sign for sign in wanted if unicodedata.category(sign) not in ("Cn", "Co")]
    steering = [sign for sign in known if unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp", "Zs")]
    every = known[::share] + vacant + steering
    for start in range(0, len(every), block):
        yield "x" + "".join(every[start : start + block]) + "x"
