"""Rows with a cursor: the one list that all panels and lists of choices are made of."""

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct
from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from kaikutui.tui.show import show
from kaikutui.tui.steady_style import SteadyStyle
from kaikutui.tui.wrap import pad, shorten


class Column(Struct, frozen=True):
    """A column of the list."""

    title: str = ""
    width: int = 0
    """In cells; 0: shares what is left with the other such columns."""
    right: bool = False
    """Whether its cells stand at the right, as numbers do."""


class Cell(Struct, frozen=True):
    """A text in a row and the component class it is painted in."""

    text: str
    style: str = ""


class Row(Struct, frozen=True):
    """A row; ``key`` tells it apart and is what the panel gets back."""

    key: object
    cells: tuple[Cell, ...]
    heading: bool = False
    """A heading between rows: the cursor passes over it."""


def row(key: object, *cells: str | Cell) -> Row:
    """A row from plain texts and cells."""
    return Row(key, tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in cells))


def heading(title: str, style: str = "row--heading") -> Row:
    """A heading between rows."""
    return Row(None, (Cell(title, style),), heading=True)


class RowList(SteadyStyle, ScrollView, can_focus=True):
    """A list of rows. Up, down, page keys, Home and End move the cursor; any other key goes to the panel, in order."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row--cursor",
        "row--title",
        "row--heading",
        "row--muted",
        "row--good",
        "row--warn",
        "row--distributor",
        "row--venue",
        "row--bar",
        "row--plain",
    }

    cursor = reactive(0)

    class KeyPressed(Message):
        """A key that is not the list's own, and the row it was pressed on."""

        def __init__(self, key: str, row: Row | None, character: str | None) -> None:
            super().__init__()
            self.key = key
            self.row = row
            self.character = character

    def __init__(
        self, columns: Sequence[Column], *, advancing: frozenset[str] = frozenset(), id: str | None = None
    ) -> None:
        """Rows will have a cell for each column; a list whose columns have no titles shows no title line.

        ``advancing``: keys after which the cursor goes on to the next row. It goes at once, here, because the
        next key of the same packet is for the next row.
        """
        super().__init__(id=id)
        self._advancing = advancing
        self._columns = tuple(columns)
        self._rows: tuple[Row, ...] = ()

    @property
    def _titled(self) -> int:
        return int(any(column.title for column in self._columns))

    @property
    def height_wanted(self) -> int:
        """Lines that would show everything."""
        return len(self._rows) + self._titled

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; the cursor stays on the row it was on, wherever that is now."""
        rows = tuple(rows)
        if rows == self._rows:
            return
        key = self.current.key if self.current else None
        self._rows = rows
        place = next((n for n, new in enumerate(rows) if new.key == key and not new.heading), None)
        self.virtual_size = Size(self.size.width, self.height_wanted)
        self.set_reactive(RowList.cursor, self._landing(place if place is not None else self.cursor, 1))
        self.refresh(layout=True)

    def _landing(self, place: int, direction: int) -> int:
        """The nearest row a cursor may stand on."""
        last = len(self._rows) - 1
        place = min(max(place, 0), max(last, 0))
        steps = [*range(place, last + 1), *range(place, -1, -1)]
        if direction < 0:
            steps = [*range(place, -1, -1), *range(place, last + 1)]
        return next((step for step in steps if step <= last and not self._rows[step].heading), 0)

    def move(self, steps: int) -> None:
        """Move the cursor, over headings."""
        self.cursor = self._landing(self.cursor + steps, steps)

    def watch_cursor(self) -> None:
        """Keep the cursor in sight."""
        line = self.cursor + self._titled
        top = line - self._titled if self.cursor == 0 else line
        self.scroll_to_region(Region(0, top, 1, 1), animate=False, force=True)
        self.refresh()

    async def _on_key(self, event: events.Key) -> None:
        page = max(self.size.height - 1 - self._titled, 1)
        steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -(10**6), "end": 10**6}
        if event.key in steps:
            self.move(steps[event.key])
        else:
            self.post_message(self.KeyPressed(event.key, self.current, event.character))
            if event.key in self._advancing:
                self.move(1)
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a row."""
        place = event.y + self.scroll_offset.y - self._titled
        if 0 <= place < len(self._rows):
            self.cursor = self._landing(place, 1)

    def _widths(self) -> list[int]:
        """Cells of each column, one space between them."""
        fixed = sum(column.width for column in self._columns) + len(self._columns) - 1
        flexible = [column for column in self._columns if not column.width]
        share, more = divmod(max(self.scrollable_content_region.width - fixed, 0), max(len(flexible), 1))
        widths: list[int] = []
        for column in self._columns:
            widths.append(column.width or share + more)
            more = 0 if not column.width else more
        return widths

    def render_line(self, y: int) -> Strip:
        """One line of the window; the title line scrolls with the rows."""
        number = y + self.scroll_offset.y - self._titled
        width = self.scrollable_content_region.width
        if number < 0:
            titles = tuple(Cell(column.title, "row--title") for column in self._columns)
            return self._strip(titles, width, on_cursor=False)
        if number >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        here = self._rows[number]
        if here.heading:
            style = self.get_component_rich_style(here.cells[0].style)
            return Strip([Segment(shorten(show(here.cells[0].text), width), style)]).adjust_cell_length(
                width, self.rich_style
            )
        return self._strip(here.cells, width, on_cursor=self.has_focus and number == self.cursor)

    def _strip(self, cells: tuple[Cell, ...], width: int, *, on_cursor: bool) -> Strip:
        base = self.get_component_rich_style("row--cursor") if on_cursor else self.rich_style
        segments: list[Segment] = []
        for cell, column, room in zip(cells, self._columns, self._widths(), strict=False):
            said = shorten(show(cell.text), room)
            said = said.rjust(room) if column.right else pad(said, room)
            style = base if on_cursor or not cell.style else self.get_component_rich_style(cell.style)
            segments.append(Segment(said + " ", style))
        return Strip(segments).adjust_cell_length(width, base)
