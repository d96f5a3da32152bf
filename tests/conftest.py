"""What holds for every test: nobody's own folders are read or written."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def folders_of_nobody(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests has settings, meetings and drafts: out of sight, also for programs that a test starts."""
    home = tmp_path_factory.mktemp("home")
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home / "run"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of the meeting under test; not there yet."""
    return tmp_path / "kokous.toml"
