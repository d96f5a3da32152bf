"""A clock in figures as big as there is room for, of half blocks: to be read from the last row of a hall."""

from itertools import zip_longest

FONT = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": ("## ", " # ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
    ".": (" ", " ", " ", " ", "#"),
}
"""Sign → its dots, five rows from the top. Every figure is as wide as the others: a running clock stands still."""

_HALVES = {("#", "#"): "█", ("#", " "): "▀", (" ", "#"): "▄", (" ", " "): " "}
"""Upper and lower half of a cell → its block."""


def big_figures(clock: str, width: int, rows: int) -> list[str]:
    """The lines of a clock (figures, colons and points) in the biggest figures that fit; else the clock as it is."""
    dots = [" ".join(line) for line in zip(*(FONT[sign] for sign in clock), strict=True)]
    # A cell is about twice as high as wide: a dot of one half cell is a square, and so are its multiples.
    size = min(width // len(dots[0]), rows * 2 // len(dots))
    return _painted(dots, size) if size > 0 else [clock]


def _painted(dots: list[str], size: int) -> list[str]:
    halves = ["".join(dot * size for dot in line) for line in dots for _ in range(size)]
    pairs = zip_longest(halves[::2], halves[1::2], fillvalue=" " * len(halves[0]))
    return ["".join(_HALVES[both] for both in zip(*pair, strict=True)) for pair in pairs]
