"""What the status line says is true of the disk; nothing acknowledged is lost, nothing refused is hidden."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from tui_builders import FakeClock, a_note, a_session, an_app, desk_at, on_disk, until

from kaikutui.domain.marks import mark_presence
from kaikutui.domain.operations import Act, AddNotes, Operation
from kaikutui.domain.session import Presence, Session
from kaikutui.storage.atomic import NotWritableError
from kaikutui.storage.drafts import load_draft
from kaikutui.storage.spool import Spool
from kaikutui.storage.store import SessionStore
from kaikutui.tui.screens.edited import EditedScreen

COMMIT = SessionStore.commit


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """A disk that waits until the gate is opened."""
    opened = Event()

    def commit(store: SessionStore, operation: Operation) -> Session:
        opened.wait(10)
        return COMMIT(store, operation)

    monkeypatch.setattr(SessionStore, "commit", commit)
    yield opened
    opened.set()


def full(store: SessionStore, operation: Operation) -> Session:
    """A disk that is full."""
    raise NotWritableError(path=store.path, reason="levy on täynnä")


def refuse_everywhere(patch: pytest.MonkeyPatch) -> None:
    """Neither the file nor the spool takes anything."""

    def nowhere(spool: Spool, act: Act, session: str) -> None:
        raise NotWritableError(path=Path("varalla"), reason="levy on täynnä")

    patch.setattr(SessionStore, "commit", full)
    patch.setattr(Spool, "keep", nowhere)


async def test_saved_is_said_only_when_the_file_holds_the_note(file: Path, gate: Event) -> None:
    async with desk_at(file) as desk:
        await desk.enter("Hidas levy")
        assert desk.texts == ["Hidas levy"]
        assert "tallennetaan" in desk.status
        assert on_disk(file).notes == ()
        desk.clock.forward(seconds=7)
        gate.set()
        await desk.until(lambda: "tallennettu 13.00.07" in desk.status)
        assert [note.text for note in on_disk(file).notes] == ["Hidas levy"]


async def test_saved_is_not_said_while_a_later_note_is_on_its_way(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    second = Event()

    def commit(store: SessionStore, operation: Operation) -> Session:
        if isinstance(operation, Act) and operation.id == "n004":
            second.wait(10)
        return COMMIT(store, operation)

    monkeypatch.setattr(SessionStore, "commit", commit)
    async with desk_at(file) as desk:
        await desk.enter("Ensimmäinen")
        await desk.enter("Toinen")
        await desk.until(lambda: len(on_disk(file).notes) == 1)
        await desk.pilot.pause(0.05)
        assert "tallennetaan" in desk.status
        second.set()
        await desk.until(lambda: "tallennettu" in desk.status)
        assert len(on_disk(file).notes) == 2


async def test_typing_does_not_wait_for_the_disk(file: Path, gate: Event) -> None:
    async with desk_at(file) as desk:
        for number in range(5):
            await desk.enter(f"Rivi {number}")
        assert len(desk.notes) == 5
        assert on_disk(file).notes == ()
        gate.set()
        assert len((await desk.saved()).notes) == 5


async def test_a_note_the_disk_refused_is_back_in_the_bar(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk_at(file) as desk:
        with monkeypatch.context() as patch:
            refuse_everywhere(patch)
            await desk.enter("k!: Tärkeä päätös")
            await desk.until(lambda: "EI TALLESSA" in desk.status)
        assert desk.notes == ()
        assert desk.line == "k!: Tärkeä päätös"
        assert "levy on täynnä" in desk.said
        await desk.press("enter")
        await desk.until(lambda: "tallennettu" in desk.status)
        assert [note.text for note in on_disk(file).notes] == ["Tärkeä päätös"]


async def test_a_refused_note_stands_before_what_was_typed_since(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Event()

    def commit(store: SessionStore, operation: Operation) -> Session:
        opened.wait(10)
        return full(store, operation)

    refuse_everywhere(monkeypatch)
    monkeypatch.setattr(SessionStore, "commit", commit)
    async with desk_at(file) as desk:
        await desk.enter("Ensin")
        await desk.press(*"sitten")
        opened.set()
        await desk.until(lambda: "EI TALLESSA" in desk.status)
        assert desk.line == "y: Ensin sitten"


async def test_a_refused_edit_leaves_the_note_as_it_was_and_gives_the_words_back(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk_at(file) as desk:
        await desk.enter("Ennen")
        await desk.saved()
        refuse_everywhere(monkeypatch)
        await desk.press("up", *" ja jälkeen", "enter")
        await desk.until(lambda: "EI TALLESSA" in desk.status)
        assert desk.texts == ["Ennen"]
        assert desk.line == "y: Ennen ja jälkeen"


async def test_a_refused_mark_is_not_shown_as_made(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk_at(file) as desk:
        refuse_everywhere(monkeypatch)
        await desk.press("f6", "l")
        await desk.until(lambda: "EI TALLESSA" in desk.status)
        assert desk.session.people[0].presence is None


async def test_a_line_in_the_bar_outlives_leaving_and_is_there_at_the_next_opening(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("/4")
        await desk.press("tab", *"kesken jäi", "ctrl+q")
        await desk.until(lambda: not desk.app.is_running)
        assert desk.app.saved
    async with desk_at(file) as desk:
        assert desk.line == "kesken jäi"
        assert (desk.screen.seat.shown, desk.screen.seat.source) == (4, "distributor")
        await desk.press("enter")
        assert [note.text for note in (await desk.saved()).notes] == ["kesken jäi"]
        await desk.until(lambda: load_draft(file) is None)


async def test_a_half_typed_line_is_kept_while_it_is_typed(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.press(*"ennen kaatumista")
        await desk.until(lambda: getattr(load_draft(file), "text", "") == "ennen kaatumista")


async def test_what_was_entered_just_before_leaving_is_on_the_disk(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("Viime hetken rivi")
        await desk.press("ctrl+q")
        await desk.until(lambda: not desk.app.is_running)
    assert [note.text for note in on_disk(file).notes] == ["Viime hetken rivi"]


async def test_what_another_terminal_wrote_is_shown(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("Oma")
        await desk.saved()
        SessionStore(file).commit(AddNotes(notes=(a_note("Toisen"),)))
        await desk.until(lambda: desk.texts == ["Oma", "Toisen"])


async def test_acts_of_two_terminals_are_both_in_the_file(file: Path) -> None:
    async with desk_at(file) as desk:
        other = SessionStore(file)
        other.commit(mark_presence(other.load().session.people[1], Presence.REMOTE))
        await desk.enter("Oma")
        saved = await desk.saved()
        assert [note.text for note in saved.notes] == ["Oma"]
        assert saved.people[1].presence is Presence.REMOTE


async def test_ctrl_z_takes_back_only_what_this_terminal_did(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("Oma")
        await desk.saved()
        SessionStore(file).commit(AddNotes(notes=(a_note("Toisen"),)))
        await desk.until(lambda: len(desk.notes) == 2)
        await desk.press("ctrl+z")
        assert [note.text for note in (await desk.saved()).notes] == ["Toisen"]


async def test_a_file_that_vanished_is_written_anew_whole_and_that_is_said(file: Path) -> None:
    async with desk_at(file, a_session(notes=(a_note("Vanha"),))) as desk:
        file.unlink()
        await desk.enter("Mihin tämä menee?")
        await desk.until(lambda: "tallennettu" in desk.status)
        assert [note.text for note in on_disk(file).notes] == ["Vanha", "Mihin tämä menee?"]
        await desk.until(lambda: "oli kadonnut" in desk.said)


async def test_a_file_edited_outside_is_opened_only_when_told_to(file: Path) -> None:
    SessionStore(file).create(a_session(notes=(a_note("Vanha"),)))
    file.write_bytes(file.read_bytes().replace(b"Vanha", b"Muutettu"))
    before = file.read_bytes()
    app = an_app(SessionStore(file), FakeClock())
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, EditedScreen))
        await pilot.press("escape")
        await until(pilot, lambda: not app.is_running)
    assert file.read_bytes() == before
    app = an_app(SessionStore(file), FakeClock())
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, EditedScreen))
        await pilot.press("k")
        await until(pilot, lambda: app.meeting_screen is not None)
        assert app.meeting_screen is not None
        assert [note.text for note in app.meeting_screen.meeting.session.notes] == ["Muutettu"]


async def test_the_clock_of_the_status_is_that_of_the_desk(file: Path) -> None:
    clock = FakeClock()
    async with desk_at(file, clock=clock) as desk:
        assert "tallessa" in desk.status
        clock.forward(hours=1)
        await desk.enter("Rivi")
        await desk.until(lambda: "tallennettu 14.00.00" in desk.status)
