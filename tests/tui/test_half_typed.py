"""Whatever field it is typed into: what has not been entered comes back, and no more public than it was."""

from pathlib import Path

import pytest
from textual.widgets import Input
from tui_builders import Desk, FakeClock, a_note, a_session, an_app, desk_at, on_disk, until

from kaikutui.domain.session import Source
from kaikutui.storage.drafts import Draft, leave_drafts, load_draft, save_draft
from kaikutui.tui.recovery import line_of
from kaikutui.tui.screens.find import FindScreen
from kaikutui.tui.screens.form import FormScreen
from kaikutui.tui.screens.start import StartScreen


def kept(file: Path) -> Draft:
    draft = load_draft(file)
    assert draft is not None
    return draft


def text_of(file: Path) -> str:
    """What is kept of the bar; it may not be there yet."""
    draft = load_draft(file)
    return draft.text if draft is not None else ""


def answers(file: Path) -> tuple[str, ...]:
    """What is kept of a form; it may not be there yet."""
    draft = load_draft(file)
    return draft.answers if draft is not None else ()


def left_behind(file: Path, *lines: str, item: int = 1) -> None:
    """Terminals that have gone, each with a line half-typed; the last line is the newest."""
    for line in lines:
        save_draft(file, Draft(text=line, item=item, source=Source.VENUE))
        leave_drafts()


async def leave(desk: Desk) -> None:
    desk.app.exit()
    await desk.until(lambda: not desk.app.is_running)


