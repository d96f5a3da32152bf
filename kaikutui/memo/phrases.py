"""Small phrases of the memo, made from facts: times, the next meeting, moods."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from kaikutui.catalogue import Catalogue
from kaikutui.domain.clocks import began
from kaikutui.domain.session import Mood, NextMeeting, Session, Stretch
from kaikutui.domain.tallies import tally_moods
from kaikutui.memo import writing


def listed(words: Catalogue, parts: Sequence[str]) -> str:
    """``a``, ``a ja b``, ``a, b ja c``; nothing for no parts."""
    if len(parts) < 2:
        return "".join(parts)
    return words("memo.and", rest=", ".join(parts[:-1]), last=parts[-1])


def hours(words: Catalogue, stretch: Stretch) -> str:
    """``klo 13.31–13.38``; of one that still runs, since when."""
    start = writing.clock(words, stretch.started)
    if stretch.ended is None:
        return words("memo.from_clock", start=start)
    return words("memo.hours", start=start, end=writing.clock(words, stretch.ended))


def ended(session: Session) -> datetime | None:
    """When the meeting ended: as closed, else when the last item gave up the floor; None while it goes on."""
    if session.meeting.ended is not None:
        return session.meeting.ended
    ends = [stretch.ended for item in session.items for stretch in item.stretches]
    known = [end for end in ends if end is not None]
    return max(known) if known and len(known) == len(ends) else None


def meeting_time(words: Catalogue, session: Session) -> str:
    """The day and the real hours of the meeting, or its planned start; empty when neither is known."""
    start, planned = began(session), session.meeting.starts
    day = start or planned
    if day is None:
        return ""
    written = words("memo.day", weekday=words(f"memo.weekday.{day.isoweekday()}"), day=writing.long_day(words, day))
    if start is None:
        return f"{written} {words('memo.clock', clock=writing.clock(words, day))}"
    return f"{written} {hours(words, Stretch(started=start, ended=ended(session)))}"


def confidential_parts(words: Catalogue, parts: Iterable[Stretch]) -> str:
    """That something was talked about in confidence, and when; empty when nothing was."""
    times = [hours(words, part) for part in parts]
    return words("memo.confidential", times=listed(words, times)) if times else ""


def next_meeting(words: Catalogue, coming: NextMeeting) -> str:
    """When and where the next meeting is, as exactly as is known; empty when nothing is."""
    when = _when(words, coming)
    if when and coming.place:
        return words("memo.next_when_place", when=when, place=coming.place)
    if when:
        return words("memo.next", when=when)
    return words("memo.next_place", place=coming.place) if coming.place else ""


def _when(words: Catalogue, coming: NextMeeting) -> str:
    day = _day(words, coming)
    if not day or coming.time is None:
        return day
    return words("memo.at_clock", when=day, clock=writing.clock(words, coming.time))


def _day(words: Catalogue, coming: NextMeeting) -> str:
    if coming.date is not None:
        weekday = words(f"memo.on_weekday.{coming.date.isoweekday()}")
        return words("memo.on_day", weekday=weekday, day=writing.long_day(words, coming.date))
    of = "" if coming.year is None else "_of"
    if coming.week is not None:
        return words(f"memo.in_week{of}", week=coming.week, year=coming.year)
    if coming.month is not None:
        return words(f"memo.in_month{of}", month=words(f"memo.month.{coming.month}"), year=coming.year)
    return words("memo.in_year", year=coming.year) if coming.year is not None else ""


def moods(words: Catalogue, answers: Iterable[Mood]) -> str:
    """The mood round in counts, its words alphabetically, so that nobody can be told from it."""
    tally = tally_moods(answers)
    said = [words("memo.mood", word=word, count=count) for word, count in tally.words]
    sentences = [words("memo.moods", words=listed(words, said))] if said else []
    if tally.mean is not None:
        sentences.append(words("memo.mood_mean", mean=writing.decimal(words, tally.mean), count=tally.scored))
    if tally.passes:
        key = "memo.mood_pass" if tally.passes == 1 else "memo.mood_passes"
        sentences.append(words(key, count=tally.passes))
    return " ".join(sentences)
