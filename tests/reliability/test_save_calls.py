"""What a save asks of the system, call by call: few things, and no more with many notes than with few."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from builders import a_note, a_session

from kaikutui.storage.session_file import encode

SAVES = """
import sys
from datetime import datetime
from pathlib import Path
from builders import a_note
from kaikutui.domain.operations import AddNotes
from kaikutui.storage.store import SessionStore
store = SessionStore(Path(sys.argv[1]), lambda: datetime.fromisoformat("2026-11-24T13:31:05+02:00"))
store.load()
store.open()
for number in range(3):
    Path("/mark").exists()
    store.commit(AddNotes(notes=(a_note(f"tallennus {number}"),)))
Path("/mark").exists()
"""


def calls_of_a_save(folder: Path, notes: int) -> Counter[tuple[str, str]]:
    """The calls of the third save in a row about files: their names, and the files' where they are named."""
    file, trace = folder / f"{notes}.toml", folder / f"{notes}.trace"
    file.write_bytes(encode(a_session(*(a_note(f"Havainto {number}", id=f"n{number}") for number in range(notes)))))
    traced = ("strace", "-f", "-o", str(trace), "-e", "trace=%file,%desc")
    subprocess.run([*traced, sys.executable, "-c", SAVES, str(file)], check=True, cwd=Path(__file__).parents[1])
    lines = trace.read_text("utf-8", "replace").split('"/mark"')[-2].splitlines()[1:-1]
    found = (re.match(r'\d+ +(\w+)\((?:AT_FDCWD, )?(?:"([^"]*)")?', line) for line in lines)
    return Counter((call[1], kind(call[2] or "", file)) for call in found if call)


def kind(name: str, file: Path) -> str:
    """The file of a call in one word; its name is another in every run."""
    if not name:
        return "open"
    path = Path(name)
    words = {str(file): "meeting", str(file.parent): "folder"}
    return words.get(name) or (path.suffix if path.name.startswith(".kaiku-") else path.parent.name)


@pytest.mark.usefixtures("strace")
def test_a_save_asks_few_things_of_the_system_and_as_few_with_many_notes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]), prepend=os.pathsep)
    few, many = (calls_of_a_save(tmp_path, notes) for notes in (10, 1000))
    opened = {name: count for (call, name), count in few.items() if call == "openat"}
    # The meeting is read once, its folder listed once and synced once; no copy of a minute is looked for again.
    assert opened == {"meeting": 1, "folder": 2, ".lock": 1, ".tmp": 1, "spool": 2}
    assert sum(count for (call, _), count in few.items() if call == "getdents64") == 2
    assert few.total() <= 48
    assert many.total() <= few.total() + 2
