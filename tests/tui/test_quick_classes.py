"""A class made quickly is the class that Textual makes."""

import subprocess
import sys

import pytest
from textual.dom import DOMNode

from kaikutui.tui import quick_classes

PROGRAM = """
import sys
from kaikutui.tui.withheld import import_textual
import_textual()
from textual.dom import DOMNode
from textual.reactive import Reactive
import textual.widgets
import kaikutui.tui.run
from kaikutui.tui.loaded_later import LATER, load
from kaikutui.tui.screens import room, start
load(*LATER)
for name in textual.widgets.__all__:
    getattr(textual.widgets, name)


def all_of(cls):
    yield cls
    for one in cls.__subclasses__():
        yield from all_of(one)


count = 0
for cls in set(all_of(DOMNode)) - {DOMNode}:
    reactives = {}
    for base in reversed(cls.__mro__):
        reactives.update({name: value for name, value in vars(base).items() if isinstance(value, Reactive)})
    computes = {name.lstrip("_")[8:] for name in dir(cls) if name.startswith(("_compute_", "compute_"))}
    css = cls._css_bases(cls)
    assert list(cls._reactives.items()) == list(reactives.items()), cls
    assert cls._computes == computes, cls
    assert cls._css_type_name == css[0].__name__
    assert cls._css_type_names == {base.__name__ for base in css}
    count += 1
print(count, DOMNode.__init_subclass__.__func__.__module__)
"""


@pytest.mark.parametrize(
    ("without", "module"),
    [
        ("", "kaikutui.tui.quick_classes"),
        ("imports", "kaikutui.tui.quick_classes"),
        ("classes", "textual.dom"),
    ],
)
def test_every_class_knows_its_reactives_and_its_rules(
    without: str, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAIKUTUI_WITHOUT", without)
    told = subprocess.run([sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True)
    count, made_by = told.stdout.split()
    assert int(count) > 100
    assert made_by == module


def test_a_textual_that_sets_something_else_makes_its_classes_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick_classes, "SETS", quick_classes.SETS - {"_computes"})
    before = vars(DOMNode)["__init_subclass__"]
    quick_classes.make_classes_quickly()
    assert vars(DOMNode)["__init_subclass__"] is before
