"""What a letter and a second of the clock cost, in widgets rendered and layouts made: not more with more notes."""

import gc
from collections import Counter
from pathlib import Path

import pytest
from painted_desk import Line
from rich.color import ColorSystem
from textual.events import Callback, Key
from textual.geometry import Region
from textual.message import Message
from textual.message_pump import MessagePump
from textual.messages import InvokeLater, Prompt
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input
from tui_builders import Desk, a_note, a_session, desk_at

from kaikutui.domain.session import Session
from kaikutui.tui.colours import Colours
from kaikutui.tui.looks import look_of
from kaikutui.tui.row_compositor import RowCompositor
from kaikutui.tui.widgets.note_lines import NoteLines


class Costs:
    """Counts what is rendered and laid out."""

    def __init__(self, desk: Desk, patch: pytest.MonkeyPatch) -> None:
        self.rows: Counter[str] = Counter()
        self.layouts = 0
        render, lay_out = Widget.render_lines, Screen._refresh_layout

        def counting(widget: Widget, crop: Region) -> list[Strip]:
            self.rows[widget.id or type(widget).__name__] += crop.height
            return render(widget, crop)

        def laying(screen: Screen[None], *arguments: object, **options: object) -> None:
            self.layouts += 1
            lay_out(screen, *arguments, **options)  # type: ignore[arg-type]

        self.patch, self.desk = patch, desk
        patch.setattr(Widget, "render_lines", counting)
        patch.setattr(Screen, "_refresh_layout", laying)

    async def of(self, *keys: str) -> None:
        """Forget what was counted, press keys, and let everything be painted."""
        await self.desk.until(lambda: self.desk.screen.meeting.is_saved)
        await self.desk.pilot.pause(0.1)
        self.rows.clear()
        self.layouts = 0
        await self.desk.press(*keys)
        await self.desk.pilot.pause(0.05)


def with_notes(count: int) -> Session:
    return a_session(notes=tuple(a_note(f"Havainto {n}", 2, id=f"x{n}") for n in range(count)))


@pytest.mark.parametrize("notes", [2, 300])
async def test_a_letter_renders_one_row_and_lays_nothing_out(
    file: Path, notes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk_at(file, with_notes(notes)) as desk:
        await desk.enter("/2")
        await desk.press("a")
        costs = Costs(desk, monkeypatch)
        await costs.of("b")
        assert costs.layouts == 0
        # Nothing of what lies beneath the bar.
        assert set(costs.rows) == {"CaptureBar"}
        assert max(costs.rows.values()) == 1


async def test_a_note_lays_nothing_out_and_stands_at_the_end_of_its_list(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk_at(file, with_notes(60)) as desk:
        await desk.enter("/2")
        await desk.enter("y: ensimmäinen")
        for sign in "toinen":
            await desk.press(sign)
        costs = Costs(desk, monkeypatch)
        await costs.of("enter")
        assert "toinen" in desk.texts
        assert costs.layouts == 0
        notes = desk.screen.query_one("#notes-both", NoteLines)
        assert "toinen" in notes.render_line(notes.size.height - 1).text


async def test_a_second_of_the_clock_paints_the_line_of_the_clock(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk_at(file, with_notes(30)) as desk:
        await desk.enter("/anna 2")
        desk.clock.forward(seconds=30)
        desk.screen._tick()
        costs = Costs(desk, monkeypatch)
        await costs.of()
        desk.clock.forward(seconds=1)
        desk.screen._tick()
        await desk.pilot.pause(0.05)
        assert costs.layouts == 0
        assert set(costs.rows) <= {"MeetingScreen", "middle", "body", "item-time", "_default"}


async def test_a_second_in_which_nothing_is_shown_anew_paints_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk_at(file, with_notes(30)) as desk:
        costs = Costs(desk, monkeypatch)
        await costs.of()
        desk.clock.forward(seconds=1)
        desk.screen._tick()
        await desk.pilot.pause(0.05)
        assert not costs.rows


async def test_what_is_rendered_narrowly_is_what_is_rendered_whole(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk_at(file, with_notes(30)) as desk:
        shown = []
        for narrow in (True, False):
            monkeypatch.setattr(RowCompositor, "_narrow", narrow)
            line = Line(desk, ColorSystem.TRUECOLOR)
            for key in ("a", "f2", "pageup", "f6", "down", "escape", "f2", "backspace"):
                await desk.press(key)
                await line.settle()
            shown.append(line.emulator.shown)
        assert shown[0] == shown[1]


async def test_garbage_is_collected_again_from_the_first_frame_on(file: Path) -> None:
    gc.disable()
    try:
        async with desk_at(file):
            assert gc.isenabled()
    finally:
        gc.enable()
        gc.unfreeze()


async def test_a_letter_wakes_no_widget_between_the_bar_and_the_app(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk_at(file, with_notes(30)) as desk:
        await desk.press("a")
        await desk.pilot.pause(0.3)
        taken: Counter[str] = Counter()
        dispatch = MessagePump._dispatch_message

        async def counting(pump: MessagePump, message: Message) -> None:
            taken[type(pump).__name__] += not isinstance(message, InvokeLater | Callback | Prompt)
            await dispatch(pump, message)

        monkeypatch.setattr(MessagePump, "_dispatch_message", counting)
        desk.app.post_message(Key("b", "b"))
        await desk.until(lambda: desk.line == "ab")
        # The key and that it was typed; the key; that the bar is to be painted.
        assert +taken == {"KaikuApp": 2, "CaptureBar": 1, "MeetingScreen": 1}


async def test_letters_are_handed_to_the_saver_as_one(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk_at(file) as desk:
        saver = desk.app._saver
        assert saver is not None
        kept: list[str] = []
        monkeypatch.setattr(saver, "keep", lambda draft: kept.append(draft.text))
        for letter in "sana":
            desk.app.post_message(Key(letter, letter))
        await desk.until(lambda: bool(kept))
        assert kept == ["sana"]


async def test_a_typed_line_is_painted_as_input_paints_it(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk_at(file) as desk:
        bar = desk.screen.bar
        for keys in (
            [*"asiakas 漢字 e\u0301ä"],
            ["left"] * 3,
            ["home"],
            ["end", *("pitkä " * 20)],
            ["shift+left"],
            ["home"],
        ):
            for key in keys:
                desk.app.post_message(Key(key, key if len(key) == 1 else None))
            await desk.answered()
            ours = bar.render_line(0)
            assert ours.text == Input.render_line(bar, 0).text
            assert shown_looks(ours) == shown_looks(Input.render_line(bar, 0))


def shown_looks(strip: Strip) -> list[tuple[str, object]]:
    """Each character with its look, however the strip is cut."""
    return [(sign, look_of(style, ColorSystem.TRUECOLOR)) for text, style, _ in strip for sign in text]


async def test_the_colours_of_the_bar_follow_its_styles(file: Path) -> None:
    async with desk_at(file) as desk:
        bar = desk.screen.bar
        before = bar.rich_style, bar.background_colors, bar.get_component_rich_style("input--cursor")
        assert bar.rich_style is before[0]
        desk.screen.query_one("#capture").styles.background = "red"
        bar.styles.background = "transparent"
        assert bar.rich_style.bgcolor != before[0].bgcolor
        assert bar.background_colors != before[1]
        cursor = before[2]
        desk.app.theme = Colours.SIXTEEN
        await desk.pilot.pause(0.1)
        assert bar.get_component_rich_style("input--cursor") != cursor
