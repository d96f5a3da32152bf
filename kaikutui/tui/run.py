"""Running the full screen and saying goodbye."""

import os
import signal
import threading
from pathlib import Path

from msgspec.structs import replace
from textual.driver import Driver

from kaikutui.catalogue import text
from kaikutui.crash import CRASHED
from kaikutui.storage.store import SessionStore
from kaikutui.telling import say
from kaikutui.tui.app import KaikuApp, whereabouts
from kaikutui.tui.colours import Colours, colours_for, colours_known
from kaikutui.tui.farewell import Farewell
from kaikutui.tui.surroundings import Surroundings


def run_app(path: Path | None, around: Surroundings) -> int:
    """Open a meeting (or the start screen) and stay until the user leaves; gives the exit code.

    A file that cannot be read is refused before the screen is taken: the sentence stays in sight. A signal ends the
    process here, with 128 and its number.
    """
    store = SessionStore(path, around.clock) if path else None
    loaded = store.load() if store else None
    app = KaikuApp(replace(around, colours=_choose_colours()), store, loaded, _driver())
    farewell = Farewell(app)
    farewell.start()
    threading.excepthook = lambda failed: _thread_failed(app, failed)
    app.run(mouse=around.mouse)
    farewell.end()
    return say_goodbye(app)


def _choose_colours() -> Colours:
    """What the terminal is to get; Textual is told in the one word that it knows."""
    colours = colours_for(os.environ, lambda: colours_known(os.environ.get("TERM", "")))
    # Textual takes an empty NO_COLOR for a wish too, and gives a terminal without colours sixteen.
    os.environ.pop("NO_COLOR", None)
    if colours is Colours.NONE:
        os.environ["NO_COLOR"] = "1"
    return colours


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
        app.fail(failed.exc_value)


def say_goodbye(app: KaikuApp) -> int:
    """Say where everything is; gives the exit code."""
    screen = app.meeting_screen
    if app.return_code != 0:
        # The screen has gone, the saver has not: what it was given still goes to the disk.
        say(f"{text('crash', error=app.crash)} {app.save_rest()}")
        return CRASHED
    if app.problem:
        say(app.problem)
        return 1
    if screen is None:
        return 0
    say(whereabouts(screen, drained=app.saved))
    if app.draft is not None and not app.draft.is_empty:
        say(text("goodbye.draft"))
    return 0 if app.saved and screen.kept is None else 1
