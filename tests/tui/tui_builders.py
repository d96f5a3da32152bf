"""A desk for the tests of the screens: the real app on a real file, with a clock that stands still until moved."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any
from unittest.mock import patch

import pytest
from msgspec.structs import replace
from rich.console import RenderableType
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, Static, TextArea

from kaikutui.domain.opening import new_session
from kaikutui.domain.session import Details, Note, Partner, Person, Session, Side, Source
from kaikutui.domain.tables import parse_partners
from kaikutui.storage.agenda_file import load_agenda
from kaikutui.storage.csv_file import read_table
from kaikutui.storage.session_file import decode
from kaikutui.storage.store import SessionStore
from kaikutui.tui.app import KaikuApp
from kaikutui.tui.colours import Colours
from kaikutui.tui.key_order import Turn
from kaikutui.tui.panels.base import ItemPanel
from kaikutui.tui.screens.meeting import MeetingScreen
from kaikutui.tui.surroundings import Surroundings
from kaikutui.tui.widgets.row_list import RowList
from kaikutui.tui.widgets.status_line import StatusLine

SAMPLE = Path(__file__).parents[1] / "sample"
ZONE = timezone(timedelta(hours=2))
START = datetime(2026, 11, 24, 13, 0, tzinfo=ZONE)

PARTNERS = (
    Partner(name="Työpaja Kipinä", side=Side.DISTRIBUTOR),
    Partner(name="Perhekeskus Pihlaja", side=Side.DISTRIBUTOR),
    Partner(name="Teatteri Lumme", side=Side.VENUE),
    Partner(name="Museo Tuulimylly", side=Side.VENUE),
)
PEOPLE = (
    Person(name="Eero Malli", organisation="Työpaja Kipinä"),
    Person(name="Lempi Malli", organisation="Perhekeskus Pihlaja"),
    Person(name="Tyyne Esimerkki", organisation="Teatteri Lumme"),
    Person(name="Urho Malli", organisation="Museo Tuulimylly"),
)


class FakeClock:
    """A clock that stands at the planned start until it is moved."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        """Move on by minutes=…, seconds=…."""
        self.now += timedelta(**span)


def a_session(partners: tuple[Partner, ...] = PARTNERS, people: tuple[Person, ...] = PEOPLE, **fields: Any) -> Session:
    """A small meeting not yet begun, on the shipped agenda."""
    details = Details(title="Kaikukortti-palautekokous 2026", area="Esimerkkilä", starts=START)
    return replace(new_session(load_agenda("palautekokous-120"), details, partners, people), **fields)


def sample_session() -> Session:
    """The meeting with the network of the sample table."""
    partners, people, problems = parse_partners(read_table(SAMPLE / "partners.csv"))
    assert not problems
    return a_session(partners, people)


def a_note(text: str, item: int = 1, **fields: Any) -> Note:
    """A note as another terminal would write it."""
    whole: dict[str, Any] = {"id": f"x-{text}", "at": START, "confidential": False, "source": Source.SHARED}
    return Note(text=text, item=item, **{**whole, **fields})


def an_app(
    store: SessionStore | None,
    clock: FakeClock,
    prefix: str = "n",
    view: str = "secretary",
    colours: Colours = Colours.ALL,
) -> KaikuApp:
    """The app as the program's beginning makes it, with ids that are told in order."""
    numbers = count(1)

    def new_id() -> str:
        return f"{prefix}{next(numbers):03}"

    around = Surroundings(clock=clock, new_id=new_id, name="sihteeri", view=view, colours=colours)
    return KaikuApp(around, store, store.load() if store else None)


