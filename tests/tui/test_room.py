"""The room's screen: the item, its question, its clock; and nothing private, whatever is in the meeting."""

from pathlib import Path

import pytest
from textual.app import App
from textual.widgets import Digits, Static
from tui_builders import START, FakeClock, a_note, a_session, shown

from kaikutui import tui
from kaikutui.domain.line import run_command
from kaikutui.domain.meeting import Meeting
from kaikutui.domain.seat import Moment, Seat
from kaikutui.domain.session import Session
from kaikutui.tui.screens.room import RoomScreen, Scene, agenda_lines, scene_of
from kaikutui.tui.themes import KAIKU


def after(session: Session, *lines: str, clock: FakeClock | None = None) -> Session:
    """The session after these commands."""
    for line in lines:
        moment = Moment(session=session, seat=Seat(), now=(clock or FakeClock())(), new_id=lambda: "x")
        for operation in run_command(line, moment).operations:
            session = operation.apply(session)
    return session


def scene(*lines: str, minutes: float = 0) -> Scene:
    clock = FakeClock()
    session = after(a_session(), *lines, clock=clock)
    clock.forward(minutes=minutes)
    return scene_of(session, clock())


def test_before_the_start_the_room_is_welcomed_and_told_when() -> None:
    early = scene_of(a_session(), FakeClock(START.replace(hour=12))())
    assert (early.title, early.prompt, early.clock) == ("Tervetuloa", "Kokous alkaa klo", "13.00")
    assert scene(minutes=1).clock == ""


def test_an_item_has_its_title_its_prompt_and_what_is_left() -> None:
    item = scene("aloita", minutes=4)
    assert item.title == "1  Tervetuloa ja lyhyt esittäytymiskierros"
    assert item.prompt == "Kuka olet ja mistä tulet?"
    assert (item.clock, item.words, item.over) == ("6:00", "jäljellä", False)


def test_time_run_out_is_said_in_words() -> None:
    item = scene("aloita", minutes=12.5)
    assert (item.clock, item.words, item.over) == ("2:30", "yli ajan", True)


def test_a_break_says_when_we_go_on() -> None:
    pause = scene("aloita", "tauko 10")
    assert (pause.title, pause.prompt, pause.clock) == ("Tauko", "Jatkamme klo", "13.10")
    assert scene("aloita", "tauko").clock == ""


def test_at_the_end_everybody_is_thanked() -> None:
    assert scene("aloita", "päätä").prompt == "Kiitos kaikille!"


def test_the_agenda_tells_what_is_done_what_goes_on_and_what_is_passed_over() -> None:
    lines = [line.plain for line in agenda_lines(after(a_session(), "aloita", "seuraava", "ohita 3 Salainen syy"))]
    assert lines[:4] == ["  1 Tervetuloa – ok", "▶ 2 Kuulumiset", "  3 Tilastot – ohi", "  4 Viestintä"]
    assert "Salainen" not in "".join(lines)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 50)])
async def test_nothing_private_is_in_any_widget(size: tuple[int, int]) -> None:
    notes = (a_note("Salainen palaute"), a_note("Salaisempi", confidential=True))
    session = after(a_session(notes=notes), "aloita")
    screen = RoomScreen(Meeting(session, FakeClock(), lambda: "x"))
    app = App[None](css_path=Path(tui.__file__).with_name("kaiku.tcss"))
    app.register_theme(KAIKU)
    app.theme = "kaiku"
    async with app.run_test(size=size) as pilot:
        app.push_screen(screen)
        await pilot.pause()
        words = " ".join(shown(widget) for widget in screen.query(Static))
        assert "Kuka olet" in words
        assert screen.query_one(Digits).value == "10:00"
        private = ["Salai", *(person.name for person in session.people), *(one.name for one in session.partners)]
        private += [question for item in session.items for question in item.questions.each]
        assert not [word for word in private if word in words]
        assert screen.query_one("#room-agenda").region.bottom <= size[1]
        top = screen.query_one("#room-top", Static)
        assert (len(shown(top)), top.region.right) == (top.size.width, size[0] - top.region.x)
