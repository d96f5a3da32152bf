"""The options of a new meeting on the command line."""

import argparse
from pathlib import Path

from kaikutui.catalogue import text
from kaikutui.domain.agenda import Language


def add_new_options(sub: argparse.ArgumentParser) -> None:
    """Everything that ``kaikutui new`` understands besides its file."""
    for name in ("area", "place", "chair", "secretary", "starts"):
        sub.add_argument(f"--{name}", default="", help=text(f"cli.help.new.{name}"))
    sub.add_argument("--organiser", action="append", default=[], help=text("cli.help.new.organiser"))
    sub.add_argument(
        "--language", choices=[str(one) for one in Language], default="fi", help=text("cli.help.new.language")
    )
    sub.add_argument("--agenda", default="palautekokous-120", help=text("cli.help.new.agenda"))
    sub.add_argument("--partners", type=Path, metavar="CSV", help=text("cli.help.new.partners"))
    sub.add_argument("--from", dest="last", type=Path, metavar=text("cli.usage.last"), help=text("cli.help.new.from"))
