"""How many colours the terminal is to get: all, the sixteen it has, or none but bold and reverse."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import StrEnum

EIGHT, MANY = 8, 256
"""Colours of a terminal: from eight on it has colours, from 256 on as many as we like."""


class Colours(StrEnum):
    """What may be sent; each has its theme."""

    ALL = "kaiku"
    SIXTEEN = "kaiku-16"
    NONE = "kaiku-mono"


def colours_for(environment: Mapping[str, str], ask: Callable[[], int | None]) -> Colours:
    """As the environment tells: ``NO_COLOR`` (no-color.org: when set and not empty) and ``COLORTERM``.

    ``ask`` tells how many colours the terminal is known to have (None: that is not known). It is asked only when the
    environment does not tell: the database takes 2 ms to load.
    """
    if environment.get("NO_COLOR"):
        return Colours.NONE
    if environment.get("COLORTERM") in ("truecolor", "24bit"):
        return Colours.ALL
    known = ask()
    if known is not None and known < EIGHT:
        return Colours.NONE
    return Colours.ALL if known is None or known >= MANY else Colours.SIXTEEN


def colours_known(term: str) -> int | None:
    """How many colours the system's database of terminals tells of the terminal of this process.

    None: there is no such database (Windows), or it does not know the terminal.
    """
    with suppress(ImportError):
        import curses

        with suppress(curses.error):
            curses.setupterm(term, 1)
            return curses.tigetnum("colors")
    return None
