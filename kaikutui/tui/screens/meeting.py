"""The live meeting: what was asked goes up to here, what has changed goes down from here."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.getters import query_one

from kaikutui.catalogue import text
from kaikutui.domain.clocks import confidential_part, floor
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.line import read_line, read_lines, run_by_id
from kaikutui.domain.meeting import Meeting
from kaikutui.domain.operations import Act
from kaikutui.domain.seat import Moment, Outcome, Seat
from kaikutui.domain.watch import Watch
from kaikutui.storage.drafts import Draft
from kaikutui.storage.keeping import KeptOutside
from kaikutui.storage.presence import Terminal
from kaikutui.storage.saver import Saver
from kaikutui.tui import lines
from kaikutui.tui.first_frame import FirstFrame
from kaikutui.tui.loaded_later import load_later
from kaikutui.tui.messages import AskFor, LeavePanel, NewWarning, Perform, SaverSays
from kaikutui.tui.prompt_frames import PromptFrames
from kaikutui.tui.requests import REQUESTS
from kaikutui.tui.row_compositor import RowCompositor
from kaikutui.tui.screens.hearing import REPORTS
from kaikutui.tui.widgets.body import Body
from kaikutui.tui.widgets.capture_bar import CaptureBar
from kaikutui.tui.widgets.foot import Foot
from kaikutui.tui.widgets.item_view import ItemView, guidance_entries, question_entries
from kaikutui.tui.widgets.line import Line
from kaikutui.tui.widgets.status_line import StatusLine
from kaikutui.tui.widgets.too_small import TooSmall

if TYPE_CHECKING:
    # Screens over this one are imported when they are asked for.
    from kaikutui.tui.screens.question import QuestionScreen

Leading = Callable[[Moment], Outcome]
"""What something asked leads to, here and now."""


class MeetingScreen(FirstFrame[None], PromptFrames[None]):
    """Header, agenda, the shown item, the capture bar. One path, ``_carry_out``, for every change."""

    AUTO_FOCUS: ClassVar[str | None] = "CaptureBar"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-low"), (40, "-tall")]  # noqa: RUF012

    bar = query_one(CaptureBar)
    view = query_one(Body)
    status = query_one(StatusLine)
    _header = query_one("#header", Line)
    _strip = query_one("#strip", Line)
    _rail = query_one("#rail", Line)
    _foot = query_one(Foot)

    def __init__(
        self, meeting: Meeting, path: Path, seat: Seat, draft: Draft | None = None, body: type[Body] = ItemView
    ) -> None:
        """Sit down at a meeting; a draft is put back into the bar. ``body``: what this view shows of an item."""
        super().__init__()
        self._compositor = RowCompositor()
        self.meeting = meeting
        self._path = path
        self.seat = seat
        self.aside = ""
        """Which aside is open: questions, guidance, or none."""
        self.others: tuple[Terminal, ...] = ()
        """Who else has the meeting open."""
        self._draft = draft
        self._body = body
        self._saver: Saver | None = None
        self._watch = Watch()

    @property
    def path(self) -> Path:
        """The meeting's file; it may get another name while the meeting goes on."""
        return self._path if self._saver is None else self._saver.path

    @property
    def kept(self) -> KeptOutside | None:
        """What is safe outside the file; None: nothing is."""
        return None if self._saver is None else self._saver.kept

    def attach(self, saver: Saver) -> None:
        """Let a saver carry the acts to the disk."""
        self._saver = saver

    def compose(self) -> ComposeResult:
        """The whole screen; it is the same for all nine items."""
        yield Line(id="header")
        yield Line(id="strip")
        with Horizontal(id="middle"):
            yield Line(id="rail")
            yield self._body(self.meeting.session.item(self.seat.shown))
        yield Foot()
        yield TooSmall()

    async def on_mount(self) -> None:
        """Show the meeting, bring the draft back, start the one tick."""
        self.bar.cursor_blink = False
        if self._draft is not None:
            self.bar.put(self._draft.text)
            self.say(text("said.draft"))
        self.status.show_saved(None)
        await self._show()
        self.set_interval(1.0, self._tick)

    async def show_whole(self) -> None:
        """Lay the lines out for the widths that there are."""
        await self._show()

    def begin(self) -> None:
        """Go to the disk, for what waits there and for what may be asked for: it may take its time."""
        if self._saver is not None:
            self._saver.start()
        load_later()

    async def on_resize(self) -> None:
        """Lay the lines out for another width."""
        if self.is_whole:
            self.call_after_refresh(self._show)

    # What is asked ------------------------------------------------------------------------------

    @on(CaptureBar.Entered)
    async def _enter(self, message: CaptureBar.Entered) -> None:
        # Here and not in the bar: the line goes and the note comes in one frame.
        self.bar.take(message.line)
        if not await self._carry_out(lambda moment: read_line(message.line, moment)):
            self.bar.put(message.line)

    @on(CaptureBar.Pressed)
    async def _press(self, message: CaptureBar.Pressed) -> None:
        await self._carry_out(lambda moment: run_by_id(message.command, moment))

    @on(CaptureBar.Pasted)
    def _paste(self, message: CaptureBar.Pasted) -> None:
        from kaikutui.tui.screens.questions import paste_question

        self.ask(paste_question(message.lines), lambda moment: read_lines(message.lines, moment))

    @on(CaptureBar.Recalled)
    async def _recall(self) -> None:
        if not self.bar.value:
            await self._carry_out(lambda moment: run_by_id("edit", moment))

    @on(CaptureBar.Escaped)
    async def _escape(self) -> None:
        """Esc gives up an edit, closes the aside, returns to the item with the floor, or puts a warning aside."""
        if self.seat.editing:
            self.bar.value = ""
            self.seat = replace(self.seat, editing="", recalled=None)
        elif self.aside:
            self.aside = ""
        elif self.seat.shown != (current := floor(self.meeting.session).item or self.seat.shown):
            self.seat = replace(self.seat, shown=current)
        else:
            self._watch = self._watch.put_aside()
        await self._show()

    @on(CaptureBar.PageTurned)
    def _turn_page(self, message: CaptureBar.PageTurned) -> None:
        self.view.scroll_pages(message.pages)

    @on(Perform)
    async def _perform(self, message: Perform) -> None:
        await self._carry_out(message.act)

    @on(AskFor)
    def _ask(self, message: AskFor) -> None:
        from kaikutui.tui.screens.form import FormScreen

        form = message.form
        try:
            screen = FormScreen(form, lambda answers: self._try(lambda moment: form.act(answers, moment)))
        except KaikuError as error:
            self.say(str(error), trouble=True)
        else:
            self.app.push_screen(screen)

    @on(LeavePanel)
    def _leave_panel(self) -> None:
        self.bar.focus()

    # What follows -------------------------------------------------------------------------------

    def _try(self, act: Leading) -> str:
        """Carry out what a form leads to; gives the sentence of what is wrong with it, or nothing."""
        try:
            outcome = act(self.moment())
            self._perform_outcome(outcome)
        except KaikuError as error:
            return str(error)
        self.call_later(self._show)
        return ""

    async def _carry_out(self, act: Leading) -> bool:
        """The one path of every act; False when it was refused, and why is said."""
        try:
            outcome = act(self.moment())
            self._perform_outcome(outcome)
        except KaikuError as error:
            self.say(str(error), trouble=True)
            return False
        for request in outcome.requests:
            REQUESTS[type(request)](self, request)
        await self._show()
        return True

    def _perform_outcome(self, outcome: Outcome) -> None:
        self.save(self.meeting.perform(outcome))
        if outcome.seat is not None:
            self.seat = outcome.seat
        if outcome.message:
            self.say(outcome.message)

    def save(self, act: Act | None) -> None:
        """Put an act on its way to the disk."""
        if act is None or self._saver is None:
            return
        self.status.show_saving()
        self._saver.save(act)

    @on(SaverSays)
    async def _hear(self, message: SaverSays) -> None:
        """Words of the saver thread."""
        REPORTS[type(message.report)](self, message.report)
        await self._show()

    def ask(self, question: "QuestionScreen", act: Leading, otherwise: Callable[[], None] | None = None) -> None:
        """Carry out an act when the answer is yes, else do what there is to do otherwise."""

        def answered(wanted: bool | None) -> None:
            if wanted:
                self.post_message(Perform(act))
            elif otherwise is not None:
                otherwise()

        self.app.push_screen(question, answered)

    def tell(self, word: str) -> None:
        """Say a line to the other terminals."""
        if not self.others or self._saver is None:
            self.say(text("error.not_connected"), trouble=True)
            return
        self._saver.tell(word)
        self.say(text("said.told"))

    def choose(self, take: bool | None) -> None:
        """The file was changed by other hands: take it, put ours back, or leave the question open."""
        if take is not None and self._saver is not None:
            self._saver.choose(take=take)

    # What is shown ------------------------------------------------------------------------------

    def moment(self) -> Moment:
        """Here and now."""
        return self.meeting.moment(self.seat)

    def draft(self) -> Draft:
        """What is half-typed; the text of a note being edited is a draft like any other, and as confidential."""
        # Looked for only when there is one: this is asked at every letter.
        note = self.meeting.session.note(self.seat.editing) if self.seat.editing else None
        return Draft(
            text=self.bar.value,
            item=self.seat.shown,
            source=self.seat.source,
            editing=self.seat.editing,
            confidential=note is not None and note.confidential,
        )

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Show a sentence above the bar for a while."""
        self._foot.say(sentence, self.meeting.clock(), trouble=trouble)

    async def _show(self) -> None:
        """Redraw everything from the session; widgets that show the same as before do nothing."""
        moment = self.moment()
        self.set_class(confidential_part(moment.session) is not None, "-locked")
        self._foot.show_moment(moment)
        await self._show_aside(moment)
        panel = self.view.panel
        await self.view.show_moment(moment)
        if panel is not self.view.panel:
            # A panel that went out of sight must not take the keys with it.
            self.bar.focus()
        self._tick()

    async def _show_aside(self, moment: Moment) -> None:
        item = moment.session.item(moment.seat.shown)
        entries = {"questions": question_entries, "guidance": guidance_entries}
        await self.view.show_aside(entries[self.aside](item) if self.aside else ())

    def _tick(self) -> None:
        """Once a second: repaint what time changes."""
        moment = self.moment()
        session, now = moment.session, moment.now
        width = (self.size.width or self.app.size.width) - 2
        self._header.show(lines.header(session, now, width, len(self.others)))
        if self.has_class("-wide"):
            self._rail.show(lines.rail(session, now, self.seat.shown, 26))
        else:
            self._strip.show(lines.strip(session, now, self.seat.shown, width))
        self.view.tick(moment)
        before, self._watch = self._watch, self._watch.look(session, now)
        if self._watch.is_news_after(before):
            self.post_message(NewWarning())
        self._foot.tick(now, self._watch, width)
