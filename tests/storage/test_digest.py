"""A sum is the standard's, whoever makes it, and OpenSSL is loaded by nobody."""

import hashlib
import subprocess
import sys
from pathlib import Path

from builders import a_session
from hypothesis import given
from hypothesis import strategies as st

from kaikutui.storage.digest import sha256
from kaikutui.storage.store import SessionStore


@given(st.binary(), st.binary())
def test_a_sum_is_the_standards_and_goes_on_from_a_copy(first: bytes, second: bytes) -> None:
    begun = sha256(first)
    longer = begun.copy()
    longer.update(second)
    assert begun.hexdigest() == hashlib.sha256(first).hexdigest()
    assert longer.hexdigest() == hashlib.sha256(first + second).hexdigest()


def test_a_note_and_a_meeting_are_written_without_openssl(file: Path) -> None:
    SessionStore(file).create(a_session())
    program = (
        "import sys; from kaikutui.__main__ import main\n"
        f"sys.argv = ['kaikutui', 'note', {str(file)!r}, 'k: sujuu']\n"
        "try:\n    main()\nfinally:\n    print('_hashlib' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert told.stdout.splitlines()[-1] == "False"


def test_a_python_without_its_own_sum_has_openssls() -> None:
    program = (
        "import sys; sys.modules['_sha2'] = sys.modules['_sha256'] = None\n"
        "from kaikutui.storage.digest import sha256; print(sha256(b'').hexdigest()[:8], '_hashlib' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert told.stdout == "e3b0c442 True\n"
