"""Clocks mended, items moved and passed over, times told, notes copied: by one process, in sight of another."""

import base64
import re
from pathlib import Path

import pytest
from pty_terminal import F4, F8, kaikutui
from tui_builders import on_disk
from two_terminals import clock, hold, terminals

from kaikutui.domain.clocks import is_running
from kaikutui.domain.formats import format_clock
from kaikutui.domain.session import Session
from kaikutui.storage.places import state_folder

MOUSE_ON = re.compile(rb"\x1b\[\?(?:1000|1002|1003|1006|1015)h")


def started(session: Session, item: int) -> str:
    """When an item got the floor last."""
    return format_clock(session.item(item).stretches[-1].started)


def test_a_meeting_begun_late_and_a_forgotten_clock_are_put_right_for_both(file: Path) -> None:
    hold(file, planned=10)
    with terminals(file, "secretary", "facilitator") as (secretary, facilitator):
        late, forgotten = clock(8), clock(5)
        secretary.line(f"/aloita {late}")
        facilitator.see(r"käytetty [89]:\d\d / 10 min")
        assert started(on_disk(file), 1) == late
        facilitator.key(F8)
        secretary.see("2▶Kuulumiset")
        facilitator.line(f"/alkoi {forgotten}")
        facilitator.see(f"Kohta 2 alkoi klo {forgotten}")
        secretary.see(r"[56]:\d\d / 45 min")
        first, second = (on_disk(file).item(number).stretches[-1] for number in (1, 2))
        assert first.ended == second.started
        assert started(on_disk(file), 2) == forgotten


def test_an_item_is_taken_up_again_another_passed_over_and_a_break_belongs_to_none(file: Path) -> None:
    hold(file, (1, 9), (2, 3), planned=9)
    with terminals(file, "secretary", "facilitator") as (secretary, facilitator):
        facilitator.line("/anna 1")
        facilitator.see(r"käytetty [67]:\d\d / 10 min")
        secretary.see("1▶")
        facilitator.line("/haltija 9")
        secretary.line("/2")
        secretary.see("kortinhaltija kohdassa 9")
        secretary.line("/ohita 3 Tilastot jaettiin etukäteen")
        facilitator.see("3 ohi")
        facilitator.key(F4)
        secretary.see("TAUKO")
        assert all(stretch.ended for item in on_disk(file).items for stretch in item.stretches)
        secretary.key(F4)
        facilitator.until(lambda: "TAUKO" not in facilitator.text)
        secretary.until(lambda: is_running(on_disk(file).item(1)))
    memo = kaikutui("export", file, "--format", "md", "--yes", "-o", file.with_name("muistio.md"))
    assert memo.returncode == 0, memo.stderr
    assert "Tilastot jaettiin etukäteen" in file.with_name("muistio.md").read_text("utf-8")


def test_planned_and_real_minutes_are_told_when_the_meeting_has_ended_in_both(file: Path) -> None:
    hold(file, (1, 60), (2, 47), planned=60)
    with terminals(file, "secretary", "facilitator") as (secretary, facilitator):
        secretary.key(F8)
        facilitator.see("3▶Tilastot")
        facilitator.line("/päätä")
        facilitator.see("Kokous päättyi klo")
        secretary.until(lambda: on_disk(file).meeting.ended is not None)
        told = kaikutui("summary", file)
        assert told.returncode == 0, told.stderr
        assert re.search(r"Tervetuloa\W+10\W+13,0\W+\+3,0", told.stdout), told.stdout
        assert re.search(r"Kuulumiset\W+45\W+47,\d\W+\+2,\d", told.stdout), told.stdout
    target = file.with_name("muistio.md")
    memo = kaikutui("export", file, "--appendix", "times", "--format", "md", "--yes", "-o", target)
    assert memo.returncode == 0, memo.stderr
    assert re.search(r"Tervetuloa\W+10\W+13,0\W+\+3,0", target.read_text("utf-8"))


def test_a_note_of_the_other_terminal_is_copied_by_osc_52_and_to_a_file_that_is_named(file: Path) -> None:
    hold(file, (1, 1), planned=1)
    with terminals(file, "secretary", "facilitator") as (secretary, facilitator):
        secretary.line("k: Kortti toimii kassalla.")
        secretary.line("*: Salainen kirjaus")
        facilitator.see("Salainen kirjaus")
        facilitator.line("j: Ohje on selkeä.")
        facilitator.see("JAKAJA .*Ohje on selkeä")
        facilitator.line("/kopioi")
        facilitator.see(r"kopio\.txt")
        assert (state_folder() / "kopio.txt").read_text("utf-8") == "Ohje on selkeä.\n"
        facilitator.line("/kopioi kohta")
        whole = "kohde: Kortti toimii kassalla.\njakaja: Ohje on selkeä."
        facilitator.until(lambda: (state_folder() / "kopio.txt").read_text("utf-8") == f"{whole}\n")
        secretary.read()
    copied = [base64.b64decode(one).decode() for one in re.findall(rb"\x1b\]52;c;([^\x07\x1b]+)", facilitator.painted)]
    assert copied == ["Ohje on selkeä.", whole]
    assert b"\x1b]52" not in secretary.painted


@pytest.mark.parametrize(("options", "taken"), [((), True), (("--no-mouse",), False)])
def test_the_mouse_is_the_terminals_own_when_it_was_asked_for(
    file: Path, options: tuple[str, ...], taken: bool
) -> None:
    hold(file, (1, 1), planned=1)
    with terminals(file, "secretary", "facilitator", options=options) as opened:
        for terminal in opened:
            terminal.read()
    assert [bool(MOUSE_ON.search(terminal.painted)) for terminal in opened] == [taken, taken]
