"""What the saver says, one small function each: what the screen does with it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from kaikutui.catalogue import text
from kaikutui.domain.capture import format_capture
from kaikutui.domain.clocks import floor
from kaikutui.domain.operations import AddNotes, EditNote
from kaikutui.domain.seat import VIEWS, looking_at
from kaikutui.storage import reports
from kaikutui.storage.presence import Terminal

if TYPE_CHECKING:
    from kaikutui.tui.screens.meeting import MeetingScreen


def _saved(screen: "MeetingScreen", report: reports.Saved) -> None:
    _withdraw_question(screen)
    before = floor(screen.meeting.session).item
    screen.meeting.saved(report.acts, report.session)
    _follow(screen, before)
    if screen.meeting.is_saved:
        screen.status.show_saved(screen.meeting.clock())


def _kept(screen: "MeetingScreen", report: reports.Kept) -> None:
    screen.meeting.keep(report.act)
    screen.status.show_kept(report.reason)
    screen.say(text("error.kept", error=report.error), trouble=True)


def _refused(screen: "MeetingScreen", report: reports.Refused) -> None:
    """What is not in the file is not shown as if it were: the words go back to the bar."""
    screen.meeting.refused(report.act)
    operation = report.act.operation
    notes = (
        operation.notes
        if isinstance(operation, AddNotes)
        else (operation.after,)
        if isinstance(operation, EditNote)
        else ()
    )
    for note in reversed(notes):
        screen.bar.put(format_capture(note, screen.seat.language))
    if isinstance(operation, EditNote) and not screen.seat.editing:
        # Entered once more, it is compared with what the note has become.
        screen.seat = replace(screen.seat, editing=operation.before.id, recalled=operation.before)
    screen.status.show_trouble()
    screen.say(report.error, trouble=True)


def _set_aside(screen: "MeetingScreen", report: reports.SetAside) -> None:
    screen.meeting.refused(report.act)
    screen.say(report.error, trouble=True)


def _renewed(screen: "MeetingScreen", report: reports.Renewed) -> None:
    _withdraw_question(screen)
    before = floor(screen.meeting.session).item
    screen.meeting.renew(report.session)
    _follow(screen, before)


def _follow(screen: "MeetingScreen", before: int | None) -> None:
    """Another terminal has moved the floor: say so, and look at its new item if it was the old one that was looked at.

    Not while a line is half-typed or a panel has the keys: what was begun is finished where it was begun.
    """
    now = floor(screen.meeting.session).item
    if now is None or now == before:
        return
    screen.say(text("said.floor", number=now, label=screen.meeting.session.item(now).label))
    idle = screen.app.focused is screen.bar and not screen.bar.value and not screen.seat.editing
    if idle and screen.seat.shown == (before or 1):
        screen.seat = looking_at(screen.seat, now)


def _told(screen: "MeetingScreen", report: reports.Told) -> None:
    screen.say(report.sentence, trouble=True)


def _connected(screen: "MeetingScreen", report: reports.Connected) -> None:
    """Who came, who went, what somebody says to us."""
    screen.others = report.others
    old = {_who(terminal): terminal.said for terminal in report.before}
    new = {_who(terminal): terminal.said for terminal in report.others}
    for key, names in (("said.came", new.keys() - old.keys()), ("said.went", old.keys() - new.keys())):
        for name in sorted(names):
            screen.say(text(key, name=name))
    for terminal in report.others:
        if terminal.word and terminal.said > old.get(_who(terminal), 0):
            screen.say(text("said.word", name=_who(terminal), word=terminal.word))


def _who(terminal: Terminal) -> str:
    """A terminal in words: the view it has, and whose it is."""
    view = text(f"view.{terminal.view}") if terminal.view in VIEWS else terminal.view
    return f"{view} ({terminal.name})" if terminal.name else view


def _troubled(screen: "MeetingScreen", report: reports.Troubled) -> None:
    screen.say(report.error, trouble=True)


def _asked(screen: "MeetingScreen", report: reports.Asked) -> None:
    """Asked once at a time; whoever types on meanwhile types into the bar."""
    from kaikutui.tui.screens.edited import ChangedScreen

    if not any(isinstance(open, ChangedScreen) for open in screen.app.screen_stack):
        screen.app.push_screen(ChangedScreen(report.difference, screen.bar.insert_text_at_cursor), screen.choose)


def _withdraw_question(screen: "MeetingScreen") -> None:
    """The file is well again: another terminal has answered, or somebody put the right file back."""
    asking = screen.app.screen
    if asking is screen:
        return
    from kaikutui.tui.screens.edited import ChangedScreen

    if isinstance(asking, ChangedScreen):
        asking.dismiss(None)


REPORTS: Mapping[type[reports.Report], "Callable[[MeetingScreen, Any], None]"] = MappingProxyType(
    {
        reports.Saved: _saved,
        reports.Kept: _kept,
        reports.Refused: _refused,
        reports.SetAside: _set_aside,
        reports.Renewed: _renewed,
        reports.Told: _told,
        reports.Connected: _connected,
        reports.Troubled: _troubled,
        reports.Asked: _asked,
    }
)
"""Report → what the screen does. A new report is one function here."""
