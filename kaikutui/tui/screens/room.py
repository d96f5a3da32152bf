"""What the room sees: the item, its question and its clock, the agenda. Nothing private, whatever happens.

It is a screen of its own and not a meeting screen with parts hidden: what is not here cannot be shown by mistake.
Notes, names, support questions and sentences of commands have no way in.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Center, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.screen import Screen
from textual.widgets import Static

from kaikutui.catalogue import text
from kaikutui.domain.clocks import State, floor, left
from kaikutui.domain.formats import format_clock, format_span
from kaikutui.domain.meeting import Meeting
from kaikutui.domain.session import Item, Session
from kaikutui.storage.reports import Renewed
from kaikutui.storage.saver import Saver
from kaikutui.tui.big_figures import big_figures
from kaikutui.tui.messages import SaverSays
from kaikutui.tui.show import content, show
from kaikutui.tui.wrap import pad, wrap


class RoomScreen(Screen[None]):
    """Big, calm, and the same from the last row."""

    DEFAULT_CSS: ClassVar[str] = """
    RoomScreen, RoomScreen:ansi { background: black; color: white; padding: 1 3; }
    #room-top { height: 1; color: $kaiku-said; }
    #room-middle { height: 1fr; align: left middle; }
    #room-title, #room-prompt, #room-words { width: 100%; height: auto; text-align: center; }
    #room-prompt { margin-top: 1; color: $kaiku-said; }
    #room-clock-row { margin-top: 1; }
    #room-clock, #room-agenda { width: auto; height: auto; }
    RoomScreen.-middling #room-clock-row { margin: 1 0; }
    RoomScreen.-tall #room-clock-row { margin: 3 0 2 0; }
    RoomScreen.-tall #room-prompt { margin-top: 2; }
    #room-words.-over { text-style: bold; color: $warning; }
    """

    BINDINGS: ClassVar = [Binding("ctrl+q,q", "app.exit")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (28, "-middling"), (40, "-tall")]  # noqa: RUF012

    _top = query_one("#room-top", Static)
    _title = query_one("#room-title", Static)
    _prompt = query_one("#room-prompt", Static)
    _middle = query_one("#room-middle", Vertical)
    _clock_row = query_one("#room-clock-row", Center)
    _clock = query_one("#room-clock", Static)
    _words = query_one("#room-words", Static)
    _agenda = query_one("#room-agenda", Static)

    def __init__(self, meeting: Meeting) -> None:
        """Over a meeting that others hold."""
        super().__init__()
        self.meeting = meeting
        self._saver: Saver | None = None

    def attach(self, saver: Saver) -> None:
        """Let a saver look at the file; it is given nothing to save."""
        self._saver = saver

    def compose(self) -> ComposeResult:
        """Title line, the item with its clock in the middle, the agenda below."""
        yield Static(id="room-top")
        with Vertical(id="room-middle"):
            yield Static(id="room-title")
            yield Static(id="room-prompt")
            with Center(id="room-clock-row"):
                yield Static(id="room-clock")
            yield Static(id="room-words")
        with Center():
            yield Static(id="room-agenda")

    def on_mount(self) -> None:
        """Show the meeting, and the time from now on."""
        self.show()
        self.set_interval(1.0, self.show)
        if self._saver is not None:
            self._saver.start()

    @on(SaverSays)
    def _hear(self, message: SaverSays) -> None:
        """Only what the meeting is now; whatever else the saver has to say is not for the room."""
        if isinstance(message.report, Renewed):
            self.meeting.renew(message.report.session)
            self.show()

    def on_resize(self) -> None:
        """Lay the lines out for another window, when it has got its new classes."""
        self.call_after_refresh(self.show)

    def show(self) -> None:
        """Redraw what has changed."""
        session, now = self.meeting.session, self.meeting.clock()
        self._top.update(top_line(session, now, self._top.size.width))
        self._agenda.update(Content("\n\n" if self.has_class("-tall") else "\n").join(agenda_lines(session)))
        scene = scene_of(session, now)
        self._title.update(content(scene.title, "bold"))
        self._prompt.update(content(scene.prompt))
        self._words.update(content(scene.words))
        self._words.set_class(scene.over, "-over")
        self._clock.update(Content("\n").join(map(Content, self._figures(scene))))
        self._clock_row.display = bool(scene.clock)

    def _figures(self, scene: "Scene") -> list[str]:
        """The clock as big as the rest leaves room for, and no higher than a third of the window: it wants air."""
        if not scene.clock:
            return []
        width, height = self._middle.size
        texts = sum(len(wrap(show(one), width)) for one in (scene.title, scene.prompt, scene.words))
        margins = sum(one.styles.margin.height for one in (self._prompt, self._clock_row, self._words))
        return big_figures(scene.clock, width, min(height - texts - margins, -(-self.size.height // 3)))


class Scene:
    """What stands in the middle."""

    def __init__(self, title: str, prompt: str = "", clock: str = "", words: str = "", *, over: bool = False) -> None:
        """``clock``: in big digits; empty: none. ``over``: the time has run out."""
        self.title, self.prompt, self.clock, self.words, self.over = title, prompt, clock, words, over


def scene_of(session: Session, now: datetime) -> Scene:
    """The middle of the room's screen: before the start, an item, a break, the end."""
    state = floor(session)
    if state.state is State.ENDED:
        return Scene(text("room.ended"), text("room.thanks"))
    if state.state is State.WAITING or state.item is None:
        starts = session.meeting.starts
        clock = format_clock(starts) if starts and starts > now else ""
        return Scene(text("room.welcome"), text("room.starts") if clock else "", clock)
    if state.state is State.PAUSED:
        until = session.meeting.resumes
        clock = format_clock(until) if until else ""
        return Scene(text("room.pause"), text("room.resumes") if clock else "", clock)
    return _item_scene(session.item(state.item), now)


def _item_scene(item: Item, now: datetime) -> Scene:
    rest = left(item, now)
    over = rest < timedelta()
    words = text("room.over" if over else "room.left")
    return Scene(f"{item.number}  {item.title}", item.prompt, format_span(abs(rest)), words, over=over)


def top_line(session: Session, now: datetime, width: int) -> Content:
    """Whose meeting it is at the left, what time at the right."""
    clock = format_clock(now)
    area = f" · {show(session.meeting.area)}" if session.meeting.area else ""
    return Content(pad(show(session.meeting.title) + area, max(width - len(clock) - 1, 1)) + f" {clock}")


def agenda_lines(session: Session) -> Iterator[Content]:
    """The nine items by their labels: done, now, to come, passed over."""
    state = floor(session)
    for item in session.items:
        line = f"{item.number} {show(item.label)}"
        if item.number == state.item and state.state is not State.ENDED:
            yield Content.styled(f"▶ {line}", "bold")
        elif item.skipped:
            yield Content.styled(f"  {line} – {text('strip.skipped')}", "$text-muted")
        elif item.stretches:
            yield Content.styled(f"  {line} – {text('strip.done')}", "$text-muted")
        else:
            yield Content(f"  {line}")
