"""The first frame of a meeting, painted by hand before Textual is there: which meeting it is, and that keys count.

It stands where the app's own first frame will have the same words. Only the lines that it needs are looked for in
the file, in the one shape in which kaikutui writes it: of anything else less is shown, and nothing is complained of
here. Imports next to nothing: that is what it is for.
"""

import os
import stat
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from kaikutui.catalogue import text

READ_BYTES = 65536
"""So much of the file is looked at: the items stand at its beginning."""

HOME = (80, 24)
"""In a smaller window the app has one thing to say (widgets.too_small)."""

WIDE, TALL = 110, 40
"""From so many columns the agenda stands at the left, from so many lines there is room above the title."""

MANY = {"ground": "48;2;18;24;28", "bar": "48;2;27;35;40", "words": "38;2;227;231;234", "quiet": "38;2;147;161;170"}
MANY |= {"room": "38;2;185;214;229;48;2;0;0;0"}
SOME = {"ground": "48;5;16", "bar": "48;5;16", "words": "38;5;254", "quiet": "38;5;247", "room": "38;5;152;48;5;16"}
NONE = {"ground": "0", "bar": "0", "words": "0", "quiet": "0", "room": "0"}
"""Colours of the frame: of the theme, the nearest of 256, and none: bold alone. ``room``: words and their ground."""

Colours = Mapping[str, str]


class Wanted:
    """A command line that opens a meeting."""

    def __init__(self, path: str, view: str) -> None:
        """``view``: what this terminal shows of the meeting."""
        self.path = path
        self.view = view


class Glimpse:
    """What can be said of a meeting at once; empty or 0: not known."""

    def __init__(self, name: str = "", area: str = "", number: int = 0, title: str = "") -> None:
        """``name`` and ``area`` of the meeting, ``number`` and ``title`` of its item."""
        self.name, self.area, self.number, self.title = name, area, number, title


def wanted(arguments: Sequence[str]) -> Wanted | None:
    """What a command line asks for, if that is a meeting on the screen; None also when it is not understood here."""
    path, view, opens = "", "secretary", False
    rest = iter(arguments)
    for argument in rest:
        if argument == "open" and not opens:
            opens = True
        elif argument == "--view":
            view = next(rest, "")
        elif argument == "--lang":
            next(rest, None)
        elif argument.startswith("-"):
            if argument not in ("--no-mouse", "--bell", "--guest"):
                return None
        elif path or not opens:
            return None
        else:
            path = argument
    return Wanted(path, view) if path and view in ("secretary", "facilitator", "room") else None


def look(path: str) -> Glimpse | None:
    """A glimpse of the meeting in a file; None when it is none that can be read."""
    try:
        # Not opened to find out: that would wake whoever waits at the other end of a pipe, and then break it.
        if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116
            return None
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError):
        return None
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return None
        data = os.read(handle, READ_BYTES)
    except OSError:
        return None
    finally:
        os.close(handle)
    return read(data)


def read(data: bytes) -> Glimpse | None:
    """A glimpse of a meeting from the beginning of its file; None when it does not begin like one."""
    words = data.decode("utf-8", "replace")
    if not words.startswith("format = 1\n") or '"""' in words or "'''" in words:
        return None
    meeting: dict[str, str] = {}
    items: list[dict[str, str]] = []
    for table, key, value in _values(words):
        if table == "[[items]]" and not key:
            items.append({})
        if table == "[meeting]":
            meeting[key] = value
        elif table == "[[items]]" and items:
            items[-1][key] = value
        elif table == "[[items.stretches]]" and items:
            items[-1]["floor"] = "had" if key == "ended" else "has"
    item = _shown(items)
    title = _string(item.get("title", ""))
    return Glimpse(
        _string(meeting.get("title", "")), _string(meeting.get("area", "")), int(item["number"]) if title else 0, title
    )


def _values(words: str) -> Iterator[tuple[str, str, str]]:
    """Table, key and value of each line; a table's own line has neither."""
    table = ""
    for line in words.split("\n"):
        if line.startswith("["):
            table = line
            yield table, "", ""
        elif not line.startswith((" ", "]", "#")):
            key, _, value = line.partition(" = ")
            if key:
                yield table, key, value


def _shown(items: Sequence[dict[str, str]]) -> dict[str, str]:
    """The item that has the floor; the first before the meeting begins; none while nobody has it."""
    whole = [item for item in items if item.get("number", "") in tuple("123456789") and item.get("title")]
    running = [item for item in whole if item.get("floor") == "has"]
    if len(running) == 1:
        return running[0]
    untouched = len(whole) == len(items) == 9 and not any("floor" in item for item in items)
    return whole[0] if untouched else {}


