"""A crash says where, and not what was written."""

from pathlib import Path

import pytest
from tui_builders import FakeClock, a_session, an_app

from kaikutui.crash import CRASHED, kind_and_spot, say_crash
from kaikutui.storage.store import SessionStore


def an_error() -> KeyError:
    try:
        raise KeyError("kanarialintu")
    except KeyError as error:
        return error


def test_a_crash_tells_its_kind_and_place_and_no_word_of_the_notes(file: Path) -> None:
    store = SessionStore(file)
    store.create(a_session())
    app = an_app(store, FakeClock())
    app._handle_exception(an_error())
    assert app.crash.startswith("KeyError, test_crash.py:")
    assert app._exit_renderables == []


def test_an_error_that_would_paint_itself_is_told_as_every_other(file: Path) -> None:
    store = SessionStore(file)
    store.create(a_session())
    app = an_app(store, FakeClock())

    class PaintedError(ValueError):
        def __rich__(self) -> str:
            return "kanarialintu"

    app._handle_exception(PaintedError())
    assert app.crash.startswith("PaintedError")
    assert app._exit_renderables == []


def test_the_place_is_the_last_one_in_our_own_code() -> None:
    from kaikutui.domain.formats import parse_date

    with pytest.raises(AttributeError) as caught:
        parse_date(None, None)  # type: ignore[arg-type]
    assert "formats.py:" in kind_and_spot(caught.value)


def test_outside_the_screen_a_crash_is_one_sentence_and_exit_code_70(capsys: pytest.CaptureFixture[str]) -> None:
    error = an_error()
    with pytest.raises(SystemExit) as ended:
        say_crash(type(error), error, error.__traceback__)
    assert ended.value.code == CRASHED
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "KeyError" in said
    assert "kanarialintu" not in said
