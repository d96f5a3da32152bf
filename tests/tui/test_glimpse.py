"""The first frame, painted by hand before the imports: which meeting it is, never anything wrong, never a control."""

import os
import re
import shutil
import subprocess
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from emulator import Emulator
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.color import Color, ColorSystem

from kaikutui.catalogue import text
from kaikutui.domain.floor_operations import GiveFloor, PauseFloor
from kaikutui.domain.opening import new_session
from kaikutui.domain.session import Details, Session
from kaikutui.storage.agenda_file import load_agenda
from kaikutui.storage.session_file import encode
from kaikutui.tui.glimpse import (
    MANY,
    NONE,
    READ_BYTES,
    SOME,
    Glimpse,
    cells,
    colours,
    look,
    paint,
    read,
    wanted,
    window,
)
from kaikutui.tui.themes import KAIKU

START = datetime(2026, 11, 24, 13, 0, tzinfo=timezone(timedelta(hours=2)))
SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def a_meeting(**details: str) -> Session:
    about = Details(title="Kaikukortti-palautekokous 2026", area="Esimerkkilä", starts=START)
    return new_session(load_agenda("palautekokous-120"), replace(about, **details), (), ())


def glimpse_of(session: Session) -> Glimpse:
    found = read(encode(session)[:READ_BYTES])
    assert found is not None
    return found


def test_a_meeting_that_has_not_begun_shows_its_first_item() -> None:
    found = glimpse_of(a_meeting())
    assert (found.name, found.area) == ("Kaikukortti-palautekokous 2026", "Esimerkkilä")
    assert (found.number, found.title) == (1, a_meeting().item(1).title)


def test_a_running_meeting_shows_the_item_that_has_the_floor() -> None:
    session = a_meeting()
    for number in (1, 2, 5):
        session = GiveFloor(item=number, at=START + timedelta(minutes=10 * number)).apply(session)
    found = glimpse_of(session)
    assert (found.number, found.title) == (5, session.item(5).title)


def test_in_a_break_no_item_is_told() -> None:
    session = GiveFloor(item=1, at=START).apply(a_meeting())
    found = glimpse_of(PauseFloor(at=START + timedelta(minutes=5)).apply(session))
    assert (found.name, found.number, found.title) == ("Kaikukortti-palautekokous 2026", 0, "")


