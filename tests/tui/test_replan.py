"""New minutes on the screen: shown, then taken or left."""

from pathlib import Path

from tui_builders import Desk, desk_at

from kaikutui.domain.clocks import allotted
from kaikutui.tui.screens.question import QuestionScreen


async def behind(desk: Desk) -> None:
    """Item 1 took six minutes longer than planned."""
    await desk.press("f8")
    desk.clock.forward(minutes=16)
    await desk.press("f8")
    await desk.enter("/aikataulu")
    assert isinstance(desk.app.screen, QuestionScreen)


async def test_what_is_taken_is_one_act_and_taken_back_as_one(file: Path) -> None:
    async with desk_at(file) as desk:
        await behind(desk)
        await desk.press("enter")
        assert [item.added for item in (await desk.saved()).items] == [0, 0, -4, -2, 0, 0, 0, 0, 0]
        await desk.press("ctrl+z")
        assert [item.added for item in (await desk.saved()).items] == [0] * 9


async def test_esc_leaves_the_minutes_as_they_are(file: Path) -> None:
    async with desk_at(file) as desk:
        await behind(desk)
        before = [allotted(item) for item in desk.session.items]
        await desk.press("escape")
        assert [allotted(item) for item in desk.session.items] == before
        assert desk.in_bar
