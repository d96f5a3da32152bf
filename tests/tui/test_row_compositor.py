"""What cannot be seen is not rendered."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from tui_builders import START, a_session, desk_at

from kaikutui.domain.floor_operations import GiveFloor
from kaikutui.tui.row_compositor import without

regions = st.builds(Region, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))


def cells(region: Region) -> list[tuple[int, int]]:
    return [(x, y) for y in range(region.y, region.bottom) for x in range(region.x, region.right)]


@given(st.lists(regions, max_size=3), regions)
def test_what_is_left_of_regions_is_what_lies_outside_the_taken_one_each_cell_as_often(
    many: list[Region], taken: Region
) -> None:
    left = sorted(cell for region in without(many, taken) for cell in cells(region))
    gone = set(cells(taken))
    assert left == sorted(cell for region in many for cell in cells(region) if cell not in gone)


async def test_a_whole_screen_renders_no_container_that_its_children_cover(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered: dict[str, int] = {}
    render = Widget.render_lines

    def rendering(widget: Widget, crop: Region) -> list[Strip]:
        rendered[widget.id or type(widget).__name__] = crop.height
        return render(widget, crop)

    async with desk_at(file, GiveFloor(item=2, at=START).apply(a_session())) as desk:
        monkeypatch.setattr(Widget, "render_lines", rendering)
        desk.screen._compositor.render_update(full=True)
    assert {"MeetingScreen", "middle", "bottom", "SpeakingPanel"}.isdisjoint(rendered)
    assert rendered["header"] == 1
