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
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from kaikutui import __version__, options
from kaikutui.catalogue import LANGUAGES, text, use
from kaikutui.crash import say_crash, show_trace
from kaikutui.domain.agenda import Language
from kaikutui.domain.clocks import fixed
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.seat import Seat
from kaikutui.telling import READER_GONE, ReaderGoneError, heard, heard_whole, say, settle, tell
from kaikutui.terminal import shows_screens
from kaikutui.usage import Parser

Act = Callable[[argparse.Namespace], int]
"""What a command does with what was chosen for it; gives the exit code."""


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
        chosen = parser(arguments).parse_args(arguments)
        debug = chosen.debug
        use(chosen.lang)
        sys.excepthook = show_trace if debug else say_crash
        act: Act = chosen.act
        return act(chosen)
    except KaikuError as error:
        if debug:
            say("".join(traceback.format_tb(error.__traceback__)), end="")
        say(error)
        return error.exit_code


def start(chosen: argparse.Namespace) -> int:
    """The start screen."""
    return show_screen(chosen, None)


def new(chosen: argparse.Namespace) -> int:
    """Make a session file."""
    from kaikutui.storage.starting import Invitation, make_meeting, parse_starts

    moment = now()
    invitation = Invitation(
        path=chosen.file,
        area=chosen.area,
        organisers=tuple(chosen.organiser),
        starts=parse_starts(chosen.starts, moment.date()) if chosen.starts else None,
        place=chosen.place,
        chair=chosen.chair,
        secretary=chosen.secretary,
        language=Language(chosen.language),
        agenda=chosen.agenda,
        partners=str(chosen.partners or ""),
        last=chosen.last,
    )
    path = make_meeting(invitation, moment).path
    tell(text("cli.created", path=path), done=text("cli.done.new", path=path))
    return 0


def open_meeting(chosen: argparse.Namespace) -> int:
    """The meeting on the screen."""
    return show_screen(chosen, chosen.file)


def demo(chosen: argparse.Namespace) -> int:
    """The example meeting in a copy that goes away."""
    from kaikutui.storage.demo import demo_copy

    path = demo_copy(now())
    say(text("cli.demo", path=path))
    return show_screen(chosen, path)


def show_screen(chosen: argparse.Namespace, path: Path | None) -> int:
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
        language=chosen.lang,
        view=chosen.view,
        guest=chosen.guest,
        mouse=chosen.mouse,
        bell=chosen.bell,
    )
    return run_app(path, around)


def note(chosen: argparse.Namespace) -> int:
    """Capture lines from a shell."""
    # As while the program is loaded: there is more to load here, and little to do.
    gc.disable()
    from kaikutui.noting import take_lines

    # Loaded like the rest, and as little garbage.
    gc.freeze()
    lines = (
        heard_whole(sys.stdin.buffer).decode("utf-8", "surrogateescape").splitlines()
        if chosen.line == "-"
        else [chosen.line]
    )
    said = take_lines(chosen.file, lines, chosen.item, now, new_id, own_name())
    say(said)
    return 0


def plain(chosen: argparse.Namespace) -> int:
    """The meeting as a conversation."""
    from kaikutui.plain import converse

    own = Seat(name=own_name(), language=chosen.lang, guest=chosen.guest)
    return converse(chosen.file, sys.stdin, sys.stdout, now, new_id, own)


def export(chosen: argparse.Namespace) -> int:
    """Write the memo and print its path; ask first when something is missing from it."""
    # As for a note: there is much to load, and a memo leaves little garbage.
    gc.disable()
    from kaikutui.exporting import Wish, export_memo, meeting_to_export

    wish = Wish(
        output=chosen.output or chosen.file.absolute().parent,
        recipient=chosen.to,
        format=chosen.format,
        names=chosen.names,
        draft=chosen.draft,
        template=chosen.template,
        logos=tuple(chosen.logo),
        appendices=tuple(chosen.appendix),
        force=chosen.force,
        yes=chosen.yes,
    )
    ask = input if sys.stdin.isatty() and sys.stderr.isatty() else None
    path = export_memo(meeting_to_export(chosen.file, sys.stderr), wish, now(), ask, sys.stderr)
    tell(path, done=text("cli.done.memo", path=path))
    return 0


