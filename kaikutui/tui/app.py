"""The app: a theme, an opening screen, and the way out."""

import gc
from contextlib import suppress
from typing import Any, ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.driver import Driver
from textual.screen import Screen
from textual.theme import Theme
from textual.widgets import Input

from kaikutui.catalogue import text
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.meeting import Meeting
from kaikutui.domain.session import Session
from kaikutui.storage.drafts import Draft, leave_drafts, save_draft, take_drafts
from kaikutui.storage.presence import Presence, Terminal
from kaikutui.storage.reports import Report
from kaikutui.storage.saver import Saver
from kaikutui.storage.session_file import Loaded, SealState
from kaikutui.storage.store import SessionStore
from kaikutui.tui.colours import Colours
from kaikutui.tui.draft_watch import DraftWatch
from kaikutui.tui.leaving import LeavingApp
from kaikutui.tui.messages import NewWarning, SaverSays
from kaikutui.tui.painting import PaintingApp
from kaikutui.tui.recovery import answers_on, keep_new_meeting, line_of, seat_at
from kaikutui.tui.screens.meeting import MeetingScreen
from kaikutui.tui.surroundings import Surroundings
from kaikutui.tui.themes import THEMES
from kaikutui.tui.widgets.body import Body
from kaikutui.tui.widgets.item_view import ItemView


def body_of(view: str) -> type[Body]:
    """What stands between the head and the bar of the meeting screen. The room has a screen of its own.

    As with the screens below, only what is shown is imported: every start waits for what it does not need.
    """
    if view != "facilitator":
        return ItemView
    from kaikutui.tui.widgets.facilitator_view import FacilitatorView

    return FacilitatorView


class NothingLeftBehindError(KaikuError):
    """No terminal that has gone left a line behind."""

    key = "error.nothing_left_behind"


