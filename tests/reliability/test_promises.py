"""The document about the promises tells what there is."""

import ast
from pathlib import Path

import msgspec

from reliability.promises import PROMISES
from reliability.report import Run, Seen, outcome, table

TESTS = Path(__file__).parents[1]
DOCS = TESTS.parent / "docs"


def test_there_are_fifteen_promises() -> None:
    assert [promise.number for promise in PROMISES] == list(range(1, 16))


def test_every_test_that_is_named_is_there_or_its_file_is_not_yet() -> None:
    for name in (test for promise in PROMISES for test in promise.tests if "::" in test):
        file, function = name.split("::")
        tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
        assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, name


def test_the_document_is_what_the_last_run_has_seen() -> None:
    run = msgspec.json.decode((DOCS / "reliability.json").read_bytes(), type=Run)
    assert (DOCS / "reliability.md").read_text(encoding="utf-8") == table(run)


def test_what_failed_what_is_missing_and_what_was_not_run_is_never_called_held() -> None:
    assert outcome(Seen(passed=3)) == "held"
    assert "broken" in outcome(Seen(passed=3, failed=1, wanting=1))
    assert "not yet" in outcome(Seen(passed=3, wanting=1, missing=("no reserve",)))
    assert "not run" in outcome(Seen(skipped=1, missing=("no strace",)))
