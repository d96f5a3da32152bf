"""Dates, times and numbers as the language of the memo writes them (SFS 4175; Kielikello; GOV.UK for English)."""

from datetime import date, datetime, time

from kaikutui.catalogue import Catalogue
from kaikutui.domain.formats import MINUS


def day(words: Catalogue, when: date) -> str:
    """A day: ``24.11.2026``, ``24 November 2026``."""
    return words("memo.date", **_day_parts(words, when))


def long_day(words: Catalogue, when: date) -> str:
    """A day as it stands after its weekday: ``24.11.2026``, ``den 24 november 2026``."""
    return words("memo.long_date", **_day_parts(words, when))


def _day_parts(words: Catalogue, when: date) -> dict[str, object]:
    name = words(f"memo.month_name.{when.month}")
    return {"day": when.day, "month": when.month, "name": name, "year": when.year}


def clock(words: Catalogue, at: datetime | time) -> str:
    """A time of day: ``13.02``, ``13:02``."""
    return words("memo.time_of_day", hour=at.hour, minute=f"{at.minute:02}")


def number(words: Catalogue, count: int) -> str:
    """A whole number, thousands apart: ``1 248``, ``1,248``."""
    return _signs(words, f"{count:,}")


def decimal(words: Catalogue, amount: float, places: int = 1) -> str:
    """A number with decimals: ``5,7``, ``5.7``; what rounds to zero has no sign."""
    return _signs(words, f"{amount:z,.{places}f}")


def percent(words: Catalogue, share: float, *, signed: bool = False) -> str:
    """A share (0.12) as ``12,0 %``, with ``signed`` as ``+12,0 %``."""
    shown = decimal(words, share * 100)
    sign = "+" if signed and share > 0 and shown != decimal(words, 0) else ""
    return words("memo.percent", number=f"{sign}{shown}")


def _signs(words: Catalogue, plain: str) -> str:
    whole, dot, rest = plain.partition(".")
    whole = whole.replace(",", words("memo.thousands")).replace("-", MINUS)
    return f"{whole}{words('memo.decimal_mark')}{rest}" if dot else whole
