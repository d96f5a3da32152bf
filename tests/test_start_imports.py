"""What is not needed yet is not imported: every start pays for it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from builders import a_network

from kaikutui.storage.store import SessionStore


def imported(statement: str) -> set[str]:
    """The packages and modules that a statement brings along."""
    program = f"{statement}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    return set(json.loads(told.stdout))


@pytest.mark.parametrize(
    ("statement", "forbidden"),
    [
        (
            "import kaikutui.__main__, kaikutui.tui.glimpse",
            {
                "argparse",
                "typing",
                "pathlib",
                "msgspec",
                "tomllib",
                "dataclasses",
                "traceback",
                "asyncio",
                "kaikutui.cli",
            },
        ),
        ("import kaikutui.cli", {"textual", "rich", "docx", "lxml", "tomli_w", "filelock", "asyncio"}),
        ("import kaikutui.noting", {"textual", "rich", "docx", "lxml"}),
        ("import kaikutui.tui.run", {"docx", "lxml", "curses", "kaikutui.memo.word"}),
    ],
    ids=["first frame", "command line", "note", "screen"],
)
def test_heavy_modules_are_imported_when_they_are_needed(statement: str, forbidden: set[str]) -> None:
    assert imported(statement) & forbidden == set()


COUNTS = """
import atexit, gc
atexit.register(lambda: print(gc.get_freeze_count(), *(age["collections"] for age in gc.get_stats())))
from kaikutui.__main__ import main
main()
"""


def test_a_note_looks_for_no_garbage_in_what_has_been_loaded(file: Path) -> None:
    SessionStore(file).create(a_network())
    command = [sys.executable, "-c", COUNTS, "note", str(file), "k: sujuu"]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    frozen, _, middle, old = map(int, told.stdout.split())
    assert (middle, old) == (0, 0)
    assert frozen > 10_000
