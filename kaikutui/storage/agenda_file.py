"""Agendas from their files: the user's own, and those that come with the program.

An agenda file is read, never written: its comments belong to the user.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from msgspec import Struct, structs

from kaikutui.catalogue import text
from kaikutui.domain.agenda import Agenda
from kaikutui.domain.clean import clean_line
from kaikutui.domain.errors import KaikuError
from kaikutui.storage.atomic import reason
from kaikutui.storage.complaint import Problem, Step, key_path
from kaikutui.storage.places import agendas_folder
from kaikutui.storage.schema import FileUnreadableError, decode, read_bytes

ITEMS = 9
LABEL = 18
"""Longest short name of an item, in characters: what the strip of items holds."""
ENDING = ".toml"


class AgendaUnknownError(KaikuError):
    """No agenda has this name; values ``name`` and ``known``."""

    key = "error.agenda_unknown"


class AgendaLawError(KaikuError):
    """The values fit their types but make no meeting; ``problems`` are all that is wrong."""

    key = "error.agenda_law"

    def __init__(self, path: Path, problems: tuple[Problem, ...]) -> None:
        """Speak of the first problem, and tell where the others are."""
        first, *others = problems
        places = ", ".join(problem.where for problem in others)
        more = text("agenda.law.more", where=places) if others else ""
        super().__init__(path=path, where=first.where, problem=first.sentence, more=more)
        self.problems = problems


def shipped_agendas() -> Traversable:
    """The folder of the program's own agendas, as installed or as checked out."""
    package = files("kaikutui")
    installed = package / "agendas"
    return installed if installed.is_dir() else package / ".." / "agendas"


def agenda_names() -> tuple[str, ...]:
    """Names by which an agenda can be asked for, in alphabetical order: shipped ones and the user's own."""
    return tuple(sorted(_shipped_names() | _own_names()))


def _shipped_names() -> set[str]:
    return _agendas_among(entry.name for entry in shipped_agendas().iterdir())


def _own_names() -> set[str]:
    """Nothing for a folder that is not there or cannot be read."""
    with suppress(OSError):
        return _agendas_among(entry.name for entry in agendas_folder().iterdir())
    return set()


def _agendas_among(names: Iterable[str]) -> set[str]:
    return {name.removesuffix(ENDING) for name in names if name.endswith(ENDING) and name[0] != "."}


def load_agenda(name_or_path: str) -> Agenda:
    """The agenda of a path, of a file of the user's own folder, or of the program, in this order.

    A word is a path when it holds a slash, ends in ``.toml`` or is a file here. Raises AgendaUnknownError,
    AgendaLawError, and what ``read_bytes`` and ``decode`` of the schema raise.
    """
    if _is_path(name_or_path):
        return _read(Path(name_or_path))
    file = f"{name_or_path}{ENDING}"
    if name_or_path in _own_names():
        return _read(agendas_folder() / file)
    if name_or_path in _shipped_names():
        shipped = shipped_agendas() / file
        try:
            data = shipped.read_bytes()
        except OSError as error:
            raise FileUnreadableError(path=shipped, reason=reason(error)) from error
        return read_agenda(data, Path(str(shipped)))
    raise AgendaUnknownError(name=clean_line(name_or_path), known=", ".join(agenda_names()))


def _is_path(word: str) -> bool:
    path = Path(word)
    return path.name != word or word.endswith(ENDING) or path.is_file()


def _read(path: Path) -> Agenda:
    return read_agenda(read_bytes(path), path)


def read_agenda(data: bytes, path: Path) -> Agenda:
    """An agenda from the bytes of its file, every law checked; raises as ``load_agenda`` does."""
    agenda = decode(data, Agenda, path)
    problems = check_agenda(agenda)
    if problems:
        raise AgendaLawError(path, problems)
    return agenda


def check_agenda(agenda: Agenda) -> tuple[Problem, ...]:
    """What the types cannot say: nine items numbered 1–9, no empty names, short labels, texts of one line."""
    return tuple(
        Problem(where=key_path(steps), sentence=sentence)
        for check in (_count, _numbers, _names, _labels, _texts)
        for steps, sentence in check(agenda)
    )


_Found = Iterator[tuple[tuple[Step, ...], str]]


def _count(agenda: Agenda) -> _Found:
    if len(agenda.items) != ITEMS:
        yield ("items",), text("agenda.law.nine", count=len(agenda.items))


def _numbers(agenda: Agenda) -> _Found:
    for place, item in enumerate(agenda.items):
        if item.number != place + 1:
            yield (
                ("items", place, "number"),
                text("agenda.law.number", number=place + 1, found=item.number),
            )


def _names(agenda: Agenda) -> _Found:
    named: dict[tuple[Step, ...], str] = {("title",): agenda.title}
    for place, item in enumerate(agenda.items):
        named["items", place, "title"] = item.title
        named["items", place, "label"] = item.label
        for number, page in enumerate(item.pages):
            named["items", place, "pages", number, "title"] = page.title
    for steps, name in named.items():
        if not clean_line(name):
            yield steps, text("agenda.law.empty")


def _labels(agenda: Agenda) -> _Found:
    for place, item in enumerate(agenda.items):
        if len(item.label) > LABEL:
            yield (
                ("items", place, "label"),
                text("agenda.law.label", most=LABEL, count=len(item.label)),
            )


def _texts(agenda: Agenda) -> _Found:
    """A control character could steer the terminal, a line break tear a row."""
    for steps, line in _strings(agenda, ()):
        # The bars keep the spaces at the ends, which are no fault.
        if clean_line(f"|{line}|") != f"|{line}|":
            yield steps, text("agenda.law.one_line")


def _strings(value: object, steps: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], str]]:
    """Every text of a record and where it stands."""
    if isinstance(value, str):
        yield steps, value
    elif isinstance(value, tuple):
        for place, one in enumerate(value):
            yield from _strings(one, (*steps, place))
    elif isinstance(value, Struct):
        for key, one in structs.asdict(value).items():
            yield from _strings(one, (*steps, key))
