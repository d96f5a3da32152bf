"""The foot of the meeting screen: the sentence, the line that is typed, and whether it is on the disk."""

from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one

from kaikutui.catalogue import text
from kaikutui.domain.clocks import confidential_part
from kaikutui.domain.seat import Moment
from kaikutui.domain.watch import Watch
from kaikutui.tui import lines
from kaikutui.tui.show import content
from kaikutui.tui.widgets.capture_bar import CaptureBar
from kaikutui.tui.widgets.line import Line
from kaikutui.tui.widgets.said_line import SaidLine
from kaikutui.tui.widgets.status_line import StatusLine

SOURCES = ("distributor", "venue", "cardholder", "shared")


class Foot(Vertical):
    """What a secretary looks at while typing; the same for all nine items and every view that types."""

    bar = query_one(CaptureBar)
    status = query_one(StatusLine)
    _said = query_one(SaidLine)
    _source = query_one("#source", Line)

    def __init__(self) -> None:
        """Empty until shown a moment."""
        super().__init__(id="bottom")
        self._counts = Content("")

    def compose(self) -> ComposeResult:
        """Sentence, line, status."""
        yield SaidLine(id="said")
        with Horizontal(id="capture"):
            yield Line(id="source")
            yield CaptureBar(placeholder=text("bar.placeholder"), select_on_focus=False)
        yield StatusLine(id="status")

    def say(self, sentence: str, now: datetime, *, trouble: bool = False) -> None:
        """Show a sentence above the bar for a while."""
        self._said.say(sentence, now, trouble=trouble)

    def show_moment(self, moment: Moment) -> None:
        """Redraw for this moment."""
        locked = confidential_part(moment.session) is not None
        self.bar.placeholder = text("bar.locked.placeholder" if locked else "bar.placeholder")
        self._source.show(content(lines.bar_label(moment.session, moment.seat)), layout=True)
        for name in SOURCES:
            self._source.set_class(name == moment.seat.source, f"-{name}")
        # Here and not at every second: it goes through all notes.
        self._counts = lines.counts(moment.session, moment.seat.shown)

    def tick(self, now: datetime, watch: Watch, width: int) -> None:
        """Redraw only what time changes: what there is to warn of, else the counts, in so many cells."""
        self._said.tick(now, lines.foot(self._counts, watch.shown, width))
