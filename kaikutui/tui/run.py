"""Running the full screen and saying goodbye."""

import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from textual.driver import Driver

from kaikutui.catalogue import text
from kaikutui.crash import CRASHED
from kaikutui.domain.meeting import Clock
from kaikutui.storage.store import SessionStore
from kaikutui.tui.app import KaikuApp, Surroundings
from kaikutui.tui.farewell import Farewell
from kaikutui.tui.screens.meeting import MeetingScreen


def run_app(path: Path | None, clock: Clock, new_id: Callable[[], str], name: str, language: str) -> int:
    """Open a meeting (or the start screen) and stay until the user leaves; gives the exit code.

    A file that cannot be read is refused before the screen is taken: the sentence stays in sight. A signal ends the
    process here, with 128 and its number.
    """
    around = Surroundings(clock=clock, new_id=new_id, name=name, language=language)
    store = SessionStore(path, clock) if path else None
    loaded = store.load() if store else None
    app = KaikuApp(around, store, loaded, _driver())
    farewell = Farewell(app)
    farewell.start()
    threading.excepthook = lambda failed: _thread_failed(app, failed)
    app.run()
    farewell.end()
    return _goodbye(app)


def _driver() -> type[Driver] | None:
    """The driver without the traps; on Windows Textual's own, which has others."""
    if os.name == "nt":
        return None
    from kaikutui.tui.terminal_driver import TerminalDriver

    return TerminalDriver


def _thread_failed(app: KaikuApp, failed: threading.ExceptHookArgs) -> None:
    """A thread has ended by an error. If it is the one that paints, the terminal has gone: that is a hang-up."""
    if failed.thread is not None and failed.thread.name == "textual-output" and isinstance(failed.exc_value, OSError):
        app.let_go()
        os.kill(os.getpid(), getattr(signal, "SIGHUP", signal.SIGTERM))
    elif isinstance(failed.exc_value, Exception):
        app.fail(failed.exc_value, failed.thread)


def _goodbye(app: KaikuApp) -> int:
    """Say where everything is; gives the exit code."""
    if app.return_code != 0:
        # The screen has gone, the saver has not: what it was given still goes to the disk.
        print(text("crash", error=app.crash), app.save_rest(), file=sys.stderr)
        return CRASHED
    if app.problem:
        print(app.problem, file=sys.stderr)
        return 1
    if app.meeting_screen is None:
        return 0
    if app.draft is not None and not app.draft.is_empty:
        print(text("goodbye.draft"), file=sys.stderr)
    return say_goodbye(app.meeting_screen, answered=app.saved)


def say_goodbye(screen: MeetingScreen, *, answered: bool) -> int:
    """Say where the meeting is, and what of it is elsewhere; gives the exit code. ``answered``: the disk did."""
    path, kept = screen.path, screen.kept
    if not answered:
        print(text("goodbye.unsaved", path=path), file=sys.stderr)
    elif kept is not None:
        print(text("goodbye.kept", path=path, count=kept.count, folder=kept.folder), file=sys.stderr)
    else:
        print(text("goodbye", path=path), file=sys.stderr)
    return 0 if answered and kept is None else 1
