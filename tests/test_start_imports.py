"""What is not needed yet is not imported: every start pays for it."""

import json
import subprocess
import sys

import pytest


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
