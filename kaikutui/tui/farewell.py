"""Ending in good order when a signal says so, whatever the event loop is doing.

Textual has no handlers: SIGHUP and SIGTERM kill it at once (Textualize/textual#5140), and a handler of Python's own
never runs while the loop waits for a terminal that has stopped reading. So the signals are blocked before any
thread starts, and one thread waits for them.
"""

import os
import signal
from threading import Event, Thread
from typing import Protocol

from kaikutui.terminal import give_back

SIGNALS = frozenset(
    getattr(signal, name) for name in ("SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM") if hasattr(signal, "pthread_sigmask")
)
"""What ends the program; none on Windows, which has no such signals to wait for."""

STUCK_SECONDS = 1.0
"""A loop that has not begun to leave by then waits for its terminal."""
CATCHING_UP_SECONDS = 5.0
"""How long such a loop may take, freed, to answer the keys that came meanwhile."""
SAVING_SECONDS = 6.0
"""The longest wait for a disk or a lock; the saver has its own, shorter limit."""
WORDS_SECONDS = 0.2
"""How long the last sentence may take to be written: nobody may read it any more."""

RESTORE = "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?2004l\x1b[?1004l\x1b[<u\x1b[?7h\x1b[?1049l\x1b[?25h"
"""Mouse, pastes, focus and keys as a shell expects them, the ordinary screen, the cursor."""


class Leaving(Protocol):
    """The app, as its farewell knows it; every method may be called from any thread."""

    leaving: Event
    """Set when the app has begun to leave."""

    def leave(self) -> object:
        """Ask the event loop to end the app, after what was typed so far."""

    def let_go(self) -> object:
        """Free a loop that waits for a terminal that does not read."""

    def last_words(self) -> str:
        """Put on the disk what is not there yet; gives the last sentence."""


class Farewell(Thread):
    """Waits for a signal, asks the app to leave, and ends the process whether it could or not."""

    def __init__(self, guest: Leaving) -> None:
        """Block the signals; to be made before any other thread."""
        super().__init__(name="farewell", daemon=True)
        self._guest = guest
        self.signal = 0
        """The signal that came; 0: none yet."""
        self._left = Event()
        self._restore = ""
        if SIGNALS:
            # Blocked first: a signal that came between the two would end the program with the terminal taken.
            signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
            for number in SIGNALS:
                # nohup ignores SIGHUP, but nobody can reach a screen whose terminal has gone.
                signal.signal(number, signal.SIG_DFL)

    def run(self) -> None:
        """Wait for one signal."""
        if not SIGNALS:
            return
        self.signal = signal.sigwait(SIGNALS)
        leaving = self._guest.leaving
        self._guest.leave()
        if not leaving.wait(STUCK_SECONDS):
            self._let_go()
            leaving.wait(CATCHING_UP_SECONDS)
        if not (leaving.is_set() and self._left.wait(SAVING_SECONDS)):
            self._let_go()
            self._end()

    def end(self) -> None:
        """The app has left; if a signal asked for it, this does not return."""
        self._left.set()
        if self.signal:
            self._end()

    def _let_go(self) -> None:
        # From here on the app restores nothing: what it sends is dropped.
        self._restore = RESTORE
        self._guest.let_go()

    def _end(self) -> None:
        words = self._guest.last_words()
        give_back()
        _say(f"{self._restore}{words}\n")
        os._exit(128 + self.signal)


def _say(words: str) -> None:
    """Write to a terminal that may have gone or may not read, and never wait for it."""

    def write() -> None:
        try:
            os.write(2, words.encode())
        except OSError:
            return

    speaker = Thread(target=write, daemon=True)
    speaker.start()
    speaker.join(WORDS_SECONDS)
