"""The driver by itself, on a pseudo-terminal of the test."""

import asyncio
import os
import select
import signal
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from tui_builders import Desk, desk_at

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
                driver._stopping = True
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


class Sleep:
    """Counts how often the reading thread goes to sleep, and for how long it would."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.lengths: list[float | None] = []
        wait = select.select

        def counting(*arguments: Any) -> Any:
            self.lengths.append(arguments[3])
            return wait(*arguments)

        patch.setattr(select, "select", counting)


@contextmanager
def reading(desk: Desk) -> Iterator[tuple[TerminalDriver, int, list[str]]]:
    """A driver that reads from a pseudo-terminal, its other end, and the keys that it has read."""
    terminal, driven = os.openpty()
    tty.setraw(driven)
    driver = TerminalDriver(desk.app)
    keys: list[str] = []
    driver.process_message = lambda message: keys.append(getattr(message, "key", ""))  # type: ignore[method-assign]
    driver.fileno = driven
    driver._key_thread = Thread(target=driver.run_input_thread)
    driver._key_thread.start()
    yield driver, terminal, keys
    driver._stopping = True
    os.write(driver._wake, b".")
    driver._key_thread.join()
    os.close(terminal)
    os.close(driven)


async def test_who_types_nothing_wakes_nobody(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk_at(file) as desk:
        with reading(desk) as (_, terminal, keys):
            await asyncio.sleep(0.3)
            asleep = Sleep(monkeypatch)
            await asyncio.sleep(0.5)
            assert not asleep.lengths
            os.write(terminal, b"a")
            await desk.until(lambda: keys == ["a"])
            assert asleep.lengths == [None]


async def test_an_escape_that_no_key_follows_is_a_key_after_a_moment(file: Path) -> None:
    async with desk_at(file) as desk:
        with reading(desk) as (_, terminal, keys):
            await asyncio.sleep(0.3)
            os.write(terminal, b"\x1b")
            await desk.until(lambda: keys == ["escape"])


async def test_who_waits_for_what_was_typed_is_answered_though_nothing_comes(file: Path) -> None:
    async with desk_at(file) as desk:
        with reading(desk) as (driver, terminal, keys):
            await asyncio.sleep(0.3)
            os.write(terminal, b"ab")
            driver.wait_until_read()
            assert driver._all_read.is_set()
            assert keys == ["a", "b"]
