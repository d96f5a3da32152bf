"""Where the meetings of these tests lie."""

from pathlib import Path

import pytest


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of the meeting under test; not there yet."""
    return tmp_path / "kokous.toml"
