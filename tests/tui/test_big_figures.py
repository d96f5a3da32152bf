"""Clocks in big figures: as big as there is room for, never wider or higher, and steady."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaikutui.tui.big_figures import FONT, big_figures

CLOCKS = st.text("".join(FONT), min_size=1, max_size=8)


def test_the_smallest_figures_are_three_rows_high() -> None:
    assert big_figures("12:04", 17, 3) == [
        "▀█  ▀▀█ ▄ █▀█ █ █",
        " █  █▀▀ ▄ █ █ ▀▀█",
        "▀▀▀ ▀▀▀   ▀▀▀   ▀",
    ]


@pytest.mark.parametrize(("rows", "width", "high"), [(5, 74, 5), (9, 74, 8), (10, 74, 10), (20, 94, 13), (20, 34, 5)])
def test_they_grow_with_the_room(rows: int, width: int, high: int) -> None:
    assert len(big_figures("12:34", width, rows)) == high


@given(CLOCKS, st.integers(0, 200), st.integers(-3, 60))
def test_they_are_never_wider_or_higher_than_the_room(clock: str, width: int, rows: int) -> None:
    lines = big_figures(clock, width, rows)
    assert lines == [clock] or (len(lines) <= rows and {len(line) for line in lines} <= set(range(width + 1)))


@given(st.integers(0, 59), st.integers(0, 59))
def test_a_running_clock_stands_still(one: int, other: int) -> None:
    sizes = {(len(lines), len(lines[0])) for at in (one, other) for lines in [big_figures(f"12:{at:02}", 94, 20)]}
    assert len(sizes) == 1


@given(st.integers(1, 12))
def test_no_two_signs_look_alike_at_any_size(size: int) -> None:
    assert len({tuple(big_figures(sign, 3 * size, 5 * size)) for sign in FONT}) == len(FONT)
