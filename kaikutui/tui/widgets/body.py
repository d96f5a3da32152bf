"""The part of the meeting screen between its head and its bar; each view has its own."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.getters import query_one

from kaikutui.domain.seat import Moment
from kaikutui.domain.session import Item
from kaikutui.tui.panels.base import ItemPanel
from kaikutui.tui.widgets.note_lines import NoteLines
from kaikutui.tui.widgets.page import Entry, Page


class Body(Vertical):
    """Shows the item that the seat looks at. It keeps nothing: everything comes down with the moment."""

    aside = query_one("#aside", Page)
    panel: ItemPanel | None = None
    """The panel of the shown item, when the view has panels."""

    def __init__(self, item: Item) -> None:
        """``item`` is what will be shown first: what it needs is made with the rest, and styled once."""
        super().__init__(id="body")
        self.first = item

    def compose_aside(self) -> ComposeResult:
        """The place of support questions and guidance when they are asked for."""
        yield Page(id="aside", can_focus=False)

    async def show_moment(self, moment: Moment) -> None:
        """Redraw for this moment."""
        raise NotImplementedError

    def tick(self, moment: Moment) -> None:
        """Redraw only what time changes."""
        raise NotImplementedError

    def enter_panel(self) -> None:
        """Give the keys to what can be chosen from."""
        raise NotImplementedError

    def show_aside(self, entries: Sequence[Entry]) -> None:
        """Show support questions or guidance; nothing hides them."""
        self.aside.display = bool(entries)
        self.set_class(bool(entries), "-aside")
        self.aside.show_entries(entries)

    def scroll_pages(self, pages: int) -> None:
        """Turn the pages of what is being read: the aside when it is open, else the notes."""
        reading = [self.aside] if self.aside.display else [*self.query(NoteLines)]
        for widget in reading:
            widget.scroll_relative(y=pages * max(widget.size.height - 1, 1), animate=False)
