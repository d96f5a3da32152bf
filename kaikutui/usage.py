"""How the command line tells its own use: in one line when it is wrong, as a result when it is asked for."""

import argparse
import sys
from typing import TYPE_CHECKING, NoReturn

from kaikutui.telling import say, tell

if TYPE_CHECKING:
    from _typeshed import SupportsWrite


class Parser(argparse.ArgumentParser):
    """Reads arguments; raises NotToldError and ReaderGoneError when help or the version cannot be told."""

    def error(self, message: str) -> NoReturn:
        """Say wrong usage, and end."""
        self.exit(2, f"{self.prog}: {message}\n{self.format_usage()}")

    def _print_message(self, message: str, file: "SupportsWrite[str] | None" = None) -> None:
        if file is sys.stdout:
            tell(message, end="")
        else:
            say(message, end="")
