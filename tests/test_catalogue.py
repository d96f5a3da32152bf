"""Every text that the program asks for is there, is asked for as it was written, and stands once."""

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules, walk_packages
from string import Formatter

import pytest

import kaikutui
from kaikutui.catalogue import Catalogue, fi, text
from kaikutui.domain.agenda import Language
from kaikutui.domain.clocks import Pace
from kaikutui.domain.commands import COMMANDS
from kaikutui.domain.commands.base import Command
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.session import Answer, Kind, Presence, Side, Source, Talks

PACKAGE = Path(kaikutui.__file__).parent
KEYS = Catalogue("fi").texts

ASKERS = ("text", "words")
"""What the function that looks a text up is called: of the user's language, and of a memo's."""


@dataclass(frozen=True)
class Asked:
    """One place in the code where a text is looked up."""

    place: str
    pattern: str
    """What the key looks like, as a regular expression."""
    places: frozenset[str] | None
    """Names of the values given; None: they cannot be told from the code."""

    @property
    def keys(self) -> list[str]:
        """The keys that may be meant."""
        return [key for key in KEYS if re.fullmatch(self.pattern, key)]

    @property
    def whole(self) -> bool:
        """Whether the key is told whole, not put together."""
        return [re.escape(key) for key in self.keys] == [self.pattern]


@cache
def sources() -> tuple[tuple[Path, ast.Module], ...]:
    """Every module of the program but the texts themselves."""
    texts = PACKAGE / "catalogue"
    paths = [path for path in sorted(PACKAGE.rglob("*.py")) if texts not in path.parents]
    return tuple((path, ast.parse(path.read_text("utf-8"))) for path in paths)


def patterns_of(key: ast.expr) -> Iterator[str]:
    """What the keys that an expression stands for look like; nothing when not even the beginning is told there."""
    if isinstance(key, ast.Constant) and isinstance(key.value, str):
        yield re.escape(key.value)
    elif isinstance(key, ast.JoinedStr) and isinstance(key.values[0], ast.Constant):
        yield "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else "[^.]*" for p in key.values)
    elif isinstance(key, ast.IfExp):
        yield from patterns_of(key.body)
        yield from patterns_of(key.orelse)


@cache
def asked() -> tuple[Asked, ...]:
    """Every look-up in the code whose key can be read there."""
    return tuple(
        Asked(f"{path.relative_to(PACKAGE)}:{call.lineno}", pattern, values_of(call))
        for path, tree in sources()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ASKERS and call.args
        for pattern in patterns_of(call.args[0])
    )


def values_of(call: ast.Call) -> frozenset[str] | None:
    """Names of the values a call gives; None when it hands on a mapping."""
    names = [keyword.arg for keyword in call.keywords]
    return None if None in names else frozenset(str(name) for name in names)


def places_of(template: str) -> frozenset[str]:
    """Names of the places in a text; without any, curly brackets in it are only brackets."""
    return frozenset(re.findall(r"{(\w+)}", template))


def areas() -> list[dict[str, str]]:
    """The texts of each module."""
    return [import_module(f"{fi.__name__}.{module.name}").TEXTS for module in iter_modules(fi.__path__)]


@cache
def errors() -> tuple[type[KaikuError], ...]:
    """Every error that has a sentence."""
    for module in walk_packages(kaikutui.__path__, "kaikutui."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    found, waiting = [], [KaikuError]
    while waiting:
        found += waiting[-1:]
        waiting += waiting.pop().__subclasses__()
    return tuple(found)


@cache
def sentences() -> dict[str, frozenset[str]]:
    """Errors that take their values by name, and the places in their sentences."""
    plain = (error for error in errors() if error.__init__ is KaikuError.__init__)
    return {error.__name__: places_of(KEYS[error.key]) for error in plain}


def test_no_key_stands_in_two_areas() -> None:
    counted = Counter(key for area in areas() for key in area)
    assert [key for key, times in counted.items() if times > 1] == []


def test_every_area_is_part_of_the_catalogue() -> None:
    assert {key for area in areas() for key in area} == set(KEYS)


def test_no_text_is_written_twice_under_one_key() -> None:
    for module in iter_modules(fi.__path__):
        tree = ast.parse((PACKAGE / "catalogue" / "fi" / f"{module.name}.py").read_text("utf-8"))
        (table,) = (node for node in ast.walk(tree) if isinstance(node, ast.Dict))
        keys = [ast.unparse(key) for key in table.keys if key]
        assert len(keys) == len(set(keys)), module.name


def test_every_text_that_the_code_asks_for_is_there() -> None:
    assert len(asked()) > 200
    assert [look.place for look in asked() if not look.keys] == []


def test_a_text_asked_for_by_its_whole_key_is_given_every_value_it_has_a_place_for() -> None:
    wrong = [
        f"{look.place} {key}: {sorted(places_of(KEYS[key]) - look.places)}"
        for look in asked()
        if look.whole and look.places is not None
        for key in look.keys
        if not places_of(KEYS[key]) <= look.places
    ]
    assert wrong == []


def test_no_value_is_given_that_no_text_has_a_place_for() -> None:
    wrong = [
        f"{look.place}: {sorted(look.places - used)}"
        for look in asked()
        if look.places and (used := frozenset[str]().union(*(places_of(KEYS[key]) for key in look.keys))) < look.places
    ]
    assert wrong == []


def test_every_error_has_its_sentence() -> None:
    assert len(errors()) > 20
    assert [error.__name__ for error in errors() if error.key not in KEYS] == []


def test_an_error_is_given_every_value_that_its_sentence_has_a_place_for() -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)}:{call.lineno} {call.func.id}"
        for path, tree in sources()
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in sentences()
        if (given := values_of(call)) is not None and not sentences()[call.func.id] <= given
    ]
    assert wrong == []


