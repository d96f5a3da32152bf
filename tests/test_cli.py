"""The command line: results to stdout, one sentence to stderr, and an exit code that scripts can trust."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import a_network, a_note, a_session

from kaikutui.catalogue import text
from kaikutui.cli import run
from kaikutui.domain.session import Session
from kaikutui.storage.session_file import SealState, encode
from kaikutui.storage.store import SessionStore
from kaikutui.usage import WORDS

SAMPLE = Path(__file__).parent / "sample"
ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def own_umask() -> Iterator[None]:
    """The program narrows the rights of new files for its whole process."""
    umask = os.umask(0o077)
    yield
    os.umask(umask)


@pytest.fixture
def meeting(file: Path) -> Path:
    SessionStore(file).create(a_network())
    return file


def session_in(path: Path) -> Session:
    loaded = SessionStore(path).load()
    assert loaded.seal is SealState.WHOLE
    return loaded.session


def feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """What the program finds in its standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def test_a_new_meeting_is_made_and_its_path_printed(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["new", str(file), "--area", "Esimerkkilä", "--starts", "2026-11-24T13:00", "--chair", "Pekka"]
    assert run([*arguments, "--organiser", "Kunta", "--organiser", "Seurakunta", "--language", "sv"]) == 0
    assert capsys.readouterr() == (f"{file}\n", "")
    meeting = session_in(file).meeting
    assert (meeting.area, meeting.chair, meeting.organisers) == ("Esimerkkilä", "Pekka", ("Kunta", "Seurakunta"))
    assert (meeting.language, file.stat().st_mode & 0o777) == ("sv", 0o600)


@pytest.mark.parametrize("typed", ["2026-11-24T13:00", "24.11.2026 klo 13.00", "24.11.2026 13"])
def test_the_start_may_be_written_in_finnish_or_for_computers(file: Path, typed: str) -> None:
    assert run(["new", str(file), "--starts", typed]) == 0
    starts = session_in(file).meeting.starts
    assert starts is not None
    assert f"{starts:%Y-%m-%d %H:%M}" == "2026-11-24 13:00"


def test_new_never_overwrites(meeting: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = meeting.read_bytes()
    assert run(["new", str(meeting)]) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert str(meeting) in err
    assert meeting.read_bytes() == before


def test_the_sample_partners_are_eighteen_and_so_are_the_seats(file: Path) -> None:
    assert run(["new", str(file), "--partners", str(SAMPLE / "partners.csv")]) == 0
    session = session_in(file)
    assert (len(session.partners), len(session.people)) == (18, 18)


def test_last_years_network_is_taken_over(meeting: Path, tmp_path: Path) -> None:
    assert run(["new", str(tmp_path / "uusi.toml"), "--from", str(meeting)]) == 0
    assert session_in(tmp_path / "uusi.toml").partners == a_network().partners


@pytest.mark.parametrize(
    "arguments",
    [
        ["--starts", "huomenna"],
        ["--agenda", "ei-ole"],
        ["--partners", "ei-ole.csv"],
        ["--from", "ei-ole.toml"],
    ],
)
def test_a_meeting_that_cannot_be_made_is_explained_and_no_file_is_left(
    file: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new", str(file), *arguments]) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert arguments[1] in err
    assert not file.exists()


ENGLISH = ("argument", "option", "usage", "required", "invalid", "choose", "expected", "show ", "exit", "FILE", "OUT")
"""Words of a command line that speaks English."""


@pytest.mark.parametrize(
    "arguments",
    [
        ["olematon"],
        ["open", "kokous.toml", "--olematon"],
        ["open", "kokous.toml", "--guest=kyllä"],
        ["export", "kokous.toml", "--format"],
        ["export", "kokous.toml", "--format", "pdf"],
        ["export", "kokous.toml", "--fo", "md", "--f"],
        ["new"],
        ["note", "kokous.toml"],
        ["note", "kokous.toml", "--item", "0", "teksti"],
        ["note", "kokous.toml", "--item", "kaksi", "teksti"],
        ["check"],
        ["--lang", "xx", "where"],
        ["new", "kokous.toml", "--language", "de"],
    ],
)
def test_wrong_usage_ends_in_two_with_the_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(arguments)
    assert caught.value.code == 2
    said = capsys.readouterr().err
    assert "käyttö: kaikutui" in said
    assert [words for words in ENGLISH if words in said] == []


@pytest.mark.parametrize("command", ["", "new", "open", "note", "plain", "export", "summary", "template", "check"])
def test_help_speaks_the_language_of_the_user(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run([*filter(None, [command]), "--help"])
    said = capsys.readouterr().out
    assert "näytä tämä ohje" in said
    assert [words for words in ENGLISH if words in said] == []


def test_our_words_about_usage_hold_no_value_that_argparse_does_not_give() -> None:
    values = re.compile(r"%\(\w+\)[rs]|%[rs]")
    for theirs, key in WORDS.items():
        assert set(values.findall(text(key))) <= set(values.findall(theirs)), key


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["note", "--help"]])
def test_help_and_version_go_to_stdout(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(arguments)
    out, err = capsys.readouterr()
    assert (caught.value.code, err) == (0, "")
    assert "kaikutui" in out


def test_the_agendas_and_the_folders_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["agendas"]) == 0
    assert [line.split("\t")[0] for line in capsys.readouterr().out.splitlines()] == [
        "palautekokous-120",
        "palautekokous-90",
    ]
    assert run(["where"]) == 0
    assert all(Path(line).is_absolute() for line in capsys.readouterr().out.splitlines())


def test_lines_from_a_pipe_are_notes_even_when_they_are_no_utf8(meeting: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, "k: yksi lisää\n\nj: toinen\n".encode() + b"tavu \xff t\xe4ss\xe4\n")
    assert run(["note", str(meeting), "-"]) == 0
    assert [note.text for note in session_in(meeting).notes[2:]] == ["yksi lisää", "toinen", "tavu � t�ss�"]


def test_the_sample_notes_come_out_of_a_pipe_as_they_went_in(meeting: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [line.split("\t") for line in (SAMPLE / "notes.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    signs = {"havainto": "", "päätös": "!", "toimenpide": ">", "kysymys": "?"}
    feed(monkeypatch, "".join(f"{i}{s.lower()}{signs[kind]}: {words}\n" for i, s, kind, words in rows).encode())
    assert run(["note", str(meeting), "-"]) == 0
    sources = {"distributor": "J", "venue": "K", "cardholder": "H", "shared": "Y"}
    kinds = {"feedback": "havainto", "decision": "päätös", "action": "toimenpide", "question": "kysymys"}
    found = [[str(n.item), sources[n.source], kinds[n.kind], n.text] for n in session_in(meeting).notes[2:]]
    assert len(found) == 44
    assert found == rows


def test_a_memo_is_written_and_its_path_printed(meeting: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", str(meeting), "--yes"]) == 0
    out, err = capsys.readouterr()
    written = Path(out.strip())
    assert (written.parent, written.suffix, err) == (meeting.parent, ".docx", "")
    assert written.read_bytes().startswith(b"PK")
    assert run(["export", str(meeting), "--yes", "-o", str(meeting.parent / "oma.docx")]) == 0
    assert (meeting.parent / "oma.docx").is_file()


def test_an_unfinished_memo_is_not_written_unasked(meeting: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", str(meeting)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "seuraavan kokouksen aika puuttuu" in err
    assert err.endswith("tee luonnos (--draft) tai kirjoita silti (--yes).\n")
    assert list(meeting.parent.glob("muistio*")) == []


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (["--draft"], "muistio-kaikukortti-palautekokous-2026-11-24-luonnos.docx"),
        (["--yes", "--format", "md"], "muistio-kaikukortti-palautekokous-2026-11-24.md"),
        (["--to", "kaikukeskus", "--names", "none"], "palaute-kaikukeskukselle-2026-11-24.docx"),
        (["--to", "kaikukeskus", "--format", "csv"], "palaute-kaikukeskukselle-2026-11-24.csv"),
    ],
)
def test_an_export_is_named_by_what_it_is(
    meeting: Path, typed: list[str], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", str(meeting), *typed]) == 0
    assert capsys.readouterr().out == f"{meeting.parent / name}\n"
    assert (meeting.parent / name).is_file()


def test_the_template_is_written_and_can_be_given_back(meeting: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pohja = meeting.parent / "pohja.docx"
    assert run(["template", "-o", str(pohja)]) == 0
    assert capsys.readouterr().out == f"{pohja}\n"
    assert run(["export", str(meeting), "--yes", "--template", str(pohja)]) == 0
    assert run(["export", str(meeting), "--yes", "--template", str(meeting)]) == 1
    assert "Tallenna pohja Wordissa" in capsys.readouterr().err


def spoil(path: Path, kind: str) -> None:
    """Put something that is no meeting in the place of one."""
    content = encode(a_session(a_note())).decode()
    contents = {
        "not toml": "tämä [ei ole",
        "no format": content.replace("format = 1", ""),
        "newer": content.replace("format = 1", "format = 99"),
        "unknown key": content.replace("area", "alue"),
        "wrong type": content.replace('area = "Esimerkkilä"', "area = 5"),
        "agenda no session": "format = 1\n",
        "endless number": f"format = {'9' * 9999}",
        "deep": f"format = {'[' * 9999}",
    }
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "not utf-8":
        path.write_bytes(content.encode("latin-1", "replace"))
    elif kind == "enormous":
        with path.open("wb") as file:
            file.truncate(100 * 10**6)
    elif kind != "missing":
        path.write_text(contents[kind], encoding="utf-8")


SPOILED = (
    "missing", "folder", "pipe", "not utf-8", "enormous", "not toml", "no format", "newer", "unknown key",
    "wrong type", "agenda no session", "endless number", "deep",
)  # fmt: skip


@pytest.mark.parametrize("kind", SPOILED)
@pytest.mark.parametrize("command", ["note", "plain", "export", "check", "new"])
def test_a_bad_file_ends_in_one_sentence_that_names_it_and_is_left_as_it_was(
    command: str, kind: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(file, kind)
    before = file.stat() if file.exists() else None
    arguments = {
        "note": ["note", str(file), "teksti"],
        "new": ["new", str(file.parent / "uusi.toml"), "--from", str(file)],
    }
    assert run(arguments.get(command, [command, str(file)])) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert str(file) in err
    assert "Traceback" not in err
    after = file.stat() if file.exists() else None
    assert (after and (after.st_ino, after.st_mtime_ns, after.st_size)) == (
        before and (before.st_ino, before.st_mtime_ns, before.st_size)
    )


@pytest.mark.parametrize("command", ["note", "plain", "export", "check"])
def test_a_file_that_is_not_ours_to_read_ends_in_one_sentence(
    command: str, unreadable: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([command, str(unreadable), *["teksti"] * (command == "note")]) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert str(unreadable) in err


def test_a_meeting_is_erased_only_when_that_is_said(
    meeting: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for said in (b"e\n", b"\n", b""):
        feed(monkeypatch, said)
        assert run(["erase", str(meeting)]) == 1
        assert meeting.exists()
    out, err = capsys.readouterr()
    assert str(meeting) in out
    assert "Mitään ei poistettu." in err
    feed(monkeypatch, "kyllä\n".encode())
    assert run(["erase", str(meeting)]) == 0
    assert not meeting.exists()
    assert run(["erase", "--yes", str(meeting)]) == 1


def test_debug_shows_the_way_of_an_error_and_ends_like_any_other(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--debug", "note", str(file), "salainen teksti"]) == 1
    err = capsys.readouterr().err
    assert 'cli.py", line' in err
    assert str(file) in err.splitlines()[-1]
    assert "salainen" not in err


@pytest.mark.parametrize("arguments", [[], ["open", "kokous.toml"]])
@pytest.mark.parametrize("term", ["dumb", "", "xterm-256color"])
def test_without_a_screen_the_program_says_what_else_there_is(arguments: list[str], term: str) -> None:
    environment = {**os.environ, "TERM": term, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "kaikutui", *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "kaikutui plain" in done.stderr
    assert "kaikutui note" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_that_has_gone_is_no_fault_to_shout_about() -> None:
    script = "import time; from kaikutui.__main__ import main; time.sleep(0.5); main()"
    with subprocess.Popen(
        [sys.executable, "-c", script, "where"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


def test_a_file_name_that_is_no_text_is_printed_as_it_is(tmp_path: Path) -> None:
    name = b"kokous-\xff.toml"
    command = [sys.executable, "-m", "kaikutui", "new", os.fsdecode(name)]
    strict = {**os.environ, "PYTHONIOENCODING": "utf-8:strict", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=strict, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == os.fsencode(tmp_path) + b"/" + name + b"\n"
