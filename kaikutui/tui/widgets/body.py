"""The part of the meeting screen between its head and its bar; each view has its own."""

from collections.abc import Sequence
from typing import ClassVar

from textual.containers import Vertical

from kaikutui.domain.seat import Moment
from kaikutui.domain.session import Item
from kaikutui.tui.panels.base import ItemPanel
from kaikutui.tui.widgets.note_lines import NoteLines
from kaikutui.tui.widgets.page import Entry, Page


class Body(Vertical):
    """Shows the item that the seat looks at. It keeps nothing: everything comes down with the moment."""

    before_aside: ClassVar[str]
    """Selector of what stands above support questions and guidance when they are asked for."""
    panel: ItemPanel | None = None
    """The panel of the shown item, when the view has panels."""

    def __init__(self, item: Item) -> None:
        """``item`` is what will be shown first: what it needs is made with the rest, and styled once."""
        super().__init__(id="body")
        self.first = item
        self._aside: Page | None = None

    async def show_moment(self, moment: Moment) -> None:
        """Redraw for this moment."""
        raise NotImplementedError

    def tick(self, moment: Moment) -> None:
        """Redraw only what time changes."""
        raise NotImplementedError

    def enter_panel(self) -> None:
        """Give the keys to what can be chosen from."""
        raise NotImplementedError

    async def show_aside(self, entries: Sequence[Entry]) -> None:
        """Show support questions or guidance; nothing hides them. Their page is made when it is first asked for."""
        self.set_class(bool(entries), "-aside")
        if self._aside is None:
            if not entries:
                return
            self._aside = Page(id="aside", can_focus=False)
            await self.mount(self._aside, after=self.before_aside)
        self._aside.display = bool(entries)
        self._aside.show_entries(entries)

    def scroll_pages(self, pages: int) -> None:
        """Turn the pages of what is being read: the aside when it is open, else the notes."""
        aside = self._aside
        reading = [aside] if aside is not None and aside.display else [*self.query(NoteLines)]
        for widget in reading:
            widget.scroll_relative(y=pages * max(widget.size.height - 1, 1), animate=False)
