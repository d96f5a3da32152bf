"""A program that was killed: whoever opens the meeting again sees the right times and every word."""

import re
import signal
from datetime import datetime, timedelta
from pathlib import Path

from msgspec.structs import replace
from pty_terminal import F8, Terminal, kaikutui

from kaikutui.domain.session import Item, Session, Stretch
from kaikutui.storage.session_file import decode, encode

HOUR = timedelta(hours=1)


def earlier(stretch: Stretch) -> Stretch:
    return replace(stretch, started=stretch.started - HOUR, ended=stretch.ended and stretch.ended - HOUR)


def an_hour_passes(path: Path) -> Session:
    """What was recorded lies an hour further back: to the program it is now an hour later."""
    session = decode(path.read_bytes(), path).session
    items: tuple[Item, ...] = tuple(
        replace(item, stretches=tuple(map(earlier, item.stretches))) for item in session.items
    )
    session = replace(session, items=items)
    path.write_bytes(encode(session))
    return session


def seconds(clock: str) -> int:
    """What ``1:02:03`` or ``12:34`` says."""
    total = 0
    for part in clock.split(":"):
        total = total * 60 + int(part)
    return total


def test_a_meeting_killed_and_opened_an_hour_later_shows_the_times_of_what_was_recorded(tmp_path: Path) -> None:
    path = tmp_path / "kokous.toml"
    start = datetime.now().astimezone() - timedelta(minutes=10)
    assert kaikutui("new", path, "--starts", f"{start:%d.%m.%Y %H.%M}").returncode == 0
    terminal = Terminal("open", path)
    terminal.see("Tervetuloa")
    terminal.key(F8)
    terminal.see("Puheenvuoro on nyt kohdalla 1")
    terminal.line("j: Ennen katkosta kirjattu")
    terminal.key(F8)
    terminal.see("Puheenvuoro on nyt kohdalla 2")
    terminal.see("tallennettu")
    terminal.child.kill(signal.SIGKILL)
    terminal.child.wait()
    session = an_hour_passes(path)

    again = Terminal("open", path)
    again.see(r"/ 45 min")
    again.see(r"YLI")
    before = datetime.now().astimezone()
    again.read()
    (spent,) = re.findall(r"(\d+) / 45 min", again.text)
    # Item 2 has had the floor ever since, also while no program ran.
    true = (before - session.items[1].stretches[0].started).total_seconds()
    assert int(spent) in {int((true + late) // 60) for late in (0, 2)}
    (over,) = re.findall(r"YLI \+([\d:]+)", again.text)
    assert abs(seconds(over) - (true - 45 * 60)) <= 2
    # Item 1 has only what it had.
    first = session.items[0].stretches[0]
    assert first.ended is not None
    assert (first.ended - first.started) < timedelta(minutes=1)
    # 65 minutes of the other items are still to come.
    (end,) = re.findall(r"loppu (\d\d?\.\d\d)", again.text)
    expected = before + timedelta(minutes=65)
    assert end in {f"{moment.hour}.{moment.minute:02}" for moment in (expected, expected + timedelta(seconds=60))}
    again.line("/1")
    again.see("Ennen katkosta kirjattu")
    again.key("\x11")
    again.child.wait()
