"""What the screen says while the file cannot be written, and when other hands have changed it."""

import errno
import os
from pathlib import Path

import pytest
from textual.widgets import Static
from tui_builders import a_note, a_session, desk_at, on_disk, shown, until

from kaikutui.catalogue import text
from kaikutui.storage import keeping, saver
from kaikutui.storage.lock import StoreBusyError
from kaikutui.storage.spool import Spool
from kaikutui.storage.store import SessionStore
from kaikutui.tui.run import say_goodbye
from kaikutui.tui.screens.edited import ChangedScreen


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saver, "LOOK_SECONDS", 0.1)
    monkeypatch.setattr(keeping, "RETRY_SECONDS", 0.05)


def read_only(file: Path, patch: pytest.MonkeyPatch) -> None:
    """The disk of the meeting takes no more writes."""
    opened = os.open

    def refusing(path: str, flags: int, *rest: int, **options: int) -> int:
        if Path(str(path)).parent == file.parent and flags & (os.O_WRONLY | os.O_RDWR):
            raise OSError(errno.EROFS, "")
        return opened(path, flags, *rest, **options)

    patch.setattr(os, "open", refusing)


async def test_a_note_that_cannot_be_written_is_shown_as_kept_with_the_reason_and_then_as_saved(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk_at(file) as desk:
        with monkeypatch.context() as patch:
            read_only(file, patch)
            await desk.enter("Varalle")
            await desk.until(lambda: "tallessa varalla: levy on kirjoitussuojattu" in desk.status)
            assert desk.texts == ["Varalle"]
            assert desk.line == ""
            assert "siirtyy kokoukseen" in desk.said
            assert on_disk(file).notes == ()
            await desk.enter("Toinenkin")
            await desk.until(lambda: len(Spool(file).waiting()) == 2)
            assert "tallennettu" not in desk.status
        desk.clock.forward(seconds=5)
        await desk.until(lambda: "tallennettu 13.00.05" in desk.status)
        assert [note.text for note in on_disk(file).notes] == ["Varalle", "Toinenkin"]
        assert desk.screen.meeting.is_saved


async def test_a_kept_note_can_be_taken_back(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk_at(file) as desk:
        with monkeypatch.context() as patch:
            read_only(file, patch)
            await desk.enter("Pois tämä")
            await desk.until(lambda: "varalla" in desk.status)
            await desk.press("ctrl+z")
            await desk.until(lambda: len(Spool(file).waiting()) == 2)
            assert desk.texts == []
        assert (await desk.saved()).notes == ()


async def test_what_was_kept_before_is_on_the_screen_and_saved_at_the_opening(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as patch:
        async with desk_at(file) as desk:
            read_only(file, patch)
            await desk.enter("Jäi varalle")
            await desk.until(lambda: "varalla" in desk.status)
            await desk.press("ctrl+q")
            await desk.until(lambda: not desk.app.is_running)
        assert say_goodbye(desk.app) == 1
        said = capsys.readouterr().err
        assert str(file) in said
        assert str(Spool(file).folders()[0]) in said
        async with desk_at(file) as desk:
            await desk.until(lambda: desk.texts == ["Jäi varalle"])
            await desk.until(lambda: "varalla" in desk.status)
    async with desk_at(file) as desk:
        await desk.until(lambda: desk.texts == ["Jäi varalle"])
        await desk.until(lambda: not Spool(file).waiting())
        await desk.press("ctrl+q")
        await desk.until(lambda: not desk.app.is_running)
    assert say_goodbye(desk.app) == 0
    assert [note.text for note in on_disk(file).notes] == ["Jäi varalle"]
    assert text("goodbye", path=file) in capsys.readouterr().err


async def test_a_busy_file_is_named_as_the_reason(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(store: SessionStore) -> None:
        raise StoreBusyError(path=store.path)

    monkeypatch.setattr(keeping, "LOCK_SECONDS", 0.1)
    async with desk_at(file) as desk:
        with monkeypatch.context() as patch:
            patch.setattr(SessionStore, "commit", lambda store, operation: busy(store))
            patch.setattr(SessionStore, "catch_up", busy)
            await desk.enter("Odottaa")
            await desk.until(lambda: "tallessa varalla: tiedosto on toisen ohjelman käytössä" in desk.status)
        assert [note.text for note in (await desk.saved()).notes] == ["Odottaa"]


async def test_a_mistake_made_by_hand_is_named_with_its_place_and_the_note_goes_in_when_it_is_mended(
    file: Path,
) -> None:
    async with desk_at(file) as desk:
        whole = file.read_bytes()
        file.write_bytes(whole.replace(b"[meeting]", b"[meeting"))
        await desk.enter("Odottaa korjausta")
        await desk.until(lambda: "tallessa varalla: virhe tiedostossa, rivi 3" in desk.status)
        assert "EI TALLESSA" not in desk.status
        file.write_bytes(whole)
        await desk.until(lambda: "tallennettu" in desk.status)
        assert [note.text for note in on_disk(file).notes] == ["Odottaa korjausta"]


@pytest.mark.parametrize(("key", "expected"), [("f5", ["Vanha"]), ("f6", ["Vanha", "Uusi"])])
async def test_an_older_copy_put_over_the_file_is_asked_about_and_the_answer_followed(
    file: Path, key: str, expected: list[str]
) -> None:
    async with desk_at(file, a_session(notes=(a_note("Vanha"),))) as desk:
        older = file.read_bytes()
        await desk.enter("Uusi")
        await desk.saved()
        file.write_bytes(older)
        await desk.until(lambda: isinstance(desk.app.screen, ChangedScreen))
        await desk.until(lambda: "puuttuu muistiinpanoja: 1" in " ".join(map(shown, desk.app.screen.query(Static))))
        await desk.press(key)
        await desk.until(lambda: desk.app.screen is desk.screen)
        await desk.until(lambda: desk.texts == expected)
        # Ours stand on the screen from the beginning; they are put back beside it.
        await desk.until(lambda: [note.text for note in on_disk(file).notes] == expected)
        await desk.enter("Jatkuu")
        assert [note.text for note in (await desk.saved()).notes] == [*expected, "Jatkuu"]


async def test_letters_typed_while_the_question_stands_go_to_the_bar_and_answer_nothing(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("Eka")
        await desk.saved()
        file.write_bytes(file.read_bytes().replace(b"Eka", b"Muu"))
        await desk.until(lambda: isinstance(desk.app.screen, ChangedScreen))
        await desk.press(*"kyky")
        assert isinstance(desk.app.screen, ChangedScreen)
        assert desk.line == "kyky"
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.screen)
        await desk.press("enter")
        await desk.until(lambda: "tallessa varalla: tiedostoa on muutettu muualla" in desk.status)
        await desk.until(lambda: isinstance(desk.app.screen, ChangedScreen))
        await desk.press("f6")
        await until(desk.pilot, lambda: [note.text for note in on_disk(file).notes] == ["Eka", "kyky"])


async def test_what_another_terminal_decided_is_no_question_any_more(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("Eka")
        await desk.saved()
        file.write_bytes(file.read_bytes().replace(b"Eka", b"Muu"))
        await desk.until(lambda: isinstance(desk.app.screen, ChangedScreen))
        SessionStore(file).accept()
        await desk.until(lambda: desk.app.screen is desk.screen)
        assert desk.texts == ["Muu"]


async def test_a_renamed_file_is_said_and_followed(file: Path) -> None:
    async with desk_at(file) as desk:
        renamed = file.rename(file.with_name("uusi.toml"))
        await desk.until(lambda: "uusi.toml" in desk.said)
        await desk.enter("Perille")
        await desk.saved()
        assert desk.screen.path == renamed
        assert [note.text for note in on_disk(renamed).notes] == ["Perille"]
        assert not file.exists()
