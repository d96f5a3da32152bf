"""The command line: arguments to acts, errors to one sentence and an exit code.

0: done, 1: the work failed, 2: wrong usage; ``telling`` and ``crash`` have codes of their own. The clock, the ids and
the name of this terminal are made here and handed down.
"""

import argparse
import gc
import getpass
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from kaikutui import __version__
from kaikutui.catalogue import LANGUAGES, text, use
from kaikutui.crash import say_crash, show_trace
from kaikutui.domain.agenda import Language
from kaikutui.domain.clocks import fixed
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.seat import VIEWS, Seat
from kaikutui.export_options import add_export_options, add_summary_options, add_template_options
from kaikutui.new_options import add_new_options
from kaikutui.telling import READER_GONE, ReaderGoneError, heard, heard_whole, say, settle, tell
from kaikutui.terminal import shows_screens
from kaikutui.usage import Parser


def now() -> datetime:
    """The time, with the local offset."""
    return fixed(datetime.now().astimezone())


def new_id() -> str:
    """An id that no record has: ten hexadecimal digits."""
    return os.urandom(5).hex()


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line; gives the exit code."""
    os.umask(0o077)
    # What Textual could be told from outside would write every key to a file, or to whoever listens.
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    try:
        return _carry_out(arguments)
    except KeyboardInterrupt:
        return 130
    except ReaderGoneError:
        return READER_GONE
    finally:
        settle()


def _carry_out(arguments: Sequence[str]) -> int:
    debug = False
    try:
        options = parser().parse_args(arguments)
        debug = options.debug
        use(options.lang)
        sys.excepthook = show_trace if debug else say_crash
        act: Callable[[argparse.Namespace], int] = options.act
        return act(options)
    except KaikuError as error:
        if debug:
            say("".join(traceback.format_tb(error.__traceback__)), end="")
        say(error)
        return error.exit_code


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
    path = make_meeting(invitation, moment).path
    tell(text("cli.created", path=path), done=text("cli.done.new", path=path))
    return 0


def open_meeting(options: argparse.Namespace) -> int:
    """The meeting on the screen."""
    return show_screen(options, options.file)


def demo(options: argparse.Namespace) -> int:
    """The example meeting in a copy that goes away."""
    from kaikutui.storage.demo import demo_copy

    path = demo_copy(now())
    say(text("cli.demo", path=path))
    return show_screen(options, path)


def show_screen(options: argparse.Namespace, path: Path | None) -> int:
    """Run the full screen; says what else there is when the terminal cannot show it."""
    if not shows_screens():
        say(text("cli.no_screen", file=path or "TIEDOSTO"))
        return 1
    # Nothing that is made while the program starts is garbage; the app collects from its first frame on.
    gc.disable()
    from kaikutui.tui.withheld import import_textual

    import_textual()
    from kaikutui.tui.run import run_app
    from kaikutui.tui.surroundings import Surroundings

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
    # As while the program is loaded: there is more to load here, and little to do.
    gc.disable()
    from kaikutui.noting import take_lines

    # Loaded like the rest, and as little garbage.
    gc.freeze()
    lines = (
        heard_whole(sys.stdin.buffer).decode("utf-8", "surrogateescape").splitlines()
        if options.line == "-"
        else [options.line]
    )
    said = take_lines(options.file, lines, options.item, now, new_id, own_name())
    say(said)
    return 0


def plain(options: argparse.Namespace) -> int:
    """The meeting as a conversation."""
    from kaikutui.plain import converse

    own = Seat(name=own_name(), language=options.lang, guest=options.guest)
    return converse(options.file, sys.stdin, sys.stdout, now, new_id, own)


def export(options: argparse.Namespace) -> int:
    """Write the memo and print its path; ask first when something is missing from it."""
    # As for a note: there is much to load, and a memo leaves little garbage.
    gc.disable()
    from kaikutui.exporting import Wish, export_memo, meeting_to_export

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
    path = export_memo(meeting_to_export(options.file, sys.stderr), wish, now(), ask, sys.stderr)
    tell(path, done=text("cli.done.memo", path=path))
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
    from kaikutui.memo_file import write_template

    path = write_template(options.output)
    tell(path, done=text("cli.done.template", path=path))
    return 0


def check(options: argparse.Namespace) -> int:
    """Say what is wrong with files, and what is missing from meetings."""
    from kaikutui.checking import check_file

    codes = [check_file(path, sys.stdout, sys.stderr) for path in options.files]
    return max(codes)


def agendas(options: argparse.Namespace) -> int:
    """The agendas there are."""
    from kaikutui.storage.agenda_file import agenda_names, load_agenda

    tell(*(f"{name}\t{load_agenda(name).title}" for name in agenda_names()))
    return 0


def where(options: argparse.Namespace) -> int:
    """The folders in use."""
    from kaikutui.storage.places import agendas_folder, sessions_folder, state_folder

    tell(sessions_folder(), agendas_folder(), state_folder())
    return 0


def erase(options: argparse.Namespace) -> int:
    """Delete a meeting's every file, after listing them and being told to."""
    from kaikutui.storage.erase import erase as erase_meeting
    from kaikutui.storage.erase import files_of

    files = files_of(options.file)
    # Whoever could not see what goes has not been told.
    tell(*files)
    if files and not options.yes:
        say(text("cli.erase.ask", count=len(files)), end=" ")
        if next(heard(sys.stdin), "").strip().casefold() not in ("k", "kyllä", "y", "yes", "j", "ja"):
            say(text("cli.erase.left"))
            return 1
    erase_meeting(options.file)
    say(text("cli.erase.done"))
    return 0