async def test_answers_of_an_open_form_are_kept_while_they_are_typed_and_come_back_confidential(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("/5")
        await desk.press("f6", "u")
        assert isinstance(desk.app.screen, FormScreen)
        await desk.press(*"Galleria", "enter", *"Urho")
        await desk.until(lambda: any("Urho" in answer for answer in answers(file)))
        assert "Galleria" in kept(file).answers
        await leave(desk)
    async with desk_at(file) as desk:
        assert desk.line.startswith("*: ")
        assert "Galleria; " in desk.line
        assert "Urho" in desk.line


@pytest.mark.parametrize("last", ["ctrl+s", "escape"])
async def test_a_form_that_was_sent_or_left_is_no_draft_any_more(file: Path, last: str) -> None:
    async with desk_at(file) as desk:
        await desk.enter("/5")
        await desk.press("f6", "u", *"Galleria")
        await desk.until(lambda: load_draft(file) is not None)
        await desk.press(last)
        await desk.until(lambda: load_draft(file) is None)
        assert len(desk.session.candidates) == (last == "ctrl+s")


async def test_words_of_a_search_are_kept_with_the_line_under_it(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.press(*"kesken", "f3", *"sana")
        assert isinstance(desk.app.screen, FindScreen)
        await desk.until(lambda: answers(file) == ("sana",))
        assert kept(file).text == "kesken"


async def test_an_edit_goes_on_where_it_was(file: Path) -> None:
    async with desk_at(file, a_session(notes=(a_note("Ennen", 3, id="n1"),))) as desk:
        await desk.press("up", *" ja")
        await desk.until(lambda: text_of(file) == "y: Ennen ja")
        assert kept(file).editing == "n1"
        await leave(desk)
    async with desk_at(file) as desk:
        assert desk.line == "y: Ennen ja"
        await desk.press(*" jälkeen", "enter")
        saved = await desk.saved()
        assert [(note.id, note.text) for note in saved.notes] == [("n1", "Ennen ja jälkeen")]


async def test_an_edit_of_a_confidential_note_comes_back_confidential_when_its_sign_is_gone(file: Path) -> None:
    secret = a_note("Salassa", 1, id="n1", confidential=True)
    async with desk_at(file, a_session(notes=(secret,))) as desk:
        await desk.press("up", "ctrl+u", *"k: uusi sanamuoto")
        await desk.until(lambda: text_of(file) == "k: uusi sanamuoto")
        await leave(desk)
    async with desk_at(file) as desk:
        assert desk.line == "*k: uusi sanamuoto"
        await desk.press("enter")
        (note,) = (await desk.saved()).notes
        assert note.confidential


async def test_an_edit_of_a_note_that_has_gone_makes_a_new_note(file: Path) -> None:
    save_draft(file, Draft(text="y: Ennen ja", item=3, source=Source.SHARED, editing="mennyt"))
    leave_drafts()
    async with desk_at(file) as desk:
        await desk.press("enter")
        assert [note.text for note in (await desk.saved()).notes] == ["Ennen ja"]


async def test_several_lines_come_back_one_after_another_by_one_key(file: Path) -> None:
    left_behind(file, "vanhin", "vanhempi", "uusin", item=4)
    async with desk_at(file) as desk:
        assert desk.line == "uusin"
        assert "2" in desk.said
        for line in ("uusin", "vanhempi", "vanhin"):
            assert desk.line == line
            await desk.press("enter", "ctrl+o")
        assert "ei ole" in desk.said
        saved = await desk.saved()
        assert [(note.text, note.item, note.source) for note in saved.notes] == [
            (line, 4, "venue") for line in ("uusin", "vanhempi", "vanhin")
        ]
        await desk.until(lambda: load_draft(file) is None)


async def test_a_line_not_fetched_is_there_the_next_time(file: Path) -> None:
    left_behind(file, "vanhempi", "uusin")
    async with desk_at(file) as desk:
        await desk.press("enter")
        await desk.saved()
        await desk.until(lambda: text_of(file) == "vanhempi")
        await leave(desk)
    async with desk_at(file) as desk:
        assert desk.line == "vanhempi"


async def test_a_line_is_in_the_draft_until_it_is_on_the_disk(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kaikutui.storage.store import SessionStore

    whole, seen = SessionStore.commit, list[str]()

    def commit(store: SessionStore, act: object) -> object:
        seen.append(kept(file).text)
        return whole(store, act)  # type: ignore[arg-type]

    async with desk_at(file) as desk:
        monkeypatch.setattr(SessionStore, "commit", commit)
        await desk.press(*"Rivi")
        await desk.until(lambda: load_draft(file) is not None and kept(file).text == "Rivi")
        await desk.press("enter")
        await desk.saved()
        assert seen == ["Rivi"]
        await desk.until(lambda: load_draft(file) is None)
    assert [note.text for note in on_disk(file).notes] == ["Rivi"]


@pytest.mark.parametrize(
    ("draft", "line"),
    [
        ({"text": "k: sana"}, "k: sana"),
        ({"text": "sana", "confidential": True}, "*: sana"),
        ({"text": "k: sana", "confidential": True}, "*k: sana"),
        ({"text": "*k: sana", "confidential": True}, "*k: sana"),
        ({"text": "klo: sana", "confidential": True}, "*: klo: sana"),
        ({"text": "", "answers": ("Galleria", "Urho")}, "*: Galleria; Urho"),
        ({"text": "kesken", "answers": ("Urho",)}, "*: kesken Urho"),
    ],
)
def test_a_draft_comes_back_at_most_as_public_as_it_was(draft: dict[str, object], line: str) -> None:
    whole = {"item": 1, "source": Source.SHARED, **draft}
    assert line_of(Draft(**whole)) == line  # type: ignore[arg-type]


@pytest.mark.parametrize("pasted", ["yksi\nkaksi", "\nyksi\n\nkaksi\n"])
async def test_a_paste_of_several_lines_into_a_field_comes_whole(file: Path, pasted: str) -> None:
    from textual import events

    async with desk_at(file) as desk:
        await desk.enter("/5")
        await desk.press("f6", "u")
        desk.app.post_message(events.Paste(pasted))
        await desk.until(lambda: answers(file)[:1] != () and answers(file)[0].split() == ["yksi", "kaksi"])


async def test_the_form_of_a_new_meeting_comes_back_as_it_was_left() -> None:
    app = an_app(None, FakeClock())
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, StartScreen))
        await pilot.press("u", *"Esimerkkilä", "enter", *"Mallimaa")
        assert isinstance(app.screen, FormScreen)
        app.exit()
        await until(pilot, lambda: not app.is_running)
    app = an_app(None, FakeClock())
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, StartScreen))
        await pilot.press("u")
        values = [field.value for field in app.screen.query(Input)]
        assert values[:3] == ["Esimerkkilä", "Mallimaa", "24.11.2026"]
        await pilot.press("escape", "u")
        assert app.screen.query(Input).first().value == ""
