"""Promise 15: the tests have teeth. Every sabotage of the table turns its test red."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from reliability.mutants import MUTANTS, Mutant
from reliability.stage import PROGRAM

TESTS = Path(__file__).parents[1]
RED = 1
"""Exit code of pytest when tests ran and failed; anything else is no proof."""


def sabotaged(mutant: Mutant, folder: Path) -> Path:
    """A copy of the program with the sabotage in it. Raises AssertionError when its pattern matches nothing."""
    shutil.copytree(PROGRAM / "kaikutui", folder / "kaikutui", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "agendas").symlink_to(PROGRAM / "agendas")
    file = folder / "kaikutui" / mutant.file
    source = file.read_text(encoding="utf-8")
    changed = re.sub(mutant.old, mutant.new, source, count=1) if mutant.old else f"{source}\n{mutant.new}"
    assert changed != source, f"{mutant.name}: the pattern matches nothing in {mutant.file} any more"
    compile(changed, mutant.file, "exec")
    file.write_text(changed, encoding="utf-8")
    return folder


def bitten(mutant: Mutant, folder: Path, test: str = "") -> tuple[int, str]:
    """Run the mutant's test, or another, on the sabotaged program; exit code and the end of what was said."""
    command = [sys.executable, "-P", "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
    environment = {
        **os.environ,
        "PYTHONPATH": str(sabotaged(mutant, folder / "program")),
        "PYTHONDONTWRITEBYTECODE": "1",
        "KAIKUTUI_ATTACK": "quick",
    }
    ended = subprocess.run(
        [*command, f"--basetemp={folder / 'temporary'}", test or mutant.test],
        cwd=TESTS,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    return ended.returncode, ended.stdout[-1500:] + ended.stderr[-500:]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Future[tuple[int, str]]]]:
    """All mutants at work, two at a time."""
    with ThreadPoolExecutor(2) as pool:
        yield {mutant.name: pool.submit(bitten, mutant, tmp_path_factory.mktemp("mutant")) for mutant in MUTANTS}


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_sabotage_is_noticed(mutant: Mutant, results: dict[str, Future[tuple[int, str]]]) -> None:
    code, said = results[mutant.name].result()
    assert code == RED, said


def test_the_sabotaged_program_is_the_one_that_is_tested(tmp_path: Path) -> None:
    mutant = Mutant("", "__init__.py", r'__version__ = ".*"', '__version__ = "sabotaged"', "")
    environment = {**os.environ, "PYTHONPATH": str(sabotaged(mutant, tmp_path))}
    command = [str(Path(sys.executable).with_name("kaikutui")), "--version"]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, cwd=TESTS)
    assert said.stdout == "kaikutui sabotaged\n"
