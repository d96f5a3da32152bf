"""An app that ends in good order, by a signal or by an error, as its farewell asks."""

import sys
from threading import Event
from typing import Protocol, runtime_checkable

from rich.console import RenderableType
from textual.driver import Driver
from textual.worker import WorkerFailed

from kaikutui.crash import kind_and_spot
from kaikutui.tui.key_order import KeyOrderApp, Turn


@runtime_checkable
class SafeDriver(Protocol):
    """A driver that helps to leave in good order."""

    def wait_until_read(self) -> None:
        """Wait until what has been typed has been handed to the app."""

    def let_go(self) -> None:
        """Send nothing any more."""


class Goodbye(Turn, bubble=False):
    """The app is to end when its turn comes."""


class LeavingApp(KeyOrderApp):
    """What every way out has in common; what is to be saved is the affair of the app itself."""

    def __init__(self, driver_class: type[Driver] | None = None, *, ansi_color: bool | None = None) -> None:
        """Nothing has gone wrong yet."""
        super().__init__(driver_class, ansi_color=ansi_color)
        self.crash = ""
        """What kind of error ended the app, and where; empty: none did."""
        self.leaving = Event()
        """Set when a signal is being answered."""

    def leave(self) -> None:
        """Ask the app to end once every key so far has been answered; from any thread but its own."""
        if isinstance(self._driver, SafeDriver):
            self._driver.wait_until_read()
        self.post_message(Turn())
        self.post_message(Goodbye())

    def _on_goodbye(self) -> None:
        self.leaving.set()
        self.exit()

    def let_go(self) -> None:
        """Wait for the terminal no longer; from any thread."""
        if isinstance(self._driver, SafeDriver):
            self._driver.let_go()

    def fail(self, error: Exception) -> None:
        """An error of a thread is a crash like any other; from any thread."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._handle_exception, error)

    def panic(self, *renderables: RenderableType) -> None:
        """An error that would describe itself on the screen is told as every other."""
        self._fatal_error()

    def _fatal_error(self) -> None:
        """Close; that the program failed and where is said when the ordinary screen is back.

        Textual would print the local variables of every frame, and with them the texts of notes, on the ordinary
        screen, where they stay.
        """
        error = self._exception or sys.exc_info()[1] or RuntimeError()
        error = error.error if isinstance(error, WorkerFailed) else error
        self.crash = self.crash or kind_and_spot(error)
        self._close_messages_no_wait()
