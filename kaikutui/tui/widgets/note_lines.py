"""A list of notes painted line by line from plain strings: no widget per note, its wrapping kept."""

from bisect import bisect_right
from itertools import accumulate
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from kaikutui.catalogue import text
from kaikutui.domain.formats import format_clock, format_date
from kaikutui.domain.session import Kind, Note
from kaikutui.tui.cures import in_use
from kaikutui.tui.show import show
from kaikutui.tui.wrap import wrap

CLOCK_WIDTH = 6
"""``13.31`` and a space."""

Piece = tuple[str, str]
"""A run of text and the component class it is painted in (empty: plain)."""


def lead(note: Note, *, with_source: bool) -> list[Piece]:
    """The words before a note's text: whose it is, what it is, and that it is confidential."""
    pieces: list[Piece] = []
    if with_source:
        source = text(f"source.{note.source}").upper()
        pieces.append((f"{source} ", f"note--{note.source}"))
    if note.kind is not Kind.FEEDBACK:
        pieces.append((text(f"kind.{note.kind}").upper() + ": ", "note--kind"))
    if note.confidential:
        pieces.append((text("note.confidential") + " ", "note--confidential"))
    return pieces


def body(note: Note) -> str:
    """A note's text with its owner and due in words."""
    said = show(note.text)
    if note.owner or note.due:
        who = show(note.owner) or text("note.no_owner")
        when = format_date(note.due) if note.due else text("note.no_due")
        said += f" ({who}, {when})"
    return said


def wrapped(note: Note, width: int, *, with_source: bool) -> list[str]:
    """A note as lines of text, each with room for the clock before it."""
    head = "".join(piece for piece, _ in lead(note, with_source=with_source))
    return wrap(head + body(note), max(width - CLOCK_WIDTH, 8))


def pieces_of(note: Note, line: str, *, first: bool, with_source: bool) -> list[Piece]:
    """One of these lines as it is painted."""
    if not first:
        return [(" " * CLOCK_WIDTH, ""), (line, "")]
    pieces = lead(note, with_source=with_source)
    head = "".join(piece for piece, _ in pieces)
    clock = (format_clock(note.at).rjust(5) + " ", "note--clock")
    # A head that did not fit on one line is painted plain: the words matter more than their colour.
    return [clock, *pieces, (line[len(head) :], "")] if line.startswith(head) else [clock, (line, "")]


class NoteLines(ScrollView, can_focus=False):
    """Notes, the newest at the bottom and in sight."""

    # As in the capture bar: one more note is no reason to lay the whole screen out; the style sheet gives the height.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=not in_use("layout"))

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "note--clock",
        "note--kind",
        "note--confidential",
        "note--distributor",
        "note--venue",
        "note--cardholder",
        "note--shared",
    }

    def __init__(self, *, with_source: bool, id: str | None = None, classes: str | None = None) -> None:
        """``with_source``: say before each note whose it is."""
        super().__init__(id=id, classes=classes)
        self._with_source = with_source
        self._notes: tuple[Note, ...] = ()
        self._wrapped: dict[Note, list[str]] = {}
        self._width = 0
        self._ends: list[int] = []
        """How many lines there are up to the end of each note."""

    def show_notes(self, notes: tuple[Note, ...]) -> None:
        """Show these notes; wraps only those it has not seen."""
        if notes != self._notes:
            self._notes = notes
            self._lay_out()

    def on_resize(self) -> None:
        """Wrap anew for another width; keep the newest in sight at another height."""
        if self.scrollable_content_region.width != self._width:
            self._wrapped.clear()
            self._lay_out()
        self.call_after_refresh(self.scroll_end, animate=False, force=True)

    def _lay_out(self) -> None:
        self._width = width = self.scrollable_content_region.width
        if not width:
            return
        seen = self._wrapped
        self._wrapped = {
            note: seen.get(note) or wrapped(note, width, with_source=self._with_source) for note in self._notes
        }
        self._ends = list(accumulate(len(self._wrapped[note]) for note in self._notes))
        self.virtual_size = Size(width, self._ends[-1] if self._ends else 0)
        self._scroll_update(self.virtual_size)
        # Forced: at the first line too many there is no scroll bar yet that would allow it.
        self.scroll_end(animate=False, immediate=True, force=True)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the window."""
        width = self.size.width
        segments = [
            Segment(piece, self.get_component_rich_style(style) if style else self.rich_style)
            for piece, style in self._pieces(y + self.scroll_offset.y)
        ]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _pieces(self, number: int) -> list[Piece]:
        """A line of all; put together only when it is in sight."""
        place = bisect_right(self._ends, number)
        if place == len(self._ends):
            return []
        note = self._notes[place]
        lines = self._wrapped[note]
        line = number - (self._ends[place] - len(lines))
        return pieces_of(note, lines[line], first=line == 0, with_source=self._with_source)
