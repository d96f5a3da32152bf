"""A page of words with hanging indents, to scroll: help, support questions, guidance."""

from collections.abc import Sequence

from msgspec import Struct
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kaikutui.tui.show import show
from kaikutui.tui.wrap import wrap


class Entry(Struct, frozen=True):
    """A paragraph: its lines after the first begin where its words begin."""

    words: str
    lead: str = ""
    """What stands before the words: a key, a dash."""
    style: str = ""
    """How the lead is painted."""


def title(words: str) -> Entry:
    """A heading on the page."""
    return Entry("", words, "bold")


def lay_out(entries: Sequence[Entry], width: int) -> Content:
    """The page in lines of at most ``width`` cells."""
    lines: list[Content] = []
    for entry in entries:
        first, *rest = wrap(show(entry.words), max(width - len(entry.lead), 8))
        lines.append(Content.assemble((entry.lead, entry.style), first))
        lines.extend(Content(" " * len(entry.lead) + line) for line in rest)
    return Content("\n").join(lines)


class Page(VerticalScroll):
    """Entries one below the other; laid out anew for every width."""

    def __init__(self, entries: Sequence[Entry] = (), *, id: str | None = None, can_focus: bool = True) -> None:
        """A page of these entries; ``can_focus``: whether it takes the keys that scroll it."""
        super().__init__(id=id, can_focus=can_focus)
        self._entries = tuple(entries)

    def compose(self) -> ComposeResult:
        """All words in one."""
        yield Static()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show another page, from its top."""
        if self._entries != tuple(entries):
            self._entries = tuple(entries)
            self.scroll_home(animate=False)
            self._lay_out()

    def on_resize(self) -> None:
        """Wrap anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if width:
            self.query_one(Static).update(lay_out(self._entries, width))
