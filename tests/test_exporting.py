"""Exporting from a shell: what is asked, what is refused, what is told."""

import io
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from memo_builders import MADE, a_note, a_session, sample_session
from msgspec.structs import replace
from templates import TEMPLATES
from test_word_page import png

from kaikutui.domain.operations import Act, AddNotes, SetConfidential
from kaikutui.domain.privacy import Names
from kaikutui.domain.session import Continuation, Kind, NextMeeting, Session
from kaikutui.exporting import UnfinishedError, Wish, export_memo, meeting_to_export
from kaikutui.memo.order import Appendix, Format, Recipient
from kaikutui.storage.lock import StoreBusyError
from kaikutui.storage.store import SessionStore


def finished(*lines: str) -> Session:
    """A meeting from whose memo nothing is missing."""
    return replace(
        a_session(*(a_note(line) for line in lines)),
        next_meeting=NextMeeting(week=46, year=2027),
        continuation=Continuation(deadline=date(2026, 12, 11)),
    )


def export(session: Session, wish: Wish, answer: str | None = None) -> tuple[str, str]:
    """The path that was told, and what was said beside it."""
    err = io.StringIO()
    path = export_memo(session, wish, MADE, None if answer is None else lambda: answer, err)
    return path, err.getvalue()


def test_what_is_whole_is_written_without_a_word(tmp_path: Path) -> None:
    path, said = export(finished("Sujuu."), Wish(output=tmp_path))
    assert (Path(path).name, said) == ("muistio-kaikukortti-palautekokous.docx", "")


UNFINISHED = {
    "a placeholder": a_note("Kokous pidettiin paikassa [PAIKKA]."),
    "an action without its doer": a_note("Laaditaan ohje.", kind=Kind.ACTION, due=date(2026, 12, 1)),
    "an action without its day": a_note("Laaditaan ohje.", kind=Kind.ACTION, owner="Kirjasto"),
}


@pytest.mark.parametrize("lack", UNFINISHED)
def test_what_is_missing_is_listed_and_nothing_is_written_unasked(tmp_path: Path, lack: str) -> None:
    session = finished()
    session = replace(session, notes=(UNFINISHED[lack],))
    err = io.StringIO()
    with pytest.raises(UnfinishedError) as raised:
        export_memo(session, Wish(output=tmp_path), MADE, None, err)
    assert "--yes" in str(raised.value)
    assert err.getvalue().count("\n- ") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_meeting_without_a_coming_one_and_without_a_deadline_is_unfinished(tmp_path: Path) -> None:
    session = replace(sample_session(), next_meeting=NextMeeting(), continuation=Continuation(), notes=())
    err = io.StringIO()
    with pytest.raises(UnfinishedError):
        export_memo(session, Wish(output=tmp_path), MADE, None, err)
    assert err.getvalue().count("\n- ") == 2


@pytest.mark.parametrize(("answer", "written"), [("k", True), ("Kyllä ", True), ("", False), ("e", False)])
def test_who_is_asked_decides(tmp_path: Path, answer: str, written: bool) -> None:
    try:
        export(a_session(), Wish(output=tmp_path), answer)
    except UnfinishedError:
        assert not written
    assert bool(list(tmp_path.iterdir())) is written


def test_who_leaves_without_an_answer_has_not_agreed(tmp_path: Path) -> None:
    def leave() -> str:
        raise EOFError

    with pytest.raises(UnfinishedError):
        export_memo(a_session(), Wish(output=tmp_path), MADE, leave, io.StringIO())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("draft", "yes"), [(True, False), (False, True), (True, True)])
def test_a_draft_and_a_script_are_not_asked(tmp_path: Path, draft: bool, yes: bool) -> None:
    path, said = export(a_session(), Wish(output=tmp_path, draft=draft, yes=yes))
    assert said == ""
    assert ("luonnos" in Path(path).name) is draft


def test_to_kaikukeskus_only_what_is_about_its_letter_is_asked(tmp_path: Path) -> None:
    path, said = export(a_session(), Wish(output=tmp_path, recipient=Recipient.KAIKUKESKUS))
    assert (Path(path).name, said) == ("palaute-kaikukeskukselle.docx", "")