def summary(chosen: argparse.Namespace) -> int:
    """Tell of several meetings in one."""
    from kaikutui.summarising import Question, summarise_files

    question = Question(
        files=tuple(chosen.files),
        output=chosen.output,
        format=chosen.format,
        language=chosen.lang,
        force=chosen.force,
    )
    summarise_files(question, now(), sys.stdout)
    return 0


def template(chosen: argparse.Namespace) -> int:
    """Write the default template, to be made one's own in Word, and print its path."""
    from kaikutui.memo_file import write_template

    path = write_template(chosen.output)
    tell(path, done=text("cli.done.template", path=path))
    return 0


def check(chosen: argparse.Namespace) -> int:
    """Say what is wrong with files, and what is missing from meetings."""
    from kaikutui.checking import check_file

    codes = [check_file(path, sys.stdout, sys.stderr) for path in chosen.files]
    return max(codes)


def agendas(chosen: argparse.Namespace) -> int:
    """The agendas there are."""
    from kaikutui.storage.agenda_file import agenda_names, load_agenda

    tell(*(f"{name}\t{load_agenda(name).title}" for name in agenda_names()))
    return 0


def where(chosen: argparse.Namespace) -> int:
    """The folders in use."""
    from kaikutui.storage.places import agendas_folder, sessions_folder, state_folder

    tell(sessions_folder(), agendas_folder(), state_folder())
    return 0


def erase(chosen: argparse.Namespace) -> int:
    """Delete a meeting's every file, after listing them and being told to."""
    from kaikutui.storage.erase import erase as erase_meeting
    from kaikutui.storage.erase import files_of

    files = files_of(chosen.file)
    # Whoever could not see what goes has not been told.
    tell(*files)
    if files and not chosen.yes:
        say(text("cli.erase.ask", count=len(files)), end=" ")
        if next(heard(sys.stdin), "").strip().casefold() not in ("k", "kyllä", "y", "yes", "j", "ja"):
            say(text("cli.erase.left"))
            return 1
    erase_meeting(chosen.file)
    say(text("cli.erase.done"))
    return 0


def own_name() -> str:
    """What notes of this terminal say in ``by``: the user's name on this machine, or nothing."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def parser(arguments: Sequence[str] = ()) -> argparse.ArgumentParser:
    """The command line; of one that names a command, as much as is asked for: the rest is told in the help only."""
    top = Parser(prog="kaikutui", description=text("cli.about"))
    top.add_argument("--version", action="version", version=f"kaikutui {__version__}", help=text("cli.usage.version"))
    top.add_argument("--lang", choices=LANGUAGES, default="fi", help=text("cli.help.lang"))
    top.add_argument("--debug", action="store_true", help=text("cli.help.debug"))
    top.add_argument("--no-mouse", dest="mouse", action="store_false", help=text("cli.help.no_mouse"))
    top.add_argument("--bell", action="store_true", help=text("cli.help.bell"))
    top.set_defaults(act=start, view="secretary", guest=False)
    commands = top.add_subparsers(metavar=text("cli.usage.name"), parser_class=Parser)
    asked = {*arguments} & {*COMMANDS}
    for name in asked if asked and not {*arguments} & HELP else COMMANDS:
        sub = commands.add_parser(name, help=text(f"cli.help.{name}"), description=text(f"cli.help.{name}"))
        act, add_options = COMMANDS[name]
        sub.set_defaults(act=act)
        add_options(sub)
    return top


COMMANDS: Mapping[str, tuple[Act, Callable[[argparse.ArgumentParser], None]]] = MappingProxyType(
    {
        "new": (new, options.of_new),
        "open": (open_meeting, options.of_open),
        "note": (note, options.of_note),
        "plain": (plain, options.of_plain),
        "export": (export, options.of_export),
        "summary": (summary, options.of_summary),
        "template": (template, options.of_template),
        "check": (check, options.of_check),
        "agendas": (agendas, options.of_none),
        "demo": (demo, options.of_none),
        "erase": (erase, options.of_erase),
        "where": (where, options.of_none),
    }
)
"""What each command does and what it is told, in the order of the help."""

HELP = frozenset(("-h", "--help"))
