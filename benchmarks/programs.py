"""What is measured, and what it is measured against."""

import os
import shutil
import sys
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

from msgspec.structs import replace

from kaikutui.domain.floor_operations import GiveFloor
from kaikutui.domain.opening import new_session
from kaikutui.domain.session import Details, Note, Partner, Session, Side, Source
from kaikutui.storage.agenda_file import load_agenda
from kaikutui.storage.store import SessionStore

START = datetime(2026, 11, 24, 13, 0, tzinfo=timezone(timedelta(hours=2)))


@dataclass(frozen=True)
class Program:
    """A program in a terminal."""

    name: str
    command: tuple[str, ...]
    ready: str
    """What the screen shows when keys can be typed."""
    opening: tuple[str, ...] = ()
    """Keys that make it ready for letters."""
    clear: str = "\x15"
    """Keys that empty the line."""
    environment: Mapping[str, str] = field(default_factory=dict)


def script(folder: Path, name: str, source: str) -> tuple[str, ...]:
    """A Python program of its own, as a command."""
    path = folder / f"{name}.py"
    path.write_text(textwrap.dedent(source), "utf-8")
    return (sys.executable, str(path))


def bare_input(folder: Path) -> Program:
    """A Textual app with one Input and nothing else, as Textual makes it."""
    source = """
        from textual.app import App, ComposeResult
        from textual.widgets import Input, Static


        class Bare(App[None]):
            def compose(self) -> ComposeResult:
                yield Static("valmis")
                yield Input()

            def on_mount(self) -> None:
                self.query_one(Input).cursor_blink = False


        Bare().run()
        """
    return Program("bare Textual Input", script(folder, "bare_input", source), "valmis")


def minimal(folder: Path) -> Program:
    """The least that Textual can show."""
    source = """
        from textual.app import App, ComposeResult
        from textual.widgets import Static


        class Minimal(App[None]):
            def compose(self) -> ComposeResult:
                yield Static("valmis")


        Minimal().run()
        """
    return Program("minimal Textual app", script(folder, "minimal", source), "valmis")


def echo(folder: Path) -> Program:
    """Python that sends back every letter it gets."""
    source = """
        import os
        import tty

        tty.setraw(0)
        os.write(1, b"valmis ")
        while (sign := os.read(0, 1)) != b"\\x11":
            os.write(1, sign if sign != b"\\x15" else b"\\r\\x1b[K")
        """
    return Program("Python echo", script(folder, "echo", source), "valmis")


def vim() -> Program:
    """An editor that everybody knows, in insert mode."""
    return Program("vim", ("vim", "-u", "NONE", "-i", "NONE", "-N", "--cmd", "set shortmess+=I"), "~", ("i",))


def nano() -> Program:
    """The least of the editors."""
    return Program("nano", ("nano", "--ignorercfiles", "--nohelp"), "GNU nano", clear="\x0b")


def is_here(program: Program) -> bool:
    """Whether this machine has it."""
    return shutil.which(program.command[0]) is not None


def is_traced() -> bool:
    """Whether this machine can count system calls."""
    return shutil.which("strace") is not None


def surroundings() -> dict[str, str]:
    """The environment, as a person has it: what Python has compiled is kept."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


KAIKUTUI = str(Path(sys.executable).with_name("kaikutui"))
"""The installed command."""


def kaikutui(meeting: Path, view: str = "secretary") -> Program:
    """The program itself, at a meeting."""
    return Program(f"kaikutui {meeting.stem}", (KAIKUTUI, "open", str(meeting), "--view", view), "tallessa")


def door(meetings: Path) -> Program:
    """The program without a meeting: its start screen over a folder of data."""
    return Program("kaikutui", (KAIKUTUI,), "Ctrl+Q", environment={"XDG_DATA_HOME": str(meetings)})


def a_session(notes: int, partners: int = 20) -> Session:
    """A meeting that has not begun, with so many notes on item 2."""
    details = Details(title="Kaikukortti-palautekokous 2026", area="Esimerkkilä", starts=START)
    sides = (Side.DISTRIBUTOR, Side.VENUE)
    network = tuple(Partner(name=f"Kumppani {n}", side=sides[n % 2]) for n in range(partners))
    session = new_session(load_agenda("palautekokous-120"), details, network, ())
    sources = (Source.DISTRIBUTOR, Source.VENUE)
    taken = tuple(
        Note(
            id=f"{n:010x}",
            item=2,
            at=START + timedelta(seconds=n),
            confidential=False,
            source=sources[n % 2],
            text=f"Havainto {n}: kortti avaa keskustelun vapaa-ajasta ja jaksamisesta, ja ohjeet ovat selkeät.",
        )
        for n in range(notes)
    )
    return replace(session, notes=taken)


def meeting(folder: Path, notes: int, *, began: bool = True) -> Path:
    """The file of such a meeting; ``began``: item 2 has the floor since a minute ago, and its clock runs."""
    path = folder / f"{notes}{'' if began else '-still'}.toml"
    now = datetime.now().astimezone().replace(microsecond=0)
    session = a_session(notes)
    SessionStore(path).create(GiveFloor(item=2, at=now - timedelta(minutes=1)).apply(session) if began else session)
    return path