def test_a_name_in_a_note_is_told_when_names_are_to_stay_out(tmp_path: Path) -> None:
    session = finished("Pekka Puheenjohtajan mukaan sujuu.")
    session = replace(session, meeting=replace(session.meeting, chair="Pekka Puheenjohtaja"))
    assert export(session, Wish(output=tmp_path))[1] == ""
    with pytest.raises(UnfinishedError):
        export(session, Wish(output=tmp_path, names=Names.ROLES))


@pytest.mark.parametrize(
    ("name", "format", "start"),
    [
        ("m.md", None, b"# "),
        ("m.CSV", None, b"\xef\xbb\xbfKohta;"),
        ("m.docx", None, b"PK"),
        ("m", None, b"PK"),
        ("m.txt", Format.MARKDOWN, b"# "),
    ],
)
def test_the_form_follows_the_name_unless_it_is_told(
    tmp_path: Path, name: str, format: Format | None, start: bytes
) -> None:
    path, _ = export(finished(), Wish(output=tmp_path / name, format=format))
    assert Path(path).read_bytes().startswith(start)
    assert Path(path).name == name


def test_a_later_export_tells_what_has_changed_since(tmp_path: Path) -> None:
    export(finished("Sujuu.", "Ei suju."), Wish(output=tmp_path))
    path, said = export(finished("Sujuu.", "Sujuu nyt."), Wish(output=tmp_path))
    assert Path(path).name == "muistio-kaikukortti-palautekokous-2.docx"
    assert said.splitlines() == [
        "Muuttunut edellisestä (muistio-kaikukortti-palautekokous.docx):",
        "+ Sujuu nyt.",
        "− Ei suju.",
    ]
    assert export(finished("Sujuu.", "Sujuu nyt."), Wish(output=tmp_path))[1].splitlines()[1:] == ["Sisältö on sama."]


def test_a_changed_row_of_a_table_is_told_as_a_row(tmp_path: Path) -> None:
    """The table and the item tell of the same action: both have changed."""

    def session(day: int) -> Session:
        note = a_note("Laaditaan ohje.", kind=Kind.ACTION, owner="Kirjasto", due=date(2026, 12, day))
        return replace(finished(), notes=(note,))

    export(session(1), Wish(output=tmp_path))
    assert export(session(15), Wish(output=tmp_path))[1].splitlines()[1:] == [
        "+ Toimenpide: Laaditaan ohje. | Kirjasto | 15.12.2026",
        "+ Toimenpide: Laaditaan ohje. (Vastuu: Kirjasto; määräaika: 15.12.2026)",
        "− Toimenpide: Laaditaan ohje. | Kirjasto | 1.12.2026",
        "− Toimenpide: Laaditaan ohje. (Vastuu: Kirjasto; määräaika: 1.12.2026)",
    ]


def test_the_day_of_the_memo_is_no_change_of_what_it_says(tmp_path: Path) -> None:
    export(finished("Sujuu."), Wish(output=tmp_path))
    err = io.StringIO()
    export_memo(finished("Sujuu."), Wish(output=tmp_path), MADE + timedelta(days=3), None, err)
    assert err.getvalue().splitlines()[1:] == ["Sisältö on sama."]


def test_force_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    first, _ = export(finished("Sujuu."), Wish(output=tmp_path))
    second, said = export(finished("Sujuu hyvin."), Wish(output=tmp_path, force=True))
    assert first == second
    assert "+ Sujuu hyvin." in said
    assert [path.name for path in tmp_path.iterdir()] == [Path(first).name]


