"""The desk and its facilitator as two real processes: what one does, the other sees."""

from pathlib import Path

from pty_terminal import F6, F8, Terminal
from tui_builders import on_disk
from two_terminals import CTRL_N, CTRL_Z, files_with, hold, terminals


def test_the_facilitator_sees_the_meeting_at_one_look_captures_and_steers(file: Path) -> None:
    hold(file, (1, 4), planned=4)
    with terminals(file, "secretary", "facilitator") as (secretary, facilitator):
        facilitator.see(r"jäljellä   käytetty \d:\d\d / 10 min")
        facilitator.see(r"loppu \d?\d\.\d\d ajassa")
        facilitator.see("seuraavaksi 2 Kuulumiset, 45 min")
        facilitator.see("Kuulematta: Työpaja Kipinä")
        secretary.line("k?: Milloin ohje saadaan?")
        facilitator.see("Kohteet 0/2 · 0 min · kirjauksia 1")
        facilitator.see("Kaikukeskukselle 1  Milloin ohje saadaan")
        facilitator.see(r"\d?\d\.\d\d KOHDE .*Milloin ohje")
        facilitator.line("/ohjaus")
        facilitator.see("Vetäjälle")
        facilitator.line("/ohjaus")
        facilitator.key(F8)
        secretary.see("2▶Kuulumiset")
        facilitator.key(F6 + " ")
        facilitator.see(r"\[x\] Millaista palautetta")
        facilitator.escape()
        facilitator.line("j: Vetäjä kirjasi")
        secretary.see("Vetäjä kirjasi")
        assert "Millaista palautetta" not in secretary.text
        facilitator.line("/sano Kirjaatko päätökseksi?")
        secretary.see("Kirjaatko päätökseksi")
    assert on_disk(file).item(2).covered == ("Millaista palautetta Kaikukortista on tullut?",)
    assert [(note.item, note.text) for note in on_disk(file).notes] == [
        (1, "Milloin ohje saadaan?"),
        (2, "Vetäjä kirjasi"),
    ]
    assert files_with("Kirjaatko", file.parent) == []


def test_one_key_takes_the_round_on_in_both_terminals_and_the_sides_take_turns(file: Path) -> None:
    hold(file, (2, 1), planned=11)
    with terminals(file, "secretary", "facilitator") as (secretary, facilitator):
        facilitator.see("vuorossa Työpaja Kipinä, aikaa noin 1[01]:")
        secretary.key(CTRL_N)
        secretary.see("Työpaja Kipinä – Seuraavaksi Perhekeskus Pihlaja. Puhumatta 3, aikaa")
        facilitator.see("vuorossa Perhekeskus Pihlaja")
        facilitator.see("Jakajat 1/2")
        facilitator.see("Kuulematta: Perhekeskus Pihlaja, Teatteri Lumme, Museo Tuulimylly")
        facilitator.line("/vuorotellen")
        facilitator.see("vuorossa Teatteri Lumme")
        facilitator.line("Vuorotellen")
        secretary.see("Vuorotellen")
        secretary.key(CTRL_N)
        secretary.see("Teatteri Lumme – Seuraavaksi Perhekeskus Pihlaja. Puhumatta 2")
        facilitator.see("Kohteet 1/2")
        for item in (1, 6, 9):
            facilitator.line(f"/anna {item}")
            facilitator.see("vuorossa Työpaja Kipinä")
            secretary.see(f"Puheenvuoro on nyt kohdalla {item}")
            secretary.key(CTRL_N)
            facilitator.see("vuorossa Teatteri Lumme")


def test_new_minutes_are_shown_first_taken_by_one_terminal_and_there_in_the_other(file: Path) -> None:
    hold(file, (1, 16), (2, 0), planned=16)
    with terminals(file, "secretary", "facilitator") as (secretary, facilitator):
        secretary.line("/aikataulu")
        secretary.see(r"3 Tilastot: −4 min \(10 → 6\)")
        secretary.see(r"4 Viestintä: −2 min \(10 → 8\)")
        secretary.see(r"Kokous päättyisi klo \d?\d\.\d\d")
        secretary.escape()
        assert [item.added for item in on_disk(file).items] == [0] * 9
        facilitator.line("/aikataulu kyllä")
        secretary.see("3 6'  4 8'  5 12'  6 8'  7 15'  8 4'  9 6'")
        secretary.see("ajassa")
        facilitator.key(CTRL_Z)
        secretary.see("3 10'  4 10'")
        secretary.see(r"Jäljessä 6 min\.")
        facilitator.line("/joustaa")
        secretary.see(r"Loppu siirtyy 6 min\.")


def test_time_that_is_left_over_is_offered_to_the_feedback(file: Path) -> None:
    hold(file, (1, 4), (2, 0), planned=4)
    with terminals(file, "secretary", "facilitator") as (secretary, facilitator):
        secretary.line("/aikataulu")
        secretary.see(r"2 Kuulumiset: \+[56] min")
        secretary.key("\r")
        facilitator.see(r"/ 5[01] min")


def test_a_warning_is_every_desks_own_silent_and_never_the_rooms(file: Path) -> None:
    hold(file, (1, 20), planned=20)
    with terminals(file, "secretary", "facilitator", "room") as (secretary, facilitator, room):
        facilitator.see(r"Jäljessä 10 min\. /aikataulu ehdottaa")
        room.see("yli ajan")
        secretary.key("kesken")
        secretary.see(r"Jäljessä 10 min")
        secretary.escape()
        secretary.until(lambda: "Jäljessä" not in secretary.text)
        secretary.see("kesken")
        facilitator.read()
        assert "Jäljessä" in facilitator.text
        room.read()
        assert "Jäljessä".encode() not in room.painted


def test_plain_tells_a_warning_once_of_the_meeting_that_the_others_hold(file: Path) -> None:
    hold(file, (1, 20), planned=20)
    with terminals(file, "facilitator") as (facilitator,):
        plain = Terminal("plain", file)
        plain.see("Kohta 1: Tervetuloa")
        plain.line("k: sujuu")
        plain.see(r"Jäljessä 10 min\. /aikataulu ehdottaa")
        facilitator.see("sujuu")
        facilitator.line("/aikataulu kyllä")
        facilitator.see("Uudet minuutit ovat voimassa")
        plain.line("k: vieläkin")
        plain.see("Tallennettu.*(?s:.*)Tallennettu")
        plain.line("/lopeta")
        assert plain.ended() == 0
        assert plain.painted.count("Jäljessä".encode()) == 1
