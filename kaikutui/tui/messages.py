"""Messages that travel up to the meeting screen; whoever sends one changes nothing itself."""

from collections.abc import Callable

from textual.message import Message

from kaikutui.domain.seat import Moment, Outcome
from kaikutui.storage.reports import Report
from kaikutui.tui.forms import Form


class Perform(Message):
    """Carry out what this leads to, here and now: the one path by which anything changes."""

    def __init__(self, act: Callable[[Moment], Outcome]) -> None:
        super().__init__()
        self.act = act


class AskFor(Message):
    """Ask the user to fill in a form, and carry out what the answers lead to."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.form = form


class LeavePanel(Message):
    """The keys go back to the bar."""


class SaverSays(Message):
    """The saver thread has something to say."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report


class NewWarning(Message):
    """Something about the time has come into sight that was not there."""
