"""What ``kaikutui check`` says of good and bad files."""

import io
from pathlib import Path

import pytest
from builders import START, a_note, a_session, after, done

from kaikutui.checking import check_file
from kaikutui.domain.floor_operations import GiveFloor
from kaikutui.domain.operations import Act, AddNotes
from kaikutui.domain.session import Kind, Session
from kaikutui.storage.demo import demo_session
from kaikutui.storage.session_file import encode
from kaikutui.storage.store import SessionStore
from kaikutui.storage.trouble import FileTroubleError

AGENDAS = sorted((Path(__file__).parent.parent / "agendas").glob("*.toml"))


def check(path: Path) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    code = check_file(path, out, err)
    return code, out.getvalue(), err.getvalue()


def written(file: Path, session: Session) -> Path:
    file.write_bytes(encode(session))
    return file


def test_a_whole_meeting_is_fine_and_its_notes_are_counted(file: Path) -> None:
    code, out, err = check(written(file, demo_session(START)))
    assert (code, err) == (0, "")
    assert "muistiinpanoja 44" in out
    assert all(line.startswith(str(file)) for line in out.splitlines())


def test_before_the_meeting_the_invitation_is_looked_at(file: Path) -> None:
    code, out, _ = check(written(file, a_session()))
    assert code == 0
    assert "Puheenjohtaja puuttuu" in out
    assert "vastuutaho" not in out


def test_after_its_beginning_the_memo_is_looked_at(file: Path) -> None:
    begun = done(a_session(a_note("Tehdään ohje", kind=Kind.ACTION)), GiveFloor(item=1, at=after(0)))
    code, out, _ = check(written(file, begun))
    assert code == 0
    assert "vastuutaho ja määräaika" in out


@pytest.mark.parametrize("edited", ["notes", "seal"])
def test_a_file_that_is_not_as_it_was_written_fails(file: Path, edited: str) -> None:
    content = encode(a_session(a_note("vanha"))).decode()
    file.write_text(
        content.replace("vanha", "uusi") if edited == "notes" else content[: content.index("[seal]")],
        encoding="utf-8",
    )
    code, out, err = check(file)
    assert code == 1
    assert str(file) in err
    assert "kunnossa" not in out


def test_a_meeting_with_acts_that_wait_for_it_fails_and_changes_nothing(file: Path) -> None:
    written(file, a_session())
    before = file.read_bytes()
    SessionStore(file).keep(Act(id="a", operation=AddNotes(notes=(a_note(),))), FileTroubleError())
    code, out, err = check(file)
    assert code == 1
    assert "odottaa kirjauksia 1" in err
    assert "kunnossa" not in out
    assert file.read_bytes() == before


@pytest.mark.parametrize("path", AGENDAS, ids=lambda path: path.stem)
def test_a_shipped_agenda_is_fine(path: Path) -> None:
    code, out, err = check(path)
    assert (code, err) == (0, "")
    assert "kunnossa" in out


def test_a_bad_agenda_is_named_with_its_place(file: Path) -> None:
    file.write_text(AGENDAS[0].read_text(encoding="utf-8").replace("minutes = ", "minutes = 9999", 1), encoding="utf-8")
    code, out, err = check(file)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert str(file) in err
    assert "minutes" in err


def test_a_missing_file_is_named(file: Path) -> None:
    code, out, err = check(file)
    assert (code, out) == (1, "")
    assert str(file) in err
