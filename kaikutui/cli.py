"""The command line: arguments to acts, errors to one sentence and an exit code.

Results go to stdout, everything else to stderr. 0: done, 1: the work failed, 2: wrong usage. The clock, the ids
and the name of this terminal are made here and handed down.
"""

import argparse
import getpass
import os
import secrets
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from kaikutui import __version__
from kaikutui.catalogue import LANGUAGES, text, use
from kaikutui.crash import say_crash, show_trace
from kaikutui.domain.agenda import Language
from kaikutui.domain.clocks import fixed
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.seat import VIEWS, Seat
from kaikutui.export_options import add_export_options, add_summary_options, add_template_options
from kaikutui.new_options import add_new_options


def now() -> datetime:
    """The time, with the local offset."""
    return fixed(datetime.now().astimezone())


def new_id() -> str:
    """An id that no record has: ten hexadecimal digits."""
    return secrets.token_hex(5)


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line; gives the exit code."""
    os.umask(0o077)
    _leave_no_core()
    # What Textual could be told from outside would write every key to a file, or to whoever listens.
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    options = parser().parse_args(arguments)
    use(options.lang)
    sys.excepthook = show_trace if options.debug else say_crash
    try:
        act: Callable[[argparse.Namespace], int] = options.act
        code = act(options)
        # Here, and not when Python ends: a reader that has gone is met below.
        sys.stdout.flush()
        return code
    except KaikuError as error:
        if options.debug:
            traceback.print_tb(error.__traceback__)
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has gone; there is nobody to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _leave_no_core() -> None:
    """The memory of a program that was killed would hold every note."""
    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def start(options: argparse.Namespace) -> int:
    """The start screen."""
    return show_screen(options, None)


def new(options: argparse.Namespace) -> int:
    """Make a session file."""
    from kaikutui.storage.starting import Invitation, make_meeting, parse_starts

    moment = now()
    invitation = Invitation(
        path=options.file,
        area=options.area,
        organisers=tuple(options.organiser),
        starts=parse_starts(options.starts, moment.date()) if options.starts else None,
        place=options.place,
        chair=options.chair,
        secretary=options.secretary,
        language=Language(options.language),
        agenda=options.agenda,
        partners=str(options.partners or ""),
        last=options.last,
    )
    print(text("cli.created", path=make_meeting(invitation, moment).path))
    return 0


def open_meeting(options: argparse.Namespace) -> int:
    """The meeting on the screen."""
    return show_screen(options, options.file)


def demo(options: argparse.Namespace) -> int:
    """The example meeting in a copy that goes away."""
    from kaikutui.storage.demo import demo_copy

    path = demo_copy(now())
    print(text("cli.demo", path=path), file=sys.stderr)
    return show_screen(options, path)


def show_screen(options: argparse.Namespace, path: Path | None) -> int:
    """Run the full screen; says what else there is when the terminal cannot show it."""
    if os.environ.get("TERM", "dumb") in ("", "dumb", "unknown") or not (sys.stdin.isatty() and sys.stdout.isatty()):
        print(text("cli.no_screen", file=path or "TIEDOSTO"), file=sys.stderr)
        return 1
    from kaikutui.tui.app import Surroundings
    from kaikutui.tui.run import run_app

    around = Surroundings(
        clock=now,
        new_id=new_id,
        name=own_name(),
        language=options.lang,
        view=options.view,
        guest=options.guest,
        mouse=options.mouse,
        bell=options.bell,
    )
    return run_app(path, around)


def note(options: argparse.Namespace) -> int:
    """Capture lines from a shell."""
    from kaikutui.noting import take_lines

    lines = (
        sys.stdin.buffer.read().decode("utf-8", "surrogateescape").splitlines()
        if options.line == "-"
        else [options.line]
    )
    said = take_lines(options.file, lines, options.item, now, new_id, own_name())
    print(said, file=sys.stderr)
    return 0


def plain(options: argparse.Namespace) -> int:
    """The meeting as a conversation."""
    from kaikutui.plain import converse

    own = Seat(name=own_name(), language=options.lang, guest=options.guest)
    return converse(options.file, sys.stdin, sys.stdout, now, new_id, own)


def export(options: argparse.Namespace) -> int:
    """Write the memo and print its path; ask first when something is missing from it."""
    from kaikutui.exporting import Wish, export_memo
    from kaikutui.storage.store import SessionStore

    wish = Wish(
        output=options.output or options.file.absolute().parent,
        recipient=options.to,
        format=options.format,
        names=options.names,
        draft=options.draft,
        template=options.template,
        logos=tuple(options.logo),
        appendices=tuple(options.appendix),
        force=options.force,
        yes=options.yes,
    )
    ask = input if sys.stdin.isatty() and sys.stderr.isatty() else None
    print(export_memo(SessionStore(options.file).load().session, wish, now(), ask, sys.stderr))
    return 0


def summary(options: argparse.Namespace) -> int:
    """Tell of several meetings in one."""
    from kaikutui.summarising import Question, summarise_files

    question = Question(
        files=tuple(options.files),
        output=options.output,
        format=options.format,
        language=options.lang,
        force=options.force,
    )
    summarise_files(question, now(), sys.stdout)
    return 0


def template(options: argparse.Namespace) -> int:
    """Write the default template, to be made one's own in Word, and print its path."""
    from kaikutui.memo.export import write_template

    print(write_template(options.output))
    return 0


