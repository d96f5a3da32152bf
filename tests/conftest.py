"""What holds for every test: nobody's own folders are read or written, and no memo is built with a fault in it."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path

import pytest

from kaikutui.memo import word

sys.path.insert(0, str(Path(__file__).parent / "memo"))
from docx_checker import faults


def _checked(write: Callable[..., bytes]) -> Callable[..., bytes]:
    @wraps(write)
    def checked(*given: object, **named: object) -> bytes:
        made = write(*given, **named)
        assert faults(made) == []
        return made

    return checked


# Here and not in a fixture: test modules take the name when they are read.
word.to_docx = _checked(word.to_docx)


def move_to(home: Path, patch: pytest.MonkeyPatch) -> None:
    """Let settings, meetings, drafts, copies and what is kept lie in this folder."""
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    patch.setenv("XDG_RUNTIME_DIR", str(home / "run"))


@pytest.fixture(scope="session", autouse=True)
def folders_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Whoever runs the tests has folders of his own: out of sight, also for what a whole module shares."""
    with pytest.MonkeyPatch.context() as patch:
        move_to(tmp_path_factory.mktemp("home"), patch)
        yield


@pytest.fixture(autouse=True)
def fresh_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test finds them empty, and so do the programs that it starts."""
    move_to(tmp_path_factory.mktemp("home"), monkeypatch)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of the meeting under test; not there yet."""
    return tmp_path / "kokous.toml"


NOBODY = 65534


@pytest.fixture
def unreadable() -> Iterator[Path]:
    """A file that whoever runs the tests may not read; root, who may read everything, is somebody else meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        path = Path(folder) / "kokous.toml"
        path.write_text("format = 1", encoding="utf-8")
        path.chmod(0)
        user = os.geteuid()
        if user == 0:
            os.seteuid(NOBODY)
        yield path
        os.seteuid(user)
