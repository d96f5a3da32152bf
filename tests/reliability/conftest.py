"""What the attacks share: the meeting under attack, how hard to attack, and which promises are not kept yet."""

import os

import pytest
from attack import FULL

from reliability.sample import meeting_bytes
from reliability.stage import NO_STRACE, may_trace
from reliability.wanting import WANTING, WANTING_FULL

MUST = os.environ.get("KAIKUTUI_ATTACK_MUST", "").split()
"""What a machine must permit (``strace``, ``mount``): without it a case fails; else it is skipped, and says why."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test of a promise that is not kept yet is expected to fail, and must: when it passes, its line goes."""
    for item in items:
        for beginning, reason in (*WANTING, *WANTING_FULL) if FULL else WANTING:
            if item.name.startswith(beginning) and "reliability" in item.path.parts:
                item.add_marker(pytest.mark.xfail(reason=reason, strict=not FULL, raises=AssertionError))


def lacking(tool: str, reason: str) -> None:
    """This machine cannot play the case."""
    if tool in MUST:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def full() -> bool:
    """Whether every case is played."""
    return FULL


@pytest.fixture(scope="session")
def meeting() -> bytes:
    """The file of the meeting under attack."""
    return meeting_bytes()


@pytest.fixture(scope="session")
def strace(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Stands for a strace that works here."""
    if not may_trace(tmp_path_factory.mktemp("strace")):
        lacking("strace", NO_STRACE)
