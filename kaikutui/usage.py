"""How the command line tells its own use: in one line when it is wrong, as a result when it is asked for."""

import argparse
import os
import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn

from kaikutui.catalogue import text
from kaikutui.telling import say, tell

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "usage: ": "cli.usage.usage",
        "positional arguments": "cli.usage.positional",
        "options": "cli.usage.options",
        "show this help message and exit": "cli.usage.help",
        "argument %(argument_name)s: %(message)s": "cli.usage.argument",
        "the following arguments are required: %s": "cli.usage.required",
        "one of the arguments %s is required": "cli.usage.one_required",
        "unrecognized arguments: %s": "cli.usage.unrecognized",
        "not allowed with argument %s": "cli.usage.not_allowed",
        "ambiguous option: %(option)s could match %(matches)s": "cli.usage.ambiguous",
        "unexpected option string: %s": "cli.usage.unexpected",
        "expected one argument": "cli.usage.expected_one",
        "expected at most one argument": "cli.usage.expected_at_most_one",
        "expected at least one argument": "cli.usage.expected_one",
        "ignored explicit argument %r": "cli.usage.explicit",
        "invalid choice: %(value)r (choose from %(choices)s)": "cli.usage.choice",
        "invalid %(type)s value: %(value)r": "cli.usage.value",
        "unknown parser %(parser_name)r (choices: %(choices)s)": "cli.usage.command",
    }
)
"""What argparse says to users → our text; values stand in both as ``%`` puts them in. Words that a later Python adds
stay its own."""


def _in_our_words(message: str) -> str:
    return text(WORDS[message]) if message in WORDS else message


# argparse translates through gettext, by catalogues of the whole process and the language of the system; the language
# of the user is ours to know, and texts come from one catalogue.
vars(argparse)["_"] = _in_our_words


class Formatter(argparse.HelpFormatter):
    """argparse's own, but for asking the terminal for its width by itself.

    A formatter is made for each option that is added, and argparse's loads the archives of ``shutil`` for it: 2 ms.
    """

    def __init__(self, prog: str) -> None:
        """Two columns are left free, as argparse does."""
        super().__init__(prog, width=columns() - 2)


def columns() -> int:
    """The width of the terminal as ``shutil.get_terminal_size`` knows it: ``COLUMNS``, the terminal's own, or 80."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(1).columns or 80
    except OSError:
        return 80


class Parser(argparse.ArgumentParser):
    """Reads arguments; raises NotToldError and ReaderGoneError when help or the version cannot be told."""

    def __init__(self, **told: Any) -> None:
        """As argparse makes it, with our formatter."""
        super().__init__(**{"formatter_class": Formatter, **told})

    def error(self, message: str) -> NoReturn:
        """Say wrong usage, and end."""
        self.exit(2, f"{self.prog}: {message}\n{self.format_usage()}")

    def _print_message(self, message: str, file: "SupportsWrite[str] | None" = None) -> None:
        if file is sys.stdout:
            tell(message, end="")
        else:
            say(message, end="")
