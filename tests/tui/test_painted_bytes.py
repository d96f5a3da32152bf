"""Nothing in a meeting from somebody else reaches the terminal as a command, wherever it stands."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from tui_builders import Desk, a_note, a_session, desk_at

from kaikutui.domain.agenda import Delivery
from kaikutui.domain.session import (
    Candidate,
    Figure,
    FiguresSource,
    Kind,
    Mood,
    NextMeeting,
    Partner,
    Person,
    Session,
    Side,
    Task,
)

STEERING = "\x1b]0;otsikko\x07\x1b[2J\x00\x08\x0c\x0e\x7f\x9b31m\x85\u202etakaperin\u2066\u200f\ufeff\U000e0041"
HOSTILE = f"[@click=app.quit]Nimi[/] {STEERING}"
FORBIDDEN = {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), *"\u200e\u200f\u202e\u2066\ufeff\U000e0041"}


def hostile_session() -> Session:
    """A meeting that says it in every field there is."""
    session = a_session(
        partners=(Partner(name=HOSTILE, side=Side.VENUE, comment=HOSTILE, contact=HOSTILE),),
        people=(Person(name=HOSTILE, organisation=HOSTILE),),
        notes=tuple(
            a_note(HOSTILE, item, id=f"{item}-{kind}", kind=kind, owner=HOSTILE, by=HOSTILE)
            for item in range(1, 10)
            for kind in Kind
        ),
        candidates=(Candidate(organisation=HOSTILE, proposer=HOSTILE, view=HOSTILE, next_step=HOSTILE),),
        figures=(Figure(period=HOSTILE, area=HOSTILE, cards=1, uses=2),),
        figures_source=FiguresSource(name=HOSTILE),
        moods=(Mood(id="m1", score=3, word=HOSTILE),),
        next_meeting=NextMeeting(week=46, year=2027, place=HOSTILE),
        deliveries=(Delivery(what=HOSTILE, to=HOSTILE),),
        tasks=(Task(text=HOSTILE),),
    )
    items = tuple(replace(item, title=HOSTILE, label=HOSTILE, guidance=(HOSTILE,)) for item in session.items)
    people = dict.fromkeys(("title", "area", "place", "chair", "secretary"), HOSTILE)
    return replace(session, items=items, meeting=replace(session.meeting, organisers=(HOSTILE,), **people))


def painted(desk: Desk) -> str:
    """All that stands on the screen."""
    return "".join(segment.text for strip in desk.app.screen._compositor.render_strips() for segment in strip)


@pytest.mark.parametrize("size", [(80, 24), (120, 45)])
async def test_no_control_of_a_foreign_meeting_is_painted_on_any_screen(file: Path, size: tuple[int, int]) -> None:
    async with desk_at(file, hostile_session(), size=size) as desk:
        seen: set[str] = set()
        for _ in range(9):
            for key in ("f6", "down", "escape", "f2", "f2", "ctrl+g", "ctrl+g", "ctrl+down"):
                await desk.press(key)
                seen |= set(painted(desk))
        for command in ("/etsi Nimi", "/muistilista", "/ohje", "/1", f"/läsnä {HOSTILE}"):
            await desk.enter(command)
            seen |= set(painted(desk))
            await desk.press("escape")
        # The last note comes back for editing, into a field that paints what stands in it.
        await desk.press("ctrl+u", "up")
        assert "Nimi" in desk.line
        seen |= set(painted(desk))
        assert sorted(seen & FORBIDDEN - KEPT_IN_FIELDS) == []


KEPT_IN_FIELDS = set("\u200e\u200f\u202e\u2066\ufeff\U000e0041")
"""What a field may hold, because it is text; the driver lets none of it through (the pty tests see to that)."""


async def test_a_click_on_foreign_text_does_nothing(file: Path) -> None:
    async with desk_at(file, hostile_session()) as desk:
        for line in range(0, 24, 2):
            await desk.pilot.click(offset=(5, line))
            await desk.pilot.click(offset=(60, line))
        assert desk.app.is_running
        assert desk.app.return_value is None
        assert not desk.app._exit
