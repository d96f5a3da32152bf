"""Play the attacks and write ``docs/reliability.md``; see ``--help``."""

import argparse
import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import msgspec

TESTS = Path(__file__).resolve().parents[1]
DOCS = TESTS.parent / "docs"
RESULTS, TABLE = DOCS / "reliability.json", DOCS / "reliability.md"

sys.path.insert(0, str(TESTS))

from reliability.anchors import measure  # noqa: E402
from reliability.promises import PROMISES  # noqa: E402
from reliability.report import Run, Seen, read_results, table  # noqa: E402


def play(attack: str, numbers: list[int]) -> dict[str, Seen]:
    """Run every test that holds one of these promises."""
    tests = sorted({test for promise in PROMISES if promise.number in numbers for test in promise.tests})
    there = [str(Path("tests") / test) for test in tests]
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "results.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-o", "junit_family=xunit1", f"--junitxml={results}"]
        environment = {**os.environ, "KAIKUTUI_ATTACK": attack}
        subprocess.run([*command, f"--basetemp={folder}/tests", *there], cwd=TESTS.parent, env=environment, check=False)
        return read_results(results, Seen(day=day, attack=attack))


def main() -> int:
    """Play, write, and say whether everything held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="play the part that each change can afford")
    parser.add_argument("--anchors", action="store_true", help="measure the other programs again")
    parser.add_argument("--table", action="store_true", help="play nothing, write the table anew")
    parser.add_argument("promises", nargs="*", type=int, help="play these only; what the others showed last is kept")
    options = parser.parse_args()
    last = msgspec.json.decode(RESULTS.read_bytes(), type=Run) if RESULTS.exists() else Run(tests={})
    numbers = options.promises or [promise.number for promise in PROMISES]
    played = {} if options.table else play("quick" if options.quick else "full", numbers)
    anchors = measure() if options.anchors or not last.anchors else last.anchors
    run = Run(tests={**last.tests, **played}, anchors=anchors).of_today()
    RESULTS.write_bytes(msgspec.json.format(msgspec.json.encode(run), indent=1) + b"\n")
    TABLE.write_text(table(run), encoding="utf-8")
    broken = [test for test, seen in played.items() if seen.failed]
    print(*broken, sep="\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
