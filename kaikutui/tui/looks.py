"""How a cell looks, and the shortest way to tell a terminal that the look changes."""

from functools import lru_cache
from typing import NamedTuple

from rich.color import Color, ColorSystem
from rich.style import Style

ATTRIBUTES = {
    "bold": "1",
    "dim": "2",
    "italic": "3",
    "underline": "4",
    "blink": "5",
    "blink2": "6",
    "reverse": "7",
    "conceal": "8",
    "strike": "9",
    "underline2": "21",
    "frame": "51",
    "encircle": "52",
    "overline": "53",
}
"""Attributes of a style and the codes that turn them on (ECMA-48 8.3.117, SGR)."""

_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "6": "25", "7": "27", "8": "28", "9": "29"}
_OFF |= {"21": "24", "51": "54", "52": "54", "53": "55"}


UNSEEN = frozenset({"1", "2", "3"})
"""Attributes that a blank does not show."""


class Look(NamedTuple):
    """A style as a terminal knows it. Links are left out: kaikutui shows none."""

    attributes: frozenset[str] = frozenset()
    colour: str = "39"
    ground: str = "49"


PLAIN = Look()
"""What a reset gives."""


@lru_cache(1024)
def look_of(style: Style | None, system: ColorSystem) -> Look:
    """The look of a style on a terminal with so many colours."""
    if style is None:
        return PLAIN
    on = frozenset(code for name, code in ATTRIBUTES.items() if getattr(style, name))
    return Look(on, _codes(style.color, system, "39", True), _codes(style.bgcolor, system, "49", False))


def _codes(colour: Color | None, system: ColorSystem, default: str, foreground: bool) -> str:
    return ";".join(colour.downgrade(system).get_ansi_codes(foreground)) if colour else default


@lru_cache(4096)
def change(before: Look | None, after: Look) -> str:
    """The bytes after which a terminal that painted in one look paints in the other; None: nobody knows the look."""
    if before == after:
        return ""
    whole = ["0", *sorted(after.attributes), *_colours(PLAIN, after)]
    ways = [whole]
    if before is not None:
        off = {_OFF[code] for code in before.attributes - after.attributes}
        # 22 ends bold and dim at once: what is to stay is told again.
        on = {code for code in after.attributes if code not in before.attributes or _OFF[code] in off}
        ways.append([*sorted(off), *sorted(on), *_colours(before, after)])
    codes = min((";".join(way) for way in ways), key=len)
    # A reset alone needs no number.
    return "\x1b[m" if codes == "0" else f"\x1b[{codes}m"


def _colours(before: Look, after: Look) -> list[str]:
    pairs = ((before.colour, after.colour), (before.ground, after.ground))
    return [new for old, new in pairs if old != new]
