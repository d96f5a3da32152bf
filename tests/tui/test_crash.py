"""A crash says where, and not what was written."""

import io
from pathlib import Path

from rich.console import Console
from tui_builders import FakeClock, a_session, an_app

from kaikutui.storage.store import SessionStore


def test_a_crash_tells_its_place_and_no_word_of_the_notes(file: Path) -> None:
    store = SessionStore(file)
    store.create(a_session())
    app = an_app(store, FakeClock())
    confidential = "kanarialintu"
    try:
        raise KeyError(confidential)
    except KeyError:
        app._fatal_error()
    out = io.StringIO()
    for said in app._exit_renderables:
        Console(file=out, width=200).print(said)
    assert "KeyError" in out.getvalue()
    assert "test_crash.py" in out.getvalue()
    assert confidential not in out.getvalue()
