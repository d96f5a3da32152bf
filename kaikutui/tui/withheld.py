"""Modules that Python and Textual import at every start, and that are never used here.

``ssl`` (4.5 ms) and what asyncio does with it and with other programs (2): this program has no network code and starts
no program, and asyncio works on a Python that was built without ssl. ``textual.command`` (9 ms, with a tree, a list of
folders and a list of choices): Textual's command palette, which ours takes the place of (``ENABLE_COMMAND_PALETTE``).
Addresses of the network (1.3), with which paths write themselves and a validator of Textual's knows them. Toasts (1.5):
no screen has a place for them. Tables, trees and frames of Rich's (2), in which Textual shows its own colours, widgets
and errors to whoever programs it; kinds of files (0.3), by which it would hand some over. Neither Python nor Textual
has a switch for any of them. Whoever imports one of them later gets the real one.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType

from kaikutui.tui.cures import in_use


class _StandIn(ModuleType):
    """A module that has whatever is imported from it: empty classes, good for being named and no more."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


ADDRESSES = "urllib.parse"
UNUSED = (
    "asyncio.sslproto",
    "mimetypes",
    "rich.panel",
    "rich.table",
    "rich.tree",
    "subprocess",
    "textual.command",
    "textual.widgets._toast",
    ADDRESSES,
)
"""What is imported for names in it."""


def import_paths() -> None:
    """Import paths without addresses of the network; to be called before anything imports them."""
    with withheld({ADDRESSES: _StandIn(ADDRESSES)} if in_use("imports") else {}):
        import pathlib  # noqa: F401


def import_textual() -> None:
    """Import Textual as we use it; to be called before anything imports it."""
    unused = {"ssl": None, **{name: _StandIn(name) for name in UNUSED}}
    with withheld(unused if in_use("imports") else {}):
        from kaikutui.tui.quick_classes import make_classes_quickly

        make_classes_quickly()
        import textual.app
        import textual.validation  # noqa: F401


@contextmanager
def withheld(modules: Mapping[str, ModuleType | None]) -> Iterator[None]:
    """Import without these modules, or with others in their place (None: as if there were none).

    A module that has been imported already stays what it is.
    """
    ours = {name: module for name, module in modules.items() if name not in sys.modules}
    sys.modules.update(ours)  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in ours:
            del sys.modules[name]
            _forget(name)


def _forget(name: str) -> None:
    """Take a module out of its package, too, where the import has put it."""
    package, _, last = name.rpartition(".")
    if package in sys.modules:
        vars(sys.modules[package]).pop(last, None)
