"""The whole sample meeting through a real pseudo-terminal, by keys only, read back by other libraries."""

import csv
import re
import tomllib
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from pty_terminal import F6, F8, Terminal, kaikutui

SAMPLE = Path(__file__).parent / "sample"
LETTERS = {"J": "j", "K": "k", "H": "h", "Y": "y"}
SIGNS = {"havainto": "", "päätös": "!", "toimenpide": ">", "kysymys": "?"}
SOURCES = {"J": "distributor", "K": "venue", "H": "cardholder", "Y": "shared"}
KINDS = {"havainto": "feedback", "päätös": "decision", "toimenpide": "action", "kysymys": "question"}
MOODS = {"toiveikas": 5, "kiitollinen": 4, "yhteisöllinen": 3, "innostunut": 3, "hieman väsynyt": 2}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def sample_notes() -> list[dict[str, str]]:
    with (SAMPLE / "notes.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the meeting after it has been held."""
    folder = tmp_path_factory.mktemp("meeting")
    path = folder / "kokous.toml"
    made = kaikutui(
        "new", path, "--area", "Esimerkkilä", "--starts", "24.11.2026 13.00", "--place", "Kunnantalo ja etäyhteys",
        "--chair", "Pekka Puheenjohtaja", "--secretary", "Sisko Sihteeri", "--organiser", "Esimerkkilän kunta",
        "--partners", SAMPLE / "partners.csv",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    assert made.stdout.strip() == str(path)
    terminal = Terminal("open", path)
    play(terminal, path)
    return path


def play(terminal: Terminal, path: Path) -> None:
    """Hold the meeting."""
    terminal.see("Tervetuloa")
    notes = sample_notes()
    for number in range(1, 10):
        terminal.key(F8)
        terminal.see(f"Puheenvuoro on nyt kohdalla {number}")
        for note in (note for note in notes if note["item"] == str(number)):
            tail = " @Kulttuuripalvelut 15.12.2026" if note["kind"] == "toimenpide" else ""
            terminal.line(f"{LETTERS[note['source']]}{SIGNS[note['kind']]}: {note['text']}{tail}")
        if number in BETWEEN:
            BETWEEN[number](terminal)
    terminal.line("/päätä")
    terminal.see("Kokous päättyi")
    terminal.line("/vie")
    terminal.see("Muistio on valmis")
    terminal.see("tallennettu")
    terminal.key("\x11")
    assert terminal.ended() == 0


def attendance(terminal: Terminal) -> None:
    """Two more came: one in the room, one on the line; everybody is marked by one key."""
    terminal.key(F6)
    terminal.see("palaa riville")
    terminal.escape()
    terminal.line("/uusi Lahja Malli; Työpaja Kipinä")
    terminal.line("/uusi Ilta Malli; Teatteri Lumme")
    terminal.line("/etänä Ilta Malli")
    terminal.see("etänä")


def confidential(terminal: Terminal) -> None:
    """A confidential part: what is typed is refused and stays, until capture is open again."""
    terminal.line("/luottamuksellinen")
    terminal.see("LUKITTU")
    terminal.line("kanarialintu")
    terminal.see("mitään ei kirjata")
    terminal.key("\x15")
    terminal.line("/luottamuksellinen")
    terminal.see("Kirjaus on auki")
    terminal.line("*: salakanaria vain tiedostoon")


def figures(terminal: Terminal) -> None:
    """The statistics from the CSV file."""
    terminal.line(f"/tilasto {SAMPLE / 'figures.csv'}")
    terminal.see("Kirjattiin 4 tilastoriviä")
    terminal.line("/haettu 17.11.2026 Kaikukanta")
    terminal.see(r"\+12,0")


def roll_call(terminal: Terminal) -> None:
    """Fifteen partners, one key each; the last one is open."""
    terminal.line("/määräpäivä 11.12.2026")
    terminal.key(F6)
    terminal.see("palaa riville")
    terminal.key("k" * 14 + "a")
    terminal.see("kysymättä 0")
    terminal.escape()


def closing(terminal: Terminal) -> None:
    """The next meeting and seventeen moods."""
    terminal.line("/kokous viikko 46/2027 Kunnantalo")
    for word, count in MOODS.items():
        for _ in range(count):
            terminal.line(f"/mieli 4 {word}")
    terminal.see("Mielialoja 17")


BETWEEN = {1: attendance, 2: confidential, 3: figures, 6: roll_call, 9: closing}


def test_each_note_stands_once_under_its_item_side_and_kind(played: Path) -> None:
    notes = tomllib.loads(played.read_text("utf-8"))["notes"]
    found = Counter(
        (note["item"], note["source"], note.get("kind", "feedback"), note["text"])
        for note in notes
        if not note["confidential"]
    )
    expected = Counter(
        (int(note["item"]), SOURCES[note["source"]], KINDS[note["kind"]], expected_text(note))
        for note in sample_notes()
    )
    assert found == expected
    assert found.total() == 44


def expected_text(note: dict[str, str]) -> str:
    return note["text"]


def test_actions_have_their_owner_and_due(played: Path) -> None:
    actions = [note for note in tomllib.loads(played.read_text("utf-8"))["notes"] if note.get("kind") == "action"]
    assert [(action["owner"], action["due"].isoformat()) for action in actions] == [
        ("Kulttuuripalvelut", "2026-12-15")
    ] * 3


def test_attendance_is_seventeen_of_whom_six_remote(played: Path) -> None:
    presences = Counter(person["presence"] for person in tomllib.loads(played.read_text("utf-8"))["people"])
    assert presences == {"present": 11, "remote": 6, "absent": 3}


def test_the_roll_call_and_its_deadline_are_kept(played: Path) -> None:
    table = tomllib.loads(played.read_text("utf-8"))
    answers = Counter(partner.get("continues") for partner in table["partners"])
    assert answers == {"yes": 14, "open": 1, None: 3}
    assert table["continuation"]["deadline"].isoformat() == "2026-12-11"


def test_moods_are_seventeen_words_without_names(played: Path) -> None:
    moods = tomllib.loads(played.read_text("utf-8"))["moods"]
    assert Counter(mood["word"] for mood in moods) == MOODS
    assert {key for mood in moods for key in mood} == {"id", "score", "word"}


def test_every_item_had_the_floor_once_and_the_meeting_has_ended(played: Path) -> None:
    table = tomllib.loads(played.read_text("utf-8"))
    assert [len(item["stretches"]) for item in table["items"]] == [1] * 9
    assert all("ended" in item["stretches"][0] for item in table["items"])
    assert "ended" in table["meeting"]
    assert len(table["items"][1]["confidential"]) == 1


def memo_paragraphs(path: Path) -> list[str]:
    (memo,) = path.parent.glob("muistio-*.docx")
    with zipfile.ZipFile(memo) as package:
        document = ElementTree.fromstring(package.read("word/document.xml"))
    return ["".join(run.text or "" for run in paragraph.iter(f"{W}t")) for paragraph in document.iter(f"{W}p")]


def test_the_memo_has_each_note_and_the_expected_sums(played: Path) -> None:
    paragraphs = memo_paragraphs(played)
    whole = "\n".join(paragraphs)
    for note in sample_notes():
        holding = [line for line in paragraphs if note["text"].rstrip(".") in line]
        # Decisions and actions stand once more in the table of the first page.
        most = 1 if note["kind"] in ("havainto", "kysymys") else 2
        assert 1 <= len(holding) <= most, (note["text"], holding)
    for sum_ in ("+12,0\u00a0%", "5,7", "2\u00a0356", "11.12.2026", "15.12.2026", "46/2027"):
        assert sum_ in whole, sum_
    for word, count in MOODS.items():
        assert re.search(rf"{word}\D{{0,3}}{count}", whole), word


def test_nothing_confidential_is_in_any_part_of_the_memo(played: Path) -> None:
    (memo,) = played.parent.glob("muistio-*.docx")
    with zipfile.ZipFile(memo) as package:
        for name in package.namelist():
            part = package.read(name).decode("utf-8", "replace")
            assert "kanaria" not in part.lower(), name


def test_the_refused_line_is_nowhere_in_the_file(played: Path) -> None:
    assert "kanarialintu" not in played.read_text("utf-8")
    assert "salakanaria vain tiedostoon" in played.read_text("utf-8")


def test_the_file_is_whole_and_for_its_owner_alone(played: Path) -> None:
    checked = kaikutui("check", played)
    assert checked.returncode == 0, checked.stderr
    assert played.stat().st_mode & 0o777 == 0o600


def test_the_same_lines_through_note_give_the_same_notes(played: Path, tmp_path: Path) -> None:
    path = tmp_path / "toinen.toml"
    assert kaikutui("new", path, "--starts", "24.11.2026 13.00").returncode == 0
    lines = [
        f"{note['item']}{LETTERS[note['source']]}{SIGNS[note['kind']]}: {note['text']}"
        + (" @Kulttuuripalvelut 15.12.2026" if note["kind"] == "toimenpide" else "")
        for note in sample_notes()
    ]
    noted = kaikutui("note", path, "-", input="\n".join(lines) + "\n")
    assert noted.returncode == 0, noted.stderr
    fields = ("item", "source", "kind", "text", "owner", "due")

    def essence(file: Path) -> list[tuple[Any, ...]]:
        notes = tomllib.loads(file.read_text("utf-8"))["notes"]
        return [tuple(note.get(field) for field in fields) for note in notes if not note["confidential"]]

    assert essence(path) == essence(played)
