"""A meeting whose program can load nothing any more: a script of its own, as the tests have loaded everything.

``python desk_without_disk.py MEETING`` opens it, lets it load what it loads by itself, takes the disk of the modules
away, and opens everything that a meeting asks for. What was opened, what was said, and which modules were asked for in
vain is printed as JSON.
"""

import asyncio
import json
import sys
from collections.abc import Sequence
from datetime import datetime
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

from kaikutui.domain.commands import COMMANDS
from kaikutui.storage.store import SessionStore
from kaikutui.tui import loaded_later
from kaikutui.tui.withheld import import_textual

import_textual()

from textual import events  # noqa: E402
from textual.pilot import Pilot  # noqa: E402

from kaikutui.tui.app import KaikuApp  # noqa: E402
from kaikutui.tui.screens.meeting import MeetingScreen  # noqa: E402
from kaikutui.tui.surroundings import Surroundings  # noqa: E402

NOT_HERE = ("quit", "export")
"""Commands that end it, or have a test of their own."""
FIGURES = 3
"""The item whose form for a whole table is left to its moment."""


class Gone(MetaPathFinder):
    """A disk that does not answer, whatever is to be loaded from it."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        self.asked.append(fullname)
        raise OSError(5, "Input/output error")


class Desk:
    """The hands at the meeting, and what they saw."""

    def __init__(self, app: KaikuApp, pilot: Pilot[None], screen: MeetingScreen) -> None:
        self.app, self.pilot, self.screen = app, pilot, screen
        self.opened: list[str] = []

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def enter(self, line: str) -> None:
        self.screen.bar.focus()
        self.screen.bar.value = line
        await self.press("enter")

    async def look(self) -> None:
        """Note which screen lies over the meeting, and leave it."""
        if self.app.screen is not self.screen:
            self.opened.append(type(self.app.screen).__name__)
            await self.press("escape")

    async def see_panel(self, item: int) -> None:
        """Enter the panel of an item and press everything that is offered there."""
        await self.enter(f"/{item}")
        panel = self.screen.view.panel
        assert panel is not None
        self.opened.append(type(panel).__name__)
        for mark in panel.marks:
            await self.press("f6", mark.key)
            await self.look()
        await self.press("escape")

    async def see_everything(self) -> None:
        for item in range(1, 10):
            await self.see_panel(item)
        for command in COMMANDS:
            if command.id not in NOT_HERE:
                await self.enter(f"/{command.words[0]}" + (" 5" if command.needs_argument else ""))
                await self.look()
        self.screen.bar.post_message(events.Paste("yksi\nkaksi"))
        await self.pilot.pause()
        await self.look()

    async def said_after(self, *keys: str) -> str:
        await self.press(*keys)
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()
        return str(self.screen.query_one("#said").render())


def everything_is_loaded() -> bool:
    return all(name in sys.modules for name in loaded_later.LATER)


async def meeting(path: Path) -> dict[str, object]:
    """Hold the meeting; gives what became of it."""
    around = Surroundings(clock=lambda: datetime.now().astimezone(), new_id=iter(map(str, range(99))).__next__, name="")
    store = SessionStore(path)
    app = KaikuApp(around, store, store.load())
    gone = Gone()
    assert not everything_is_loaded(), "every start waits for it"
    async with app.run_test() as pilot:
        await pilot.pause()
        await wait_for_loading()
        sys.meta_path.insert(0, gone)
        assert app.meeting_screen is not None
        desk = Desk(app, pilot, app.meeting_screen)
        await desk.see_everything()
        asked = sorted(set(gone.asked))
        await desk.enter(f"/{FIGURES}")
        pasted = await desk.said_after("f6", "l")
        await desk.press("escape")
        desk.screen.bar.value = "/vie"
        exported = await desk.said_after("enter")
        await desk.enter("k: ja kokous jatkuu")
        notes = [note.text for note in desk.screen.meeting.session.notes]
    sys.meta_path.remove(gone)
    return {"opened": desk.opened, "asked": asked, "pasted": pasted, "exported": exported, "notes": notes[-1:]}


async def wait_for_loading() -> None:
    for _ in range(2000):
        if everything_is_loaded():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it is not loaded in time")


if __name__ == "__main__":
    loaded_later.AFTER_SECONDS = loaded_later.BETWEEN_SECONDS = 0
    print(json.dumps(asyncio.run(meeting(Path(sys.argv[1])))))