def check(options: argparse.Namespace) -> int:
    """Say what is wrong with files, and what is missing from meetings."""
    from kaikutui.checking import check_file

    codes = [check_file(path, sys.stdout, sys.stderr) for path in options.files]
    return max(codes)


def agendas(options: argparse.Namespace) -> int:
    """The agendas there are."""
    from kaikutui.storage.agenda_file import agenda_names, load_agenda

    for name in agenda_names():
        print(f"{name}\t{load_agenda(name).title}")
    return 0


def where(options: argparse.Namespace) -> int:
    """The folders in use."""
    from kaikutui.storage.places import agendas_folder, sessions_folder, state_folder

    for folder in (sessions_folder(), agendas_folder(), state_folder()):
        print(folder)
    return 0


def erase(options: argparse.Namespace) -> int:
    """Delete a meeting's every file, after listing them and being told to."""
    from kaikutui.storage.erase import erase as erase_meeting
    from kaikutui.storage.erase import files_of

    files = files_of(options.file)
    print(*files, sep="\n")
    if files and not options.yes:
        print(text("cli.erase.ask", count=len(files)), end=" ", file=sys.stderr, flush=True)
        if sys.stdin.readline().strip().casefold() not in ("k", "kyllä", "y", "yes", "j", "ja"):
            print(text("cli.erase.left"), file=sys.stderr)
            return 1
    erase_meeting(options.file)
    print(text("cli.erase.done"), file=sys.stderr)
    return 0


def own_name() -> str:
    """What notes of this terminal say in ``by``: the user's name on this machine, or nothing."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


class _Parser(argparse.ArgumentParser):
    """Says wrong usage in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\n{self.format_usage()}")


def _item(typed: str) -> int:
    if typed not in tuple("123456789"):
        raise argparse.ArgumentTypeError(text("usage.item"))
    return int(typed)


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = _Parser(prog="kaikutui", description=text("cli.about"))
    top.add_argument("--version", action="version", version=f"kaikutui {__version__}")
    top.add_argument("--lang", choices=LANGUAGES, default="fi", help=text("cli.help.lang"))
    top.add_argument("--debug", action="store_true", help=text("cli.help.debug"))
    top.add_argument("--no-mouse", dest="mouse", action="store_false", help=text("cli.help.no_mouse"))
    top.add_argument("--bell", action="store_true", help=text("cli.help.bell"))
    top.set_defaults(act=start, view="secretary", guest=False)
    commands = top.add_subparsers(metavar="COMMAND", parser_class=_Parser)

    def command(name: str, act: Callable[[argparse.Namespace], int], file: bool = True) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text(f"cli.help.{name}"), description=text(f"cli.help.{name}"))
        sub.set_defaults(act=act)
        if file:
            sub.add_argument("file", type=Path, metavar="FILE")
        return sub

    add_new_options(command("new", new))
    opening = command("open", open_meeting)
    opening.add_argument("--view", choices=VIEWS, default="secretary", help=text("cli.help.view"))
    opening.add_argument("--guest", action="store_true", help=text("cli.help.guest"))
    noting = command("note", note)
    noting.add_argument("--item", type=_item, metavar="N")
    noting.add_argument("line", metavar="LINE")
    command("plain", plain).add_argument("--guest", action="store_true", help=text("cli.help.guest"))
    add_export_options(command("export", export))
    add_summary_options(command("summary", summary, file=False))
    add_template_options(command("template", template, file=False))
    command("check", check, file=False).add_argument("files", type=Path, nargs="+", metavar="FILE")
    command("agendas", agendas, file=False)
    command("demo", demo, file=False)
    command("erase", erase).add_argument("--yes", action="store_true", help=text("cli.help.yes"))
    command("where", where, file=False)
    return top
