"""The facilitator's view: one look tells how we are on time, who has not spoken, what comes next."""

from pathlib import Path

import pytest
from textual.widgets import Digits, Static
from tui_builders import Desk, a_note, a_session, desk_at, sample_session, shown

from kaikutui.domain.session import Kind, Source
from kaikutui.tui.widgets.note_lines import NoteLines
from kaikutui.tui.widgets.row_list import RowList


def facts(desk: Desk) -> str:
    return shown(desk.screen.query_one("#facilitator-facts", Static))


def balance(desk: Desk) -> str:
    return shown(desk.screen.query_one("#facilitator-balance", Static))


async def test_the_clock_counts_down_and_says_when_it_is_over(file: Path) -> None:
    async with desk_at(file, view="facilitator") as desk:
        await desk.press("f8")
        desk.clock.forward(minutes=4)
        await desk.enter("/katso")
        clock = desk.screen.query_one(Digits)
        assert clock.value == "6:00"
        assert facts(desk).startswith("jäljellä   käytetty 4:00 / 10 min")
        desk.clock.forward(minutes=8)
        await desk.enter("/katso")
        assert clock.value == "2:00"
        assert facts(desk).startswith("YLI")


async def test_what_comes_next_and_whose_turn_it_is_stand_beside_the_clock(file: Path) -> None:
    async with desk_at(file, view="facilitator") as desk:
        await desk.press("f8", "f8")
        assert "seuraavaksi 3 Tilastot, 10 min" in facts(desk)
        assert "vuorossa Työpaja Kipinä, aikaa noin 11:15" in facts(desk)
        await desk.press("ctrl+n")
        assert "vuorossa Perhekeskus Pihlaja" in facts(desk)
        await desk.enter("/vuorotellen")
        assert "vuorossa Teatteri Lumme" in facts(desk)
        await desk.press("ctrl+n")
        assert "vuorossa Perhekeskus Pihlaja" in facts(desk)
        assert (await desk.saved()).meeting.sides_alternate


async def test_the_balance_of_the_sides_is_told_in_partners_minutes_and_notes(file: Path) -> None:
    notes = (a_note("yksi", 2, source=Source.VENUE), a_note("kaksi", 2, source=Source.VENUE))
    async with desk_at(file, a_session(notes=notes), view="facilitator") as desk:
        await desk.press("f8", "f8")
        desk.clock.forward(minutes=3)
        await desk.enter("/puhui Teatteri")
        assert "Jakajat 0/2 · 0 min · kirjauksia 0" in balance(desk)
        assert "Kohteet 1/2 · 3 min · kirjauksia 2" in balance(desk)
        assert "Kuulematta: Työpaja Kipinä, Perhekeskus Pihlaja, Museo Tuulimylly" in balance(desk)


def asked(desk: Desk) -> str:
    widget = desk.screen.query_one("#facilitator-asked", Static)
    return shown(widget) if widget.display else ""


async def test_questions_to_kaikukeskus_are_counted_and_the_newest_is_in_sight_the_confidential_are_not(
    file: Path,
) -> None:
    async with desk_at(file, view="facilitator") as desk:
        assert asked(desk) == ""
        await desk.enter("k?: Milloin ohje saadaan selkokielellä?")
        await desk.enter("j?: Saako kortin [myös] puhelimeen?")
        await desk.enter("j?*: Salainen kysymys?")
        assert asked(desk) == "Kaikukeskukselle 2  Saako kortin [myös] puhelimeen?"


async def test_a_high_window_has_a_line_for_each_of_the_newest_questions(file: Path) -> None:
    notes = tuple(a_note(f"Kysymys {number}?", kind=Kind.QUESTION) for number in range(1, 8))
    async with desk_at(file, a_session(notes=notes), size=(100, 40), view="facilitator") as desk:
        lines = asked(desk).split("\n")
        assert lines[0] == "Kaikukeskukselle 7  Kysymys 7?"
        assert [line.strip() for line in lines[1:]] == [f"Kysymys {number}?" for number in (6, 5, 4, 3)]


async def test_support_questions_are_ticked_off_by_space_and_the_tick_is_in_the_file(file: Path) -> None:
    async with desk_at(file, view="facilitator") as desk:
        await desk.press("f8", "f8", "f6", "space", "space")
        questions = desk.session.item(2).questions.each
        assert (await desk.saved()).item(2).covered == questions[:2]
        await desk.press("up", "space", "escape")
        assert (await desk.saved()).item(2).covered == questions[:1]
        assert desk.in_bar


async def test_notes_of_every_terminal_show_as_they_come_the_newest_in_sight(file: Path) -> None:
    async with desk_at(file, view="facilitator") as desk:
        for number in range(15):
            await desk.enter(f"Kirjaus {number}")
        lines = desk.screen.query_one(NoteLines)
        assert lines.max_scroll_y > 0
        assert lines.scroll_offset.y == lines.max_scroll_y


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 50)])
async def test_nothing_is_cut_off_in_any_window(file: Path, size: tuple[int, int]) -> None:
    async with desk_at(file, sample_session(), size=size, view="facilitator") as desk:
        await desk.press("f8", "f8")
        for _ in range(6):
            await desk.enter(
                "k?: Milloin ohje saadaan selkokielellä, ja kuka sen kirjoittaa? Entä ruotsiksi ja kenelle?"
            )
        for widget in (desk.screen.query_one(RowList), desk.screen.query_one(NoteLines)):
            assert widget.size.height >= 3
        assert desk.screen.bar.region.bottom < size[1]
        assert all(len(line) <= size[0] - 2 for line in f"{balance(desk)}\n{asked(desk)}".split("\n"))


async def test_the_facilitator_captures_and_steers_like_the_secretary(file: Path) -> None:
    async with desk_at(file, view="facilitator") as desk:
        await desk.press("f8")
        await desk.enter("k!: Esitetään")
        assert [(note.text, note.source) for note in (await desk.saved()).notes] == [("Esitetään", Source.VENUE)]


async def test_a_break_is_told_beside_the_clock(file: Path) -> None:
    async with desk_at(file, view="facilitator") as desk:
        await desk.press("f8", "f4")
        assert "TAUKO" in facts(desk)
        await desk.press("f4")
        assert "TAUKO" not in facts(desk)
