"""``python -m kaikutui`` and the ``kaikutui`` command."""

import io
import sys

from kaikutui.cli import run


def main() -> None:
    """Run the program with the arguments of the process."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A file name need not be text; it is printed as the bytes that it is.
        sys.stdout.reconfigure(errors="surrogateescape")
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
