"""A list of notes painted line by line from plain strings: no widget per note."""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from kaikutui.catalogue import text
from kaikutui.domain.formats import format_clock, format_date
from kaikutui.domain.session import Kind, Note
from kaikutui.tui.cures import in_use
from kaikutui.tui.show import show
from kaikutui.tui.steady_style import SteadyStyle
from kaikutui.tui.wrap import wrap
from kaikutui.tui.wrapped import WrappedNotes

CLOCK_WIDTH = 6
"""``13.31`` and a space."""

MOST_STRIPS = 200
"""So many notes are kept painted: more than a window shows."""

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


class NoteLines(SteadyStyle, ScrollView, can_focus=False):
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
        self._width = 0
        self._wrapped = WrappedNotes(self._height, self._guess)
        self._strips: dict[Note, list[Strip]] = {}
        self._ground = Style.null()

    def show_notes(self, notes: tuple[Note, ...]) -> None:
        """Show these notes; wraps only those it has not seen."""
        if notes != self._notes:
            self._notes = notes
            self._lay_out()

    def on_resize(self) -> None:
        """Wrap anew for another width; keep the newest in sight at another height."""
        if self.scrollable_content_region.width != self._width:
            self._wrapped = WrappedNotes(self._height, self._guess)
            self._strips.clear()
            self._lay_out()
        self.call_after_refresh(self.scroll_end, animate=False, force=True)

    def notify_style_update(self) -> None:
        """Other colours: paint anew."""
        super().notify_style_update()
        self._strips.clear()

    def _height(self, note: Note) -> int:
        return len(wrapped(note, self._width, with_source=self._with_source))

    def _guess(self, note: Note) -> int:
        return 1 + len(note.text) // max(self._width - CLOCK_WIDTH, 8)

    def _lay_out(self) -> None:
        self._width = width = self.scrollable_content_region.width
        if not width:
            return
        self._wrapped.show(self._notes)
        self._place(0)

    def _measure_rest(self) -> None:
        """What is in sight has been painted: now there is time for what is above it, and nothing moves."""
        below = self._wrapped.lines - self.scroll_offset.y - self.scrollable_content_region.height
        self._wrapped.measure()
        self._place(below)

    def _place(self, below: int) -> None:
        """Take the size of the lines there are, with so many of them below what is in sight."""
        self.virtual_size = Size(self._width, self._wrapped.lines)
        self._scroll_update(self.virtual_size)
        # Forced: at the first line too many there is no scroll bar yet that would allow it.
        self.scroll_to(y=self.max_scroll_y - below, animate=False, immediate=True, force=True)
        self.refresh()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines in sight; what they stand on is asked for once, not for each of them."""
        ground = self.rich_style
        if ground != self._ground or len(self._strips) > MOST_STRIPS:
            self._strips.clear()
        self._ground = ground
        if self._wrapped.guessed:
            self.call_later(self._measure_rest)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the window."""
        number = y + self.scroll_offset.y
        if number >= self._wrapped.lines:
            return Strip.blank(self.size.width, self._ground)
        note, line = self._wrapped.place(number)
        strips = self._strips.get(note)
        if strips is None:
            strips = self._strips[note] = self._painted(note)
        # A guess may be too high; it is not seen for longer than a message takes.
        return strips[min(line, len(strips) - 1)]

    def _painted(self, note: Note) -> list[Strip]:
        width, ground = self.size.width, self._ground
        strips = []
        for number, line in enumerate(wrapped(note, self._width, with_source=self._with_source)):
            pieces = pieces_of(note, line, first=number == 0, with_source=self._with_source)
            segments = [
                Segment(said, self.get_component_rich_style(style) if style else ground) for said, style in pieces
            ]
            strips.append(Strip(segments).adjust_cell_length(width, ground))
        return strips
