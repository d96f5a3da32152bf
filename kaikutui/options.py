"""The options of each command of the command line; whoever calls one command loads no other's."""

import argparse
from pathlib import Path

from kaikutui.catalogue import text
from kaikutui.domain.seat import VIEWS


def of_none(sub: argparse.ArgumentParser) -> None:
    """A command that needs to be told nothing."""


def of_new(sub: argparse.ArgumentParser) -> None:
    """What the new meeting is."""
    from kaikutui.new_options import add_new_options

    _add_file(sub)
    add_new_options(sub)


def of_open(sub: argparse.ArgumentParser) -> None:
    """Who looks at the meeting."""
    _add_file(sub)
    sub.add_argument("--view", choices=VIEWS, default="secretary", help=text("cli.help.view"))
    _add_guest(sub)


def of_note(sub: argparse.ArgumentParser) -> None:
    """A line and its item."""
    _add_file(sub)
    sub.add_argument("--item", type=_item, metavar=text("cli.usage.number"))
    sub.add_argument("line", metavar=text("cli.usage.line"))


def of_plain(sub: argparse.ArgumentParser) -> None:
    """Who takes part."""
    _add_file(sub)
    _add_guest(sub)


def of_export(sub: argparse.ArgumentParser) -> None:
    """Which memo for whom."""
    from kaikutui.export_options import add_export_options

    _add_file(sub)
    add_export_options(sub)


def of_summary(sub: argparse.ArgumentParser) -> None:
    """Of which meetings."""
    from kaikutui.export_options import add_summary_options

    add_summary_options(sub)


def of_template(sub: argparse.ArgumentParser) -> None:
    """Where the template goes."""
    from kaikutui.export_options import add_template_options

    add_template_options(sub)


def of_check(sub: argparse.ArgumentParser) -> None:
    """Files of any kind."""
    sub.add_argument("files", type=Path, nargs="+", metavar=text("cli.usage.file"))


def of_erase(sub: argparse.ArgumentParser) -> None:
    """Whether it is to be asked about."""
    _add_file(sub)
    sub.add_argument("--yes", action="store_true", help=text("cli.help.yes"))


def _add_file(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("file", type=Path, metavar=text("cli.usage.file"))


def _add_guest(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--guest", action="store_true", help=text("cli.help.guest"))


def _item(typed: str) -> int:
    if typed not in tuple("123456789"):
        raise argparse.ArgumentTypeError(text("usage.item"))
    return int(typed)
