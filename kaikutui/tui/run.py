"""Running the full screen and saying goodbye."""

import sys
from collections.abc import Callable
from pathlib import Path

from kaikutui.catalogue import text
from kaikutui.domain.meeting import Clock
from kaikutui.storage.drafts import load_draft
from kaikutui.storage.store import SessionStore
from kaikutui.tui.app import KaikuApp, Surroundings

CRASHED = 70
"""Exit code of a crash (EX_SOFTWARE): Textual itself would say 0."""


def run_app(path: Path | None, clock: Clock, new_id: Callable[[], str], name: str, language: str) -> int:
    """Open a meeting (or the start screen) and stay until the user leaves; gives the exit code.

    A file that cannot be read is refused before the screen is taken: the sentence stays in sight.
    """
    around = Surroundings(clock=clock, new_id=new_id, name=name, language=language)
    store = SessionStore(path) if path else None
    loaded = store.load() if store else None
    app = KaikuApp(around, store, loaded)
    app.run()
    if app.return_code != 0:
        # The screen has gone, the saver has not: what it was given still goes to the disk.
        if app.meeting_screen is not None and app.meeting_screen.drain():
            print(text("goodbye", path=app.meeting_screen.path), file=sys.stderr)
        return CRASHED
    if app.meeting_screen is not None:
        told = "goodbye" if app.saved else "goodbye.unsaved"
        print(text(told, path=app.meeting_screen.path), file=sys.stderr)
        if load_draft(app.meeting_screen.path) is not None:
            print(text("goodbye.draft"), file=sys.stderr)
    return 0 if app.saved else 1
