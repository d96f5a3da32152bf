"""The capture bar: typing never waits, never loses a word, and always tells what happened."""

from pathlib import Path

from textual import events
from tui_builders import Desk, a_note, a_session, desk_at

from kaikutui.domain.session import Kind, Source
from kaikutui.tui.screens.question import QuestionScreen


async def paste(desk: Desk, words: str) -> None:
    """Paste as a terminal does: one event with the whole text."""
    desk.app.post_message(events.Paste(words))
    await desk.pilot.pause()
    await desk.pilot.pause()


async def test_enter_writes_the_note_down_empties_the_bar_and_saves(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("Käytön rekisteröinti sujuu.")
        assert desk.line == ""
        assert desk.texts == ["Käytön rekisteröinti sujuu."]
        assert (await desk.saved()).notes == desk.notes


async def test_the_bar_has_the_keys_when_the_meeting_opens(file: Path) -> None:
    async with desk_at(file) as desk:
        assert desk.in_bar


async def test_an_empty_line_makes_no_note(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("   ")
        assert desk.notes == ()


async def test_a_source_flag_holds_for_the_lines_that_follow(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("k: Sali oli täynnä.")
        await desk.enter("Lippuja jäi.")
        await desk.enter("!: Jatketaan.")
        assert [note.source for note in desk.notes] == [Source.VENUE] * 3
        assert [note.kind for note in desk.notes] == [Kind.FEEDBACK, Kind.FEEDBACK, Kind.DECISION]


async def test_tab_turns_the_source_and_leaves_the_line_in_peace(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.press("k", "e", "s", "k", "e", "n", "tab")
        assert desk.line == "kesken"
        assert str(desk.screen.seat.source) == "distributor"
        await desk.press("enter")
        assert [(note.source, note.text) for note in desk.notes] == [(Source.DISTRIBUTOR, "kesken")]
        await desk.press("tab", "tab", "tab")
        assert desk.screen.seat.source is Source.SHARED


async def test_up_recalls_the_last_note_and_enter_changes_it_in_its_place(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("j: Ohjeet selkeät")
        before = desk.notes[0]
        desk.clock.forward(minutes=1)
        await desk.press("up")
        assert desk.line == "j: Ohjeet selkeät"
        await desk.press(*" nyt", "enter")
        note = desk.notes[0]
        assert (note.id, note.at, note.text) == (before.id, before.at, "Ohjeet selkeät nyt")
        assert len((await desk.saved()).notes) == 1
        assert desk.screen.seat.editing == ""


async def test_esc_gives_up_an_edit_and_the_note_stays_as_it_was(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("Alkuperäinen")
        await desk.press("up", *" toinen", "escape")
        assert desk.line == ""
        assert desk.screen.seat.editing == ""
        assert desk.texts == ["Alkuperäinen"]
        await desk.enter("Uusi")
        assert desk.texts == ["Alkuperäinen", "Uusi"]


async def test_up_in_a_half_typed_line_leaves_the_line(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("Ensimmäinen")
        await desk.press(*"kesken", "up")
        assert desk.line == "kesken"
        assert desk.screen.seat.editing == ""


async def test_f5_marks_the_last_note_confidential_after_the_sentence_and_again_not(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("Tämä oli luottamuksellista")
        await desk.press("f5")
        assert [note.confidential for note in (await desk.saved()).notes] == [True]
        await desk.press("f5")
        assert [note.confidential for note in (await desk.saved()).notes] == [False]


async def test_ctrl_z_takes_a_note_back(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("Väärä rivi")
        await desk.press("ctrl+z")
        assert desk.notes == ()
        assert (await desk.saved()).notes == ()


async def test_ctrl_z_with_nothing_done_says_so_and_changes_nothing(file: Path) -> None:
    async with desk_at(file, a_session(notes=(a_note("Vanha"),))) as desk:
        await desk.press("ctrl+z")
        assert desk.texts == ["Vanha"]
        assert desk.said == "Kumottavaa ei ole."


async def test_seven_pasted_lines_are_asked_for_once_and_become_seven_notes(file: Path) -> None:
    lines = [f"Rivi {number}" for number in range(1, 8)]
    async with desk_at(file) as desk:
        await paste(desk, "\r\n".join(lines) + "\r\n")
        assert isinstance(desk.app.screen, QuestionScreen)
        assert desk.notes == ()
        await desk.press("enter")
        await desk.until(lambda: len(desk.notes) == 7)
        assert desk.texts == lines
        assert not isinstance(desk.app.screen, QuestionScreen)
        assert len((await desk.saved()).notes) == 7
        await desk.press("ctrl+z")
        assert desk.notes == ()


async def test_several_pasted_lines_that_are_not_wanted_make_no_note(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.press(*"alku")
        await paste(desk, "yksi\nkaksi")
        await desk.press("escape")
        assert desk.notes == ()
        assert desk.line == "alku"


async def test_one_pasted_line_goes_into_the_line(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.press(*"Sanottiin ")
        await paste(desk, "”ei-oota” [/]\n")
        assert desk.line == "Sanottiin ”ei-oota” [/]"
        assert desk.app.screen is desk.screen


async def test_an_unknown_command_stays_in_the_bar_and_the_nearest_is_named(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("/seuraaava")
        assert desk.line == "/seuraaava"
        assert "/seuraava" in desk.said
        assert desk.notes == ()


async def test_a_line_that_was_refused_can_be_mended_and_sent(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("k:")
        await desk.enter("?:")
        assert desk.line == "?:"
        await desk.press(*" Milloin?", "enter")
        assert [(note.kind, note.text) for note in desk.notes] == [(Kind.QUESTION, "Milloin?")]


async def test_two_slashes_begin_a_text_with_a_slash(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("//aloita ei ole komento")
        assert desk.texts == ["/aloita ei ole komento"]


async def test_an_item_flag_sends_the_note_elsewhere_and_the_screen_stays(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("5k: Jakajia ei liikaa")
        assert [(note.item, note.source) for note in desk.notes] == [(5, Source.VENUE)]
        assert desk.screen.seat.shown == 1
        assert "5" in desk.said


async def test_esc_from_a_panel_leads_back_to_the_half_typed_line(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.press(*"kesken", "f6")
        assert desk.in_panel
        await desk.press("l", "escape")
        assert desk.in_bar
        assert desk.line == "kesken"
        await desk.press(*" jatkuu")
        assert desk.line == "kesken jatkuu"


async def test_a_note_about_the_clock_is_no_set_of_flags(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("klo: jatketaan 13.30")
        assert desk.texts == ["klo: jatketaan 13.30"]


async def test_the_note_being_edited_can_be_deleted_by_a_command(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("Poistuva")
        await desk.press("up", *["backspace"] * 20)
        await desk.enter("/poista")
        assert desk.notes == ()
        assert desk.screen.seat.editing == ""


async def test_the_cursor_of_the_terminal_stands_in_the_bar_before_the_first_letter(file: Path) -> None:
    async with desk_at(file) as desk:
        assert desk.app.cursor_position == desk.screen.bar.cursor_screen_offset
        before = desk.app.cursor_position
        assert before.y == 22
        # Another side has a word of another length.
        await desk.press("tab")
        await desk.until(lambda: desk.app.cursor_position == desk.screen.bar.cursor_screen_offset != before)
