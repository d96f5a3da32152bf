"""Dates, times and numbers as Finns write and type them (SFS 4175; Kielikello).

Every ``parse_`` answers None for what it does not understand: what to say about it is the caller's to know. Patterns
are strings: ``re`` keeps what it has compiled, and a start does not wait for any of them.
"""

import re
from datetime import date, datetime, time, timedelta

from kaikutui.catalogue import text

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"


def format_date(day: date) -> str:
    """``24.11.2026``: no leading zeros."""
    return f"{day.day}.{day.month}.{day.year}"


def format_date_with_weekday(day: date) -> str:
    """``tiistai 24.11.2026``, in the language of the user."""
    return f"{text(f'weekday.{day.isoweekday()}')} {format_date(day)}"


def format_clock(at: datetime | time) -> str:
    """``13.02``, ``9.15``: a dot, no leading zero in the hour."""
    return f"{at.hour}.{at.minute:02}"


def format_clock_seconds(at: datetime) -> str:
    """``13.42.07``."""
    return f"{at.hour}.{at.minute:02}.{at.second:02}"


def format_range(start: datetime | time, end: datetime | time) -> str:
    """``13.00–15.00``: an en dash without spaces."""
    return f"{format_clock(start)}{DASH}{format_clock(end)}"


def format_span(span: timedelta) -> str:
    """A running time as ``12:34``, ``1:05:07`` from an hour up; never negative."""
    seconds = max(int(span.total_seconds()), 0)
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def format_number(number: int) -> str:
    """``1 248``: no-break spaces from a thousand up."""
    return f"{number:,}".replace(",", NBSP).replace("-", MINUS)


def format_change(number: int) -> str:
    """``+5`` or ``−4``: how much more or less; zero is ``+0``."""
    return f"{number:+}".replace("-", MINUS)


def format_decimal(number: float, places: int = 1) -> str:
    """``5,7``: a decimal comma; what rounds to zero has no sign."""
    return f"{number:z,.{places}f}".replace(",", NBSP).replace(".", ",").replace("-", MINUS)


def format_percent(share: float, *, signed: bool = False) -> str:
    """A share (0.12) as ``12,0 %``, with ``signed`` as ``+12,0 %``."""
    number = format_decimal(share * 100)
    sign = "+" if signed and share > 0 and number != format_decimal(0) else ""
    return f"{sign}{number}{NBSP}%"


_DATES = (
    r"(?a)(?P<day>\d{1,2})[./] ?(?P<month>\d{1,2})(?:\.|[./] ?(?P<year>\d{4}))?",
    r"(?a)(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
)


def parse_date(typed: str, today: date) -> date | None:
    """A day as typed: ``24.11.``, ``24.11.2026``, ``24. 11.``, ``24/11``, ``24/11/2026``, ``2026-11-24``.

    Without a year it is the first such day from ``today`` on.
    """
    match = next((found for pattern in _DATES if (found := re.fullmatch(pattern, typed.strip()))), None)
    if match is None:
        return None
    day, month = int(match["day"]), int(match["month"])
    if match["year"]:
        return _day(int(match["year"]), month, day)
    # 29.2. may be years away; eight years span any gap between leap years.
    coming = (_day(today.year + ahead, month, day) for ahead in range(9))
    return next((found for found in coming if found and found >= today), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_CLOCK = r"(?ai)(?:klo\.?|kl\.?)?[\s\u00a0]*(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2})|(?P<joined>\d{2}))?"


def parse_clock(typed: str) -> time | None:
    """A time of day as typed: ``13``, ``13.00``, ``13:00``, ``1300``, ``klo 9.15``, ``kl. 9.15``."""
    match = re.fullmatch(_CLOCK, typed.strip())
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or match["joined"] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


_NUMBER = r"[0-9]{1,12}|[0-9]{1,3}(?:[ \u00a0\u202f\u2009'][0-9]{3}){1,3}"


def parse_number(typed: str) -> int | None:
    """A whole number, its thousands apart by one space of any kind or not at all: ``1 248``, ``1248``.

    ``412 2356`` is two numbers, ``20,7`` and ``1.248`` could be read in two ways: none of them is understood.
    """
    digits = typed.strip()
    return int(re.sub(r"[^0-9]", "", digits)) if re.fullmatch(_NUMBER, digits) else None


YEARS = range(2000, 3000)
"""Years in which a next meeting can be."""

_WEEKS = (
    r"(?i)(?:vko?|viik\w*|v|vecka|week|wk)\.?\s*(?P<week>\d{1,2})(?:(?:\s*/\s*|\s+)(?P<year>\d{4}))?",
    r"(?i)(?P<year>\d{4})-?W(?P<week>\d{2})",
    # Up to twelve it is a month: 11/2027.
    r"(?P<week>1[3-9]|[2-5]\d)\s*/\s*(?P<year>\d{4})",
)


def parse_week(typed: str, today: date) -> tuple[int, int] | None:
    """A week as (week, year): ``vko 46``, ``viikolla 46``, ``viikko 46/2027``, ``2027-W46``, ``46/2027``.

    Without a year it is the first such week after the present one.
    """
    match = next((found for pattern in _WEEKS if (found := re.fullmatch(pattern, typed.strip()))), None)
    if match is None:
        return None
    week = int(match["week"])
    if match["year"]:
        year = int(match["year"])
        return (week, year) if 1 <= week <= _weeks_in(year) else None
    now = today.isocalendar()
    # Week 53 comes every five or six years, or after seven.
    coming = ((week, year) for year in range(now.year, now.year + 8) if (year, week) > (now.year, now.week))
    return next((found for found in coming if 1 <= week <= _weeks_in(found[1])), None)


def _weeks_in(year: int) -> int:
    """52 or 53; none in a year without meetings."""
    return date(year, 12, 28).isocalendar().week if year in YEARS else 0


MONTHS = (
    "tammikuu", "helmikuu", "maaliskuu", "huhtikuu", "toukokuu", "kesäkuu",
    "heinäkuu", "elokuu", "syyskuu", "lokakuu", "marraskuu", "joulukuu",
)  # fmt: skip

_MONTH = rf"(?i)(?P<name>{'|'.join(MONTHS)})(?:n|ssa|lla|ta|sta|hun|ksi|na)?(?:\s+(?:vuonna\s+)?(?P<year>\d{{4}}))?"


def parse_month(typed: str, today: date) -> tuple[int, int] | None:
    """A month as (month, year): ``marraskuu``, ``marraskuussa 2027``, ``marraskuun``, ``11/2027``.

    Without a year it is the first such month after the present one.
    """
    numbered = re.fullmatch(r"(\d{1,2})\s*/\s*(\d{4})", typed.strip())
    named = re.fullmatch(_MONTH, typed.strip())
    if numbered:
        month, year = int(numbered[1]), int(numbered[2])
    elif named:
        month = MONTHS.index(named["name"].lower()) + 1
        year = int(named["year"]) if named["year"] else today.year + (month <= today.month)
    else:
        return None
    return (month, year) if 1 <= month <= 12 and year in YEARS else None