class KaikuApp(PaintingApp, LeavingApp):
    """kaikutui on the screen."""

    CSS_PATH = "kaiku.tcss"
    TITLE = "kaikutui"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = []

    def __init__(
        self,
        around: Surroundings,
        store: SessionStore | None = None,
        loaded: Loaded | None = None,
        driver_class: type[Driver] | None = None,
    ) -> None:
        """Open a meeting that has been read already, or the start screen."""
        # Before Textual's own beginning: it would parse the style sheet once for a theme that nobody sees.
        self.set_reactive(App.theme, around.colours)
        # Without colours, the terminal's own are used from the first: Textual would turn others into greys.
        super().__init__(driver_class, ansi_color=True if around.colours is Colours.NONE else None)
        # Every screen would have a place for toasts and one for tooltips; nothing is said by either.
        self._disable_notifications = self._disable_tooltips = True
        self._around = around
        self._opening = (store, loaded) if store and loaded else None
        self.meeting_screen: MeetingScreen | None = None
        """The meeting that is open."""
        self.saved = True
        """Whether the disk had answered about everything when the meeting was left."""
        self.problem = ""
        """Why the meeting was not opened."""
        self._saver: Saver | None = None
        self._half_typed = DraftWatch(self._what_is_typed, self._keep)
        self._left_behind: list[Draft] = []
        self._parted = False

    @property
    def available_themes(self) -> dict[str, Theme]:
        """The themes of the house, which there are from the first."""
        return THEMES

    def on_ready(self) -> None:
        """The first frame has been painted. What is there now stays, so garbage is not looked for in it."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def get_default_screen(self) -> Screen[Any]:
        """The first screen: with another one under it, both would be laid out, and looked at in every frame."""
        if self._opening is None:
            from kaikutui.tui.screens.start import StartScreen

            return StartScreen(self._around.clock, self.open)
        store, loaded = self._opening
        if loaded.seal is SealState.WHOLE:
            return self._screen_of(store, loaded.session)
        return super().get_default_screen()

    def on_mount(self) -> None:
        """Ask about a file that was changed by other hands before its meeting is shown."""
        if self._opening is not None and self.meeting_screen is None:
            store, loaded = self._opening
            if loaded.seal is not SealState.WHOLE:
                from kaikutui.tui.screens.edited import EditedScreen

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
        self.push_screen(self._screen_of(store, session))

    def _screen_of(self, store: SessionStore, session: Session) -> Screen[Any]:
        """A meeting as this view shows it."""
        meeting = Meeting(session, self._around.clock, self._around.new_id)
        if self._around.view == "room":
            from kaikutui.tui.screens.room import RoomScreen

            # Others hold it, and nothing is typed here, so nothing can be left behind.
            room = RoomScreen(meeting)
            self._saver = self._saver_of(store, room)
            room.attach(self._saver)
            return room
        self.meeting_screen = self._seated(store, meeting)
        return self.meeting_screen

    def _seated(self, store: SessionStore, meeting: Meeting) -> MeetingScreen:
        """The meeting's desk; a line that a terminal that has gone left behind is put back into the bar."""
        self._left_behind = list(take_drafts(store.path))
        draft = self._left_behind.pop(0) if self._left_behind else None
        seat = seat_at(meeting.session, draft, self._around.seat)
        if draft:
            draft = replace(draft, text=line_of(draft, seat.language), answers=())
        screen = MeetingScreen(meeting, store.path, seat, draft, body_of(self._around.view))
        self._saver = self._saver_of(store, screen)
        if draft:
            self._saver.keep(draft)
        screen.attach(self._saver)
        if self._left_behind:
            screen.call_after_refresh(screen.say, self._fetched())
        return screen

    def _saver_of(self, store: SessionStore, screen: Screen[None]) -> Saver:
        """A saver whose words go to a screen, and this terminal's place among the others."""

        def report(said: Report) -> None:
            screen.post_message(SaverSays(said))

        me = Terminal(name=self._around.name, view=self._around.view)
        return Saver(store, report, Presence(store.path, me))

    @on(NewWarning)
    def _ring(self) -> None:
        if self._around.bell:
            self.bell()

    # What is half-typed -------------------------------------------------------------------------

    def on_text_area_changed(self) -> None:
        """As with a line: told by the name of the message, because the widget is dear and seldom needed."""
        self._keep_draft()

    @on(Input.Changed)
    def _keep_draft(self) -> None:
        """Keep what stands in the fields, whichever of them it is."""
        if self.meeting_screen is None:
            with suppress(KaikuError):
                keep_new_meeting(self.screen)
        else:
            self._half_typed.expect(self.call_later)

    @property
    def draft(self) -> Draft | None:
        """What is half-typed, as far as it has been seen."""
        return self._half_typed.seen

    def _keep(self, draft: Draft) -> None:
        if self._saver is not None:
            self._saver.keep(draft)

    def _what_is_typed(self) -> Draft | None:
        """What stands in the fields; None when the meeting is not on the screen."""
        screen = self.meeting_screen
        if screen is None or not screen.is_running:
            return None
        return replace(screen.draft(), answers=answers_on(self.screen) if self.screen is not screen else ())

    def pop_screen(self) -> AwaitComplete:
        """A form that has been sent or left is no draft any more."""
        popped = super().pop_screen()
        self._keep_draft()
        return popped

    def fetch_left_behind(self) -> None:
        """Put the next line that was left behind into the bar, at its own item."""
        screen = self.meeting_screen
        if screen is None or not self._left_behind:
            raise NothingLeftBehindError
        draft = self._left_behind.pop(0)
        screen.seat = seat_at(screen.meeting.session, draft, self._around.seat)
        screen.bar.put(line_of(draft, self._around.language))
        # At once: entered before it was handed over, it would be left behind once more.
        self._half_typed.hand_over()
        screen.bar.focus()
        screen.say(self._fetched())

    def _fetched(self) -> str:
        count = len(self._left_behind)
        return text("said.draft_more", count=count) if count else text("said.draft")

    # The way out --------------------------------------------------------------------------------

    async def _on_exit_app(self) -> None:
        """Before the screen goes: what is on its way to the disk arrives, and the draft with it."""
        self._half_typed.hand_over()
        self.saved = self.drain()
        self._part()
        await super()._on_exit_app()

    def _part(self) -> None:
        """Leave what is half-typed to whoever comes next."""
        self._parted = True
        leave_drafts()

    def drain(self) -> bool:
        """Save what is on its way, whatever has become of the screen; False when the disk did not answer."""
        return self._saver is None or self._saver.finish()

    def last_words(self) -> str:
        """Save what has not been saved, from any thread; gives the last sentences after a signal."""
        return f"{text('goodbye.closed')} {self.save_rest()}".strip()

    def save_rest(self) -> str:
        """Save what has not been saved, from any thread; gives the sentence that says where everything is."""
        screen = self.meeting_screen
        if screen is None:
            return ""
        self._half_typed.look()
        drained, draft = self.drain(), self.draft
        if draft is not None and not self._parted and (drained or not draft.is_empty):
            with suppress(KaikuError):
                save_draft(screen.path, draft)
        self._part()
        if not drained or screen.kept is not None:
            return whereabouts(screen, drained=drained)
        half = draft is not None and not draft.is_empty
        return text("goodbye.at_draft" if half else "goodbye.at", path=screen.path)

    def _fatal_error(self) -> None:
        """Look once more at what stands in the fields, while they are there."""
        self._half_typed.look()
        super()._fatal_error()


def whereabouts(screen: MeetingScreen, *, drained: bool) -> str:
    """Where the meeting is, and what of it is elsewhere. ``drained``: the disk answered about everything."""
    if not drained:
        return text("goodbye.unsaved", path=screen.path)
    if screen.kept is not None:
        return text("goodbye.kept", path=screen.path, count=screen.kept.count, folder=screen.kept.folder)
    return text("goodbye", path=screen.path)