def test_an_error_raised_without_values_needs_none() -> None:
    raised = [node.exc for _, tree in sources() for node in ast.walk(tree) if isinstance(node, ast.Raise)]
    bare = [error.id for error in raised if isinstance(error, ast.Name)]
    assert bare
    assert [name for name in bare if sentences().get(name)] == []


FAMILIES: dict[str, Iterable[str]] = {
    "side.{}": Side,
    "sides.{}": Side,
    "memo.side.{}": Side,
    "memo.candidate_side.{}": Side,
    "source.{}": Source,
    "sources.{}": Source,
    "help.source.{}": Source,
    "memo.group.{}": Source,
    "memo.asked_by.{}": Source,
    "memo.kind_of.{}": Kind,
    "kind.{}": Kind,
    "presence.{}": Presence,
    "memo.presence.{}": (*Presence, "none"),
    "answer.{}": Answer,
    "memo.answer.{}": (*Answer, "none"),
    "talks.{}": Talks,
    "memo.talks.{}": Talks,
    "memo.label.{}": [kind for kind in Kind if kind is not Kind.FEEDBACK],
    "pace.{}": Pace,
    "mood.{}": "12345",
    "weekday.{}": "1234567",
    "memo.weekday.{}": "1234567",
    "memo.on_weekday.{}": "1234567",
    "memo.month.{}": [str(month) for month in range(1, 13)],
    "memo.month_name.{}": [str(month) for month in range(1, 13)],
    "questions.{}": ("all", "distributors", "venues"),
}
"""Keys that are put together, and everything that may stand in them."""


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_of_texts_has_all_its_members(family: str) -> None:
    assert [key for one in FAMILIES[family] if (key := family.format(one)) not in KEYS] == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command.id))
def test_a_command_has_a_name_an_explanation_and_a_way_to_write_it(command: Command) -> None:
    assert command.title
    assert command.help.endswith((".", ")."))
    assert command.written.startswith(f"/{command.words[0]}")


def test_no_word_and_no_key_means_two_commands() -> None:
    words = [word for command in COMMANDS for word in command.words]
    keys = [command.key for command in COMMANDS if command.key]
    assert len(words) == len(set(words))
    assert len(keys) == len(set(keys))


def test_every_language_of_a_memo_is_named_to_the_user() -> None:
    assert all(str(language) in text("new.language") for language in Language)


def test_no_text_is_written_that_nobody_asks_for() -> None:
    """A key is used when it stands somewhere in the code, whole or put together."""
    nodes = [node for _, tree in sources() for node in ast.walk(tree)]
    told = {node.value for node in nodes if isinstance(node, ast.Constant)}
    joined = {pattern for node in nodes if isinstance(node, ast.JoinedStr) for pattern in patterns_of(node)}
    made = {f"command.{command.id}{end}" for command in COMMANDS for end in ("", ".help")}
    unused = [key for key in KEYS if key not in told | made and not any(re.fullmatch(one, key) for one in joined)]
    assert unused == []


def test_a_text_with_places_has_nothing_else_in_curly_brackets() -> None:
    for key, template in KEYS.items():
        if places_of(template):
            assert {name for _, name, _, _ in Formatter().parse(template) if name is not None} == places_of(template), (
                key
            )


def test_every_key_and_text_is_well_formed() -> None:
    for key, template in KEYS.items():
        assert re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)*", key), key
        # The command line's own words have their values put in by ``%``.
        words = re.sub(r"%\(\w+\)[rs]|%[rs]", "x", template) if key.startswith("cli.usage.") else template
        assert not any(slip in words for slip in ("...", " %", " ,", "´", "`")), key
