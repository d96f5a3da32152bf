"""The driver by itself, on a pseudo-terminal of the test."""

import os
import signal
from pathlib import Path
from threading import Event, Thread

import pytest
from tui_builders import desk_at

from kaikutui.tui import terminal_driver
from kaikutui.tui.terminal_driver import TerminalDriver


async def test_reading_stops_at_once_and_not_at_the_next_look(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal_driver, "LOOK_SECONDS", None)
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH)}
    terminal, driven = os.openpty()
    stopped, rescued = Event(), Event()
    async with desk_at(file) as desk:
        driver = TerminalDriver(desk.app)
        driver.fileno = driven
        driver._key_thread = Thread(target=driver.run_input_thread)
        driver._key_thread.start()

        def rescue() -> None:
            """A test that would wait for ever ends, and fails."""
            if not stopped.wait(20):
                rescued.set()
                driver.exit_event.set()
                os.write(terminal, b"x\n")

        rescuer = Thread(target=rescue)
        rescuer.start()
        driver.disable_input()
        stopped.set()
        rescuer.join()
        assert not driver._key_thread.is_alive()
        assert not rescued.is_set()
    for number, handler in handlers.items():
        signal.signal(number, handler)
    os.close(terminal)
    os.close(driven)
