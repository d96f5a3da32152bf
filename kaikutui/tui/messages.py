"""Messages that travel up to the meeting screen; whoever sends one changes nothing itself."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message

from kaikutui.domain.seat import Moment, Outcome
from kaikutui.storage.reports import Report
from kaikutui.tui.forms import Form


@dataclass(eq=False, repr=False)
class Perform(Message):
    """Carry out what this leads to, here and now: the one path by which anything changes."""

    act: Callable[[Moment], Outcome]


@dataclass(eq=False, repr=False)
class AskFor(Message):
    """Ask the user to fill in a form, and carry out what the answers lead to."""

    form: Form


class LeavePanel(Message):
    """The keys go back to the bar."""


@dataclass(eq=False, repr=False)
class SaverSays(Message):
    """The saver thread has something to say."""

    report: Report


class NewWarning(Message):
    """Something about the time has come into sight that was not there."""
