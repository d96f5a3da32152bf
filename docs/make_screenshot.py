"""Draw ``docs/screenshot.svg`` from the real program: the example meeting as it was at 13.42, in its second item.

Run it where kaikutui is installed: ``.venv/bin/python docs/make_screenshot.py``. The clock stands still, so the
picture is the same each time; it changes only when the program does.
"""

import asyncio
import os
import re
import tempfile
from datetime import datetime, timedelta, timezone
from importlib.resources import files
from pathlib import Path

from msgspec.structs import replace

from kaikutui.domain.session import Item, Session, Stretch
from kaikutui.storage.session_file import decode
from kaikutui.storage.store import SessionStore
from kaikutui.tui.app import KaikuApp, Surroundings

PICTURE = Path(__file__).with_name("screenshot.svg")
SIZE = (100, 30)
STANDING = datetime(2026, 11, 24, 13, 42, 15, tzinfo=timezone(timedelta(hours=2)))
TYPED = "Asiakkaat kysyvät usein mobiilikortist"


def rewound(session: Session) -> Session:
    """The meeting as it was when the clock showed ``STANDING``."""
    items = tuple(rewound_item(item) for item in session.items)
    notes = tuple(note for note in session.notes if note.at <= STANDING)
    return replace(session, meeting=replace(session.meeting, ended=None), items=items, notes=notes)


def rewound_item(item: Item) -> Item:
    """The item with no more time than it had had by then."""
    begun = (stretch for stretch in item.stretches if stretch.started <= STANDING)
    return replace(item, stretches=tuple(rewound_stretch(stretch) for stretch in begun))


def rewound_stretch(stretch: Stretch) -> Stretch:
    """The stretch, running if it was running then."""
    return replace(stretch, ended=None) if stretch.ended and stretch.ended > STANDING else stretch


async def draw(folder: Path) -> str:
    """The picture as SVG; the meeting is written into ``folder``."""
    os.environ.update(COLORTERM="truecolor", XDG_STATE_HOME=str(folder))
    example = files("kaikutui") / "demo" / "esimerkki.toml"
    store = SessionStore(folder / "esimerkki.toml")
    store.create(rewound(decode(example.read_bytes(), Path(str(example))).session))
    around = Surroundings(clock=lambda: STANDING, new_id=lambda: "0123456789", name="sihteeri")
    app = KaikuApp(around, store, store.load())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(0.5)
        await pilot.press("tab", *("space" if letter == " " else letter for letter in TYPED))
        await pilot.pause(0.5)
        return app.export_screenshot(title="kaikutui")


def steady(svg: str) -> str:
    """The same picture in the same bytes: styles are named by a number that changes. It fetches no font."""
    svg = re.sub(r"@font-face {.*?}\s*", "", svg, flags=re.DOTALL)
    return re.sub(r"terminal-\d+-", "terminal-", svg).replace("<svg ", '<svg xml:space="preserve" ', 1)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="kaikutui-") as place:
        PICTURE.write_text(steady(asyncio.run(draw(Path(place)))), "utf-8")
