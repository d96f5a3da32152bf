"""``python -m kaikutui`` and the ``kaikutui`` command."""

import codecs
import io
import os
import sys

from kaikutui.cli import run

_AS_IT_IS = "kaikutui.as_it_is"


def _as_it_is(error: UnicodeError) -> tuple[str | bytes, int]:
    """A file name need not be text: it is printed as the bytes that it is. A sign that a terminal lacks is a ``?``."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    sign = error.object[error.start]
    return bytes([ord(sign) - 0xDC00]) if "\udc80" <= sign <= "\udcff" else b"?", error.start + 1


def main() -> None:
    """Run the program with the arguments of the process."""
    codecs.register_error(_AS_IT_IS, _as_it_is)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        # Whoever closed a stream (``>&-``) wants nothing from it, and no other file is to come in its place.
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))
    for stream, errors in ((sys.stdin, "surrogateescape"), (sys.stdout, _AS_IT_IS)):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
