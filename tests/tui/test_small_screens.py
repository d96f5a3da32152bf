"""The small screens over the meeting, the window that is too small, and what is done from inside."""

from pathlib import Path

import pytest
from docx import Document
from textual.widgets import Static
from tui_builders import Desk, a_note, a_session, desk_at, row_words, shown

from kaikutui.domain.clocks import floor
from kaikutui.domain.commands import COMMANDS
from kaikutui.tui.screens.checklist import ChecklistScreen
from kaikutui.tui.screens.find import FindScreen
from kaikutui.tui.screens.help import HelpScreen, help_page
from kaikutui.tui.screens.palette import PaletteScreen
from kaikutui.tui.widgets.row_list import RowList
from kaikutui.tui.widgets.too_small import TooSmall


def found(desk: Desk) -> list[str]:
    return row_words(desk.app.screen.query_one(RowList))


async def test_a_window_that_is_too_small_says_so_and_recovers_with_the_line(file: Path) -> None:
    async with desk_at(file) as desk:
        notice = desk.screen.query_one(TooSmall)
        assert not notice.display
        await desk.press(*"kesken")
        await desk.pilot.resize_terminal(60, 20)
        await desk.until(lambda: notice.display)
        assert "60 × 20" in shown(notice)
        await desk.pilot.resize_terminal(80, 24)
        await desk.until(lambda: not notice.display)
        assert desk.line == "kesken"
        await desk.press("enter")
        assert desk.texts == ["kesken"]


async def test_a_wide_window_has_the_agenda_as_a_rail(file: Path) -> None:
    async with desk_at(file, size=(120, 36)) as desk:
        assert desk.screen.query_one("#rail").display
        assert not desk.screen.query_one("#strip").display
        assert "Yhteensä" in shown(desk.screen.query_one("#rail", Static))
    async with desk_at(file) as desk:
        assert not desk.screen.query_one("#rail").display
        assert desk.screen.query_one("#strip").display


async def test_search_finds_by_words_and_fetches_the_note_for_editing(file: Path) -> None:
    notes = (a_note("Uimahallin sarjakortti", item=2), a_note("Kirjaston kaukolaina", item=4))
    async with desk_at(file, a_session(notes=notes)) as desk:
        await desk.enter("/etsi kaukolaina")
        assert isinstance(desk.app.screen, FindScreen)
        assert len(found(desk)) == 1
        await desk.press("enter")
        await desk.until(lambda: desk.screen.seat.editing != "")
        assert desk.screen.seat.shown == 4
        assert desk.line == "y: Kirjaston kaukolaina"
        await desk.press(*"t", "enter")
        assert desk.texts == ["Uimahallin sarjakortti", "Kirjaston kaukolainat"]


async def test_search_narrows_with_every_letter_and_esc_fetches_nothing(file: Path) -> None:
    notes = (a_note("Uimahallin sarjakortti", item=2), a_note("Kirjaston kaukolaina", item=4))
    async with desk_at(file, a_session(notes=notes)) as desk:
        await desk.press(*"kesken", "f3")
        assert len(found(desk)) == 2
        await desk.press(*"sarja")
        assert len(found(desk)) == 1
        await desk.press("escape")
        assert desk.in_bar
        assert desk.line == "kesken"
        assert desk.screen.seat.editing == ""


async def test_search_without_a_match_fetches_nothing(file: Path) -> None:
    async with desk_at(file, a_session(notes=(a_note("Kirjasto"),))) as desk:
        await desk.enter("/etsi teatteri")
        await desk.press("enter")
        assert desk.in_bar
        assert desk.line == ""


async def test_help_tells_of_every_command_and_esc_leads_back(file: Path) -> None:
    page = str(help_page("fi"))
    assert [command.id for command in COMMANDS if command.help not in page or command.written not in page] == []
    async with desk_at(file) as desk:
        await desk.press(*"kesken", "f1")
        assert isinstance(desk.app.screen, HelpScreen)
        await desk.press("escape")
        assert desk.in_bar
        assert desk.line == "kesken"


