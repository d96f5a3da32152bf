"""The facilitator's way into the meeting: SSH for real, cut lines, and a key that opens one door only."""

import contextlib
import os
import random
import re
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from attack import cases
from pty_terminal import KAIKUTUI, Terminal
from ssh_server import Server, needs_sshd, serving

CUTS = cases("KAIKUTUI_SSH_CUTS", quick=5, full=40)
"""How many lines are cut."""

pytestmark = needs_sshd


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    path = tmp_path / "kokous.toml"
    subprocess.run([*KAIKUTUI, "new", path, "--starts", "24.11.2026 13.00"], check=True, capture_output=True)
    return path


@pytest.fixture
def server(tmp_path: Path, meeting: Path) -> Iterator[Server]:
    """As the README tells to let a facilitator in."""
    folder = tmp_path / "ssh"
    folder.mkdir()
    state = f"XDG_STATE_HOME={os.environ['XDG_STATE_HOME']}"
    options, command = recipe()
    program = command.replace("kaikutui", " ".join(KAIKUTUI), 1).replace("kokous.toml", str(meeting))
    with serving(folder, options, ["env", state, program]) as running:
        yield running


def recipe() -> tuple[str, str]:
    """The options and the command of the line that the README gives."""
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    found = re.search(r'^(\S+),command="([^"]+)" ssh-ed25519', readme, re.MULTILINE)
    assert found is not None
    return found[1], found[2]


def texts(path: Path) -> list[str]:
    return [note["text"] for note in tomllib.loads(path.read_text("utf-8")).get("notes", [])]


def leave(terminal: Terminal) -> None:
    terminal.key("\x11")
    terminal.ended()


def test_two_terminals_hold_one_meeting_and_see_each_other(meeting: Path, server: Server) -> None:
    secretary = Terminal("open", meeting)
    secretary.see("Tervetuloa")
    facilitator = server.terminal()
    facilitator.see("Tervetuloa")
    secretary.see("2 päätettä")
    secretary.line("j: Kirjattu pöydässä")
    facilitator.see("Kirjattu pöydässä")
    facilitator.line("k: Kirjattu etänä")
    secretary.see("Kirjattu etänä")
    facilitator.line("/seuraava")
    secretary.see("1▶")
    leave(facilitator)
    leave(secretary)
    assert texts(meeting) == ["Kirjattu pöydässä", "Kirjattu etänä"]


def test_a_line_cut_in_the_middle_of_a_word_loses_no_letter(meeting: Path, server: Server) -> None:
    facilitator = server.terminal()
    facilitator.see("Tervetuloa")
    facilitator.line("Ennen katkoa")
    facilitator.see("tallennettu")
    facilitator.key("kesken jäänyt lau")
    facilitator.see("kesken jäänyt lau")
    facilitator.child.kill(9)
    facilitator.child.wait()
    again = server.terminal()
    again.see("kesken jäänyt lau")
    again.line("se")
    again.see("tallennettu")
    leave(again)
    assert texts(meeting) == ["Ennen katkoa", "kesken jäänyt lause"]


def test_lines_cut_at_any_moment_lose_nothing_that_was_saved_and_no_letter_seen(
    meeting: Path, server: Server, record_property: Callable[[str, object], None]
) -> None:
    record_property("cases", CUTS)
    chance = random.Random(2026)
    saved: list[str] = []
    for cut in range(CUTS):
        terminal = server.terminal()
        terminal.see("Tervetuloa")
        terminal.key("\x15")
        for note in range(chance.randrange(1, 4)):
            terminal.line(f"Kirjaus {cut}.{note}")
            terminal.see(f"Kirjaus {cut}\\.{note}")
            terminal.see("tallennettu")
            saved.append(f"Kirjaus {cut}.{note}")
        half = f"puolikas {cut} "[: chance.randrange(3, 12)]
        terminal.key(half)
        terminal.see(half.strip())
        time.sleep(chance.random() / 10)
        terminal.child.kill(9)
        terminal.child.wait()
        again = server.terminal()
        again.see(half.strip())
        again.key("\x15")
        leave(again)
    assert texts(meeting) == saved


def folder_state(folder: Path) -> dict[str, bytes]:
    """Every file that is not the meeting's own, with its content."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "ssh" not in path.parts and "kaiku" not in path.name and path.name != "kokous.toml"
    }


@pytest.mark.parametrize("asked", ["sh", "cat /etc/passwd", "env", "kaikutui --version", "sftp-server", ""])
def test_the_key_runs_the_meeting_whatever_is_asked_for(asked: str, server: Server) -> None:
    done = server.run(server.client(*asked.split(), tty=False), b"exit\n")
    # Without a terminal the meeting cannot be shown, and says so: no other program has run.
    assert done.returncode == 1
    assert done.stdout == b""
    assert b"kaikutui plain" in done.stderr


def test_no_file_is_fetched_or_put(server: Server, tmp_path: Path) -> None:
    client = server.client()
    options = [part for part in client[1:-1] if part != "-tt"]
    options[options.index("-p")] = "-P"
    for program in ("sftp", "scp"):
        target = [f"{client[-1]}:/etc/passwd", str(tmp_path / "passwd")]
        assert server.run([program, *options, *target]).returncode != 0
    assert not (tmp_path / "passwd").exists()


def test_no_port_is_forwarded(server: Server) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    terminal = Terminal(program=[*server.client()[:-1], "-L", f"{port}:127.0.0.1:{server.port}", server.client()[-1]])
    terminal.see("Tervetuloa")
    with socket.create_connection(("127.0.0.1", port), timeout=10) as through:
        through.settimeout(10)
        with contextlib.suppress(ConnectionResetError):
            assert through.recv(100) == b""
    leave(terminal)


def test_the_meeting_reads_and_writes_no_other_path(meeting: Path, server: Server, tmp_path: Path) -> None:
    secret = tmp_path / "salaisuus.csv"
    secret.write_text("2026;412;2356;487\n", encoding="utf-8")
    before = folder_state(tmp_path)
    terminal = server.terminal()
    terminal.see("Tervetuloa")
    for line in (f"/vie {tmp_path / 'muistio.docx'}", "/vie", f"/tilasto {secret}"):
        terminal.key("\x15")
        terminal.line(line)
        terminal.see("Vieraan pääte")
        terminal.key("\x15")
        terminal.line("/katso")
    leave(terminal)
    assert folder_state(tmp_path) == before
    assert "figures" not in tomllib.loads(meeting.read_text("utf-8"))


def test_nothing_is_left_running(meeting: Path, server: Server) -> None:
    terminal = server.terminal()
    terminal.see("Tervetuloa")
    terminal.child.kill(9)
    terminal.child.wait()
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and running(meeting):
        time.sleep(0.1)
    assert not running(meeting)


def running(meeting: Path) -> list[str]:
    """Processes of ours that have the meeting in their command line."""
    if sys.platform != "linux":
        return []
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            line = (process / "cmdline").read_bytes()
        except OSError:
            continue
        if str(meeting).encode() in line and b"python" in line:
            found.append(process.name)
    return found