def _string(value: str) -> str:
    """The text of a value as it may be painted; nothing when it is not plainly one."""
    if len(value) < 2 or value[0] != '"' or value[-1] != '"' or "\\" in value or '"' in value[1:-1]:
        return ""
    return "".join(
        sign if sign.isprintable() or sign == "\xa0" else "\N{REPLACEMENT CHARACTER}" for sign in value[1:-1]
    )


def colours(environment: Mapping[str, str]) -> Colours:
    """The colours that the app will have, as far as the environment tells of them."""
    if environment.get("NO_COLOR"):
        return NONE
    if environment.get("COLORTERM") in ("truecolor", "24bit"):
        return MANY
    return SOME if "256color" in environment.get("TERM", "") else NONE


def paint(glimpse: Glimpse, view: str, size: tuple[int, int], colours: Colours) -> str:
    """The frame for a window of so many columns and lines."""
    width, height = size
    area = f" · {glimpse.area}" if glimpse.area else ""
    name = shorten(glimpse.name, width - 2)
    area = shorten(area, width - 2 - cells(name))
    if view == "room":
        return f"\x1b[0;{colours['room']}m\x1b[2J{_at(2, 4)}{name}{area}"
    plain = f"\x1b[0;{colours['words']};{colours['ground']}m"
    if width < HOME[0] or height < HOME[1]:
        return f"{plain}\x1b[2J{_too_small(width, height)}"
    quiet = f"\x1b[0;{colours['quiet']};{colours['bar']}m"
    top = f"{quiet}{_at(1, 1)}\x1b[K{_at(1, 2)}\x1b[{colours['words']};1m{name}{quiet}{area}"
    left = 30 if width >= WIDE else 2
    row = (2 if width >= WIDE else 3) + (height >= TALL)
    title = shorten(f"{glimpse.number}  {glimpse.title}", width - left - 1) if glimpse.number else ""
    waiting = shorten(text("opening"), width - 2)
    bar = f"{quiet}{_at(height - 1, 1)}\x1b[K{_at(height - 1, 2)}{waiting}"
    return f"{plain}\x1b[2J{top}{plain}{_at(row, left)}\x1b[1m{title}{bar}{plain}"


def _too_small(width: int, height: int) -> str:
    """That the window is too small, in its middle."""
    said = [shorten(line, width - 1) for line in text("screen.too_small", width=width, height=height).split("\n")]
    top = max((height - len(said)) // 2, 0) + 1
    return "".join(f"{_at(row, (width - cells(line)) // 2 + 1)}{line}" for row, line in enumerate(said, top))


def window(environment: Mapping[str, str]) -> tuple[int, int]:
    """Columns and lines, as Textual takes them (``shutil.get_terminal_size``), whom the environment may tell otherwise.

    A terminal that does not know its own size is taken for one of the home size.
    """
    try:
        known = tuple(os.get_terminal_size(1))
    except OSError:
        known = (0, 0)
    words = (environment.get(name, "") for name in ("COLUMNS", "LINES"))
    told = (int(word) if word.isascii() and word.isdigit() else 0 for word in words)
    width, height = (first or then or home for first, then, home in zip(told, known, HOME, strict=True))
    return width, height


def _at(row: int, column: int) -> str:
    return f"\x1b[{row};{column}H"


def cells(words: str) -> int:
    """How many cells a text takes."""
    if words.isascii():
        return len(words)
    return sum(
        0 if unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Me", "Cf") else _width(sign)
        for sign in words
    )


def _width(sign: str) -> int:
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def shorten(words: str, width: int) -> str:
    """The text in at most ``width`` cells, with an ellipsis when something was left out."""
    if cells(words) <= width:
        return words
    while words and cells(words) >= width:
        words = words[:-1]
    return f"{words.rstrip()}…" if width > 0 else ""


def show_first(arguments: Sequence[str]) -> None:
    """Show the first frame of the meeting that a command line opens, if it opens one and this terminal can."""
    from kaikutui.terminal import shows_screens, take

    asked = wanted(arguments)
    if asked is None or not (shows_screens() and sys.stderr.isatty()):
        return
    glimpse = look(asked.path)
    if glimpse is not None:
        take(paint(glimpse, asked.view, window(os.environ), colours(os.environ)))
