"""The table of promises, made of what a run has seen."""

from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

from msgspec import Struct
from msgspec.structs import replace

from reliability.promises import PROMISES, Promise


class Seen(Struct, frozen=True):
    """What became of a test function, all its cases together."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    wanting: int = 0
    """Failed as expected: the program does not do it yet."""
    cases: int = 0
    """Cases played, when the test counts them; else the times it ran."""
    missing: tuple[str, ...] = ()
    """What is not there yet, or why it was skipped."""
    day: str = ""
    """When it was played last, as YYYY-MM-DD."""
    attack: str = ""
    """``full`` or ``quick``."""


class Anchor(Struct, frozen=True):
    """What another program does in the same place."""

    program: str
    attack: str
    outcome: str


class Run(Struct, frozen=True):
    """What the attacks have shown; each promise may be played on a day of its own."""

    tests: dict[str, Seen]
    """By ``FILE::NAME``, from the folder of the tests."""
    anchors: tuple[Anchor, ...] = ()

    def of_today(self) -> "Run":
        """The same, sorted, without what no promise names any more."""
        named = [held for promise in PROMISES for held in promise.tests]
        kept = {test: seen for test, seen in self.tests.items() if any(is_of(test, held) for held in named)}
        return replace(self, tests=dict(sorted(kept.items())))


def read_results(path: Path, nothing: Seen) -> dict[str, Seen]:
    """What pytest wrote (JUnit XML), by test function, counted from ``nothing`` on."""
    found: dict[str, Seen] = {}
    for case in ElementTree.parse(path).getroot().iter("testcase"):
        module = case.get("classname", "").removeprefix("tests.").replace(".", "/")
        name = f"{module}.py::{case.get('name', '').split('[')[0]}"
        found[name] = _with(found.get(name, nothing), case)
    return found


def _with(seen: Seen, case: ElementTree.Element) -> Seen:
    skipped = case.find("skipped")
    counted = [int(entry.get("value", "0")) for entry in case.iter("property") if entry.get("name") == "cases"]
    cases = seen.cases + (sum(counted) if counted else 1)
    if case.find("failure") is not None or case.find("error") is not None:
        return replace(seen, failed=seen.failed + 1, cases=cases)
    if skipped is None:
        return replace(seen, passed=seen.passed + 1, cases=cases)
    missing = tuple(sorted({*seen.missing, skipped.get("message", "")}))
    if skipped.get("type") == "pytest.xfail":
        return replace(seen, wanting=seen.wanting + 1, cases=cases, missing=missing)
    return replace(seen, skipped=seen.skipped + 1, missing=missing)


def is_of(test: str, held: str) -> bool:
    """Whether a test function is the one, or of the file, that is named."""
    return test == held or test.startswith((f"{held}::", f"{held}/"))


def table(run: Run) -> str:
    """The whole document."""
    rows = [line for promise in PROMISES for line in _rows(promise, run)]
    anchors = [f"| {anchor.program} | {anchor.attack} | {anchor.outcome} |" for anchor in run.anchors]
    return "\n".join([*_head(), *rows, *_anchors_head(), *anchors, *_tail(), ""])


def _head() -> list[str]:
    return [
        "# What is promised, and what holds it",
        "",
        "A meeting happens once. These are the promises that kaikutui makes about its notes, each with the tests that",
        "hold it and what was seen when they were played last. This file is written by `tests/reliability/run.py`;",
        "edit `tests/reliability/promises.py` instead.",
        "",
        "“Not yet” is said of what the tests ask and the program does not do: such a test is expected to fail, by",
        "name, in `tests/reliability/wanting.py`, and fails the run when it begins to pass.",
        "",
        "| | promise | held by | cases | played | outcome |",
        "|---|---|---|---|---|---|",
    ]


def _rows(promise: Promise, run: Run) -> Iterable[str]:
    words = f"| {promise.number} | {promise.words} |"
    for held in promise.tests:
        found = [run.tests[test] for test in run.tests if is_of(test, held)]
        file, _, name = held.partition("::")
        told = f"`{name}`" if name else f"`{file}`"
        if found:
            seen = merged(found)
            many = "" if name else f", {len(found)} tests"
            yield f"{words} {told}{many} | {seen.cases:,} | {seen.day}, {seen.attack} | {outcome(seen)} |"
        else:
            yield f"{words} {told} | | | **not yet tested** |"
        words = "| | |"


def merged(seen: Iterable[Seen]) -> Seen:
    """What became of several test functions together."""
    total = Seen()
    for one in seen:
        total = Seen(
            passed=total.passed + one.passed,
            failed=total.failed + one.failed,
            skipped=total.skipped + one.skipped,
            wanting=total.wanting + one.wanting,
            cases=total.cases + one.cases,
            missing=tuple(sorted({*total.missing, *one.missing})),
            # The least of all: a row is as old as its oldest test, and full only when all of it was.
            day=min(total.day or one.day, one.day),
            attack=max(total.attack, one.attack),
        )
    return total


def outcome(seen: Seen) -> str:
    """In words: held, broken, or what is missing."""
    if seen.failed:
        return f"**broken** in {seen.failed} of {seen.failed + seen.passed + seen.wanting}"
    if seen.wanting:
        return f"**not yet** in {seen.wanting} of {seen.passed + seen.wanting}: {'; '.join(seen.missing)}"
    if seen.skipped and not seen.passed:
        return f"not run: {'; '.join(seen.missing)}"
    return "held"


def _anchors_head() -> list[str]:
    return [
        "",
        "## What others do in the same place",
        "",
        "Measured by `tests/reliability/anchors.py` with the programs as Debian ships them.",
        "",
        "| program | attack | outcome |",
        "|---|---|---|",
    ]


def _tail() -> list[str]:
    return [
        "",
        "## Playing the attacks",
        "",
        "`pytest tests/reliability` plays the part that each change can afford, some minutes.",
        "`python tests/reliability/run.py` plays everything and writes this file, `run.py 5 7` only these promises;",
        "`--quick` plays the small part, `--table` only writes the file anew. Faults are injected by strace, disks are",
        "mounted as root; what a machine does not permit is skipped and says so, and fails when `KAIKUTUI_ATTACK_MUST`",
        "names it (`strace mount`).",
        "`KAIKUTUI_STORM_SECONDS` sets how long the storm of kills lasts. Guided fuzzing needs `pip install atheris`.",
        "",
        "To add a sabotage that must be noticed, add a line to `tests/reliability/mutants.py`.",
    ]
