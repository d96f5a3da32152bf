"""The one-line texts of the meeting screen, from the session and the time: pure, painted elsewhere."""

from datetime import datetime, timedelta

from textual.content import Content

from kaikutui.catalogue import text
from kaikutui.domain.clocks import (
    Floor,
    Pace,
    State,
    allotted,
    confidential_part,
    drift,
    floor,
    left,
    pace,
    projected_end,
    spent,
    was_moved,
)
from kaikutui.domain.formats import format_clock, format_date, format_span
from kaikutui.domain.seat import Seat
from kaikutui.domain.session import Item, Kind, Session, Source
from kaikutui.domain.tallies import count_notes
from kaikutui.domain.warnings import Warned
from kaikutui.tui.show import show
from kaikutui.tui.wrap import shorten

Piece = str | tuple[str, str] | Content

PACE_STYLES = {Pace.ON_TIME: "$text-muted", Pace.BEHIND: "bold $warning", Pace.AHEAD: "$success"}


def minutes(span: timedelta) -> int:
    """Whole minutes, down."""
    return int(span.total_seconds() // 60)


def pace_words(session: Session, now: datetime) -> str:
    """The pace in words: "4 min jäljessä", "ajassa"."""
    off = abs(drift(session, now))
    return text(f"pace.{pace(session, now)}", minutes=max(minutes(off), 1))


def header(session: Session, now: datetime, width: int, others: int = 0) -> Content:
    """Title and area at the left; the clock, the end and the pace at the right. ``others``: further terminals."""
    right = Content.assemble(
        (f"{text('header.terminals', count=others + 1)}   " if others else "", "$kaiku-said"),
        (break_words(session), "bold $warning"),
        (format_clock(now), "bold"),
        *_end_pieces(session, now),
    )
    room = width - right.cell_length - 2
    title = shorten(show(session.meeting.title), room)
    area = f" · {show(session.meeting.area)}" if session.meeting.area else ""
    area = shorten(area, room - len(title)) if room - len(title) > 6 else ""
    left_part = Content.assemble((title, "bold"), (area, "$text-muted"))
    gap = max(width - left_part.cell_length - right.cell_length, 1)
    return Content.assemble(left_part, " " * gap, right)


def break_words(session: Session) -> str:
    """That the meeting has a break, whichever item is looked at; nothing when it has none."""
    if floor(session).state is not State.PAUSED:
        return ""
    until = session.meeting.resumes
    words = text("header.break_until", clock=format_clock(until)) if until else text("time.paused")
    return f"{words}   "


def _end_pieces(session: Session, now: datetime) -> list[Piece]:
    """When the meeting ends, and its pace; before the start, when it begins."""
    state, starts = floor(session).state, session.meeting.starts
    ends = text("header.ends", clock=format_clock(projected_end(session, now)))
    if state is State.ENDED:
        return [(f"   {ends}", "$text-muted")]
    if state is State.WAITING and (starts is None or starts > now or was_moved(session, now)):
        return [(f"   {_start_words(starts, now)}   {ends}", "$text-muted")]
    return [(f"   {ends} ", "$text-muted"), (pace_words(session, now), PACE_STYLES[pace(session, now)])]


def _start_words(starts: datetime | None, now: datetime) -> str:
    if starts is None or starts <= now:
        return text("time.not_begun")
    day = "" if starts.date() == now.date() else f"{format_date(starts)} "
    return text("header.starts", at=f"{day}{format_clock(starts)}")


def strip(session: Session, now: datetime, shown: int, width: int) -> Content:
    """The nine items in one line: done, running with its minutes, to come with its plan; the shown one marked."""
    current = floor(session).item or 0
    # The shown item's title stands just below: when there is little room, the label of the running one is worth more.
    for labelled in ({current, shown}, {current or shown}, set[int]()):
        for gap in ("  ", " "):
            parts = [_strip_item(item, now, current, shown, labelled=item.number in labelled) for item in session.items]
            line = Content(gap).join(parts)
            if line.cell_length <= width:
                return line
    return line


def _strip_item(item: Item, now: datetime, current: int, shown: int, *, labelled: bool) -> Content:
    planned = minutes(allotted(item))
    label = f"{show(item.label)} " if labelled else ""
    if item.number == current:
        words = f" {item.number}▶{label}{minutes(spent(item, now))}/{planned} "
        return Content.styled(words, "bold $kaiku-on-floor on $kaiku-floor")
    if item.number == shown:
        return Content.styled(f" {item.number}›{label or ' '}", "bold reverse")
    if item.skipped:
        return Content.styled(f"{item.number} {text('strip.skipped')}", "$text-muted")
    if item.stretches:
        return Content.assemble((f"{item.number} ", "$text-muted"), (text("strip.done"), "$success"))
    return Content.assemble((str(item.number), "bold"), (f" {planned}'", "$text-muted"))


def rail(session: Session, now: datetime, shown: int, width: int) -> Content:
    """The nine items as lines, with spent and planned minutes."""
    current = floor(session).item or 0
    lines = [_rail_line(item, now, current=current, shown=shown, width=width) for item in session.items]
    whole = sum((spent(item, now) for item in session.items), timedelta())
    planned = sum((allotted(item) for item in session.items), timedelta())
    total = _between(f"   {text('rail.total')}", f"{minutes(whole)}/{minutes(planned)} ", width)
    return Content("\n").join([*lines, Content(""), Content.styled(total, "$text-muted")])


def _rail_line(item: Item, now: datetime, *, current: int, shown: int, width: int) -> Content:
    mark = "▶" if item.number == current else "›" if item.number == shown else " "
    numbers = text("strip.skipped") if item.skipped else str(minutes(allotted(item)))
    if item.stretches and not item.skipped:
        numbers = f"{minutes(spent(item, now))}/{numbers}"
    line = _between(f"{mark}{item.number} {show(item.label)}", f"{numbers} ", width)
    if item.number == current:
        return Content.styled(line, "bold $kaiku-on-floor on $kaiku-floor")
    if item.number == shown:
        return Content.styled(line, "bold reverse")
    return Content.styled(line, "$text-muted" if item.stretches else "")


def _between(left_part: str, right_part: str, width: int) -> str:
    room = width - len(right_part) - 1
    return f"{shorten(left_part, room):<{room}} {right_part}"


def title(item: Item) -> Content:
    """The item's official title, whole."""
    return Content.styled(f"{item.number}  {show(item.title)}", "bold")


def bar_label(session: Session, seat: Seat) -> str:
    """What a line would become: whose it is, and under which item when that is not the one with the floor."""
    if seat.editing:
        return f" {text('bar.editing')} "
    if confidential_part(session) is not None:
        return f" {text('bar.locked')} "
    source = text(f"source.{seat.source}").upper()
    current = floor(session).item
    return f" {source} " if current in (None, seat.shown) else f" {source} › {text('bar.to_item', number=seat.shown)} "


def is_paused(session: Session, item: Item) -> bool:
    """Whether the item has the floor, and the meeting a break."""
    return floor(session) == Floor(state=State.PAUSED, item=item.number)


def time_line(session: Session, item: Item, now: datetime, width: int) -> Content:
    """The item's time: spent / planned, a bar, and what is left or over, in words; of one skipped, why.

    One figure only has seconds: spent, at the left, or what is over. A second one would double what a running clock
    sends over a thin line, and tell nothing more.
    """
    if item.skipped:
        return Content.styled(shorten(text("time.skipped", reason=show(item.skipped)), width), "bold $warning")
    head, end = _time_words(item, now)
    pause = f"   {text('time.paused')}" if is_paused(session, item) else ""
    tail = Content.assemble("   ", end, (pause, "bold $warning"))
    whole, used = allotted(item), spent(item, now)
    room = max(min(width - len(head) - 3 - tail.cell_length, 60), 4)
    full = min(round(room * used / whole) if whole else room, room)
    style = "$warning" if used > whole else "$kaiku-floor"
    bar = (("█" * full, style), ("░" * (room - full), "$kaiku-track"))
    return Content.assemble((head, "bold"), "   ", *bar, tail)


def _time_words(item: Item, now: datetime) -> tuple[str, tuple[str, str]]:
    """What stands before the bar, and behind it."""
    rest, used = left(item, now), spent(item, now)
    planned = text("time.planned", minutes=minutes(allotted(item)))
    if rest < timedelta():
        return f"{minutes(used)} / {planned}", (f"{text('time.over')} +{format_span(-rest)}", "bold $warning")
    if not item.stretches:
        return planned, (text("time.not_begun"), "$text-muted")
    # Rounded up: what is spent and what is left make the whole.
    whole_left = text("time.planned", minutes=-minutes(-rest))
    return f"{format_span(used)} / {planned}", (text("time.left", span=whole_left), "$text-muted")


def counts(session: Session, number: int) -> Content:
    """How much has been written down under the item, and the questions of the whole meeting."""
    # Once through the notes for all sources: there may be thousands, and this is asked at every Enter.
    sources = [note.source for note in session.notes if note.item == number]
    parts: list[Piece] = [
        (f"{text(f'sources.{source}')} {sources.count(source)}  ", "$text-muted") for source in Source
    ]
    asked = count_notes(session.notes, kind=Kind.QUESTION, confidential=True)
    parts.append((text("counts.questions", count=asked), "$text-muted"))
    return Content.assemble(*parts)


def foot(told: Content, warned: Warned | None, width: int) -> Content:
    """The line above the bar: what there is to warn of and how to put it aside, then the counts if there is room."""
    if warned is None:
        return told
    hint = f"   {text('warning.aside')}"
    sentence = shorten(show(warned.sentence), width - len(hint))
    line = Content.assemble((sentence, "bold $warning"), (hint, "$text-muted"))
    gap = width - line.cell_length - told.cell_length
    return line if gap < len(hint) else Content.assemble(line, " " * gap, told)
