"""``python -m benchmarks [--short | --check] [CASE …]``: measure, print a table, write ``docs/performance.md``."""

import argparse
import os
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import counts, keys, memo, starting
from benchmarks.bytes_sent import bytes_sent
from benchmarks.figure import COUNTED, FULL, SHORT, Effort, Figure
from benchmarks.neighbour import neighbour
from benchmarks.report import document, line
from benchmarks.saves import save
from benchmarks.upkeep import upkeep

Case = Callable[[Path, Effort], list[Figure]]

COUNTS: dict[str, Case] = {
    "bytes": bytes_sent,
    "modules": lambda folder, effort: counts.modules(),
    "calls": lambda folder, effort: counts.save_calls(folder),
    "writes": lambda folder, effort: counts.key_writes(folder),
    "ahead": starting.typed_ahead,
    "memo-growth": memo.growth,
}
TIMES: dict[str, Case] = {
    "echo": keys.echo,
    "echo-wide": keys.echo_wide,
    "saving": partial(keys.saving, notes=2000),
    "saving-many": partial(keys.saving, notes=10000),
    "enter": keys.enter,
    "save": save,
    "neighbour": neighbour,
    "start": starting.start,
    "commands": starting.commands,
    "crowd": starting.crowd,
    "upkeep": upkeep,
    "memo": memo.figures,
}


def measured(cases: dict[str, Case], effort: Effort) -> list[Figure]:
    """Run cases one after another, each in a folder of its own, and print what each gives."""
    found: list[Figure] = []
    for case in cases.values():
        with TemporaryDirectory() as folder:
            os.environ |= {f"XDG_{name}_HOME": folder for name in ("STATE", "DATA", "CONFIG")}
            for figure in case(Path(folder), effort):
                found.append(figure)
                print(line(figure), flush=True)
    return found


def options_given() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--short", action="store_true", help="a few samples of each")
    parser.add_argument("--check", action="store_true", help="only what can be counted")
    parser.add_argument("--no-page", action="store_true", help="leave docs/performance.md as it is")
    parser.add_argument("cases", nargs="*", metavar="CASE", help=", ".join([*COUNTS, *TIMES]))
    options = parser.parse_args()
    cases = COUNTS if options.check else COUNTS | TIMES
    unknown = [name for name in options.cases if name not in cases]
    if unknown:
        parser.error(f"no such case: {', '.join(unknown)}")
    options.chosen = {name: case for name, case in cases.items() if not options.cases or name in options.cases}
    return options


def main() -> int:
    """Measure what was asked for; 1 when a count is over its goal, times are only told."""
    options = options_given()
    found = measured(options.chosen, COUNTED if options.check else SHORT if options.short else FULL)
    if len(options.chosen) == len(COUNTS | TIMES) and not options.no_page:
        (Path(__file__).parents[1] / "docs" / "performance.md").write_text(
            document(found, datetime.now().astimezone().date(), short=options.short), "utf-8"
        )
    over = [figure for figure in found if figure.counted and not figure.is_met]
    for figure in over:
        print(f"over its goal: {figure.name}", file=sys.stderr)
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
