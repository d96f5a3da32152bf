"""``python -m benchmarks [--short | --check] [CASE …]``: measure, print a table, write ``docs/performance.md``."""

import argparse
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import counts, figures
from benchmarks.figures import FULL, SHORT, Effort, Figure
from benchmarks.report import document, line

Case = Callable[[Path, Effort], list[Figure]]

COUNTS: dict[str, Case] = {
    "bytes": lambda folder, effort: counts.bytes_sent(folder),
    "modules": lambda folder, effort: counts.modules(),
    "calls": lambda folder, effort: counts.save_calls(folder),
}
TIMES: dict[str, Case] = {
    "echo": lambda folder, effort: figures.echo(folder, effort, (80, 24)),
    "echo-wide": lambda folder, effort: figures.echo(folder, effort, (120, 40)),
    "saving": lambda folder, effort: figures.saving(folder, effort, 2000),
    "saving-many": lambda folder, effort: figures.saving(folder, effort, 10000),
    "enter": figures.enter,
    "start": figures.start,
    "upkeep": figures.upkeep,
}


def measured(cases: dict[str, Case], effort: Effort) -> list[Figure]:
    """Run cases one after another, each in a folder of its own, and print what each gives."""
    found: list[Figure] = []
    for case in cases.values():
        with TemporaryDirectory() as folder:
            os.environ["XDG_STATE_HOME"] = folder
            for figure in case(Path(folder), effort):
                found.append(figure)
                print(line(figure), flush=True)
    return found


def main() -> int:
    """Measure what was asked for; 1 when a count is over its goal, times are only told."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--short", action="store_true", help="a few samples of each")
    parser.add_argument("--check", action="store_true", help="only what can be counted")
    parser.add_argument("cases", nargs="*", metavar="CASE", help=", ".join([*COUNTS, *TIMES]))
    options = parser.parse_args()
    cases = COUNTS if options.check else COUNTS | TIMES
    unknown = [name for name in options.cases if name not in cases]
    if unknown:
        parser.error(f"no such case: {', '.join(unknown)}")
    chosen = {name: case for name, case in cases.items() if not options.cases or name in options.cases}
    found = measured(chosen, SHORT if options.short or options.check else FULL)
    if len(chosen) == len(COUNTS | TIMES):
        (Path(__file__).parents[1] / "docs" / "performance.md").write_text(
            document(found, datetime.now().astimezone().date(), short=options.short), "utf-8"
        )
    over = [figure for figure in found if figure.counted and not figure.is_met]
    for figure in over:
        print(f"over its goal: {figure.name}", file=sys.stderr)
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
