"""Only what has changed is sent, and the terminal shows what it would show had everything been sent."""

from dataclasses import dataclass

import pytest
from emulator import SYSTEMS, Emulator, whole
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style

from kaikutui.tui.changed_cells import Picture, clusters
from kaikutui.tui.looks import PLAIN, Look, change

WIDTH, HEIGHT = 20, 4
STYLES = (
    "",
    "bold #e3e7ea on #12181c",
    "#e3e7ea on #12181c",
    "dim red",
    "reverse #93a1aa on #1b2328",
    "italic underline strike yellow on default",
    "blink on #e0a03c",
)
PIECES = ("a", "ä", "─", "█", " ", "漢", "字", "é", "a\u0308", "o\u0301\u0323", "👍", "x", "lumme", "  ", " " * 13)
"""Also what takes two cells and what joins to what stands before it. Joiners that are no marks (U+200D, U+FE0F) make
pyte drop what follows; they are shown to a real terminal in ``test_thin_line``."""

segments = st.builds(
    lambda parts, style: Segment("".join(parts), Style.parse(style)),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=6),
    st.sampled_from(STYLES),
)


@dataclass(frozen=True)
class Put:
    """A part of a row is painted."""

    x: int
    y: int
    segments: list[Segment]


@dataclass(frozen=True)
class Lost:
    """The terminal has shown something else meanwhile."""


puts = st.builds(Put, st.integers(0, WIDTH - 1), st.integers(0, HEIGHT - 1), st.lists(segments, min_size=1, max_size=4))
steps = st.lists(st.lists(puts | st.builds(Lost), max_size=4), max_size=6)


def fresh(system: ColorSystem = ColorSystem.TRUECOLOR, *, erases: bool = False) -> tuple[Picture, Emulator]:
    """A terminal all of spaces and its picture."""
    picture = Picture(WIDTH, HEIGHT, system, erases=erases)
    for y in range(HEIGHT):
        picture.put(0, y, [Segment(" " * WIDTH)])
    return picture, Emulator(WIDTH, HEIGHT)


def as_segments(picture: Picture) -> list[list[Segment]]:
    """What is wanted, a segment a cell."""
    rows = []
    for row in picture._wanted:
        cells = [cell or (" ", PLAIN) for cell in row]
        rows.append([Segment(text, _style(look)) for text, look in cells if text])
    return rows


def _style(look: Look) -> Style:
    """The style that has this look on a terminal with all colours."""
    names = {"1": "bold", "2": "dim", "3": "italic", "4": "underline", "5": "blink", "7": "reverse", "9": "strike"}
    words = [names[code] for code in sorted(look.attributes)]
    for prefix, codes in (("", look.colour), ("on ", look.ground)):
        parts = codes.split(";")
        if len(parts) == 5:
            words.append(prefix + f"rgb({parts[2]},{parts[3]},{parts[4]})")
        elif codes not in ("39", "49"):
            words.append(prefix + f"color({int(codes) % 10})")
    return Style.parse(" ".join(words))


@given(steps, st.booleans())
def test_the_terminal_shows_what_it_would_show_had_all_been_sent(frames: list[list[Put | Lost]], erases: bool) -> None:
    picture, emulator = fresh(erases=erases)
    for frame in frames:
        for step in frame:
            if isinstance(step, Put):
                picture.put(step.x, step.y, step.segments)
            else:
                emulator.feed("\x1b[2;3H\x1b[35;42mroskaa\x1b[0m")
                picture.forget()
        picture.cursor = (3, 2)
        emulator.feed(picture.changes())
        assert emulator.shown == whole(as_segments(picture), WIDTH, HEIGHT, ColorSystem.TRUECOLOR)
        assert emulator.cursor == (3, 2)


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: str(system.name))
@given(rows=st.lists(st.lists(segments, max_size=4), min_size=2, max_size=6))
def test_colours_are_those_that_textual_would_have_sent(system: ColorSystem, rows: list[list[Segment]]) -> None:
    picture, emulator = fresh(system)
    for row in rows:
        # Filled to its end, so that what stood there before is not asked about.
        width = sum(cells for text, _, _ in row for _, cells in clusters(text))
        if width > WIDTH:
            continue
        filled = [*row, Segment(" " * (WIDTH - width))]
        picture.put(0, 1, filled)
        emulator.feed(picture.changes())
        assert emulator.shown[1] == whole([[], filled], WIDTH, HEIGHT, system)[1]


def test_a_letter_costs_its_place_and_itself() -> None:
    picture, _ = fresh()
    picture.put(0, 2, [Segment("asiakkaat")])
    picture.changes()
    picture.put(0, 2, [Segment("asiakkaat k")])
    assert picture.changes() == "\x1b[3;11Hk\x1b[1;1H"


def test_what_stays_as_it_was_costs_nothing() -> None:
    picture, _ = fresh()
    picture.put(0, 2, [Segment("asiakkaat", Style.parse("bold red"))])
    picture.changes()
    picture.put(0, 2, [Segment("asiak", Style.parse("bold red")), Segment("kaat", Style.parse("bold red"))])
    assert picture.changes() == ""


def test_a_row_with_a_character_of_doubtful_width_is_sent_whole() -> None:
    picture, _ = fresh()
    picture.put(0, 0, [Segment("alku 👍 loppu")])
    picture.changes()
    picture.put(11, 0, [Segment("!")])
    assert "alku 👍 lop!u" in picture.changes()


def test_blanks_are_erased_where_the_terminal_can() -> None:
    for erases, sent in ((True, "\x1b[3;4H\x1b[13X\x1b[1;1H"), (False, "\x1b[3;4H" + " " * 13 + "\x1b[1;1H")):
        picture, _ = fresh(erases=erases)
        # Gaps that are blank already are erased along with the words.
        picture.put(3, 2, [Segment("yksi   neljää")])
        picture.changes()
        picture.put(0, 2, [Segment(" " * WIDTH)])
        assert picture.changes() == sent


def test_half_a_wide_character_is_a_space() -> None:
    picture, emulator = fresh()
    picture.put(0, 0, [Segment("漢字")])
    picture.put(1, 0, [Segment("a")])
    emulator.feed(picture.changes())
    assert emulator.screen.display[0].rstrip() == " a字"


def test_what_lies_outside_is_left_out() -> None:
    picture, emulator = fresh()
    assert picture.put(WIDTH - 2, 0, [Segment("abcd")]) == WIDTH + 2
    picture.put(0, HEIGHT, [Segment("alla")])
    emulator.feed(picture.changes())
    assert emulator.screen.display == [" " * (WIDTH - 2) + "ab", *[" " * WIDTH] * (HEIGHT - 1)]


def test_after_another_size_everything_is_sent_again() -> None:
    picture, _ = fresh()
    picture.changes()
    picture.resize(4, 1)
    picture.put(0, 0, [Segment("uusi")])
    emulator = Emulator(4, 1)
    emulator.feed(picture.changes())
    assert emulator.screen.display == ["uusi"]


looks = st.builds(
    Look,
    st.frozensets(st.sampled_from(["1", "2", "3", "4", "7", "9"])),
    st.sampled_from(["39", "31", "38;2;1;2;3"]),
    st.sampled_from(["49", "41", "48;5;7"]),
)


@given(looks, looks)
def test_a_change_of_look_leads_to_the_look_and_costs_no_more_than_all_of_it(before: Look, after: Look) -> None:
    short, long = Emulator(2, 1), Emulator(2, 1)
    short.feed(change(None, before) + change(before, after) + "x")
    long.feed(change(None, after) + "x")
    assert short.shown == long.shown
    assert len(change(before, after)) <= len(change(None, after))
