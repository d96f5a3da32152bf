"""The capture line: ``FLAGS: text``. The grammar is a promise to fingers.

``k?: Milloin ohje selkokielellä?`` · ``>: Pikaohje kassoille @Kulttuuripalvelut 15.12.`` · ``5y!: Esitetään …``
A line whose first word is no set of flags is text as it stands.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from kaikutui.domain.clean import clean_line
from kaikutui.domain.formats import format_date, parse_date
from kaikutui.domain.record import Record
from kaikutui.domain.session import Kind, Note, Source

SOURCES = (Source.DISTRIBUTOR, Source.VENUE, Source.CARDHOLDER, Source.SHARED)

LETTERS: Mapping[str, str] = MappingProxyType({"fi": "jkhy", "sv": "ubig", "en": "dvcs"})
"""Source letters of each language, in the order of ``SOURCES``."""

MARKS: Mapping[str, Kind] = MappingProxyType({"!": Kind.DECISION, ">": Kind.ACTION, "?": Kind.QUESTION})

CONFIDENTIAL = "*"


class Flags(Record, frozen=True, kw_only=True):
    """What the flags before the colon say; None: nothing was said."""

    source: Source | None = None
    item: int | None = None
    kind: Kind = Kind.FEEDBACK
    confidential: bool = False


class Captured(Record, frozen=True, kw_only=True):
    """A line understood: its flags and its cleaned text, of an action also owner and due."""

    flags: Flags
    text: str
    owner: str = ""
    due: date | None = None


def parse_flags(word: str, language: str = "fi") -> Flags | None:
    """The flags in a word without its colon; None when it is no set of flags.

    Each sort of flag may stand once: two sources, two kinds or two items make it an ordinary word.
    """
    letters = dict(zip(LETTERS[language], SOURCES, strict=True))
    said: dict[str, Any] = {}
    for sign in word.lower():
        flag = _flag(sign, letters)
        if flag is None or flag[0] in said:
            return None
        said[flag[0]] = flag[1]
    return Flags(**said) if said else None


def _flag(sign: str, letters: Mapping[str, Source]) -> tuple[str, object] | None:
    """Which flag a sign is, and what it says."""
    if sign in letters:
        return "source", letters[sign]
    if sign in MARKS:
        return "kind", MARKS[sign]
    if sign in "123456789":
        return "item", int(sign)
    return ("confidential", True) if sign == CONFIDENTIAL else None


def split_flags(line: str, language: str = "fi") -> tuple[Flags, str]:
    """The flags of a line and the rest of it.

    After the colon stands a space, a capital or nothing, so that "9:30" and "k:n" stay text; a set that holds
    one of ``! > ? *`` is no word of any language and needs no space.
    """
    word, colon, rest = line.partition(":")
    flags = parse_flags(word.strip(), language) if colon else None
    if flags is None:
        return Flags(), line
    sure = any(sign in word for sign in (*MARKS, CONFIDENTIAL))
    if sure or not rest or rest[0].isspace() or rest[0].isupper():
        return flags, rest.strip()
    return Flags(), line


def parse_capture(line: str, today: date, owners: Iterable[str] = (), language: str = "fi") -> Captured:
    """A whole line: flags, text, and of an action owner and due.

    ``owners`` are names of several words that may follow ``@`` without quotes; ``today`` completes a date
    without a year.
    """
    flags, text = split_flags(clean_line(line), language)
    if text.startswith("//"):
        text = text[1:]
    if flags.kind is not Kind.ACTION:
        return Captured(flags=flags, text=text)
    text, owner = _take_owner(text, owners)
    text, due = _take_due(text, today)
    return Captured(flags=flags, text=text, owner=owner, due=due)


_OWNER = r"(?:^|(?<=\s))@(?:[\"”“](?P<quoted>[^\s@\"”“][^@\"”“]*)[\"”“]|(?P<word>[^\s,;\"”“]+))"


def _take_owner(text: str, owners: Iterable[str]) -> tuple[str, str]:
    """Take the last ``@Who`` out of the text: a quoted name, the longest known name, or one word."""
    for name in sorted(owners, key=len, reverse=True):
        # A known name may stand in quotes too, and may have quotes of its own.
        pattern = rf"(?:^|(?<=\s))@(?P<quote>[\"”“])?{re.escape(name)}(?(quote)[\"”“]|(?!\w))"
        known = list(re.finditer(pattern, text, re.I))
        if known:
            return _without(text, known[-1]), name
    matches = list(re.finditer(_OWNER, text))
    if not matches:
        return text, ""
    match = matches[-1]
    owner = (match["quoted"] or match["word"]).strip()
    # A full stop ends the sentence, unless the name is an abbreviation with one inside ("ry.").
    return (_without(text, match), owner.rstrip(".") or owner) if owner else (text, "")


_DUE = r"(?<![\w.,:/–-])(\d{1,2}\.\d{1,2}\.(?:\d{4})?)(?![\w–-])"
_LAST = r"\s*(?:mennessä|viimeistään)?[\s.]*$"


def _take_due(text: str, today: date) -> tuple[str, date | None]:
    """The last date of the text is the due; at the end it leaves the text, inside a sentence it stays too."""
    dates = [(match, day) for match in re.finditer(_DUE, text) if (day := parse_date(match[1], today))]
    if not dates:
        return text, None
    match, due = dates[-1]
    if re.fullmatch(_LAST, text[match.end() :]) and text[: match.start()].strip():
        return text[: match.start()].rstrip(), due
    return text, due


def _without(text: str, match: re.Match[str]) -> str:
    head, tail = text[: match.start()].rstrip(), text[match.end() :].lstrip()
    return f"{head}{tail}" if tail[:1] in (".", ",", ";", "!") else f"{head} {tail}".strip()


def format_capture(note: Note, language: str = "fi") -> str:
    """The line that makes this note again, for editing it in the bar."""
    marks = {kind: sign for sign, kind in MARKS.items()}
    flags = LETTERS[language][SOURCES.index(note.source)]
    flags += marks.get(note.kind, "") + (CONFIDENTIAL if note.confidential else "")
    tail = f' @"{note.owner}"' if note.owner else ""
    tail += f" {format_date(note.due)}" if note.due else ""
    slash = "/" if note.text.startswith("//") else ""
    return f"{flags}: {slash}{note.text}{tail}"
