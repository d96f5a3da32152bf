"""What is loaded when a meeting is open, and not before its first frame: every start waits for what it imports.

A program that is upgraded while a meeting is open, or whose disk fails, can load nothing any more. So what a meeting
asks for is loaded soon after its first keys, a module at a time in a thread of its own: an import keeps Python's lock,
and a key waits for the rest of one module at most. What is dear and seldom needed is left to its moment, and there a
part that cannot be loaded is told in a sentence.
"""

import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from threading import Thread
from types import MappingProxyType

from kaikutui.domain.errors import KaikuError

AFTER_SECONDS = 1.0
"""The first keys, typed ahead perhaps, have had their turn by then."""
BETWEEN_SECONDS = 0.05
"""A module takes 1 to 4 ms: typing meanwhile waits for few of them."""

LATER = (
    "kaikutui.tui.screens.question",
    "kaikutui.tui.screens.questions",
    "kaikutui.tui.screens.form",
    "kaikutui.tui.panels.attendance",
    "kaikutui.tui.panels.speaking",
    "kaikutui.tui.panels.figures",
    "kaikutui.tui.panels.notes",
    "kaikutui.tui.panels.candidates",
    "kaikutui.tui.panels.continuation",
    "kaikutui.tui.panels.national",
    "kaikutui.tui.panels.closing",
    "kaikutui.tui.screens.pick",
    "kaikutui.tui.screens.find",
    "kaikutui.tui.screens.help",
    "kaikutui.tui.screens.palette",
    "kaikutui.tui.screens.checklist",
    "kaikutui.tui.screens.edited",
    "kaikutui.storage.copies",
    "kaikutui.storage.csv_file",
    "textual.scrollbar",
    "concurrent.futures.thread",
)
"""What a meeting asks for sooner or later: half a megabyte in all. The last two are asked for by Textual, for the first
list that is longer than its window, and by asyncio, for the first work in a thread."""

LEFT: Mapping[str, str] = MappingProxyType(
    {
        "kaikutui.memo_file": "11 MB with the Word library, for one act at the end; part of ``MEMO``",
        "kaikutui.tui.widgets.many_lines": "1 MB for the one form that takes a whole table; asked for with ``load``",
        "kaikutui.tui.app": "there already: the two name each other",
        "kaikutui.tui.terminal_driver": "loaded before the first frame, except on Windows",
        "kaikutui.tui.screens.start": "a first screen, or none",
        "kaikutui.tui.screens.room": "a first screen, or none",
        "kaikutui.tui.widgets.facilitator_view": "part of a first screen, or of none",
        "kaikutui.tui.quick_classes": "loaded with Textual, before the first frame",
        "pathlib": "loaded before the first frame",
        "textual.validation": "loaded with Textual, before the first frame",
        "curses": "asked at the start what the terminal can do, and not again",
        "textual.app": "loaded before the first frame",
    }
)
"""What is imported in a function and not loaded later, and why."""

MEMO = ("kaikutui.memo_file", "kaikutui.memo.word", "kaikutui.memo.reading")
"""What writes a Word memo and compares it with the last one."""

UNLOADABLE = (ImportError, OSError, EOFError, SyntaxError, ValueError, AttributeError, NameError, TypeError)
"""How an import ends when files are gone, unreadable, cut short, or no longer of one version."""


class PartNotLoadedError(KaikuError):
    """A part of the program could not be loaded; what is there works on."""

    key = "error.part_not_loaded"


def load(*modules: str) -> None:
    """Have these modules at hand; raises PartNotLoadedError."""
    for name in modules:
        try:
            import_module(name)
        except UNLOADABLE as error:
            raise PartNotLoadedError from error


def load_later() -> None:
    """Load ``LATER`` in the background; what fails is left to the moment it is needed."""
    if any(name not in sys.modules for name in LATER):
        # A daemon: a disk that does not answer holds no goodbye up.
        Thread(target=_load_slowly, name="later", daemon=True).start()


def _load_slowly() -> None:
    time.sleep(AFTER_SECONDS)
    for name in LATER:
        if name not in sys.modules:
            with suppress(PartNotLoadedError):
                load(name)
            time.sleep(BETWEEN_SECONDS)
