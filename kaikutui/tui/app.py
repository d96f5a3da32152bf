"""The app: a theme, an opening screen, and the way out."""

import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from rich.text import Text

from kaikutui.catalogue import text
from kaikutui.domain.clocks import floor
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.meeting import Clock, Meeting
from kaikutui.domain.seat import Seat
from kaikutui.domain.session import Session
from kaikutui.storage.drafts import load_draft
from kaikutui.storage.reports import Report
from kaikutui.storage.saver import Saver
from kaikutui.storage.session_file import Loaded, SealState
from kaikutui.storage.store import SessionStore
from kaikutui.tui.key_order import KeyOrderApp
from kaikutui.tui.messages import SaverSays
from kaikutui.tui.screens.edited import EditedScreen
from kaikutui.tui.screens.meeting import MeetingScreen
from kaikutui.tui.screens.start import StartScreen
from kaikutui.tui.themes import KAIKU


@dataclass(frozen=True)
class Surroundings:
    """What the program's beginning hands in: nothing below reads a clock or makes up an id by itself."""

    clock: Clock
    new_id: Callable[[], str]
    name: str
    """What notes of this terminal say in ``by``."""
    language: str = "fi"


class KaikuApp(KeyOrderApp):
    """kaikutui on the screen."""

    CSS_PATH = "kaiku.tcss"
    TITLE = "kaikutui"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = []

    def __init__(self, around: Surroundings, store: SessionStore | None = None, loaded: Loaded | None = None) -> None:
        """Open a meeting that has been read already, or the start screen."""
        super().__init__()
        self._around = around
        self._opening = (store, loaded) if store and loaded else None
        self.meeting_screen: MeetingScreen | None = None
        """The meeting that is open."""
        self.saved = True
        """Whether the disk had answered about everything when the meeting was left."""
        self.problem = ""
        """Why the meeting was not opened."""
        self.register_theme(KAIKU)
        self.theme = "kaiku"

    def on_mount(self) -> None:
        """Show the first screen."""
        if self._opening is None:
            self.push_screen(StartScreen(self._around.clock, self.open))
            return
        store, loaded = self._opening
        if loaded.seal is SealState.WHOLE:
            self.open(store, loaded.session)
        else:
            self.push_screen(EditedScreen(loaded), lambda wanted: self._told(store, wanted))

    def _told(self, store: SessionStore, wanted: bool | None) -> None:
        """Somebody has looked at a file whose seal does not match."""
        if wanted:
            try:
                self.open(store, store.accept())
            except KaikuError as error:
                self.problem = str(error)
        if self.meeting_screen is None:
            self.exit()

    def open(self, store: SessionStore, session: Session) -> None:
        """Sit down at a meeting."""
        draft = load_draft(store.path)
        seat = seat_at(session, draft.item if draft else None, self._around)
        if draft:
            seat = Seat(shown=seat.shown, source=draft.source, name=seat.name, language=seat.language)
        meeting = Meeting(session, self._around.clock, self._around.new_id)
        screen = MeetingScreen(meeting, store.path, seat, draft)

        def report(said: Report) -> None:
            screen.post_message(SaverSays(said))

        screen.attach(Saver(store, report))
        self.meeting_screen = screen
        self.push_screen(screen)

    def _fatal_error(self) -> None:
        """Say in one sentence that the program failed and where.

        Textual would print the local variables of every frame, and with them the texts of notes, on the ordinary
        screen, where they stay.
        """
        error = sys.exc_info()[1]
        frames = traceback.extract_tb(error.__traceback__) if error else []
        spot = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
        self._exit_renderables.append(Text(text("crash", error=type(error).__name__, spot=spot)))
        self._close_messages_no_wait()

    async def _on_exit_app(self) -> None:
        """Before the screen goes: what is on its way to the disk arrives, and the draft with it."""
        if self.meeting_screen is not None:
            self.saved = self.meeting_screen.finish()
        await super()._on_exit_app()


def seat_at(session: Session, item: int | None, around: Surroundings) -> Seat:
    """A fresh seat: at the item of the draft, else at the one that has the floor."""
    return Seat(shown=item or floor(session).item or 1, name=around.name, language=around.language)
