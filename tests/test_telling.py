"""Telling comes after the work: what cannot be told is done all the same, and is told to be."""

import errno
import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders import a_network

from kaikutui.cli import run
from kaikutui.storage.store import SessionStore
from kaikutui.telling import NOT_TOLD, READER_GONE, NotToldError, ReaderGoneError, say, tell

ROOT = Path(__file__).parent.parent
FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="the system has no device that is always full")


@pytest.fixture
def meeting(file: Path) -> Path:
    SessionStore(file).create(a_network())
    return file


def kaikutui(*arguments: object, typed: bytes = b"", stdout: int, stderr: int = subprocess.PIPE) -> tuple[int, str]:
    """Run the program; exit code and what stood on standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "kaikutui", *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        input=typed,
        stdout=stdout,
        stderr=stderr,
        check=False,
        timeout=60,
    )
    return done.returncode, (done.stderr or b"").decode()


def on_a_full_disk(*arguments: object, typed: bytes = b"") -> tuple[int, str]:
    with FULL.open("w") as full:
        return kaikutui(*arguments, typed=typed, stdout=full.fileno())


def to_nobody(*arguments: object, typed: bytes = b"") -> tuple[int, str]:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        return kaikutui(*arguments, typed=typed, stdout=writing)
    finally:
        os.close(writing)


WORKS: dict[str, tuple[Callable[[Path], list[object]], Callable[[Path], Path]]] = {
    "Kokous on tehty": (lambda file: ["new", file.with_name("uusi.toml")], lambda file: file.with_name("uusi.toml")),
    "Muistio on kirjoitettu": (
        lambda file: ["export", "--yes", "-o", file.with_name("m.docx"), file],
        lambda file: file.with_name("m.docx"),
    ),
    "Pohja on kirjoitettu": (
        lambda file: ["template", "-o", file.with_name("p.docx")],
        lambda file: file.with_name("p.docx"),
    ),
}


@needs_full
@pytest.mark.parametrize("done", WORKS)
def test_work_that_cannot_be_told_is_done_and_said_to_be(done: str, meeting: Path) -> None:
    command, made = WORKS[done]
    code, said = on_a_full_disk(*command(meeting))
    assert code == NOT_TOLD
    assert said == f"{done}: {made(meeting)}. Vain tulostaminen ei onnistunut: levy on täynnä.\n"
    assert made(meeting).is_file()


@pytest.mark.parametrize("done", WORKS)
def test_a_reader_that_has_gone_is_met_without_a_word_and_the_work_is_done(done: str, meeting: Path) -> None:
    command, made = WORKS[done]
    assert to_nobody(*command(meeting)) == (READER_GONE, "")
    assert made(meeting).is_file()


@needs_full
@pytest.mark.parametrize("arguments", [["where"], ["agendas"], ["--help"], ["--version"], ["note", "--help"]])
def test_an_answer_that_cannot_be_told_is_no_answer(arguments: list[str]) -> None:
    assert on_a_full_disk(*arguments) == (NOT_TOLD, "Tulostaminen ei onnistunut: levy on täynnä.\n")
    assert to_nobody(*arguments) == (READER_GONE, "")


@needs_full
def test_a_check_that_cannot_be_told_is_not_passed(meeting: Path) -> None:
    assert on_a_full_disk("check", meeting) == (NOT_TOLD, "Tulostaminen ei onnistunut: levy on täynnä.\n")


@needs_full
def test_what_cannot_be_listed_is_not_erased(meeting: Path) -> None:
    code, said = on_a_full_disk("erase", "--yes", meeting)
    assert (code, said) == (NOT_TOLD, "Tulostaminen ei onnistunut: levy on täynnä.\n")
    assert meeting.exists()


@needs_full
def test_a_conversation_that_cannot_be_heard_ends_and_says_where_its_notes_are(meeting: Path) -> None:
    code, said = on_a_full_disk("plain", meeting, typed=b"k: ensin\n")
    assert code == NOT_TOLD
    assert said == f"Kirjaukset ovat tiedostossa {meeting}. Vain tulostaminen ei onnistunut: levy on täynnä.\n"
    assert to_nobody("plain", meeting) == (READER_GONE, "")


@needs_full
def test_messages_that_nobody_can_hear_change_nothing(meeting: Path) -> None:
    with FULL.open("w") as full:
        assert kaikutui("note", meeting, "k: sujuu", stdout=subprocess.PIPE, stderr=full.fileno()) == (0, "")
        missing = meeting.with_name("poissa.toml")
        assert kaikutui("note", missing, "k: sujuu", stdout=subprocess.PIPE, stderr=full.fileno()) == (1, "")
        assert kaikutui("note", stdout=subprocess.PIPE, stderr=full.fileno()) == (2, "")
    assert [note.text for note in SessionStore(meeting).load().session.notes][-1] == "sujuu"


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_was_closed_on_purpose_is_nothing_to_stumble_over(meeting: Path, closed: str) -> None:
    new = meeting.with_name("uusi.toml")
    for arguments in (f"new {new}", f"note {meeting} 'k: sujuu'", f"plain {meeting}", f"export --yes {meeting}"):
        command = f"exec {sys.executable} -m kaikutui {arguments} {closed}"
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(["sh", "-c", command], env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode, "Traceback" in done.stderr) == (0, False), arguments
    assert new.is_file()
    assert [note.text for note in SessionStore(meeting).load().session.notes][-1] == "sujuu"


def test_a_terminal_that_lacks_a_sign_gets_another(meeting: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kaikutui", "plain", str(meeting)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "latin-1"},
        input="k: ääni – ”näin”\n/etsi ääni\n".encode(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_signs_that_are_no_text_are_taken_down_as_far_as_they_are(meeting: Path) -> None:
    said = kaikutui("plain", meeting, typed=b"k: t\xe4ss\xe4\n", stdout=subprocess.DEVNULL)
    assert said == (0, "")
    assert [note.text for note in SessionStore(meeting).load().session.notes][-1] == "t�ss�"


class HungUp(io.RawIOBase):
    """A terminal that gives its first line and then no more."""

    def __init__(self, first: bytes) -> None:
        self.first = first

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        if not self.first:
            raise OSError(errno.EIO, "")
        buffer[: len(self.first)] = self.first
        taken, self.first = len(self.first), b""
        return taken


@pytest.mark.parametrize(("command", "noted"), [(["note", "{file}", "-"], 0), (["plain", "{file}"], 1)])
def test_an_input_that_breaks_off_is_told_in_words_and_half_a_line_of_it_is_no_note(
    meeting: Path,
    command: list[str],
    noted: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = len(SessionStore(meeting).load().session.notes)
    broken: Any = HungUp(b"k: kokonainen\nk: puoli")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(broken), "utf-8"))
    monkeypatch.setattr(os, "umask", lambda mask: 0)
    assert run([argument.format(file=meeting) for argument in command]) == 1
    assert capsys.readouterr().err == "Syötettä ei voi lukea: käyttöjärjestelmän virhe 5.\n"
    assert len(SessionStore(meeting).load().session.notes) == before + noted


class Refusing(io.StringIO):
    """A stream that takes nothing."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self.error = error

    def write(self, words: str) -> int:
        raise self.error


def test_a_refused_result_says_why_and_what_was_done() -> None:
    with pytest.raises(NotToldError, match=r"^Tulostaminen ei onnistunut: käyttöjärjestelmän virhe 5\.$"):
        tell("jotain", out=Refusing(OSError(errno.EIO, "")))
    with pytest.raises(NotToldError, match=r"^Tehty\. Vain tulostaminen ei onnistunut: levy on täynnä\.$"):
        tell("jotain", out=Refusing(OSError(errno.ENOSPC, "")), done="Tehty.")
    with pytest.raises(ReaderGoneError):
        tell("jotain", out=Refusing(BrokenPipeError()))


def test_a_message_is_a_line_each_and_nothing_is_no_line() -> None:
    heard = io.StringIO()
    say("yksi", "kaksi", err=heard)
    say(err=heard)
    assert heard.getvalue() == "yksi\nkaksi\n"
    say("kolme", err=Refusing(OSError(errno.EIO, "")))