def test_a_name_that_the_file_writes_with_escapes_is_left_out_and_not_shown_wrongly() -> None:
    assert glimpse_of(a_meeting(title='Kokous "A"\\')).name == ""


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe", b"x = 1\n", b"format = 2\n", b'format = 1\ntext = """\n[meeting]\n"""\n']
)
def test_what_does_not_begin_like_a_meeting_shows_nothing(data: bytes) -> None:
    assert read(data) is None


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert [look(str(tmp_path / name)) for name in ("pipe", "", "missing")] == [None, None, None]


def test_whoever_waits_at_a_pipe_goes_on_waiting(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["sh", "-c", f"echo >{pipe}"], stderr=subprocess.DEVNULL) as writer:
        time.sleep(0.2)
        assert look(str(pipe)) is None
        time.sleep(0.2)
        assert writer.poll() is None
        writer.kill()


PIECES = st.sampled_from(
    [
        "[meeting]\n",
        "[[items]]\n",
        "[[items.stretches]]\n",
        "number = 3\n",
        "ended = 1\n",
        "title = ",
        "area = ",
        '"',
        "\n",
    ]
)
FILES = st.lists(PIECES | st.text(max_size=8), max_size=30).map(lambda parts: "format = 1\n" + "".join(parts))


@given(FILES | st.text(), st.sampled_from(["secretary", "room"]), st.integers(1, 200), st.integers(1, 60))
def test_no_file_makes_it_fail_or_send_a_control(words: str, view: str, width: int, height: int) -> None:
    found = read(words.encode("utf-8", "surrogatepass")) or Glimpse()
    for drawn in (MANY, NONE):
        rest = SEQUENCE.sub("", paint(found, view, (width, height), drawn))
        assert all(sign.isprintable() or sign == "\xa0" for sign in rest)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=80), st.integers(12, 120))
def test_no_line_is_wider_than_the_window(title: str, width: int) -> None:
    drawn = paint(Glimpse(title, title, 4, title), "secretary", (width, 24), NONE)
    rows = re.split(r"\x1b\[\d+;\d+H", drawn)
    assert all(cells(SEQUENCE.sub("", row)) <= width - 1 for row in rows)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["open", "a.toml"], ("a.toml", "secretary")),
        (["--lang", "fi", "--no-mouse", "open", "--view", "room", "a.toml", "--guest"], ("a.toml", "room")),
        (["open"], None),
        (["open", "a.toml", "b.toml"], None),
        (["open", "a.toml", "--view", "cellar"], None),
        (["open", "a.toml", "--help"], None),
        (["note", "a.toml", "open"], None),
        ([], None),
    ],
)
def test_only_a_plain_wish_to_open_a_meeting_is_answered(
    arguments: list[str], expected: tuple[str, str] | None
) -> None:
    found = wanted(arguments)
    assert (None if found is None else (found.path, found.view)) == expected


def test_its_colours_are_those_of_the_theme() -> None:
    theme = {"ground": KAIKU.background, "bar": KAIKU.surface, "words": KAIKU.foreground}
    theme["quiet"] = KAIKU.variables["text-muted"]
    for name, told in theme.items():
        color = Color.parse(str(told))
        foreground = name in ("words", "quiet")
        assert MANY[name] == ";".join(color.get_ansi_codes(foreground))
        assert SOME[name] == ";".join(color.downgrade(ColorSystem.EIGHT_BIT).get_ansi_codes(foreground))


def test_the_room_has_the_colours_of_its_screen() -> None:
    for system, drawn in ((ColorSystem.TRUECOLOR, MANY), (ColorSystem.EIGHT_BIT, SOME)):
        words, ground = (Color.parse(code).downgrade(system) for code in (KAIKU.variables["kaiku-said"], "#000000"))
        assert drawn["room"] == ";".join([*words.get_ansi_codes(True), *ground.get_ansi_codes(False)])


def test_a_window_under_the_home_size_is_told_so_as_the_app_does() -> None:
    emulator = Emulator(60, 16)
    emulator.feed(paint(Glimpse("Kokous", "Alue", 5, "Nimetty kohta"), "secretary", (60, 16), MANY))
    assert [row.strip() for row in emulator.screen.display[6:10]] == text(
        "screen.too_small", width=60, height=16
    ).split("\n")
    assert "".join([*emulator.screen.display[:6], *emulator.screen.display[10:]]).strip() == ""


@pytest.mark.parametrize(
    ("known", "told", "expected"),
    [
        ((100, 30), {}, (100, 30)),
        ((0, 0), {}, (80, 24)),
        ((100, 30), {"COLUMNS": "120", "LINES": ""}, (120, 30)),
        ((100, 30), {"COLUMNS": "0", "LINES": "many"}, (100, 30)),
    ],
)
def test_the_window_is_the_one_that_the_app_will_have(
    known: tuple[int, int], told: dict[str, str], expected: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size(known))
    for name in ("COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    assert window(os.environ) == expected == tuple(shutil.get_terminal_size())


def test_without_a_word_of_colours_it_has_none() -> None:
    many = {"COLORTERM": "truecolor", "TERM": "xterm-256color"}
    assert colours(many) is MANY
    assert colours({"TERM": "xterm-256color"}) is SOME
    assert colours({"TERM": "vt100"}) is colours({**many, "NO_COLOR": "1"}) is NONE


def test_the_room_sees_the_name_of_the_meeting_alone() -> None:
    drawn = paint(Glimpse("Kokous", "Alue", 5, "Nimetty kohta"), "room", (80, 24), MANY)
    assert SEQUENCE.sub("", drawn) == "Kokous · Alue"
