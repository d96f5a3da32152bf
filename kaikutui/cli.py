"""The command line: arguments to acts, errors to one sentence and an exit code.

Results go to stdout, everything else to stderr. 0: done, 1: the work failed, 2: wrong usage. The clock, the ids
and the name of this terminal are made here and handed down.
"""

import argparse
import getpass
import os
import secrets
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from kaikutui import __version__
from kaikutui.catalogue import LANGUAGES, text, use
from kaikutui.domain.agenda import Language
from kaikutui.domain.clocks import fixed
from kaikutui.domain.errors import KaikuError


def now() -> datetime:
    """The time, with the local offset."""
    return fixed(datetime.now().astimezone())


def new_id() -> str:
    """An id that no record has: ten hexadecimal digits."""
    return secrets.token_hex(5)


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line; gives the exit code."""
    os.umask(0o077)
    # What Textual could be told from outside would write every key to a file, or to whoever listens.
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    options = parser().parse_args(arguments)
    use(options.lang)
    try:
        act: Callable[[argparse.Namespace], int] = options.act
        code = act(options)
        # Here, and not when Python ends: a reader that has gone is met below.
        sys.stdout.flush()
        return code
    except KaikuError as error:
        if options.debug:
            raise
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has gone; there is nobody to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


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
    from kaikutui.tui.run import run_app

    return run_app(path, now, new_id, own_name(), options.lang)


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

    return converse(options.file, sys.stdin, sys.stdout, now, new_id, own_name())


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
        force=options.force,
        yes=options.yes,
    )
    ask = input if sys.stdin.isatty() and sys.stderr.isatty() else None
    print(export_memo(SessionStore(options.file).load().session, wish, now(), ask, sys.stderr))
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
    top.set_defaults(act=start)
    commands = top.add_subparsers(metavar="COMMAND", parser_class=_Parser)

    def command(name: str, act: Callable[[argparse.Namespace], int], file: bool = True) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text(f"cli.help.{name}"), description=text(f"cli.help.{name}"))
        sub.set_defaults(act=act)
        if file:
            sub.add_argument("file", type=Path, metavar="FILE")
        return sub

    _new_options(command("new", new))
    command("open", open_meeting).add_argument("--view", choices=("secretary",), default="secretary")
    noting = command("note", note)
    noting.add_argument("--item", type=_item, metavar="N")
    noting.add_argument("line", metavar="LINE")
    command("plain", plain)
    _export_options(command("export", export))
    command("template", template, file=False).add_argument(
        "-o", "--output", type=Path, metavar="OUT", required=True, help=text("cli.help.template.output")
    )
    command("check", check, file=False).add_argument("files", type=Path, nargs="+", metavar="FILE")
    command("agendas", agendas, file=False)
    command("demo", demo, file=False)
    command("where", where, file=False)
    return top


def _export_options(sub: argparse.ArgumentParser) -> None:
    from kaikutui.domain.privacy import Names
    from kaikutui.memo.order import Format, Recipient

    sub.add_argument("-o", "--output", type=Path, metavar="OUT", help=text("cli.help.export.output"))
    sub.add_argument("--to", choices=[*Recipient], default=Recipient.PARTNERS, help=text("cli.help.export.to"))
    sub.add_argument("--format", choices=[*Format], help=text("cli.help.export.format"))
    sub.add_argument("--names", choices=[*Names], default=Names.ALL, help=text("cli.help.export.names"))
    sub.add_argument("--template", type=Path, metavar="T.docx", help=text("cli.help.export.template"))
    sub.add_argument("--logo", type=Path, action="append", default=[], help=text("cli.help.export.logo"))
    for name in ("draft", "yes", "force"):
        sub.add_argument(f"--{name}", action="store_true", help=text(f"cli.help.export.{name}"))


def _new_options(sub: argparse.ArgumentParser) -> None:
    for name in ("area", "place", "chair", "secretary", "starts"):
        sub.add_argument(f"--{name}", default="", help=text(f"cli.help.new.{name}"))
    sub.add_argument("--organiser", action="append", default=[], help=text("cli.help.new.organiser"))
    sub.add_argument(
        "--language", choices=[str(one) for one in Language], default="fi", help=text("cli.help.new.language")
    )
    sub.add_argument("--agenda", default="palautekokous-120", help=text("cli.help.new.agenda"))
    sub.add_argument("--partners", type=Path, metavar="CSV", help=text("cli.help.new.partners"))
    sub.add_argument("--from", dest="last", type=Path, metavar="LAST.toml", help=text("cli.help.new.from"))
