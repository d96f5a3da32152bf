"""Planned and real time, and how much each side was heard: an appendix of the memo, and a part of the overview."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from kaikutui.catalogue import Catalogue
from kaikutui.domain.session import Session, Source
from kaikutui.domain.summary import ItemTime, MeetingSummary, summarise_meeting
from kaikutui.domain.tallies import ASKED_SIDES
from kaikutui.memo import phrases, writing
from kaikutui.memo.parts import Block, Column, Heading, Table, text_line, trimmed

MINUTE = timedelta(minutes=1)
OVER = timedelta(minutes=1)
"""An item that took so much more than it was given is named: less is nobody's matter."""


def times_appendix(words: Catalogue, session: Session, made: datetime) -> tuple[Block, ...]:
    """The whole appendix."""
    meeting = summarise_meeting(session, made)
    return (Heading(level=1, text=words("memo.times_appendix")), *times_blocks(words, meeting))


def times_blocks(words: Catalogue, meeting: MeetingSummary) -> tuple[Block, ...]:
    """How the meeting kept its time, in a sentence or two and in tables.

    Words stand last: after a table at the end of a document Word wants an empty paragraph, which is told aloud.
    """
    said = times_said(words, meeting)
    return (
        *((text_line(said),) if said else ()),
        times_table(words, meeting.times),
        talk_table(words, meeting),
        text_line(words("memo.talk_note")),
    )


def times_said(words: Catalogue, meeting: MeetingSummary) -> str:
    """When the meeting ended beside its plan, and which items took more than they were given."""
    sentences = []
    if meeting.late is not None:
        off = round(meeting.late / MINUTE)
        key = "memo.times_late" if off > 0 else "memo.times_early" if off < 0 else "memo.times_punctual"
        sentences.append(words(key, minutes=abs(off)))
    over = [str(time.number) for time in meeting.times if time.real - time.replanned >= OVER and not time.running]
    if over:
        key = "memo.times_over" if len(over) > 1 else "memo.times_over_one"
        sentences.append(words(key, items=phrases.listed(words, over)))
    return " ".join(sentences)


def times_table(words: Catalogue, times: Sequence[ItemTime]) -> Table:
    """An item a row and their sum; minutes that were moved during the meeting have a column only when some were."""
    headings = {"planned": 3.0, "replanned": 3.0, "real": 3.0, "off": 3.0}
    whole = ItemTime(
        number=0,
        label="",
        planned=sum((time.planned for time in times), timedelta()),
        replanned=sum((time.replanned for time in times), timedelta()),
        real=sum((time.real for time in times), timedelta()),
        running=any(time.running for time in times),
    )
    moved = any(time.replanned != time.planned for time in times)
    shown = [name for name in headings if moved or name != "replanned"]
    rows = [(f"{time.number} {time.label}", _cells(words, time)) for time in times]
    rows.append((words("memo.times_total"), _cells(words, whole)))
    return Table(
        caption=words("memo.times_caption"),
        description=words("memo.times_description"),
        columns=(
            Column(heading=words("memo.times_item"), width=6.0),
            *(Column(heading=words(f"memo.times_{name}"), width=headings[name], numeric=True) for name in shown),
        ),
        rows=tuple((label, *(cells[name] for name in shown)) for label, cells in rows),
    )


def _cells(words: Catalogue, time: ItemTime) -> dict[str, str]:
    cells = {name: writing.decimal(words, getattr(time, name) / MINUTE, 0) for name in ("planned", "replanned")}
    if time.running or (time.skipped and not time.real):
        missing = words("memo.times_running" if time.running else "memo.times_skipped")
        return {**cells, "real": missing, "off": words("memo.blank")}
    off = time.real - time.planned
    sign = "+" if round(off / MINUTE, 1) > 0 else ""
    return {**cells, "real": minutes(words, time.real), "off": f"{sign}{minutes(words, off)}"}


def minutes(words: Catalogue, span: timedelta) -> str:
    """A span in minutes and their tenths: ``45,6``; what rounds to nothing has no sign."""
    return writing.decimal(words, span / MINUTE)


def talk_table(words: Catalogue, meeting: MeetingSummary) -> Table:
    """How long each side spoke in the rounds, where that was measured, and how much was taken down of it."""
    measured = {Source(side.value): meeting.talk[side] for side in ASKED_SIDES}
    blank = words("memo.blank")
    table = Table(
        caption=words("memo.talk_caption"),
        description=words("memo.talk_description"),
        columns=(
            Column(heading=words("memo.talk_side"), width=8.0),
            Column(heading=words("memo.talk_notes"), width=5.0, numeric=True),
            Column(heading=words("memo.talk_minutes"), width=5.0, numeric=True),
        ),
        rows=tuple(
            (
                words(f"memo.group.{source}"),
                str(count),
                minutes(words, measured[source]) if measured.get(source) else blank,
            )
            for source, count in meeting.notes.items()
        ),
    )
    return trimmed(table, blank)
