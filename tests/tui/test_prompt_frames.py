"""What belongs together is painted in one frame, and nothing waits for a tick of Textual's."""

import asyncio
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.messages import Update
from textual.widgets import Static
from tui_builders import a_note, a_session, desk_at, frames_of

from kaikutui.tui.prompt_frames import PERIOD_SECONDS, FrameGate, PromptFrames


@pytest.mark.parametrize("notes", [3, 300])
async def test_the_line_goes_and_its_note_comes_in_one_frame(
    file: Path, notes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = tuple(a_note(f"Havainto {n}", 2, id=f"x{n}") for n in range(notes))
    async with desk_at(file, a_session(notes=written)) as desk:
        await desk.enter("/2")
        await desk.press(*"kirjaus")
        await desk.until(lambda: desk.screen.meeting.is_saved)
        await desk.pilot.pause(0.1)
        frames = frames_of(monkeypatch)
        await desk.press("enter")
        await desk.until(lambda: desk.screen.meeting.is_saved)
        await desk.pilot.pause(0.1)
        bar, *above = reversed(frames[0].splitlines()[:-1])
        assert "kirjaus" not in bar
        assert any("kirjaus" in line for line in above)
        # One for the note, one that says that it is saved; the second of the clock may turn.
        assert len(frames) <= 3


async def test_without_the_cure_the_same_is_shown_in_the_end(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PromptFrames, "_prompt", False)
    async with desk_at(file) as desk:
        frames = frames_of(monkeypatch)
        await desk.enter("kirjaus")
        await desk.until(lambda: bool(frames) and "kirjaus" in frames[-1] and "kirjaus" not in desk.line)


class Two(PromptFrames[None]):
    """A screen of two texts, far from each other in the tree."""

    def compose(self) -> ComposeResult:
        yield Static("–", id="one")
        yield Static("–", id="other")


class TwoApp(App[None]):
    def get_default_screen(self) -> Two:
        return Two()


async def test_two_widgets_changed_at_once_are_in_one_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    app = TwoApp()
    async with app.run_test() as pilot:
        await pilot.pause(0.1)
        painted: list[set[str | None]] = []
        monkeypatch.setattr(
            app.screen._compositor,
            "update_widgets",
            lambda widgets: painted.append({widget.id for widget in widgets}),
        )
        one, other = app.screen.query(Static)
        # The first has reported already when the second is changed, and the screen has nothing else to do then.
        app.screen.post_message(Update(one))
        app.screen.call_later(other.update, "kaksi", layout=False)
        # Not the pilot's pause, which paints.
        await asyncio.sleep(0.1)
        assert painted[0] == {"one", "other"}


class Loop:
    """Time that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 100.0
        self.calls: list[tuple[float, object]] = []

    def time(self) -> float:
        return self.now

    def call_at(self, when: float, call: object) -> "Loop":
        self.calls.append((when, call))
        return self

    def cancel(self) -> None:
        self.calls.clear()


def test_after_quiet_two_frames_are_painted_at_once_and_then_one_a_period(monkeypatch: pytest.MonkeyPatch) -> None:
    loop = Loop()
    monkeypatch.setattr("kaikutui.tui.prompt_frames.asyncio.get_running_loop", lambda: loop)
    seen: list[str] = []
    gate = FrameGate(lambda: seen.append("paint"), lambda: seen.append("look"))
    gate.resume()
    assert seen == []
    gate.pause()
    loop.now += 1
    gate.resume()
    assert seen == ["paint"]
    loop.now += PERIOD_SECONDS / 4
    gate.resume()
    assert seen == ["paint", "paint"]
    loop.now += PERIOD_SECONDS / 4
    gate.resume()
    gate.resume()
    assert seen == ["paint", "paint"]
    assert [when for when, _ in loop.calls] == [pytest.approx(101 + 2 * PERIOD_SECONDS)]


def test_a_flood_is_painted_once_a_period_in_the_long_run(monkeypatch: pytest.MonkeyPatch) -> None:
    loop = Loop()
    monkeypatch.setattr("kaikutui.tui.prompt_frames.asyncio.get_running_loop", lambda: loop)
    seen: list[float] = []
    gate = FrameGate(lambda: seen.append(loop.now), lambda: None)
    for _ in range(1000):
        loop.now += PERIOD_SECONDS / 10
        gate.pause()
        gate.resume()
    assert 95 <= len(seen) <= 101
    assert all(later - sooner >= 2 * PERIOD_SECONDS - 1e-9 for sooner, later in zip(seen, seen[2:], strict=False))
