"""``python -m kaikutui`` and the ``kaikutui`` command."""

import sys

from kaikutui.cli import run


def main() -> None:
    """Run the program with the arguments of the process."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
