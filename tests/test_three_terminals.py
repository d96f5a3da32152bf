"""Secretary, facilitator and room: three real processes on one file, each in a terminal of its own."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pty_terminal import F4, F6, F8, Terminal, kaikutui

SAMPLE = Path(__file__).parent / "sample"
PAUSED = "TAUKO"
NAMES = ("Eero", "Malli", "Lumme", "Pihlaja", "Aallokko", "Uusikka", "Ehdokas")
WRITTEN = ("Salainen", "luottamuksellisempi", "Arkaluonteinen", "hämmentynyt", "talkoot", *NAMES)
"""Words of notes, reasons, moods and remarks, and names."""
PRIVATE = (*WRITTEN, "kesken", "Kirjaatko", "palautetta", "Toivota", "Jäljessä")
"""Of half-typed lines, messages, support questions, guidance and warnings, too."""
SEQUENCES = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
ACTS = (
    "/uusi Aino Uusikka; Aallokko; kohde",
    "/jatkaa Lumme ei talkoot loppuivat",
    "/ehdokas Ehdokas; jakaja; Lumme",
    "/mieli 4 hämmentynyt",
    "/ohita 3 Arkaluonteinen syy",
)
"""What the room is not to hear of, in all tables of the meeting."""


@pytest.fixture
def three(tmp_path: Path) -> Iterator[tuple[Path, Terminal, Terminal, Terminal]]:
    path = tmp_path / "kokous.toml"
    made = kaikutui("new", path, "--starts", "24.11.2026 13.00", "--partners", SAMPLE / "partners.csv")
    assert made.returncode == 0, made.stderr
    secretary = Terminal("open", path)
    secretary.see("Tervetuloa")
    facilitator = Terminal("open", path, "--view", "facilitator")
    facilitator.see("Kuulematta")
    room = Terminal("open", path, "--view", "room")
    room.see("Tervetuloa")
    yield path, secretary, facilitator, room
    for terminal in (secretary, facilitator, room):
        terminal.key("\x11")
        assert terminal.ended() == 0


def test_the_room_is_steered_and_never_told_anything_private(
    three: tuple[Path, Terminal, Terminal, Terminal],
) -> None:
    path, secretary, facilitator, room = three
    secretary.see("3 päätettä")
    facilitator.key(F8)
    room.see("Kuka olet ja mistä tulet")
    secretary.see("1▶")
    secretary.line("j: Salainen palaute")
    secretary.line("*: vielä luottamuksellisempi")
    secretary.see("tallennettu")
    facilitator.see("Salainen palaute")
    facilitator.line("/sano Kirjaatko tämän päätökseksi?")
    secretary.see("Kirjaatko tämän päätökseksi")
    facilitator.line("/läsnä Eero Malli")
    facilitator.line("/puhui Lumme")
    secretary.key("kesken")
    facilitator.key(F8)
    room.see("Mitä teille kuuluu")
    facilitator.line("/tauko 10")
    room.see("Jatkamme klo")
    facilitator.see(PAUSED)
    secretary.key("\x15")
    # Whoever sees the break ends it: each terminal looks at the file in its own time.
    facilitator.key(F4)
    room.see("Mitä teille kuuluu")
    facilitator.line("/luottamuksellinen")
    secretary.see("LUKITTU")
    facilitator.line("/luottamuksellinen")
    facilitator.line("/ohjaus")
    facilitator.line("/ohjaus")
    facilitator.key(F6 + " ")
    facilitator.see(r"\[x\] Millaista palautetta")
    facilitator.escape()
    for act in ACTS:
        secretary.line(act)
    secretary.see("tallennettu")
    facilitator.see("3 ohi")
    facilitator.key(F8)
    room.see("Miten tarjonta tuodaan esiin")
    room.see("3 Tilastot – ohi")
    painted = SEQUENCES.sub("", room.painted.decode("utf-8", "replace"))
    assert [word for word in PRIVATE if word in painted] == []
    notes = tomllib.loads(path.read_text("utf-8"))["notes"]
    assert [note["text"] for note in notes] == ["Salainen palaute", "vielä luottamuksellisempi"]
    assert [word for word in WRITTEN if word not in path.read_text("utf-8")] == []
    assert "Kirjaatko" not in path.read_text("utf-8")


def test_who_comes_and_goes_is_told(three: tuple[Path, Terminal, Terminal, Terminal]) -> None:
    path, secretary, _, _ = three
    fourth = Terminal("open", path, "--view", "facilitator")
    secretary.see("4 päätettä")
    fourth.see("4 päätettä")
    fourth.child.kill(9)
    fourth.ended()
    secretary.see("3 päätettä")
