"""The panels of items 1, 2, 6 and 7: one key a mark, and what it marks is in the file."""

from datetime import date
from pathlib import Path

import pytest
from textual import events
from tui_builders import START, Desk, desk_at, sample_session

from kaikutui.domain.session import Answer, Kind, Presence, Side
from kaikutui.tui.widgets.note_lines import NoteLines


def presences(desk: Desk) -> list[Presence | None]:
    return [person.presence for person in desk.session.people]


async def test_attendance_marks_go_on_to_the_next_person_and_are_saved(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.press("f6", "l", "e", "p", "l")
        wanted = [Presence.PRESENT, Presence.REMOTE, Presence.ABSENT, Presence.PRESENT]
        assert presences(desk) == wanted
        assert [person.presence for person in (await desk.saved()).people] == wanted


async def test_marks_of_one_packet_are_for_one_person_each(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.press("f6")
        for key in "lepl":
            desk.app.post_message(events.Key(key, key))
        await desk.until(lambda: None not in presences(desk))
        assert presences(desk) == [Presence.PRESENT, Presence.REMOTE, Presence.ABSENT, Presence.PRESENT]


async def test_arriving_and_leaving_are_marked_with_the_time_of_the_key(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.press("f6")
        desk.clock.forward(minutes=20)
        await desk.press("s")
        desk.clock.forward(minutes=30)
        await desk.press("t")
        person = (await desk.saved()).people[0]
        assert person.arrived is not None
        assert person.left is not None
        assert [(at - START).total_seconds() / 60 for at in (person.arrived, person.left)] == [20, 50]
        assert person.presence is Presence.PRESENT
        assert "13.20–13.50" in " ".join(desk.rows)


async def test_somebody_who_was_not_on_the_list_is_added_by_a_form(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.press("f6", "u")
        await desk.fill(name="Åsa Öhman-Äijälä", organisation="Salibandyseura ÅÄÖ ry", side="kohde")
        assert desk.app.screen is desk.screen
        saved = await desk.saved()
        assert saved.people[-1].name == "Åsa Öhman-Äijälä"
        assert saved.people[-1].presence is Presence.PRESENT
        assert {one.name: one.side for one in saved.partners}["Salibandyseura ÅÄÖ ry"] is Side.VENUE


async def test_a_form_without_a_name_stays_open_and_says_what_is_missing(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.press("f6", "u")
        await desk.fill(side="kohde")
        assert desk.app.screen is not desk.screen
        await desk.press("escape")
        assert desk.app.screen is desk.screen
        assert len(desk.session.people) == 4


async def test_the_sums_of_attendance_tell_each_side(file: Path) -> None:
    async with desk_at(file, sample_session()) as desk:
        assert "Jakajat 6/8   Kohteet 6/7" in desk.sums
        assert desk.sums.endswith("etänä 5")
        assert len(desk.sums) <= 78


async def test_who_is_present_can_be_told_from_the_bar(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("/läsnä Teatteri")
        assert presences(desk) == [None, None, Presence.PRESENT, None]


async def test_remarks_of_each_side_land_in_their_own_column(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("/2")
        await desk.enter("j: Avaa keskustelun")
        await desk.enter("k: Sujuu kassalla")
        await desk.enter("h: Lapset pääsivät mukaan")
        await desk.enter("y: Kiitos")
        columns = {
            name: [note.text for note in desk.screen.query_one(f"#notes-{name}", NoteLines)._notes]
            for name in ("distributor", "venue", "both")
        }
        assert columns == {
            "distributor": ["Avaa keskustelun"],
            "venue": ["Sujuu kassalla"],
            "both": ["Lapset pääsivät mukaan", "Kiitos"],
        }
        assert desk.screen.query_one("#columns").display
        assert not desk.screen.query_one("#notes-all").display


async def test_f2_shows_the_support_questions_and_hides_them_again(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("/2")
        assert not desk.screen.query("#aside")
        await desk.press("f2")
        aside = desk.screen.query_one("#aside")
        assert aside.display
        await desk.press("f2")
        assert not aside.display


async def test_space_marks_that_a_partner_has_spoken(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.show(2)
        await desk.press("space")
        saved = await desk.saved()
        assert [partner.name for partner in saved.partners if partner.turn(2)] == ["Työpaja Kipinä"]
        assert "jakajat 1/2" in desk.sums
        assert "kohteet 0/2" in desk.sums


async def test_space_pressed_for_each_partner_marks_all_of_them(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.show(2)
        await desk.press("space", "space", "space", "space")
        assert all(partner.turn(2) for partner in desk.session.partners)


async def test_the_cardholders_word_moves_to_the_end_and_back_with_its_minutes(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.show(2)
        minutes = {item.number: item.minutes + item.added for item in desk.session.items}
        await desk.press("k")
        slot = (await desk.saved()).cardholder_slot
        assert slot is not None
        assert (slot.item, slot.minutes) == (9, 8)
        moved = {item.number: item.minutes + item.added for item in desk.session.items}
        assert moved == {**minutes, 2: minutes[2] - 8, 9: minutes[9] + 8}
        await desk.press("k")
        slot = (await desk.saved()).cardholder_slot
        assert slot is not None
        assert slot.item == 2
        assert {item.number: item.minutes + item.added for item in desk.session.items} == minutes


async def test_a_confidential_part_keeps_a_line_in_the_bar_and_no_note_is_made(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("/aloita")
        await desk.press("f8", "f9")
        await desk.enter("salaista")
        assert desk.line == "salaista"
        assert desk.notes == ()
        assert desk.screen.has_class("-locked")
        desk.clock.forward(minutes=7)
        await desk.press("f9")
        part = (await desk.saved()).item(2).confidential[0]
        assert part.ended is not None
        assert (part.ended - part.started).total_seconds() == 7 * 60
        await desk.press("enter")
        assert desk.texts == ["salaista"]
        assert not desk.screen.has_class("-locked")


@pytest.mark.parametrize("key", ["k", "e", "a"])
async def test_a_roll_call_answer_is_one_key_and_goes_on_to_the_next(file: Path, key: str) -> None:
    answer = {"k": Answer.YES, "e": Answer.NO, "a": Answer.OPEN}[key]
    async with desk_at(file) as desk:
        await desk.show(6)
        await desk.press(key, key)
        assert [partner.continues for partner in (await desk.saved()).partners] == [answer, answer, None, None]
        assert "kysymättä 2" in desk.sums


async def test_a_roll_call_of_mixed_answers_is_told_in_the_sums(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.show(6)
        assert "kysymättä 4" in desk.sums
        await desk.press("k", "e", "a")
        assert all(said in desk.sums for said in ("jatkaa 1", "ei jatka 1", "avoin 1", "kysymättä 1"))


async def test_a_remark_stands_beside_an_answer(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.show(6)
        await desk.press("h")
        await desk.fill(comment="vahvistaa myöhemmin")
        await desk.press("k")
        partner = (await desk.saved()).partners[0]
        assert (partner.comment, partner.continues) == ("vahvistaa myöhemmin", Answer.YES)


async def test_the_deadline_is_asked_for_and_shown(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.show(6)
        assert "määräpäivä puuttuu" in desk.sums
        await desk.press("m")
        await desk.fill(day="11.12.")
        assert (await desk.saved()).continuation.deadline == date(2026, 12, 11)
        assert "11.12.2026" in desk.sums


async def test_a_deadline_that_is_no_day_is_refused_in_the_form(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.show(6)
        await desk.press("m")
        await desk.fill(day="joskus")
        assert desk.app.screen is not desk.screen
        assert desk.session.continuation.deadline is None


async def test_a_reference_page_opens_and_closes(file: Path) -> None:
    async with desk_at(file) as desk:
        page = desk.session.item(7).pages[0]
        await desk.show(7)
        assert not any(page.lines[0] in row for row in desk.rows)
        await desk.press("enter")
        assert all(any(line in row for row in desk.rows) for line in page.lines)
        await desk.press("enter")
        assert not any(page.lines[0] in row for row in desk.rows)


async def test_questions_of_all_items_are_listed_under_item_seven(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("2j?: Voiko kirjata jälkikäteen?")
        await desk.enter("8k?: Milloin ohje?")
        await desk.enter("Ei kysymys")
        await desk.show(7)
        rows = "\n".join(desk.rows)
        assert "Voiko kirjata jälkikäteen?" in rows
        assert "Milloin ohje?" in rows
        assert "Ei kysymys" not in rows
        assert "Kysymyksiä Kaikukeskukselle 2." in desk.sums


async def test_p_tells_that_kaikukeskus_is_away_and_here_again(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.show(7)
        await desk.press("p")
        assert (await desk.saved()).meeting.kaikukeskus_absent
        assert "ei ole paikalla" in desk.sums
        await desk.press("p")
        assert not (await desk.saved()).meeting.kaikukeskus_absent


async def test_enter_on_a_question_of_item_seven_does_not_break_the_pages(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("2?: Milloin?")
        await desk.show(7)
        before = desk.rows
        await desk.press("enter")
        assert len(desk.rows) == len(before)
        assert desk.notes[0].kind is Kind.QUESTION


async def test_a_mark_can_be_taken_back(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.press("f6", "l", "l", "escape", "ctrl+z")
        assert presences(desk) == [Presence.PRESENT, None, None, None]
        assert (await desk.saved()).people == desk.session.people


@pytest.mark.parametrize("item", range(1, 10))
async def test_every_item_has_a_panel_that_takes_the_keys_and_gives_them_back(file: Path, item: int) -> None:
    async with desk_at(file) as desk:
        await desk.press(*"kesken")
        await desk.press(*["ctrl+down"] * (item - 1))
        assert desk.screen.seat.shown == item
        await desk.press("f6")
        assert desk.in_panel
        await desk.press("escape")
        assert desk.in_bar
        assert desk.line == "kesken"
