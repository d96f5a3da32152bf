"""Two terminals edit one note: nothing is written over unseen, both texts are shown, and one is chosen."""

from pathlib import Path

from msgspec.structs import replace
from tui_builders import Desk, desk_at, on_disk

from kaikutui.domain.operations import EditNote
from kaikutui.storage.store import SessionStore
from kaikutui.tui.screens.question import QuestionScreen


async def both_edit(desk: Desk, file: Path) -> None:
    """The note is in the bar here while another terminal changes it."""
    await desk.enter("Ohjeet selkeät")
    note = (await desk.saved()).notes[0]
    await desk.press("up")
    theirs = replace(note, text="Ohjeet ovat hyvät")
    SessionStore(file).commit(EditNote(before=note, after=theirs))
    await desk.until(lambda: desk.texts == ["Ohjeet ovat hyvät"])
    await desk.press(*" nyt", "enter")
    await desk.until(lambda: isinstance(desk.app.screen, QuestionScreen))


def words(desk: Desk) -> str:
    return " ".join(str(widget.render()) for widget in desk.app.screen.query("Static"))


async def test_both_texts_are_shown_and_neither_is_in_the_others_place_yet(file: Path) -> None:
    async with desk_at(file) as desk:
        await both_edit(desk, file)
        assert "Ohjeet ovat hyvät" in words(desk)
        assert "Ohjeet selkeät nyt" in words(desk)
        assert [note.text for note in on_disk(file).notes] == ["Ohjeet ovat hyvät"]


async def test_ours_stays_when_it_is_chosen(file: Path) -> None:
    async with desk_at(file) as desk:
        await both_edit(desk, file)
        await desk.press("enter")
        await desk.until(lambda: desk.texts == ["Ohjeet selkeät nyt"])
        assert [note.text for note in (await desk.saved()).notes] == ["Ohjeet selkeät nyt"]
        assert desk.screen.seat.editing == ""


async def test_theirs_stays_and_our_words_come_back_to_the_line(file: Path) -> None:
    async with desk_at(file) as desk:
        await both_edit(desk, file)
        await desk.press("escape")
        assert desk.line == "y: Ohjeet selkeät nyt"
        assert [note.text for note in on_disk(file).notes] == ["Ohjeet ovat hyvät"]
        await desk.press("enter")
        assert [note.text for note in (await desk.saved()).notes] == ["Ohjeet ovat hyvät", "Ohjeet selkeät nyt"]


async def test_a_mark_of_confidence_by_another_terminal_is_no_other_text(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("Ohjeet selkeät")
        note = (await desk.saved()).notes[0]
        await desk.press("up")
        SessionStore(file).commit(EditNote(before=note, after=replace(note, confidential=True)))
        await desk.until(lambda: desk.notes[0].confidential)
        await desk.press(*" nyt", "enter")
        assert [(note.text, note.confidential) for note in (await desk.saved()).notes] == [("Ohjeet selkeät nyt", True)]