async def test_the_palette_carries_out_a_command_chosen_by_a_part_of_its_name(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.press("ctrl+p")
        palette = desk.app.screen
        assert isinstance(palette, PaletteScreen)
        assert len(row_words(palette.query_one(RowList))) == len(COMMANDS)
        await desk.press(*"aloita kok")
        assert [words.partition("/")[0] for words in row_words(palette.query_one(RowList))] == ["Aloita kokous "]
        await desk.press("enter")
        await desk.until(lambda: floor(desk.session).item == 1)
        assert desk.in_bar


async def test_the_palette_puts_a_command_that_wants_more_into_the_bar(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.press("ctrl+p", *"määräp", "enter")
        await desk.until(lambda: desk.line == "/määräpäivä ")
        assert desk.in_bar


async def test_of_keys_in_one_packet_the_palette_takes_those_after_its_own_and_leaves_the_line_as_it_was(
    file: Path,
) -> None:
    async with desk_at(file) as desk:
        await desk.press(*"kesken", "ctrl+p", *"ei tällaista", "enter", *" jatkuu")
        assert desk.line == "kesken jatkuu"
        assert desk.notes == ()
        await desk.press("ctrl+p", *"start", "enter")
        await desk.until(lambda: floor(desk.session).item == 1)
        assert desk.line == "kesken jatkuu"


async def test_space_ticks_a_task_of_the_checklist_and_again_takes_the_tick_off(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("/muistilista")
        assert isinstance(desk.app.screen, ChecklistScreen)
        await desk.press("space")
        await desk.until(lambda: desk.session.tasks[0].done)
        assert (await desk.saved()).tasks[0].done
        assert "[x]" in found(desk)[1]
        await desk.press("space")
        await desk.until(lambda: not desk.session.tasks[0].done)
        assert "[ ]" in found(desk)[1]
        await desk.press("down", "space")
        await desk.until(lambda: desk.session.tasks[1].done)
        await desk.press("escape")
        assert desk.in_bar


async def test_the_checklist_cuts_no_task_short_however_narrow_its_window(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("/muistilista")
        await desk.until(lambda: bool(found(desk)))
        rows = desk.app.screen.query_one(RowList)
        assert rows.max_scroll_y > 0
        room = rows.scrollable_content_region.width
        painted = [rows.render_line(y).text for y in range(rows.size.height)]
        assert all(len(line) == room for line in painted)
        assert not [line for line in painted if "…" in line]
        told = " ".join(line.strip() for line in found(desk))
        assert all(task.text in told for task in desk.session.tasks)


async def test_the_memo_is_written_from_inside_and_its_place_is_told(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.press("f8")
        await desk.enter("Muistioon tuleva rivi")
        await desk.enter("*: Ei muistioon tuleva rivi")
        await desk.enter("/vie")
        await desk.until(lambda: "Luonnos on valmis" in desk.said)
        memos = list(file.parent.glob("*.docx"))
        assert len(memos) == 1
        assert str(memos[0]) in desk.said
        words = "\n".join(paragraph.text for paragraph in Document(str(memos[0])).paragraphs)
        assert "Muistioon tuleva rivi" in words
        assert "Ei muistioon" not in words


@pytest.mark.parametrize("folder", ["{here}/puuttuva", "~puuttuva"])
async def test_a_memo_that_cannot_be_written_is_told_and_the_meeting_goes_on(file: Path, folder: str) -> None:
    async with desk_at(file) as desk:
        await desk.enter(f"/vie {folder.format(here=file.parent)}/muistio.docx")
        await desk.until(lambda: "puuttuva" in desk.said)
        await desk.enter("Jatkuu")
        assert desk.texts == ["Jatkuu"]


async def test_guidance_takes_the_place_of_the_questions_and_esc_closes_it(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("/2")
        await desk.press("f2")
        aside = desk.screen.query_one("#aside")
        words = desk.screen.query_one("#aside Static", Static)
        questions = shown(words)
        await desk.press("ctrl+g")
        assert aside.display
        assert shown(words) != questions
        await desk.press("escape")
        assert not aside.display
        assert desk.screen.seat.shown == 2
