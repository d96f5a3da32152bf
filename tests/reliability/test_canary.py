"""Promise 11: what is confidential is in the meeting's own files only, and those are their owner's alone."""

import io
import os
import re
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reliability.sample import meeting_bytes
from reliability.stage import Place

CANARY = "kanarialintu"
"""In every confidential text, and nowhere else."""

CRASHED = 70
"""With ``--debug`` every error ends like a crash, with its trace."""

CONVERSATION = f"""/aloita
j*: Sanottiin ääneen {CANARY} ja lisää
>*: Selvitetään {CANARY} @{CANARY}n-ystävät 15.12.
k: Tämän jälkeen pyydettiin, ettei {CANARY} tule muistioon
/eimuistioon
?*: Kysymys, jota {CANARY} ei kysynyt
/vie
/seuraava
!*: Päätös, jossa {CANARY}
/kumoa
/eiolekomento {CANARY}
/lopeta
"""

OWN = ("state/kaikutui/backups", "state/kaikutui/drafts", "state/kaikutui/spool", "run/kaikutui/spool")
"""Folders of a home where confidential text may be, besides the meeting itself."""


def kaikutui(place: Place, *arguments: str | Path, typed: str = "", umask: int = 0o022) -> str:
    """The installed command in a home of its own; gives all it said. It must end with 0 or 1 and no trace."""
    command = [str(Path(sys.executable).with_name("kaikutui")), *map(str, arguments)]
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **place.environment()}
    environment["PYTHONPATH"] = os.environ.get("PYTHONPATH", "")
    ended = subprocess.run(
        command, input=typed.encode(), capture_output=True, timeout=60, check=False, umask=umask, env=environment
    )
    said = (ended.stdout + ended.stderr).decode()
    assert ended.returncode in ((0, 1, CRASHED) if "--debug" in arguments else (0, 1)), said
    assert "Traceback" not in said or "--debug" in arguments, said
    return said


def tell_of(path: Path) -> bytes:
    """All that a file says: its name, its bytes, and what is packed in it."""
    data = path.read_bytes()
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            data += b"".join(name.encode() + packed.read(name) for name in packed.namelist())
    return str(path).encode() + re.sub(rb"<[^>]*>", b"", data) + data


def whole_meeting(place: Place, umask: int) -> str:
    """Everything that the commands do, with a canary in every confidential note; gives all that was said."""
    file = place.file
    said = kaikutui(place, "new", file, "--area", "Esimerkkilä", umask=umask)
    said += kaikutui(place, "note", file, f"k*: Alkusanat, {CANARY}", umask=umask)
    said += kaikutui(place, "note", file, "-", typed=f"j*: {CANARY}\nk: julkinen\n>*: {CANARY} @Museo\n", umask=umask)
    said += kaikutui(place, "plain", file, typed=CONVERSATION, umask=umask)
    said += kaikutui(place, "export", "--yes", file, umask=umask)
    said += kaikutui(place, "check", file, umask=umask)
    said += kaikutui(place, "demo", umask=umask)
    said += kaikutui(place, "where", umask=umask)
    return said


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077], ids=oct)
def test_confidential_words_stay_in_the_files_of_the_meeting_which_are_its_owners(
    umask: int, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    place = Place(root=tmp_path).make(None)
    said = whole_meeting(place, umask)
    assert CANARY not in said
    files = [path for path in tmp_path.rglob("*") if path.is_file() and place.said not in path.parents]
    memos = [path for path in files if path.suffix == ".docx"]
    own = [path for path in files if path == place.file or any(f"/{part}/" in str(path) for part in OWN)]
    record_property("cases", len(files))
    assert len(memos) == 2
    assert [path.name for path in files if path not in own and CANARY.encode() in tell_of(path)] == []
    assert place.file.read_text(encoding="utf-8").count(CANARY) == 8
    assert [path.name for path in files if stat.S_IMODE(path.stat().st_mode) & 0o077] == []


def damages(meeting: str) -> list[str]:
    """Files that go wrong in the middle of a confidential text or next to it."""
    at = meeting.index(CANARY)
    return [
        meeting[:at] + CANARY + "\x1b" + meeting[at:],
        meeting[: at + len(CANARY)],
        meeting[:at] + CANARY + '" ' + meeting[at:],
        meeting.replace(f'"{CANARY}"', CANARY),
        meeting.replace(f'text = "{CANARY}"', f'text = ["{CANARY}"]'),
        meeting.replace(f'text = "{CANARY}"', f'text = "{CANARY}"\nkind = 7'),
        meeting.replace(f'text = "{CANARY}"', f'text = "{CANARY}"\ntext = "{CANARY}"'),
        meeting.replace(f'text = "{CANARY}"', f'text = "{CANARY}"\nextra = "{CANARY}"'),
        meeting.replace("format = 1", "format = 2"),
    ]


@pytest.mark.parametrize("number", range(9))
def test_what_is_said_of_a_damaged_file_holds_nothing_of_a_confidential_text(number: int, tmp_path: Path) -> None:
    place = Place(root=tmp_path).make(meeting_bytes())
    kaikutui(place, "note", place.file, f"k*: {CANARY}")
    damaged = damages(place.file.read_text(encoding="utf-8"))[number]
    for before in ((), ("--debug",)):
        for command in ("check", "export", "note", "plain"):
            place.file.write_text(damaged, encoding="utf-8")
            line = ["k: julkinen"] if command == "note" else []
            assert CANARY not in kaikutui(place, *before, command, place.file, *line)
