"""Secretary, facilitator and room: three real processes on one file, each in a terminal of its own."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pty_terminal import F4, F8, Terminal, kaikutui

SAMPLE = Path(__file__).parent / "sample"
PAUSED = "TAUKO"
PRIVATE = ("Salainen", "luottamuksellisempi", "kesken", "Kirjaatko", "Eero", "Malli", "Lumme", "Pihlaja", "Aallokko")
"""Words of notes, half-typed lines, messages and names of the network."""


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
    room.read()
    painted = room.painted.decode("utf-8", "replace")
    assert [word for word in PRIVATE if word in painted] == []
    notes = tomllib.loads(path.read_text("utf-8"))["notes"]
    assert [note["text"] for note in notes] == ["Salainen palaute", "vielä luottamuksellisempi"]
    assert "Kirjaatko" not in path.read_text("utf-8")


def test_who_comes_and_goes_is_told(three: tuple[Path, Terminal, Terminal, Terminal]) -> None:
    path, secretary, _, _ = three
    fourth = Terminal("open", path, "--view", "facilitator")
    secretary.see("4 päätettä")
    fourth.see("4 päätettä")
    fourth.child.kill(9)
    fourth.ended()
    secretary.see("3 päätettä")
