"""The agendas are found wherever the program runs from: a wheel, an editable install, a bare checkout."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[1]

PROGRAM = """
import pathlib, kaikutui
from kaikutui.storage.agenda_file import agenda_names, load_agenda
print(pathlib.Path(kaikutui.__file__).parents[1])
for name in agenda_names():
    print(name, sum(item.minutes for item in load_agenda(name).items))
"""
AGENDAS = ["palautekokous-120 120", "palautekokous-90 90"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy of the tree, so that building leaves no trace in it."""
    tree, folder = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("dist")
    for part in ("kaikutui", "agendas"):
        copytree(ROOT / part, tree / part, ignore=ignore_patterns("__pycache__"))
    (tree / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    for words in ("README.md", "LICENSE"):
        # A build needs them; what they say is not under test.
        (tree / words).touch()
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(tree)]
    subprocess.run(command, check=True, capture_output=True, text=True)
    (built,) = folder.glob("*.whl")
    return built


def run(cwd: Path, *, path: Path | None = None, before: str = "") -> tuple[Path, list[str]]:
    """The program's place and its agendas, as another Python sees them from ``cwd``."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "XDG_"))}
    environment = {**kept, "HOME": str(cwd), **({"PYTHONPATH": str(path)} if path else {})}
    command = [sys.executable, "-c", before + PROGRAM]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=cwd, env=environment)
    place, *agendas = done.stdout.splitlines()
    return Path(place), agendas


def test_a_wheel_holds_every_agenda_and_every_style(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    agendas = {f"kaikutui/agendas/{path.name}" for path in (ROOT / "agendas").glob("*.toml")}
    styles = {path.relative_to(ROOT).as_posix() for path in (ROOT / "kaikutui").rglob("*.tcss")}
    assert len(agendas) >= 2
    assert agendas | styles <= names


def test_a_wheel_holds_nothing_but_the_program(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"kaikutui"}


def test_the_agendas_are_found_in_an_installed_wheel(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    command = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--quiet"]
    subprocess.run([*command, "--target", str(target), str(wheel)], check=True, capture_output=True, text=True)
    assert run(tmp_path, path=target) == (target, AGENDAS)


def test_the_agendas_are_found_in_a_bare_checkout() -> None:
    place, agendas = run(ROOT)
    assert (place.resolve(), agendas) == (ROOT, AGENDAS)


def test_the_agendas_are_found_in_an_editable_install(tmp_path: Path) -> None:
    (tmp_path / "kaikutui.pth").write_text(f"{ROOT}\n", "utf-8")
    place, agendas = run(tmp_path, before=f"import site; site.addsitedir({str(tmp_path)!r})\n")
    assert (place.resolve(), agendas) == (ROOT, AGENDAS)
