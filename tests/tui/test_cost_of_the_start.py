"""What the first frame of a meeting costs, counted: style sheets parsed, screens laid out, frames painted."""

from pathlib import Path

import pytest
from textual.css.stylesheet import Stylesheet
from tui_builders import a_session, desk_at

from kaikutui.tui.screens.meeting import MeetingScreen


async def test_the_style_sheet_is_not_parsed_for_a_theme_that_nobody_sees(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reparsed: list[Stylesheet] = []
    monkeypatch.setattr(Stylesheet, "reparse", reparsed.append)
    async with desk_at(file, a_session()) as desk:
        assert desk.app.current_theme.name == "kaiku"
        assert desk.app.stylesheet._variables["kaiku-floor"] == "#7fb0cb"
    assert not reparsed


async def test_no_screen_lies_under_the_meeting(file: Path) -> None:
    async with desk_at(file, a_session()) as desk:
        assert [type(screen) for screen in desk.app.screen_stack] == [MeetingScreen]
