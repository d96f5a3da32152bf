"""Small forms as data: what is asked, and what the answers lead to."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from kaikutui.domain.seat import Moment, Outcome

Answers = Mapping[str, str]
"""Field name → what was typed, cleaned."""


class Field(Struct, frozen=True):
    """One line of a form."""

    name: str
    label: str
    """In the language of the user."""
    value: str = ""
    hint: str = ""
    """An example, shown while the field is empty."""
    lines: bool = False
    """Whether the answer may have many lines (a pasted list)."""


class Form(Struct, frozen=True):
    """A form and the act its answers lead to; the act raises KaikuError for what it does not understand."""

    title: str
    fields: tuple[Field, ...]
    act: Callable[[Answers, Moment], Outcome]
