"""The start screen: what there is, a new meeting, the example."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot
from textual.widgets import Static
from tui_builders import START, FakeClock, a_session, an_app, on_disk, put_answer, row_words, shown, until

from kaikutui.domain.session import Side
from kaikutui.storage.places import ensure, sessions_folder
from kaikutui.storage.store import SessionStore
from kaikutui.tui import recent
from kaikutui.tui.app import KaikuApp
from kaikutui.tui.screens.form import FormScreen
from kaikutui.tui.screens.start import StartScreen
from kaikutui.tui.widgets.row_list import Row, RowList

THE_MEETING = "Kaikukortti-palautekokous 2026 · Esimerkkilä 24.11.2026"


@asynccontextmanager
async def door() -> AsyncIterator[tuple[KaikuApp, Pilot[None]]]:
    """The program as it opens without a file."""
    app = an_app(None, FakeClock())
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, StartScreen))
        yield app, pilot


def listed(app: KaikuApp) -> list[str]:
    return row_words(app.screen.query_one(RowList))


async def fill(app: KaikuApp, pilot: Pilot[None], **answers: str) -> None:
    """Open the form of a new meeting and send it filled in."""
    await pilot.press("u")
    await until(pilot, lambda: isinstance(app.screen, FormScreen))
    for name, answer in answers.items():
        put_answer(app, name, answer)
    await pilot.press("ctrl+s")


async def test_meetings_of_the_folder_are_listed_and_enter_opens_one() -> None:
    path = ensure(sessions_folder()) / "esimerkkila.toml"
    SessionStore(path).create(a_session())
    async with door() as (app, pilot):
        await until(pilot, lambda: bool(listed(app)))
        assert listed(app) == [THE_MEETING]
        await pilot.press("enter")
        await until(pilot, lambda: app.meeting_screen is not None)
        assert app.meeting_screen is not None
        assert app.meeting_screen.path == path


async def test_a_file_that_cannot_be_read_is_listed_as_such_and_opens_nothing() -> None:
    path = ensure(sessions_folder()) / "rikki.toml"
    path.write_text("tämä ei ole kokous")
    async with door() as (app, pilot):
        await until(pilot, lambda: bool(listed(app)))
        assert listed(app) == ["rikki.toml ei voi avata"]
        await pilot.press("enter")
        await pilot.pause()
        assert app.meeting_screen is None
        assert "rikki.toml" in shown(app.screen.query_one("#start-said", Static))


async def test_a_screenful_is_listed_first_and_what_comes_behind_moves_neither_cursor_nor_scroll(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = ensure(sessions_folder())
    for number in range(60):
        (folder / f"{number:02}.toml").write_text("tämä ei ole kokous")
    reports: list[int] = []
    show, read, slow = RowList.show_rows, recent.meeting_row, Event()

    def showing(rows: RowList, shown: Sequence[Row]) -> None:
        reports.append(len(shown))
        show(rows, shown)

    def reading(path: Path) -> Row:
        # What lies behind the first screenful is read when the test says so.
        begun.append(path)
        assert len(begun) <= 24 or slow.wait(60)
        return read(path)

    begun: list[Path] = []
    monkeypatch.setattr(RowList, "show_rows", showing)
    monkeypatch.setattr(recent, "meeting_row", reading)
    async with door() as (app, pilot):
        rows = app.screen.query_one(RowList)
        await until(pilot, lambda: bool(listed(app)))
        await pilot.press(*["down"] * 20)
        here, top = rows.current, rows.scroll_offset
        assert top.y > 0
        slow.set()
        await until(pilot, lambda: len(listed(app)) == 50)
        await until(pilot, lambda: all(words.endswith("ei voi avata") for words in listed(app)))
        assert (rows.current, rows.scroll_offset) == (here, top)
    assert reports[0] <= 24


async def test_a_meeting_that_the_disk_does_not_give_holds_up_neither_the_others_nor_the_keys(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder, read, given = ensure(sessions_folder()), recent.meeting_row, Event()
    for name in ("a", "b", "c"):
        SessionStore(folder / f"{name}.toml").create(a_session())

    def reading(path: Path) -> Row:
        assert path.stem != "b" or given.wait(60)
        return read(path)

    monkeypatch.setattr(recent, "meeting_row", reading)
    async with door() as (app, pilot):
        waiting = sorted([THE_MEETING, "b.toml luetaan …", THE_MEETING])
        await until(pilot, lambda: sorted(listed(app)) == waiting)
        await pilot.press("u")
        await until(pilot, lambda: isinstance(app.screen, FormScreen))
        await pilot.press("escape")
        given.set()
        await until(pilot, lambda: listed(app) == [THE_MEETING] * 3)


async def test_an_empty_folder_tells_how_to_begin() -> None:
    async with door() as (app, pilot):
        await until(pilot, lambda: "U" in shown(app.screen.query_one("#start-said", Static)))
        assert listed(app) == []


async def test_a_filled_form_makes_the_file_and_opens_the_meeting(tmp_path: Path) -> None:
    path = tmp_path / "uusi.toml"
    async with door() as (app, pilot):
        await fill(
            app,
            pilot,
            area="Esimerkkilä",
            organisers="Esimerkkilän kunta; Mallimaan hyvinvointialue",
            file=str(path),
            partners="Kortinjakajat\nTyöpaja Kipinä\nKohteet\nTeatteri Lumme",
        )
        await until(pilot, lambda: app.meeting_screen is not None)
    session = on_disk(path)
    assert session.meeting.area == "Esimerkkilä"
    assert session.meeting.organisers == ("Esimerkkilän kunta", "Mallimaan hyvinvointialue")
    assert session.meeting.starts is not None
    assert session.meeting.starts.date() == START.date()
    assert [(one.name, one.side) for one in session.partners] == [
        ("Työpaja Kipinä", Side.DISTRIBUTOR),
        ("Teatteri Lumme", Side.VENUE),
    ]
    assert len(session.items) == 9


async def test_a_form_without_a_file_names_it_by_area_and_day() -> None:
    async with door() as (app, pilot):
        await fill(app, pilot, area="Esimerkkilä")
        await until(pilot, lambda: app.meeting_screen is not None)
    assert (sessions_folder() / "esimerkkila-2026-11-24.toml").exists()


async def test_a_file_that_exists_is_refused_with_its_name_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "vanha.toml"
    SessionStore(path).create(a_session())
    before = path.read_bytes()
    async with door() as (app, pilot):
        await fill(app, pilot, area="Toinen", file=str(path))
        await pilot.pause()
        assert isinstance(app.screen, FormScreen)
        assert str(path) in shown(app.screen.query_one("#form-problem", Static))
        assert app.meeting_screen is None
    assert path.read_bytes() == before


@pytest.mark.parametrize(("field", "answer"), [("date", "joskus"), ("time", "25.99"), ("language", "de")])
async def test_an_answer_that_makes_no_sense_keeps_the_form_open(tmp_path: Path, field: str, answer: str) -> None:
    path = tmp_path / "uusi.toml"
    async with door() as (app, pilot):
        await fill(app, pilot, **{"file": str(path), field: answer})
        await pilot.pause()
        assert isinstance(app.screen, FormScreen)
        assert shown(app.screen.query_one("#form-problem", Static))
    assert not path.exists()


async def test_e_opens_the_example_as_if_it_were_going_on() -> None:
    async with door() as (app, pilot):
        await pilot.press("e")
        await until(pilot, lambda: app.meeting_screen is not None)
        assert app.meeting_screen is not None
        session = app.meeting_screen.meeting.session
        assert session.notes
        assert max(note.at for note in session.notes) <= START


async def test_ctrl_q_leaves() -> None:
    async with door() as (app, pilot):
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not app.is_running)
