"""The farewell takes the signals over without a moment in which one of them would end the program."""

import signal
from threading import Event

import pytest

from kaikutui.tui.farewell import SIGNALS, Farewell


class Nobody:
    """An app that is never asked."""

    leaving = Event()

    def leave(self) -> None: ...
    def let_go(self) -> None: ...
    def last_words(self) -> str:
        return ""


def test_signals_are_blocked_before_they_lose_the_handler_that_gives_the_terminal_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done: list[object] = []
    monkeypatch.setattr(signal, "pthread_sigmask", lambda how, which: done.append(frozenset(which)))
    monkeypatch.setattr(signal, "signal", lambda number, handler: done.append(number))
    Farewell(Nobody())
    assert done[0] == SIGNALS
    assert set(done[1:]) == SIGNALS
