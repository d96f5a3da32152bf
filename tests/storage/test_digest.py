"""A hash is the same, whoever makes it, and OpenSSL is loaded by whoever hashes a lot."""

import hashlib
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaikutui.storage import digest
from kaikutui.storage.digest import quicken, sha256


@given(st.binary(), st.binary())
def test_a_hash_is_the_standards_before_and_after_it_was_quickened(first: bytes, second: bytes) -> None:
    expected = hashlib.sha256(first + second).hexdigest()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(digest, "_constructor", digest._own())
        for _ in range(2):
            begun = sha256(first)
            begun.update(second)
            assert begun.hexdigest() == expected
            quicken()


def test_openssl_is_loaded_when_it_is_asked_for() -> None:
    program = (
        "import sys; from kaikutui.storage.digest import quicken, sha256; sha256(b'a'); "
        "before = '_hashlib' in sys.modules; quicken(); sha256(b'a'); print(before, '_hashlib' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert told.stdout == "False True\n"


def test_hashing_goes_on_where_openssl_cannot_be_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hashlib", None)
    quicken()
    assert sha256(b"").hexdigest().startswith("e3b0c442")
