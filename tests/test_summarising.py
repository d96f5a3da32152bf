"""``kaikutui summary``: several meetings in one, on the screen or in a file."""

import io
from pathlib import Path

import pytest
from builders import START
from msgspec.structs import replace

from kaikutui.cli import run
from kaikutui.domain.agenda import Language
from kaikutui.domain.session import Session
from kaikutui.memo.order import Format
from kaikutui.storage.demo import demo_session
from kaikutui.storage.store import SessionStore
from kaikutui.summarising import Question, summarise_files


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    return made(tmp_path / "kokous.toml", demo_session(START))


def made(path: Path, session: Session) -> Path:
    SessionStore(path).create(session)
    return path


def summary(*files: Path, output: Path | None = None, format: Format | None = None, language: str = "fi") -> str:
    """What is printed."""
    out = io.StringIO()
    asked = Question(files=files, output=output, format=format, language=language)
    summarise_files(asked, START, out)
    return out.getvalue()


def test_without_a_form_it_is_text_on_the_standard_output(meeting: Path) -> None:
    assert summary(meeting).startswith("Kaikukortti-palautekokouksen kooste\n")


def test_markdown_and_csv_go_to_the_standard_output_for_the_next_program(meeting: Path) -> None:
    assert summary(meeting, format=Format.MARKDOWN).startswith("# Kaikukortti-palautekokouksen kooste\n")
    lines = summary(meeting, format=Format.CSV).split("\n")
    assert lines[0].startswith("Alue;Päivä;")
    assert len(lines) == 3


@pytest.mark.parametrize(
    ("name", "start"),
    [("k.csv", b"\xef\xbb\xbfAlue;"), ("k.md", b"# "), ("k.docx", b"PK"), ("k.txt", b"Kaikukortti"), ("k", b"Kaiku")],
)
def test_a_file_has_the_form_that_its_name_tells(meeting: Path, tmp_path: Path, name: str, start: bytes) -> None:
    target = tmp_path / name
    assert summary(meeting, output=target) == f"{target}\n"
    assert target.read_bytes().startswith(start)
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_word_file_goes_beside_the_meeting_and_an_earlier_one_stays(meeting: Path) -> None:
    name = "kooste-kaikukortti-palautekokoukset"
    assert summary(meeting, format=Format.DOCX) == f"{meeting.with_name(f'{name}.docx')}\n"
    assert summary(meeting, format=Format.DOCX) == f"{meeting.with_name(f'{name}-2.docx')}\n"


def test_a_meeting_named_twice_is_counted_once(meeting: Path) -> None:
    assert summary(meeting, meeting.parent / "." / meeting.name) == summary(meeting)


def test_it_speaks_the_language_of_the_meetings_and_the_users_when_they_have_several(
    meeting: Path, tmp_path: Path
) -> None:
    session = demo_session(START)
    swedish = replace(session, meeting=replace(session.meeting, language=Language.SWEDISH))
    other = made(tmp_path / "mote.toml", swedish)
    assert summary(other).startswith("Sammandrag av ett responsmöte")
    assert summary(other, meeting).startswith("Kaikukortti-palautekokousten kooste")


def test_from_the_command_line_with_every_failure_a_sentence(
    meeting: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["summary", str(meeting)]) == 0
    assert "Kooste" in capsys.readouterr().out
    assert run(["summary", str(meeting), str(tmp_path / "puuttuu.toml")]) == 1
    told = capsys.readouterr()
    assert (told.out, "puuttuu.toml" in told.err) == ("", True)
    assert run(["summary", str(meeting), "-o", str(tmp_path / "ei" / "k.csv")]) == 1
    assert "Kansiota" in capsys.readouterr().err
