"""``python -m kaikutui`` and the ``kaikutui`` command."""

import codecs
import gc
import io
import os
import sys

from kaikutui import __version__

_AS_IT_IS = "kaikutui.as_it_is"


def _as_it_is(error: UnicodeError) -> tuple[str | bytes, int]:
    """A file name need not be text: it is printed as the bytes that it is. A sign that a terminal lacks is a ``?``."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    sign = error.object[error.start]
    return bytes([ord(sign) - 0xDC00]) if "\udc80" <= sign <= "\udcff" else b"?", error.start + 1


def main() -> None:
    """Run the program with the arguments of the process; what needs no more than this file imports no more."""
    codecs.register_error(_AS_IT_IS, _as_it_is)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        # Whoever closed a stream (``>&-``) wants nothing from it, and no other file is to come in its place.
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))
    for stream, errors in ((sys.stdin, "surrogateescape"), (sys.stdout, _AS_IT_IS)):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)
    if sys.argv[1:] == ["--version"] and _told_version():
        return
    sys.exit(_run(sys.argv[1:]))


def _told_version() -> bool:
    """Tell the version; False when that failed, which the whole program knows how to say."""
    try:
        sys.stdout.write(f"kaikutui {__version__}\n")
        sys.stdout.flush()
    except OSError:
        return False
    return True


def _run(arguments: list[str]) -> int:
    """Show the first frame of a meeting before the imports, which take their time; gives the exit code."""
    from kaikutui.tui.glimpse import show_first

    _leave_no_core()
    # Nothing that is made while the program is loaded is garbage, and it stays: it is never looked through.
    gc.disable()
    try:
        show_first(arguments)
        from kaikutui.tui.withheld import import_paths

        import_paths()
        from kaikutui.cli import run

        gc.freeze()
        gc.enable()
        return run(arguments)
    except KeyboardInterrupt:
        return 130
    finally:
        from kaikutui.terminal import give_back

        give_back()
        # What is left goes with the process; Python would look for garbage in all of it once more.
        gc.freeze()


def _leave_no_core() -> None:
    """The memory of a program that was killed would hold every note; so before anything is read."""
    try:
        import resource
    except ImportError:
        # Windows writes no cores.
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
