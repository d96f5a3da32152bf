"""The start screen: recent meetings, a new one, the example."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from kaikutui.catalogue import text
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.meeting import Clock
from kaikutui.domain.session import Session
from kaikutui.storage.demo import demo_copy
from kaikutui.storage.places import recent_meetings, sessions_folder
from kaikutui.storage.session_file import Loaded, SealState
from kaikutui.storage.starting import make_meeting
from kaikutui.storage.store import SessionStore
from kaikutui.tui.forms import Answers
from kaikutui.tui.recent import RecentMeetings
from kaikutui.tui.recovery import begun_again
from kaikutui.tui.screens.edited import EditedScreen
from kaikutui.tui.screens.form import FormScreen
from kaikutui.tui.screens.new_meeting import invitation, new_meeting_form
from kaikutui.tui.show import content
from kaikutui.tui.widgets.row_list import Column, Row, RowList
from kaikutui.tui.widgets.too_small import TooSmall

Open = Callable[[SessionStore, Session], None]


LISTED = 50
"""So many meetings are listed, the last written first."""


class Listed(Message, bubble=False):
    """The meetings that have been read, as rows."""

    def __init__(self, rows: Sequence[Row]) -> None:
        super().__init__()
        self.rows = rows


class StartScreen(Screen[None]):
    """What to open."""

    DEFAULT_CSS: ClassVar[str] = """
    StartScreen { align: center top; }
    #start { width: 76; height: 1fr; padding: 1 0; }
    #start RowList { height: 1fr; margin-top: 1; }
    #start-title { text-style: bold; color: $kaiku-floor; }
    #start-said { height: auto; max-height: 3; }
    .start-muted { color: $text-muted; }
    """

    AUTO_FOCUS: ClassVar[str | None] = "RowList"
    BINDINGS: ClassVar = [Binding("ctrl+q", "app.quit", priority=True)]

    _list = query_one(RowList)
    _said = query_one("#start-said", Static)

    def __init__(self, clock: Clock, open: Open) -> None:
        """``open`` sits down at a meeting that was read."""
        super().__init__()
        self._clock = clock
        self._open_meeting = open

    def compose(self) -> ComposeResult:
        """Name, list, keys."""
        with Vertical(id="start"):
            yield Static(Content(text("start.title")), id="start-title")
            yield Static(Content(text("start.subtitle")), classes="start-muted")
            yield RowList((Column(text("start.recent")), Column(width=28)))
            yield Static(id="start-said")
            yield Static(Content(text("start.keys")), classes="start-muted")
        yield TooSmall()

    def on_mount(self) -> None:
        """Look for meetings beside the event loop: a folder may be slow."""
        RecentMeetings(lambda: recent_meetings(sessions_folder(), LISTED), self.app.size.height, self._report).start()

    def _report(self, rows: Sequence[Row]) -> None:
        """From the thread that reads; nobody listens when the app has ended meanwhile."""
        with suppress(RuntimeError):
            self.post_message(Listed(rows))

    @on(Listed)
    def _show(self, message: Listed) -> None:
        self._list.show_rows(message.rows)
        if not message.rows:
            self.say(text("start.none"))

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Show a sentence under the list."""
        self._said.update(content(sentence, "bold $warning" if trouble else "$kaiku-said"))

    @on(RowList.KeyPressed)
    def _key(self, message: RowList.KeyPressed) -> None:
        message.stop()
        if message.key == "enter" and message.row is not None:
            self._open(SessionStore(Path(str(message.row.key)), self._clock))
        elif message.key in ("u", "n"):
            self._ask_for_new()
        elif message.key == "e":
            self._open(SessionStore(demo_copy(self._clock()), self._clock))

    def _ask_for_new(self) -> None:
        try:
            form = FormScreen(begun_again(new_meeting_form(self._clock())), self._make)
        except KaikuError as error:
            self.say(str(error), trouble=True)
        else:
            self.app.push_screen(form)

    def _make(self, answers: Answers) -> str:
        try:
            store = make_meeting(invitation(answers, self._clock()), self._clock())
        except KaikuError as error:
            return str(error)
        self.call_later(self._open, SessionStore(store.path, self._clock))
        return ""

    def _open(self, store: SessionStore) -> None:
        try:
            loaded = store.load()
        except KaikuError as error:
            self.say(str(error), trouble=True)
            return
        if loaded.seal is SealState.WHOLE:
            self._open_meeting(store, loaded.session)
        else:
            self._ask(store, loaded)

    def _ask(self, store: SessionStore, loaded: Loaded) -> None:
        def answered(wanted: bool | None) -> None:
            if wanted:
                try:
                    self._open_meeting(store, store.accept())
                except KaikuError as error:
                    self.say(str(error), trouble=True)

        self.app.push_screen(EditedScreen(loaded), answered)
