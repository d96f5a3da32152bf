"""One meeting or several at a glance, as a document: counts, continuation, moods, times, questions."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from kaikutui.catalogue import Catalogue
from kaikutui.domain.session import Session, Source
from kaikutui.domain.summary import MeetingSummary, summarise
from kaikutui.domain.tallies import ASKED_SIDES
from kaikutui.memo import phrases, writing
from kaikutui.memo.parts import Block, Column, Heading, Line, Listing, Memo, Table, bullets, text_line
from kaikutui.memo.times import MINUTE, minutes, times_blocks

Cell = Callable[[Catalogue, MeetingSummary], str]

COUNTS: Mapping[str, Cell] = MappingProxyType(
    {
        "people": lambda words, meeting: str(meeting.people),
        "notes": lambda words, meeting: str(sum(meeting.notes.values())),
        "decisions": lambda words, meeting: str(meeting.decisions),
        "actions": lambda words, meeting: str(meeting.actions),
        "questions": lambda words, meeting: str(len(meeting.questions)),
    }
)
CONTINUATION: Mapping[str, Cell] = MappingProxyType(
    {
        "continues": lambda words, meeting: str(meeting.continues),
        "stops": lambda words, meeting: str(meeting.stops),
        "undecided": lambda words, meeting: str(meeting.undecided),
        "mood": lambda words, meeting: _mean(words, meeting),
    }
)
"""Catalogue key (``memo.overview_…``) → what a meeting's row tells under that heading."""


def overview_of(sessions: Sequence[Session], words: Catalogue, made: datetime) -> Memo:
    """The overview of meetings in the language of ``words``; nothing confidential is in it."""
    whole = summarise(sessions, made)
    moods = phrases.moods(words, (mood for session in sessions for mood in session.moods))
    return Memo(
        title=words("memo.overview_title_one" if len(whole.meetings) == 1 else "memo.overview_title"),
        kind=words("memo.overview_kind"),
        date=writing.day(words, made),
        blocks=(
            Heading(level=1, text=words("memo.summary")),
            _table(words, whole.meetings, "counts", COUNTS),
            _table(words, whole.meetings, "continuation", CONTINUATION),
            *((text_line(moods),) if moods else ()),
            *(block for meeting in whole.meetings for block in _meeting(words, meeting)),
        ),
        listing=Listing(make=_listing, given=(words, whole.meetings)),
        table_word=words("memo.table"),
        language=words("memo.language"),
        made=made,
    )


def _name(words: Catalogue, meeting: MeetingSummary) -> str:
    day = writing.day(words, meeting.day) if meeting.day else ""
    return f"{meeting.area or meeting.title} {day}".strip()


def _meeting(words: Catalogue, meeting: MeetingSummary) -> tuple[Block, ...]:
    questions = bullets(tuple(Line(text=question) for question in meeting.questions))
    heading = Heading(level=2, text=words("memo.feedback_questions"))
    return (
        Heading(level=1, text=_name(words, meeting)),
        *times_blocks(words, meeting),
        *((heading, *questions) if questions else ()),
    )


def _table(words: Catalogue, meetings: Sequence[MeetingSummary], name: str, cells: Mapping[str, Cell]) -> Table:
    return Table(
        caption=words(f"memo.overview_{name}_caption"),
        description=words(f"memo.overview_{name}_description"),
        columns=(
            Column(heading=words("memo.feedback_meeting"), width=6.0),
            *(Column(heading=words(f"memo.overview_{key}"), width=2.4, numeric=True) for key in cells),
        ),
        rows=tuple((_name(words, one), *(cell(words, one) for cell in cells.values())) for one in meetings),
    )


def _mean(words: Catalogue, meeting: MeetingSummary) -> str:
    return words("memo.blank") if meeting.moods.mean is None else writing.decimal(words, meeting.moods.mean)


def _listing(words: Catalogue, meetings: Sequence[MeetingSummary]) -> Table:
    """A meeting a row with everything that can be counted, for a spreadsheet: unknown is empty there, not a dash."""
    rows = [_listing_row(words, meeting) for meeting in meetings]
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    return Table(
        caption=words("memo.overview_title"),
        description=words("memo.overview_title"),
        columns=tuple(Column(heading=heading, width=1) for heading in headings),
        rows=tuple(tuple(row.get(heading, "") for heading in headings) for row in rows),
    )


def _listing_row(words: Catalogue, meeting: MeetingSummary) -> dict[str, str]:
    blank = words("memo.blank")
    row = {
        words("memo.feedback_area"): meeting.area,
        words("memo.overview_day"): writing.day(words, meeting.day) if meeting.day else "",
    }
    for key, cell in {**COUNTS, **CONTINUATION}.items():
        told = cell(words, meeting)
        row[words(f"memo.overview_{key}")] = "" if told == blank else told
    for source in Source:
        row[words("memo.overview_notes_of", group=words(f"memo.group.{source}"))] = str(meeting.notes[source])
    for side in ASKED_SIDES:
        row[words("memo.overview_talk_of", group=words(f"memo.group.{side}"))] = minutes(words, meeting.talk[side])
    for time in meeting.times:
        row[words("memo.overview_planned_of", number=time.number)] = writing.decimal(words, time.planned / MINUTE, 0)
        row[words("memo.overview_real_of", number=time.number)] = "" if time.running else minutes(words, time.real)
    return row
