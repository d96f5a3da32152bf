"""Running the full screen and saying goodbye."""

import sys
from collections.abc import Callable
from pathlib import Path

from kaikutui.catalogue import text
from kaikutui.domain.meeting import Clock
from kaikutui.storage.drafts import load_draft
from kaikutui.storage.store import SessionStore
from kaikutui.tui.app import KaikuApp, Surroundings
from kaikutui.tui.screens.meeting import MeetingScreen

CRASHED = 70
"""Exit code of a crash (EX_SOFTWARE): Textual itself would say 0."""


def run_app(path: Path | None, clock: Clock, new_id: Callable[[], str], name: str, language: str) -> int:
    """Open a meeting (or the start screen) and stay until the user leaves; gives the exit code.

    A file that cannot be read is refused before the screen is taken: the sentence stays in sight.
    """
    around = Surroundings(clock=clock, new_id=new_id, name=name, language=language)
    store = SessionStore(path, clock) if path else None
    loaded = store.load() if store else None
    app = KaikuApp(around, store, loaded)
    app.run()
    if app.return_code != 0:
        # The screen has gone, the saver has not: what it was given still goes to the disk.
        if app.meeting_screen is not None:
            say_goodbye(app.meeting_screen, answered=app.meeting_screen.drain())
        return CRASHED
    if app.problem:
        print(app.problem, file=sys.stderr)
        return 1
    return say_goodbye(app.meeting_screen, answered=app.saved) if app.meeting_screen is not None else 0


def say_goodbye(screen: MeetingScreen, *, answered: bool) -> int:
    """Say where the meeting is, and what of it is elsewhere; gives the exit code. ``answered``: the disk did."""
    path, kept = screen.path, screen.kept
    if not answered:
        print(text("goodbye.unsaved", path=path), file=sys.stderr)
    elif kept is not None:
        print(text("goodbye.kept", path=path, count=kept.count, folder=kept.folder), file=sys.stderr)
    else:
        print(text("goodbye", path=path), file=sys.stderr)
    if load_draft(path) is not None:
        print(text("goodbye.draft"), file=sys.stderr)
    return 0 if answered and kept is None else 1