def test_logos_have_the_names_of_the_organisers(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(png(4, 4))
    session = finished()
    session = replace(session, meeting=replace(session.meeting, organisers=("Esimerkkilän kunta",)))
    path, _ = export(session, Wish(output=tmp_path, logos=(logo, logo)))
    with zipfile.ZipFile(path) as package:
        head = package.read("word/header2.xml").decode()
    assert 'descr="Logo: Esimerkkilän kunta"' in head
    assert 'descr="Järjestäjän logo"' in head


def test_what_was_kept_of_a_template_is_told_and_logos_go_into_its_head_in_word(tmp_path: Path) -> None:
    pohja, logo = tmp_path / "pohja.dotx", tmp_path / "logo.png"
    pohja.write_bytes(TEMPLATES["Finnish Word"]())
    logo.write_bytes(png(4, 4))
    _, said = export(finished(), Wish(output=tmp_path, template=pohja, logos=(logo,)))
    assert said.splitlines()[2] == "Pohjan ylä- ja alatunnisteet säilyivät."
    assert said.splitlines()[-1].startswith("Logoja ei lisätty")


def with_one_kept(path: Path) -> Path:
    """A meeting whose file could not be written for the last note, which waits in the spool."""
    store = SessionStore(path)
    store.create(finished("Tallennettu."))
    store.keep(Act(id="a1", operation=AddNotes(notes=(a_note("Varalla."),))), StoreBusyError(path=path))
    return path


def exported(path: Path) -> tuple[str, str]:
    """The words of the memo of a file, and what was said beside it."""
    err = io.StringIO()
    session = meeting_to_export(path, err)
    export_memo(session, Wish(output=path.with_name("m.md")), MADE, None, err)
    return path.with_name("m.md").read_text(), err.getvalue()


def test_what_waits_for_its_file_is_saved_and_in_the_memo(file: Path) -> None:
    memo, said = exported(with_one_kept(file))
    assert ("Tallennettu." in memo, "Varalla." in memo, said) == (True, True, "")
    assert [note.text for note in SessionStore(file).load().session.notes] == ["Tallennettu.", "Varalla."]
    assert SessionStore(file).waiting() == ()


def test_what_still_cannot_be_saved_is_in_the_memo_and_told(file: Path) -> None:
    with_one_kept(file).chmod(0o400)
    memo, said = exported(file)
    assert ("Tallennettu." in memo, "Varalla." in memo) == (True, True)
    assert said == (
        f"Tiedosto {file} on vain luettavissa. Varalla odottaa kirjauksia 1. Ne ovat muistiossa, mutta eivät vielä"
        " kokouksen tiedostossa.\n"
    )
    assert len(SessionStore(file).waiting()) == 1


def test_what_waits_is_not_put_into_a_file_edited_outside_and_that_is_told(file: Path) -> None:
    with_one_kept(file).write_text(file.read_text().replace("Tallennettu.", "Muokattu."))
    before = file.read_bytes()
    memo, said = exported(file)
    assert ("Muokattu." in memo, "Varalla." in memo) == (True, False)
    assert "sinetti ei täsmää" in said.splitlines()[0]
    assert said.endswith("Varalla odottaa kirjauksia 1. Ne puuttuvat muistiosta, kunnes avaat kokouksen.\n")
    assert (file.read_bytes(), len(SessionStore(file).waiting())) == (before, 1)


def test_what_waited_and_no_longer_fits_is_told(file: Path) -> None:
    with_one_kept(file)
    store = SessionStore(file)
    store.keep(Act(id="a2", operation=SetConfidential(id="poissa", confidential=True)), StoreBusyError(path=file))
    memo, said = exported(file)
    assert "Varalla." in memo
    assert "ei enää sovi kokoukseen" in said


def test_an_appendix_comes_along_when_it_is_asked_for(tmp_path: Path) -> None:
    wish = Wish(output=tmp_path / "m.md", appendices=(Appendix.TIMES,))
    path, said = export(finished(), wish)
    assert "## Liite: ajankäyttö" in Path(path).read_text("utf-8")
    assert said == ""


def test_a_spreadsheet_has_no_room_for_an_appendix_and_it_is_told_where_to_find_it(tmp_path: Path) -> None:
    _, said = export(finished(), Wish(output=tmp_path / "m.csv", appendices=(Appendix.TIMES,)))
    assert "kaikutui summary --format csv" in said
