"""Reading on a low screen with keys alone: what does not fit can be turned to."""

from pathlib import Path

import pytest
from textual.widgets import Static
from tui_builders import START, a_note, a_session, desk_at, frames_of, shown

from kaikutui.domain.floor_operations import GiveFloor
from kaikutui.domain.session import Note
from kaikutui.tui.widgets import note_lines
from kaikutui.tui.widgets.note_lines import NoteLines
from kaikutui.tui.widgets.page import Entry, Page, lay_out
from kaikutui.tui.wrapped import WrappedNotes


async def test_page_up_shows_older_notes_and_a_new_note_brings_the_newest_back(file: Path) -> None:
    notes = tuple(a_note(f"Muistiinpano {number}", item=4) for number in range(40))
    async with desk_at(file, a_session(notes=notes)) as desk:
        await desk.enter("/4")
        lines = desk.screen.query_one("#notes-all", NoteLines)
        newest = lines.scroll_offset.y
        assert newest > 0
        await desk.press("pageup")
        assert lines.scroll_offset.y < newest
        await desk.press("pagedown")
        assert lines.scroll_offset.y == newest
        await desk.press("pageup", "pageup")
        await desk.enter("Uusi")
        assert lines.scroll_offset.y == newest + 1


async def test_page_down_turns_the_support_questions_while_they_are_open(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("/2")
        await desk.press("f2")
        aside = desk.screen.query_one("#aside", Page)
        assert aside.max_scroll_y > 0
        await desk.press("pagedown", "pagedown")
        assert aside.scroll_offset.y == aside.max_scroll_y
        assert desk.in_bar


async def test_both_sides_stay_in_sight_beside_the_support_questions(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("/2")
        await desk.press("f2")
        for side in ("distributor", "venue"):
            assert desk.screen.query_one(f"#notes-{side}").size.height >= 3


async def test_the_rows_of_a_low_screen_have_the_room_while_the_keys_are_in_the_panel(file: Path) -> None:
    async with desk_at(file) as desk:
        before = desk.panel.lines.size.height
        await desk.press("f6")
        assert desk.panel.lines.size.height > before
        assert not desk.screen.query_one("#notes-all").display
        await desk.press("escape")
        assert desk.screen.query_one("#notes-all").display


async def test_every_dialog_shows_its_keys_on_the_smallest_screen(file: Path) -> None:
    async with desk_at(file) as desk:
        for opening in (["f1"], ["f3"], ["f6", "u"]):
            await desk.press(*opening)
            keys = desk.app.screen.query_one(".dialog-keys", Static)
            assert keys.region.bottom <= 24
            assert "Esc" in shown(keys)
            await desk.press("escape", "escape")


def test_lines_of_an_entry_begin_under_its_words() -> None:
    page = lay_out((Entry("yksi kaksi kolme", "– "), Entry("neljä")), 10)
    assert page.plain.split("\n") == ["– yksi", "  kaksi", "  kolme", "neljä"]


async def test_the_first_note_too_many_is_in_sight_too(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("/4")
        lines = desk.screen.query_one("#notes-all", NoteLines)
        for number in range(lines.size.height + 1):
            await desk.enter(f"Kirjaus {number}")
        assert lines.scroll_offset.y == 1


async def test_of_many_notes_only_those_in_sight_are_put_together(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: set[str] = set()
    put_together = note_lines.pieces_of

    def counting(note: Note, line: str, *, first: bool, with_source: bool) -> list[note_lines.Piece]:
        seen.add(note.id)
        return put_together(note, line, first=first, with_source=with_source)

    monkeypatch.setattr(note_lines, "pieces_of", counting)
    many = tuple(a_note(f"Havainto {n}", 4, id=f"n{n}") for n in range(300))
    async with desk_at(file, a_session(notes=many)) as desk:
        await desk.enter("/4")
        assert "n299" in seen
        assert len(seen) < 30


async def test_the_first_frame_waits_for_no_note_above_it_and_nothing_moves_when_they_are_measured(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted = frames_of(monkeypatch)
    measure = WrappedNotes.measure
    shown_before: list[int] = []

    def measuring(notes: WrappedNotes) -> None:
        if notes.guessed:
            shown_before.append(len(painted))
        measure(notes)

    monkeypatch.setattr(WrappedNotes, "measure", measuring)
    many = tuple(a_note(f"Havainto {n} " + "sanoja " * (n % 40), 4, id=f"n{n}") for n in range(900))
    async with desk_at(file, GiveFloor(item=4, at=START).apply(a_session(notes=many))) as desk:
        lines = desk.screen.query_one("#notes-all", NoteLines)
        await desk.until(lambda: not lines._wrapped.guessed)
        assert shown_before[0] >= 1
        await desk.pilot.pause(0.05)
        assert painted[-1].splitlines()[5:-3] == painted[0].splitlines()[5:-3]
        exact = sum(len(note_lines.wrapped(note, lines._width, with_source=True)) for note in many)
        assert lines.virtual_size.height == exact
        assert lines.scroll_offset.y == lines.max_scroll_y == exact - lines.size.height


async def test_whoever_scrolls_before_they_are_measured_keeps_the_place(file: Path) -> None:
    many = tuple(a_note(f"Havainto {n} " + "sanoja " * (n % 40), 4, id=f"n{n}") for n in range(900))
    async with desk_at(file, GiveFloor(item=4, at=START).apply(a_session(notes=many))) as desk:
        lines = desk.screen.query_one("#notes-all", NoteLines)
        await desk.press("pageup", "pageup")
        seen = [lines.render_line(y).text for y in range(lines.size.height)]
        lines._wrapped = WrappedNotes(lines._height, lines._guess)
        lines._wrapped.show(many)
        lines._place(2 * (lines.size.height - 1))
        lines._measure_rest()
        assert [lines.render_line(y).text for y in range(lines.size.height)] == seen
