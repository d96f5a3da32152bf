"""What the first frame of a meeting costs, counted: style sheets parsed, screens laid out, frames painted."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget
from tui_builders import START, a_note, a_session, desk_at, frames_of

from kaikutui.domain.floor_operations import GiveFloor
from kaikutui.domain.session import Source
from kaikutui.storage.saver import Saver
from kaikutui.tui.first_frame import FirstFrame
from kaikutui.tui.screens.meeting import MeetingScreen
from kaikutui.tui.widgets.note_lines import NoteLines


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


async def test_the_first_frame_is_painted_once_and_whole(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    painted = frames_of(monkeypatch)
    notes = tuple(a_note(f"Havainto {n}", 2, id=f"n{n}") for n in range(60))
    async with desk_at(file, GiveFloor(item=2, at=START).apply(a_session(notes=notes))) as desk:
        await desk.pilot.pause(0.1)
        whole = painted[-1]
        assert "Havainto 59" in whole
        assert "tallessa" in whole
        assert painted[0] == whole


async def test_the_screen_is_laid_out_twice_before_its_first_frame(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    lay_out, paint = Screen._refresh_layout, Screen._compositor_refresh

    def laying(screen: Screen[None], *arguments: object, **options: object) -> None:
        steps.append("layout")
        lay_out(screen, *arguments, **options)  # type: ignore[arg-type]

    def painting(screen: Screen[None]) -> None:
        steps.append("frame")
        paint(screen)

    monkeypatch.setattr(Screen, "_refresh_layout", laying)
    monkeypatch.setattr(Screen, "_compositor_refresh", painting)
    async with desk_at(file, a_session()):
        assert steps.index("frame") == 2


async def test_a_widget_that_does_not_answer_holds_the_first_frame_back_for_a_moment_only(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(screen: FirstFrame[None]) -> None:
        return

    monkeypatch.setattr(FirstFrame, "_answer", never)
    async with desk_at(file, a_session()) as desk:
        await desk.until(lambda: desk.screen.is_whole)


async def test_each_widget_is_styled_once_before_the_first_frame(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    styled: Counter[DOMNode] = Counter()
    apply = Stylesheet.apply

    def counting(sheet: Stylesheet, node: DOMNode, **options: Any) -> None:
        styled[node] += 1
        apply(sheet, node, **options)

    monkeypatch.setattr(Stylesheet, "apply", counting)
    async with desk_at(file, GiveFloor(item=2, at=START).apply(a_session())) as desk:
        # The bar again when it gets the focus, the word before it in the colour of its side.
        twice = {type(node).__name__ for node, count in styled.items() if count > 1 and isinstance(node, Widget)}
        assert twice <= {"CaptureBar", "Line"}
        assert all(styled[widget] for widget in desk.screen.query("*"))


@pytest.mark.parametrize("without", ["", "first"])
async def test_the_saver_goes_to_the_disk_when_the_first_frame_has_been_painted(
    file: Path, monkeypatch: pytest.MonkeyPatch, without: str
) -> None:
    painted, begun = frames_of(monkeypatch), []
    begin = Saver.start

    def starting(saver: Saver) -> None:
        begun.append(len(painted))
        begin(saver)

    monkeypatch.setattr(Saver, "start", starting)
    monkeypatch.setattr(FirstFrame, "_waits", not without)
    monkeypatch.setattr(FirstFrame, "is_whole", bool(without))
    async with desk_at(file, a_session()) as desk:
        await desk.until(lambda: bool(begun))
    assert len(begun) == 1
    assert begun[0] >= 1


@pytest.mark.parametrize(("item", "here", "later"), [(1, "#notes-all", "#columns"), (2, "#columns", "#notes-all")])
async def test_what_the_first_item_does_not_show_is_made_when_it_is_looked_at(
    file: Path, item: int, here: str, later: str
) -> None:
    async with desk_at(file, GiveFloor(item=item, at=START).apply(a_session())) as desk:
        assert desk.screen.query_one(here).display
        assert not desk.screen.query(f"{later}, #aside, Toast, ToastRack, Tooltip")
        await desk.enter(f"/{3 - item}")
        assert desk.screen.query_one(later).display
        assert not desk.screen.query_one(here).display


async def test_rules_of_other_screens_are_read_with_them(file: Path) -> None:
    async with desk_at(file, a_session()) as desk:

        def read() -> set[str]:
            return {where.partition(".")[0] for _, where in desk.app.stylesheet.source}

        assert {"Dialog", "RoomScreen", "StartScreen", "FacilitatorView"}.isdisjoint(read())
        await desk.press("f1")
        assert "Dialog" in read()


async def test_parts_that_are_not_painted_are_not_styled(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    styled: Counter[str] = Counter()
    apply = Stylesheet.apply

    def counting(sheet: Stylesheet, node: DOMNode, **options: Any) -> None:
        if not isinstance(node, Widget):
            styled.update(node.classes)
        apply(sheet, node, **options)

    monkeypatch.setattr(Stylesheet, "apply", counting)
    notes = (a_note("Sujuu", 2, source=Source.VENUE),)
    async with desk_at(file, GiveFloor(item=2, at=START).apply(a_session(notes=notes))) as desk:
        await desk.pilot.pause(0.1)
        assert styled["note--clock"] == 1
        assert {name for name in styled if name.startswith(("note--", "row--"))} == {"note--clock"}


async def test_parts_take_the_colours_of_another_theme(file: Path) -> None:
    notes = (a_note("Sujuu", 2, source=Source.VENUE),)
    async with desk_at(file, GiveFloor(item=2, at=START).apply(a_session(notes=notes))) as desk:
        lines = desk.screen.query_one("#notes-venue", NoteLines)
        before = lines.render_line(0)._segments[0].style
        desk.app.theme = "kaiku-16"
        await desk.pilot.pause(0.1)
        after = lines.render_line(0)._segments[0].style
        assert before is not None
        assert after is not None
        assert before.color != after.color
        with pytest.raises(KeyError):
            lines.get_component_styles("note--nothing")
