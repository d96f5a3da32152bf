"""The body of the meeting screen: the shown item's title, time, panel and notes."""

from textual.app import ComposeResult
from textual.getters import query_one

from kaikutui.catalogue import text
from kaikutui.domain.agenda import PanelKind
from kaikutui.domain.seat import Moment
from kaikutui.domain.session import Item
from kaikutui.tui import lines
from kaikutui.tui.panels import panel_of
from kaikutui.tui.panels.base import ItemPanel
from kaikutui.tui.widgets.body import Body
from kaikutui.tui.widgets.line import Line
from kaikutui.tui.widgets.note_columns import NoteColumns
from kaikutui.tui.widgets.note_lines import NoteLines
from kaikutui.tui.widgets.page import Entry, title

DASH = "  – "


class ItemView(Body):
    """One agenda item, whichever is shown: nine screens of one class, told apart by their panel.

    What an item needs is made when one of its kind is first looked at.
    """

    before_aside = "#item-time"

    _title = query_one("#item-title", Line)
    _time = query_one("#item-time", Line)

    def __init__(self, item: Item) -> None:
        """``item`` is the first to be shown."""
        super().__init__(item)
        self._panels: dict[PanelKind, ItemPanel] = {}
        self._notes: dict[bool, NoteColumns | NoteLines] = {}
        self.set_class(_is_split(item), "-split", update=False)

    def compose(self) -> ComposeResult:
        """Title, time, panel, notes: columns for the feedback item, one list for the others."""
        yield Line(id="item-title")
        yield Line(id="item-time")
        yield self._panel_of(self.first)
        yield self._notes_of(self.first)

    async def show_moment(self, moment: Moment) -> None:
        """Redraw for this moment."""
        item = moment.session.item(moment.seat.shown)
        await self._choose_panel(item)
        await self._choose_notes(item)
        self._title.show(lines.title(item), layout=True)
        self.tick(moment)
        self._notes_of(item).show_notes(moment.session.notes_of(item.number))
        if self.panel is not None:
            self.panel.show(moment)

    def tick(self, moment: Moment) -> None:
        """Redraw only what time changes."""
        item = moment.session.item(moment.seat.shown)
        self._time.show(lines.time_line(moment.session, item, moment.now, self._time.size.width or 78))

    async def _choose_panel(self, item: Item) -> None:
        known = item.panel in self._panels
        self.panel = self._panel_of(item)
        if not known:
            await self.mount(self.panel, before=next(iter(self._notes.values())))
        for panel in self._panels.values():
            panel.display = panel is self.panel

    def _panel_of(self, item: Item) -> ItemPanel:
        if item.panel not in self._panels:
            self._panels[item.panel] = panel_of(item.panel)
        return self._panels[item.panel]

    async def _choose_notes(self, item: Item) -> None:
        known = _is_split(item) in self._notes
        notes = self._notes_of(item)
        if not known:
            await self.mount(notes)
        self.set_class(_is_split(item), "-split")

    def _notes_of(self, item: Item) -> NoteColumns | NoteLines:
        split = _is_split(item)
        if split not in self._notes:
            self._notes[split] = NoteColumns(id="columns") if split else NoteLines(with_source=True, id="notes-all")
        return self._notes[split]

    def enter_panel(self) -> None:
        """Give the keys to the panel."""
        if self.panel is not None:
            # A panel without rows while nobody is in it cannot take the keys before it has them.
            self.add_class("-in-panel")
            self.panel.lines.focus()

    # A class and not ``:focus-within``: Textual restyles the focused widget and its ancestors, not their children.
    def on_descendant_focus(self) -> None:
        """The keys are in the panel: show what they do."""
        if self.panel is not None:
            self.panel.name_keys()
        self.add_class("-in-panel")

    def on_descendant_blur(self) -> None:
        """The keys have gone."""
        self.remove_class("-in-panel")


def _is_split(item: Item) -> bool:
    """Whether its notes stand in columns."""
    return item.panel is PanelKind.FEEDBACK


def question_entries(item: Item) -> tuple[Entry, ...]:
    """The support questions of an item in their three groups."""
    groups = (
        ("all", item.questions.all),
        ("distributors", item.questions.distributors),
        ("venues", item.questions.venues),
    )
    entries: list[Entry] = []
    for name, questions in groups:
        if questions:
            entries.append(title(text(f"questions.{name}")))
            entries.extend(Entry(question, DASH) for question in questions)
    return tuple(entries) or (Entry(text("questions.none")),)


def guidance_entries(item: Item) -> tuple[Entry, ...]:
    """The facilitator's guidance of an item."""
    entries = [title(text("guidance.title")), *(Entry(line, DASH) for line in item.guidance)]
    return tuple(entries) if item.guidance else (Entry(text("guidance.none")),)
