"""The meeting on a terminal screen, made with Textual.

Textual needs asyncio, and asyncio imports ssl when it can, for connections that this program never makes: it has no
network code. Five milliseconds of every start are saved by keeping it back meanwhile; whoever imports ssl later gets
the real one. (Python has no switch for it.)
"""

import sys

from kaikutui.tui.cures import in_use


def _import_without(name: str) -> None:
    """Import asyncio as on a Python that was built without this module."""
    if name in sys.modules or "asyncio" in sys.modules:
        return
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules[name]


if in_use("ssl"):
    _import_without("ssl")
