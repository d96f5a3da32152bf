"""Text is text wherever it stands: nothing in it is markup, and nothing in it breaks a screen."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.widgets import Static
from tui_builders import a_note, a_session, desk_at, shown

from kaikutui.domain.session import Candidate, Figure, Kind, Partner, Person, Session, Side
from kaikutui.tui.show import show

CORPUS = (
    "[/]",
    "[bold]x[/]",
    "[@click=app.quit]paina[/]",
    "C:\\polku\\",
    "\\[bold]",
    '"lainaus" <b>&amp;',
    "👍🏽 ☺ 漢字",
    "\u00e1\u00ad\u200bb",
    "\u202etakaperin",
    "x" * 300,
)


def everywhere() -> Session:
    """A meeting that says every text of the corpus in every place there is."""
    network = [
        (Partner(name=text, side=Side.DISTRIBUTOR, comment=text), Partner(name=f"{text} 2", side=Side.VENUE))
        for text in CORPUS
    ]
    return a_session(
        partners=tuple(partner for pair in network for partner in pair),
        people=tuple(Person(name=text, organisation=text) for text in CORPUS),
        notes=tuple(
            a_note(text, item, id=f"{item}-{number}", kind=Kind.QUESTION, owner=text)
            for item in range(1, 10)
            for number, text in enumerate(CORPUS)
        ),
        candidates=tuple(Candidate(organisation=text, proposer=text, view=text, next_step=text) for text in CORPUS),
        figures=tuple(Figure(period=text, area=text, cards=1, uses=2) for text in CORPUS),
    )


def titled(text: str) -> Session:
    """A meeting whose every title is the text."""
    session = a_session()
    items = tuple(replace(item, title=text, label=text[:18], guidance=(text,)) for item in session.items)
    return replace(session, items=items, meeting=replace(session.meeting, title=text, area=text, place=text))


async def test_foreign_text_in_the_tables_breaks_no_screen(file: Path) -> None:
    async with desk_at(file, everywhere()) as desk:
        for item in range(1, 10):
            assert desk.screen.seat.shown == item
            await desk.press("f6", "down", "end", "escape", "ctrl+down")
        for command in ("/etsi", "/muistilista", "/ohje"):
            await desk.enter(command)
            assert desk.app.screen is not desk.screen
            await desk.press("escape")
        assert desk.app.screen is desk.screen


@pytest.mark.parametrize("size", [(80, 24), (120, 45)])
@pytest.mark.parametrize("text", CORPUS)
async def test_foreign_text_in_titles_stands_as_it_is(file: Path, text: str, size: tuple[int, int]) -> None:
    async with desk_at(file, titled(text), size=size) as desk:
        await desk.press("ctrl+g")
        assert show(text) in shown(desk.screen.query_one("#item-title", Static))
        # The aside breaks its lines itself.
        aside = shown(desk.screen.query_one("#aside Static", Static))
        assert "".join(show(text).split()) in "".join(aside.split())


@pytest.mark.parametrize("text", CORPUS)
async def test_foreign_text_goes_through_the_bar_as_it_is(file: Path, text: str) -> None:
    async with desk_at(file) as desk:
        desk.screen.bar.value = f"k: {text}"
        await desk.press("enter")
        assert desk.texts == [text]
        assert [note.text for note in (await desk.saved()).notes] == [text]
        await desk.press("up")
        assert desk.line == f"k: {text}"


@pytest.mark.parametrize("text", CORPUS[:5])
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


async def test_a_letter_typed_in_two_parts_is_kept_as_one(file: Path) -> None:
    async with desk_at(file) as desk:
        desk.screen.bar.value = "A\u0308a\u0308ni"
        await desk.press("enter")
        assert desk.texts == ["\u00c4\u00e4ni"]
