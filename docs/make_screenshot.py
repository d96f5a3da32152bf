"""Draw ``docs/screenshot.svg`` from the real program: the example meeting, two minutes after its last note.

Run it from the top of the tree: ``python docs/make_screenshot.py``. The clock stands still, so the picture is the
same each time; it changes only when the program does.
"""

import asyncio
import os
import re
import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

os.environ["COLORTERM"] = "truecolor"
os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="kaikutui-")

from kaikutui.storage.demo import demo_session
from kaikutui.storage.store import SessionStore
from kaikutui.tui.app import KaikuApp, Surroundings

PICTURE = Path(__file__).with_name("screenshot.svg")
SIZE = (100, 30)
STANDING = datetime(2026, 11, 24, 13, 42, 7, tzinfo=timezone(timedelta(hours=2)))


async def draw() -> str:
    """The picture as SVG."""
    with tempfile.TemporaryDirectory(prefix="kaikutui-") as folder:
        store = SessionStore(Path(folder) / "esimerkki.toml")
        store.create(demo_session(STANDING))
        around = Surroundings(clock=lambda: STANDING, new_id=lambda: "0123456789", name="sihteeri")
        app = KaikuApp(around, store, store.load())
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause(0.5)
            for key in ("slash", "2", "enter", "tab"):
                await pilot.press(key)
            await pilot.press(*"Ohjeet kassoille ovat selke")
            await pilot.pause(0.5)
            return app.export_screenshot(title="kaikutui")


def steady(svg: str) -> str:
    """The same picture has the same bytes: Rich names its styles by a random number; spaces are kept by every viewer."""
    svg = re.sub(r"terminal-\d+-", "terminal-", svg)
    return re.sub(r">([^<]+)</text>", lambda found: f">{found[1].replace(' ', chr(0xA0))}</text>", svg)


if __name__ == "__main__":
    PICTURE.write_text(steady(asyncio.run(draw())), "utf-8")
