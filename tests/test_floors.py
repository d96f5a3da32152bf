"""The floors of the house: who may know whom, and what is read nowhere but at the top."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "kaikutui"

HEAVY = ("textual", "rich", "docx", "lxml")
"""What takes long to load, and is needed by one door only."""


def loaded_by(module: str, *asked: str) -> set[str]:
    """Which of the packages a fresh Python has loaded after importing ``module``."""
    program = f"import sys, {module}; print(*(name for name in {asked!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=ROOT)
    return set(done.stdout.split())


def lines_with(pattern: str, *folders: Path) -> list[str]:
    """Where a pattern stands in the sources of the folders, as ``path:line``."""
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for folder in folders
        for path in sorted(folder.rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]


def test_a_package_that_is_used_is_seen_to_be_loaded() -> None:
    assert loaded_by("kaikutui.tui.app", *HEAVY) >= {"textual", "rich"}
    assert loaded_by("kaikutui.memo.word", *HEAVY) >= {"docx"}


@pytest.mark.parametrize("module", ["kaikutui.cli", "kaikutui.storage.store", "kaikutui.domain.line"])
def test_neither_the_screen_nor_word_is_loaded_before_it_is_wanted(module: str) -> None:
    assert loaded_by(module, *HEAVY) == set()


@pytest.mark.parametrize("module", ["kaikutui.plain", "kaikutui.noting", "kaikutui.checking", "kaikutui.memo_file"])
def test_what_answers_in_lines_needs_no_screen(module: str) -> None:
    assert loaded_by(module, "textual", "rich") == set()


def test_the_package_itself_loads_nothing_but_itself() -> None:
    assert loaded_by("kaikutui", "kaikutui.cli", "kaikutui.domain", "msgspec", *HEAVY) == set()


def test_the_floors_of_the_house_are_kept() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_time_is_read_at_the_top_only() -> None:
    assert lines_with(r"now\(", PACKAGE / "domain", PACKAGE / "tui") == []
    assert {place.partition(":")[0] for place in lines_with(r"datetime\.now\(", PACKAGE)} == {"kaikutui/cli.py"}


def test_no_error_is_caught_without_a_name() -> None:
    assert lines_with(r"except\s*:|except\s+(Base)?Exception\b", PACKAGE, ROOT / "tests") == []


def test_nothing_in_the_program_reaches_for_a_network() -> None:
    assert lines_with(r"\b(import|from)\s+(socket|ssl|http|urllib|ftplib|smtplib)\b", PACKAGE) == []
    # The event loop that Textual runs on is asked for the time and to wait, never for a line to anywhere.
    assert lines_with(r"asyncio\.(open|start)_|create_(connection|server|datagram|unix)", PACKAGE) == []
