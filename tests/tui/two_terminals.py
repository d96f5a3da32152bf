"""A meeting that goes on, and real processes in terminals of their own around its file."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from msgspec.structs import replace
from pty_terminal import Terminal
from tui_builders import a_session

from kaikutui.domain.clocks import fixed
from kaikutui.domain.floor_operations import GiveFloor
from kaikutui.domain.formats import format_clock
from kaikutui.domain.session import Session
from kaikutui.storage.store import SessionStore

CTRL_N, CTRL_Q, CTRL_U, CTRL_Z = "\x0e", "\x11", "\x15", "\x1a"


def ago(minutes: float) -> datetime:
    """So long before now: these processes read the computer's own clock."""
    return fixed(datetime.now().astimezone() - timedelta(minutes=minutes))


def clock(minutes: float) -> str:
    """A time of day so long before now, as it is typed."""
    return format_clock(ago(minutes))


def hold(file: Path, *begun: tuple[int, float], planned: float) -> Session:
    """A meeting on the disk; ``begun``: items and how many minutes ago each got the floor, as was the planned start."""
    session = a_session()
    session = replace(session, meeting=replace(session.meeting, starts=ago(planned)))
    for item, minutes in begun:
        session = GiveFloor(item=item, at=ago(minutes)).apply(session)
    SessionStore(file).create(session)
    return session


@contextmanager
def terminals(file: Path, *views: str, options: Sequence[str] = ()) -> Iterator[list[Terminal]]:
    """Each view in a terminal of its own; leaves all of them at the end."""
    opened = [Terminal(*options, "open", file, "--view", view) for view in views]
    desks = [terminal for terminal, view in zip(opened, views, strict=True) if view != "room"]
    for terminal in desks:
        terminal.see(f"{len(views)} päätettä") if len(views) > 1 else terminal.see("F8 seuraava")
    yield opened
    for terminal in opened:
        terminal.key(CTRL_U + CTRL_Q)
        assert terminal.ended() == 0


def files_with(word: str, *folders: Path) -> list[Path]:
    """The files in these folders and in the program's own that hold a word."""
    own = [Path(os.environ[f"XDG_{name}"]) for name in ("DATA_HOME", "STATE_HOME", "CACHE_HOME", "RUNTIME_DIR")]
    found = (path for folder in (*folders, *own) for path in folder.rglob("*") if path.is_file())
    return [path for path in found if word.encode() in path.read_bytes()]
