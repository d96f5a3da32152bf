"""Text is text wherever it stands: nothing in it is markup, and nothing in it breaks a screen."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import Static
from tui_builders import a_note, a_session, desk_at, shown

from kaikutui.domain.session import Candidate, Figure, Kind, Partner, Person, Session, Side, Source
from kaikutui.tui.show import show

CORPUS = (
    "[/]",
    "[bold]x[/]",
    "[@click=app.quit]paina[/]",
    "[ALUE]",
    "C:\\polku\\",
    "\\[bold]",
    '"lainaus" <b>&amp;',
    "👍🏽 ☺ 漢字",
    "a\u0301\u00ad\u200bb",
    "\u202etakaperin",
    "x" * 300,
    "$warning {name}",
)


def everywhere(text: str) -> Session:
    """A meeting that says the same foreign text in every place there is."""
    session = a_session(
        partners=(
            Partner(name=text, side=Side.DISTRIBUTOR, comment=text),
            Partner(name=f"{text} 2", side=Side.VENUE, contact=text),
        ),
        people=(Person(name=text, organisation=text), Person(name=text, organisation=f"{text} 2")),
        notes=tuple(
            a_note(text, item, id=f"{item}-{source}", source=source, kind=Kind.QUESTION, owner=text)
            for item in range(1, 10)
            for source in Source
        ),
        candidates=(Candidate(organisation=text, proposer=text, view=text, next_step=text),),
        figures=(Figure(period="2026", cards=1, uses=2), Figure(period=text, area=text, cards=1)),
    )
    items = tuple(replace(item, title=text, label=text[:18], guidance=(text,)) for item in session.items)
    return replace(session, items=items, meeting=replace(session.meeting, title=text, area=text, place=text))


@pytest.mark.parametrize("text", CORPUS)
async def test_foreign_text_breaks_no_screen(file: Path, text: str) -> None:
    async with desk_at(file, everywhere(text)) as desk:
        for item in range(1, 10):
            await desk.enter(f"/{item}")
            await desk.press("f6", "down", "ctrl+g", "escape")
            assert desk.screen.seat.shown == item
            assert show(text) in shown(desk.screen.query_one("#item-title", Static))
        for command in ("/etsi", "/muistilista", "/ohje"):
            await desk.enter(command)
            assert desk.app.screen is not desk.screen
            await desk.press("escape")
        assert desk.app.screen is desk.screen


@pytest.mark.parametrize("text", CORPUS)
async def test_foreign_text_goes_through_the_bar_as_it_is(file: Path, text: str) -> None:
    async with desk_at(file) as desk:
        desk.screen.bar.value = f"k: {text}"
        await desk.press("enter")
        assert desk.texts == [text]
        assert [note.text for note in (await desk.saved()).notes] == [text]
        await desk.press("up")
        assert desk.line == f"k: {text}"


@pytest.mark.parametrize("text", CORPUS[:6])
async def test_foreign_text_in_a_sentence_is_shown_as_it_is(file: Path, text: str) -> None:
    async with desk_at(file) as desk:
        await desk.enter(f"/ehdokas {text}")
        assert desk.session.candidates[0].organisation == text
        assert text in desk.said


@pytest.mark.parametrize("text", CORPUS[:6])
async def test_a_refusal_shows_what_was_typed_as_it_is(file: Path, text: str) -> None:
    async with desk_at(file) as desk:
        await desk.enter(f"/läsnä {text}")
        assert text in desk.said
        assert desk.line == f"/läsnä {text}"