class Desk:
    """The meeting screen under test and the hands that use it."""

    def __init__(self, app: KaikuApp, pilot: Pilot[None], clock: FakeClock) -> None:
        self.app, self.pilot, self.clock = app, pilot, clock

    @property
    def screen(self) -> MeetingScreen:
        assert self.app.meeting_screen is not None
        return self.app.meeting_screen

    @property
    def session(self) -> Session:
        return self.screen.meeting.session

    @property
    def notes(self) -> tuple[Note, ...]:
        return self.session.notes

    @property
    def texts(self) -> list[str]:
        return [note.text for note in self.notes]

    @property
    def line(self) -> str:
        """What stands in the bar."""
        return self.screen.bar.value

    @property
    def panel(self) -> ItemPanel:
        assert self.screen.view.panel is not None
        return self.screen.view.panel

    @property
    def rows(self) -> list[str]:
        """The rows of the panel as words."""
        return row_words(self.panel.lines)

    @property
    def sums(self) -> str:
        return shown(self.panel.query_one(".panel-sums", Static))

    @property
    def said(self) -> str:
        """The sentence above the bar."""
        return shown(self.screen.query_one("#said", Static))

    @property
    def status(self) -> str:
        return shown(self.screen.query_one(StatusLine))

    @property
    def in_panel(self) -> bool:
        return self.app.focused is self.panel.lines

    @property
    def in_bar(self) -> bool:
        return self.app.focused is self.screen.bar

    async def press(self, *keys: str) -> None:
        """Press keys in one packet and wait until all of them have been answered.

        Textual's pilot waits after each key until the whole process is idle, up to a second while the saver looks
        around; the app itself knows better when a key has been answered.
        """
        with patch("textual.app.wait_for_idle", _at_once):
            await self.pilot.press(*keys)
        await self.answered()
        # What it was answered with may have sent messages of its own.
        for _ in range(3):
            await self.pilot.pause(0)

    async def answered(self) -> None:
        """Wait until every key so far has been answered, or the app has ended."""
        self.app.post_message(Turn())
        await self.until(lambda: not self.app.is_running or (self.app._asked_at is None and not self.app._waiting))

    async def enter(self, line: str) -> None:
        """Type a line into the bar in one packet and send it."""
        for sign in line:
            self.app.post_message(events.Key(sign, sign))
        await self.press("enter")

    async def show(self, item: int) -> None:
        """Look at an item and enter its panel."""
        await self.enter(f"/{item}")
        await self.press("f6")
        assert self.in_panel

    async def fill(self, **answers: str) -> None:
        """Put answers into the open form and send it."""
        for name, answer in answers.items():
            put_answer(self.app, name, answer)
        await self.press("ctrl+s")

    async def until(self, met: Callable[[], bool]) -> None:
        await until(self.pilot, met)

    async def saved(self) -> Session:
        """Wait until the saver has told that all is on the disk; gives what the file says."""
        await self.until(lambda: self.screen.meeting.is_saved)
        return on_disk(self.screen.path)


def put_answer(app: KaikuApp, name: str, answer: str) -> None:
    """Put an answer into a field of the open form."""
    field = app.screen.query_one(f"#field-{name}")
    if isinstance(field, TextArea):
        field.text = answer
    else:
        assert isinstance(field, Input)
        field.value = answer


def on_disk(path: Path) -> Session:
    """The session as its file tells it."""
    return decode(path.read_bytes(), path).session


def frames_of(patch: pytest.MonkeyPatch) -> list[str]:
    """What each frame from now on shows, as it is painted."""
    frames: list[str] = []
    paint = KaikuApp._display

    def painting(app: KaikuApp, screen: Screen[object], update: RenderableType | None) -> None:
        if update is not None:
            frames.append("\n".join(strip.text for strip in screen._compositor.render_strips()))
        paint(app, screen, update)

    patch.setattr(KaikuApp, "_display", painting)
    return frames


def shown(widget: Static) -> str:
    """The words of a widget."""
    return str(widget.render())


def row_words(rows: RowList) -> list[str]:
    """The rows of a list, their cells with a space between them."""
    return [" ".join(cell.text for cell in row.cells if cell.text) for row in rows._rows]


async def _at_once(*seconds: float) -> None:
    """In the place of Textual's wait for an idle process: only as long as a key needs to come to the app."""
    for _ in range(5):
        await asyncio.sleep(0)


async def until(pilot: Pilot[None], met: Callable[[], bool], seconds: float = 20) -> None:
    """Poll until something holds, every message so far answered; a busy machine is no fault of the program."""
    deadline = monotonic() + seconds
    await pilot.pause(0)
    while not met():
        if monotonic() > deadline:
            raise AssertionError("it did not come about in time")
        await pilot.pause(0.01)


@asynccontextmanager
async def desk_at(
    path: Path,
    session: Session | None = None,
    clock: FakeClock | None = None,
    size: tuple[int, int] = (80, 24),
    view: str = "secretary",
    colours: Colours = Colours.ALL,
) -> AsyncIterator[Desk]:
    """Sit down at the meeting in a file; made from the session when it is not there yet."""
    clock = clock or FakeClock()
    store = SessionStore(path)
    if not path.exists():
        store.create(a_session() if session is None else session)
    app = an_app(store, clock, view=view, colours=colours)
    async with app.run_test(size=size) as pilot:
        desk = Desk(app, pilot, clock)
        await desk.until(lambda: app.meeting_screen is not None and app.meeting_screen.is_mounted)
        await pilot.pause()
        yield desk
