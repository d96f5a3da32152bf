"""Making a class of a widget costs what it adds, not what all its bases have.

For each subclass Textual looks through every attribute of every base anew, for reactives and for what computes them
(``DOMNode.__init_subclass__``: 85 µs, and some ninety classes are made before a first frame; we know of no issue of
Textual's about it). Here each class is looked through once, when it is made, and remembered.
"""

from dis import get_instructions
from functools import cache
from typing import Any

from textual.dom import DOMNode
from textual.reactive import Reactive

from kaikutui.tui.cures import in_use

SETS = frozenset(
    [
        "_reactives",
        "_computes",
        "_inherit_css",
        "_inherit_bindings",
        "_inherit_component_classes",
        "_css_type_name",
        "_css_type_names",
        "_merged_bindings",
    ]
)
"""What Textual's own is known to set. One that sets anything else is left in its place."""


def make_classes_quickly() -> None:
    """Put it in the place of Textual's own; to be called before there are widgets."""
    if in_use("classes") and sets(DOMNode.__init_subclass__) == SETS:
        DOMNode.__init_subclass__ = classmethod(_init_subclass)  # type: ignore[assignment]


def _init_subclass(
    cls: type[DOMNode],
    inherit_css: bool = True,
    inherit_bindings: bool = True,
    inherit_component_classes: bool = True,
) -> None:
    super(DOMNode, cls).__init_subclass__()
    cls._reactives = {}
    for base in reversed(cls.__mro__):
        cls._reactives.update(own_reactives(base))
    cls._computes = frozenset[str]().union(*map(own_computes, cls.__mro__))
    cls._inherit_css = inherit_css
    cls._inherit_bindings = inherit_bindings
    cls._inherit_component_classes = inherit_component_classes
    bases = cls._css_bases(cls)
    cls._css_type_name = bases[0].__name__
    cls._css_type_names = frozenset(base.__name__ for base in bases)
    cls._merged_bindings = cls._merge_bindings()


def sets(method: Any) -> frozenset[str]:
    """The attributes that a method sets on whatever."""
    return frozenset(step.argval for step in get_instructions(method) if step.opname == "STORE_ATTR")


@cache
def own_reactives(base: type) -> dict[str, Reactive[Any]]:
    """The reactives that a class adds to those of its bases."""
    return {name: value for name, value in vars(base).items() if isinstance(value, Reactive)}


@cache
def own_computes(base: type) -> frozenset[str]:
    """The names of the reactives that a class has methods to compute."""
    names = [name.lstrip("_") for name in vars(base) if name.startswith(("_compute_", "compute_"))]
    return frozenset(name.removeprefix("compute_") for name in names)
