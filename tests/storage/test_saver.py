"""The thread between the screen and the disk: *saved* is said only when it is so."""

from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue

import pytest
from builders import a_note, a_session, attempt, done

from kaikutui.domain.errors import KaikuError
from kaikutui.domain.operations import AddNotes, SetConfidential
from kaikutui.domain.session import Source
from kaikutui.storage import saver as module
from kaikutui.storage.atomic import write_atomically
from kaikutui.storage.drafts import Draft, load_draft
from kaikutui.storage.saver import Refused, Renewed, Report, Saved, Saver, Troubled
from kaikutui.storage.session_file import decode, encode
from kaikutui.storage.store import SessionStore

ONE, TWO = AddNotes(notes=(a_note("yksi"),)), AddNotes(notes=(a_note("kaksi"),))
GONE = SetConfidential(id="poissa", confidential=True)


class Desk:
    """A saver at work, and what it says."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.reports: SimpleQueue[tuple[Report, list[str] | KaikuError]] = SimpleQueue()
        store = SessionStore(path)
        store.load()
        self.saver = Saver(store, self.hear)

    def hear(self, report: Report) -> None:
        """Keep the report, and what the file held when it was made."""
        self.reports.put((report, attempt(self.texts)))

    def texts(self) -> list[str]:
        return [note.text for note in decode(self.path.read_bytes(), self.path).session.notes]

    def next(self) -> tuple[Report, list[str] | KaikuError]:
        return self.reports.get(timeout=10)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(module, "LOOK_SECONDS", 0.02)
    path = tmp_path / "kokous.toml"
    SessionStore(path).create(a_session())
    desk = Desk(path)
    yield desk
    if desk.saver.is_alive():
        assert desk.saver.finish()


def test_saved_is_said_when_the_act_is_in_the_file_and_in_order(desk: Desk) -> None:
    desk.saver.start()
    desk.saver.save(ONE)
    desk.saver.save(TWO)
    assert desk.next() == (Saved(act=ONE, session=done(a_session(), ONE)), ["yksi"])
    report, held = desk.next()
    assert report == Saved(act=TWO, session=done(a_session(), ONE, TWO))
    assert held == ["yksi", "kaksi"]


def test_a_refused_act_is_told_with_its_reason_and_the_next_one_is_saved(desk: Desk) -> None:
    desk.saver.start()
    desk.saver.save(GONE)
    desk.saver.save(ONE)
    refused, held = desk.next()
    assert isinstance(refused, Refused)
    assert (refused.act, held) == (GONE, [])
    assert "poistettu" in refused.error
    assert isinstance(desk.next()[0], Saved)


def test_what_another_terminal_wrote_is_told(desk: Desk) -> None:
    desk.saver.start()
    SessionStore(desk.path).commit(ONE)
    assert desk.next()[0] == Renewed(session=done(a_session(), ONE))


def test_own_acts_are_no_news(desk: Desk) -> None:
    desk.saver.start()
    desk.saver.save(ONE)
    desk.next()
    with pytest.raises(Empty):
        desk.reports.get(timeout=0.2)


def test_a_spoiled_file_is_told_once_and_its_mending_too(desk: Desk) -> None:
    desk.saver.start()
    # Whole at once: the saver must not see the file while it is empty.
    write_atomically(desk.path, b"format = 1\n[meeting")
    report, _ = desk.next()
    assert isinstance(report, Troubled)
    assert desk.path.name in report.error
    with pytest.raises(Empty):
        desk.reports.get(timeout=0.2)
    write_atomically(desk.path, encode(done(a_session(), TWO)))
    assert desk.next()[0] == Renewed(session=done(a_session(), TWO))


def test_finishing_saves_all_that_is_on_its_way(desk: Desk) -> None:
    for number in range(20):
        desk.saver.save(AddNotes(notes=(a_note(f"{number}"),)))
    desk.saver.start()
    assert desk.saver.finish()
    assert desk.texts() == [f"{number}" for number in range(20)]
    assert not desk.saver.is_alive()


def test_a_half_typed_line_is_kept(desk: Desk) -> None:
    draft = Draft(text="asiakkaat kysy", item=2, source=Source.VENUE)
    desk.saver.start()
    desk.saver.keep(draft)
    assert desk.saver.finish()
    assert load_draft(desk.path) == draft
    assert desk.saver.path == desk.path
