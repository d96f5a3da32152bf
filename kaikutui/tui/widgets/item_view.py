"""The body of the meeting screen: the shown item's title, time, panel and notes."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.getters import query_one

from kaikutui.catalogue import text
from kaikutui.domain.agenda import PanelKind
from kaikutui.domain.seat import Moment
from kaikutui.domain.session import Item, Note, Source
from kaikutui.tui import lines
from kaikutui.tui.panels import panel_of
from kaikutui.tui.panels.base import ItemPanel
from kaikutui.tui.widgets.body import Body
from kaikutui.tui.widgets.line import Line
from kaikutui.tui.widgets.note_lines import NoteLines
from kaikutui.tui.widgets.page import Entry, title
from kaikutui.tui.widgets.ruled import Ruled

COLUMNS = (Source.DISTRIBUTOR, Source.VENUE)
DASH = "  – "


class ItemView(Body):
    """One agenda item, whichever is shown: nine screens of one class, told apart by their panel."""

    _title = query_one("#item-title", Line)
    _time = query_one("#item-time", Line)
    _holder = query_one("#panel-holder", Vertical)

    def __init__(self, item: Item) -> None:
        """``item`` is the first to be shown."""
        super().__init__(item)
        self._panels: dict[PanelKind, ItemPanel] = {}
        self.set_class(_is_split(item), "-split", update=False)

    def compose(self) -> ComposeResult:
        """Title, time, aside, panel, notes: two columns for the feedback item, one list for the others."""
        yield Line(id="item-title")
        yield Line(id="item-time")
        yield from self.compose_aside()
        with Vertical(id="panel-holder"):
            yield self._panel_of(self.first)
        with Horizontal(id="columns"):
            for source in COLUMNS:
                with Vertical(classes="column"):
                    yield Ruled(id=f"head-{source}", classes=f"-{source}")
                    yield NoteLines(with_source=False, id=f"notes-{source}")
            with Vertical(id="both", classes="column"):
                yield Ruled(id="head-both", classes="-both")
                yield NoteLines(with_source=True, id="notes-both")
        yield NoteLines(with_source=True, id="notes-all")

    async def show_moment(self, moment: Moment) -> None:
        """Redraw for this moment."""
        item = moment.session.item(moment.seat.shown)
        await self._choose_panel(item)
        self._title.show(lines.title(item), layout=True)
        self.tick(moment)
        self._show_notes(item, moment)
        if self.panel is not None:
            self.panel.show(moment)

    def tick(self, moment: Moment) -> None:
        """Redraw only what time changes."""
        item = moment.session.item(moment.seat.shown)
        self._time.show(lines.time_line(moment.session, item, moment.now, self._time.size.width or 78))

    async def _choose_panel(self, item: Item) -> None:
        """Each kind of panel is made once, when first looked at."""
        known = item.panel in self._panels
        self.panel = self._panel_of(item)
        if not known:
            await self._holder.mount(self.panel)
        for panel in self._panels.values():
            panel.display = panel is self.panel

    def _panel_of(self, item: Item) -> ItemPanel:
        if item.panel not in self._panels:
            self._panels[item.panel] = panel_of(item.panel)
        return self._panels[item.panel]

    def _show_notes(self, item: Item, moment: Moment) -> None:
        notes = moment.session.notes_of(item.number)
        self.set_class(_is_split(item), "-split")
        if not _is_split(item):
            self.query_one("#notes-all", NoteLines).show_notes(notes)
            return
        for source in COLUMNS:
            own = tuple([note for note in notes if note.source is source])
            self._show_column(str(source), text(f"sources.{source}"), own)
        rest = tuple([note for note in notes if note.source not in COLUMNS])
        self._show_column("both", text("column.both"), rest)

    def _show_column(self, name: str, title: str, notes: tuple[Note, ...]) -> None:
        self.query_one(f"#head-{name}", Ruled).show(title, len(notes))
        self.query_one(f"#notes-{name}", NoteLines).show_notes(notes)

    def enter_panel(self) -> None:
        """Give the keys to the panel."""
        if self.panel is not None:
            # A panel without rows while nobody is in it cannot take the keys before it has them.
            self.add_class("-in-panel")
            self.panel.lines.focus()

    # A class and not ``:focus-within``: Textual restyles the focused widget and its ancestors, not their children.
    def on_descendant_focus(self) -> None:
        """The keys are in the panel: show what they do."""
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
