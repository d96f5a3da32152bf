"""Notes from a shell: the grammar of the bar, all lines or none."""

from datetime import date
from pathlib import Path

import pytest
from builders import FakeClock, a_note, a_session, after, counter, done

from kaikutui.domain.clocks import fixed
from kaikutui.domain.floor_operations import EndMeeting, GiveFloor, PauseFloor, StartConfidential
from kaikutui.domain.line import CaptureLockedError, EmptyNoteError
from kaikutui.domain.session import Kind, Note, Session, Source
from kaikutui.noting import take_lines
from kaikutui.storage import places
from kaikutui.storage.outside import CutShortError
from kaikutui.storage.session_file import SealState, decode, encode
from kaikutui.storage.spool import KeptError, NotKeptError
from kaikutui.storage.store import SessionStore


def take(file: Path, *lines: str, item: int | None = None) -> str:
    return take_lines(file, lines, item, FakeClock(after(30)), counter(), "sisko")


def notes(file: Path) -> tuple[Note, ...]:
    loaded = decode(file.read_bytes(), file)
    assert loaded.seal is SealState.WHOLE
    return loaded.session.notes


def with_meeting(file: Path, session: Session | None = None) -> Path:
    SessionStore(file).create(session or a_session())
    return file


def test_a_line_becomes_a_note_with_its_flags(file: Path) -> None:
    take(with_meeting(file), "5k>*: Ohje kassoille @Aino 15.12.")
    assert notes(file) == (
        Note(
            id="n1",
            item=5,
            at=fixed(after(30)),
            confidential=True,
            source=Source.VENUE,
            kind=Kind.ACTION,
            text="Ohje kassoille",
            owner="Aino",
            due=date(2026, 12, 15),
            by="sisko",
        ),
    )


BEGUN = done(a_session(), GiveFloor(item=1, at=after(0)), GiveFloor(item=4, at=after(10)))


@pytest.mark.parametrize(
    ("session", "item", "expected"),
    [
        (a_session(), None, 1),
        (BEGUN, None, 4),
        (done(BEGUN, PauseFloor(at=after(20))), None, 4),
        (done(BEGUN, EndMeeting(at=after(20))), None, 4),
        (BEGUN, 7, 7),
    ],
)
def test_without_an_item_a_note_goes_where_the_floor_is_else_under_the_first(
    file: Path, session: Session, item: int | None, expected: int
) -> None:
    said = take(with_meeting(file, session), "teksti", item=item)
    assert notes(file)[0].item == expected
    assert f" {expected}:" in said


def test_what_is_said_names_the_items_the_notes_went_to(file: Path) -> None:
    assert " 2, 5: muistiinpanoja 2." in take(with_meeting(file), "5: yksi", "2: kaksi")


def test_each_line_stands_alone(file: Path) -> None:
    take(with_meeting(file), "k: yksi", "kaksi", "", "  ")
    assert [(note.text, note.source) for note in notes(file)] == [("yksi", Source.VENUE), ("kaksi", Source.SHARED)]


@pytest.mark.parametrize("lines", [("yksi", "k:"), (), ("", " ")])
def test_all_lines_are_written_or_none(file: Path, lines: tuple[str, ...]) -> None:
    before = with_meeting(file).read_bytes()
    with pytest.raises(EmptyNoteError):
        take(file, *lines)
    assert file.read_bytes() == before


def test_a_line_with_a_slash_is_a_text_here(file: Path) -> None:
    take(with_meeting(file), "/aloita", "//kaksi")
    assert [note.text for note in notes(file)] == ["/aloita", "/kaksi"]


def test_during_a_confidential_part_nothing_is_written(file: Path) -> None:
    before = with_meeting(file, done(BEGUN, StartConfidential(item=4, at=after(20)))).read_bytes()
    with pytest.raises(CaptureLockedError):
        take(file, "salaisuus")
    assert file.read_bytes() == before


def test_an_edited_file_is_told_of_and_written_to(file: Path) -> None:
    file.write_bytes(encode(a_session(a_note("vanha"))).replace(b"vanha", b"uudempi"))
    said = take(file, "lisäys")
    assert str(file) in said
    assert [note.text for note in notes(file)] == ["uudempi", "lisäys"]


def test_a_file_cut_short_gets_no_notes_before_somebody_has_looked_at_it(file: Path) -> None:
    data = encode(a_session(a_note("yksi"), a_note("kaksi")))
    file.write_bytes(data[: data.index(b"[seal]")])
    before = file.read_bytes()
    with pytest.raises(CutShortError, match=str(file)):
        take(file, "lisäys")
    assert file.read_bytes() == before


def test_lines_for_a_file_that_cannot_be_written_now_are_kept_and_come_in_with_the_next(
    file: Path,
) -> None:
    with_meeting(file)
    file.chmod(0o444)
    with pytest.raises(KeptError, match="tallessa varalla") as caught:
        take(file, "yksi", "kaksi")
    assert str(file) in str(caught.value)
    assert caught.value.exit_code == 1
    assert notes(file) == ()
    file.chmod(0o600)
    take_lines(file, ["kolme"], None, FakeClock(after(31)), counter("m"), "sisko")
    assert [note.text for note in notes(file)] == ["yksi", "kaksi", "kolme"]


def test_lines_that_go_nowhere_are_said_to_be_nowhere(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_meeting(file)
    file.chmod(0o444)
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    places.state_folder().parent.mkdir(parents=True)
    places.state_folder().write_bytes(b"")
    with pytest.raises(NotKeptError, match="varalle tallentaminen ei onnistunut"):
        take(file, "yksi")
    assert notes(file) == ()