def own_name() -> str:
    """What notes of this terminal say in ``by``: the user's name on this machine, or nothing."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _item(typed: str) -> int:
    if typed not in tuple("123456789"):
        raise argparse.ArgumentTypeError(text("usage.item"))
    return int(typed)


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = Parser(prog="kaikutui", description=text("cli.about"))
    top.add_argument("--version", action="version", version=f"kaikutui {__version__}", help=text("cli.usage.version"))
    top.add_argument("--lang", choices=LANGUAGES, default="fi", help=text("cli.help.lang"))
    top.add_argument("--debug", action="store_true", help=text("cli.help.debug"))
    top.add_argument("--no-mouse", dest="mouse", action="store_false", help=text("cli.help.no_mouse"))
    top.add_argument("--bell", action="store_true", help=text("cli.help.bell"))
    top.set_defaults(act=start, view="secretary", guest=False)
    commands = top.add_subparsers(metavar=text("cli.usage.name"), parser_class=Parser)

    def command(name: str, act: Callable[[argparse.Namespace], int], file: bool = True) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text(f"cli.help.{name}"), description=text(f"cli.help.{name}"))
        sub.set_defaults(act=act)
        if file:
            sub.add_argument("file", type=Path, metavar=text("cli.usage.file"))
        return sub

    add_new_options(command("new", new))
    opening = command("open", open_meeting)
    opening.add_argument("--view", choices=VIEWS, default="secretary", help=text("cli.help.view"))
    opening.add_argument("--guest", action="store_true", help=text("cli.help.guest"))
    noting = command("note", note)
    noting.add_argument("--item", type=_item, metavar=text("cli.usage.number"))
    noting.add_argument("line", metavar=text("cli.usage.line"))
    command("plain", plain).add_argument("--guest", action="store_true", help=text("cli.help.guest"))
    add_export_options(command("export", export))
    add_summary_options(command("summary", summary, file=False))
    add_template_options(command("template", template, file=False))
    command("check", check, file=False).add_argument("files", type=Path, nargs="+", metavar=text("cli.usage.file"))
    command("agendas", agendas, file=False)
    command("demo", demo, file=False)
    command("erase", erase).add_argument("--yes", action="store_true", help=text("cli.help.yes"))
    command("where", where, file=False)
    return top
