"""Promises 1, 3 and 12: every system call of an act, killed or failing, once or for ever."""

from collections.abc import Callable
from functools import cache

import pytest
from attack import FULL

from reliability.stage_acts import OPERATIONS
from reliability.sweep import ERRORS, Law, Sweep, Swept, failures, from_the_file_on, kills

QUICK_ACTS = ("note", "edit", "give-floor", "new")
ACTS = ("note", "secret", "lines", "new", *OPERATIONS) if FULL else QUICK_ACTS
EXPORT = "export"
OTHERS = ("erase", "force", "template") if FULL else ("erase",)
"""Acts of which is asked only that they speak."""

EVERY_ERROR = sorted({error for errors in ERRORS.values() for error in errors.split()})
# A call that is interrupted for ever does not exist: the kernel interrupts it for a signal, and signals end.
FOR_EVER = [f"{error}+" for error in EVERY_ERROR if error != "EINTR"]
FAILURES = [*EVERY_ERROR, *FOR_EVER] if FULL else ["ENOSPC", "EIO"]

Attack = Callable[[str, str], Swept]

SAFE = (Law.HIT, Law.ANSWERED, Law.WHOLE, Law.ACKNOWLEDGED, Law.KEPT, Law.NEXT)


@pytest.fixture(scope="module")
def attack(strace: None, meeting: bytes, tmp_path_factory: pytest.TempPathFactory) -> Attack:
    """Sweeps over the calls of an act, each played once however many tests ask for it."""

    @cache
    def sweep_of(act: str) -> Sweep:
        return Sweep(act, meeting, tmp_path_factory.mktemp(act))

    @cache
    def swept(act: str, what: str) -> Swept:
        sweep = sweep_of(act)
        calls = from_the_file_on(sweep.calls)
        if what == "KILL":
            return sweep.run(kills(sweep.calls if FULL else calls))
        return sweep.run(failures(calls, what.removesuffix("+"), for_ever=what.endswith("+")))

    return swept


@pytest.mark.parametrize("act", ACTS)
def test_a_process_killed_at_any_system_call_loses_and_doubles_nothing(
    act: str, attack: Attack, record_property: Callable[[str, object], None]
) -> None:
    swept = attack(act, "KILL")
    record_property("cases", swept.cases)
    assert swept.cases > 20
    swept.must(*SAFE)


@pytest.mark.parametrize("act", [*ACTS, EXPORT])
def test_a_killed_process_leaves_no_temporary_once_the_next_note_is_written(act: str, attack: Attack) -> None:
    attack(act, "KILL").must(Law.TIDY)


@pytest.mark.parametrize("error", FAILURES)
@pytest.mark.parametrize("act", ACTS)
def test_a_failing_system_call_never_makes_saved_what_is_not(
    act: str, error: str, attack: Attack, record_property: Callable[[str, object], None]
) -> None:
    swept = attack(act, error)
    record_property("cases", swept.cases)
    swept.must(*SAFE, Law.TIDY)


@pytest.mark.parametrize("error", FAILURES)
@pytest.mark.parametrize("act", [*ACTS, EXPORT, *OTHERS])
def test_a_failing_system_call_ends_in_a_sentence(act: str, error: str, attack: Attack) -> None:
    attack(act, error).must(Law.SENTENCE)


@pytest.mark.parametrize("error", FAILURES)
@pytest.mark.parametrize("act", ACTS)
def test_what_is_told_as_not_kept_is_not_there(act: str, error: str, attack: Attack) -> None:
    attack(act, error).must(Law.HONEST)


def test_a_memo_is_whole_or_not_there_when_its_writer_is_killed(
    attack: Attack, record_property: Callable[[str, object], None]
) -> None:
    swept = attack(EXPORT, "KILL")
    record_property("cases", swept.cases)
    swept.must(*SAFE)


@pytest.mark.parametrize("error", FAILURES)
def test_a_memo_is_whole_or_not_there_when_a_call_fails(
    error: str, attack: Attack, record_property: Callable[[str, object], None]
) -> None:
    swept = attack(EXPORT, error)
    record_property("cases", swept.cases)
    swept.must(*SAFE, Law.TIDY, Law.HONEST)
