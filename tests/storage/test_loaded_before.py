"""What keeps a word when the disk fails is loaded by then: an import in the middle of a save would need that disk."""

import subprocess
import sys

import pytest

NEEDED = ("kaikutui.storage.lock", "kaikutui.storage.complaint", "kaikutui.storage.spool")


@pytest.mark.parametrize("begin", ["import kaikutui.noting", "import kaikutui.plain", "import kaikutui.tui.run"])
def test_locks_the_spool_and_what_explains_a_fault_are_loaded_before_the_first_act(begin: str) -> None:
    program = f"{begin}\nimport sys\nprint([name for name in {NEEDED} if name not in sys.modules])"
    told = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert told.stdout == "[]\n"
