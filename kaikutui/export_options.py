"""The options of an export on the command line."""

import argparse
from pathlib import Path

from kaikutui.catalogue import text
from kaikutui.domain.privacy import Names
from kaikutui.memo.order import Appendix, Format, Recipient


def add_export_options(sub: argparse.ArgumentParser) -> None:
    """Everything that ``kaikutui export`` understands besides its file."""
    sub.add_argument("-o", "--output", type=Path, metavar=text("cli.usage.target"), help=text("cli.help.export.output"))
    sub.add_argument("--to", choices=[*Recipient], default=Recipient.PARTNERS, help=text("cli.help.export.to"))
    sub.add_argument("--format", choices=[*Format], help=text("cli.help.export.format"))
    sub.add_argument("--names", choices=[*Names], default=Names.ALL, help=text("cli.help.export.names"))
    sub.add_argument("--template", type=Path, metavar=text("cli.usage.pattern"), help=text("cli.help.export.template"))
    sub.add_argument("--logo", type=Path, action="append", default=[], help=text("cli.help.export.logo"))
    sub.add_argument(
        "--appendix", choices=[*Appendix], action="append", default=[], help=text("cli.help.export.appendix")
    )
    for name in ("draft", "yes", "force"):
        sub.add_argument(f"--{name}", action="store_true", help=text(f"cli.help.export.{name}"))


def add_template_options(sub: argparse.ArgumentParser) -> None:
    """Where ``kaikutui template`` writes."""
    help_text = text("cli.help.template.output")
    sub.add_argument("-o", "--output", type=Path, metavar=text("cli.usage.target"), required=True, help=help_text)


def add_summary_options(sub: argparse.ArgumentParser) -> None:
    """Which meetings ``kaikutui summary`` tells of, and how."""
    sub.add_argument("files", type=Path, nargs="+", metavar=text("cli.usage.file"))
    sub.add_argument(
        "-o", "--output", type=Path, metavar=text("cli.usage.target"), help=text("cli.help.summary.output")
    )
    sub.add_argument("--format", choices=[*Format], help=text("cli.help.summary.format"))
    sub.add_argument("--force", action="store_true", help=text("cli.help.export.force"))
