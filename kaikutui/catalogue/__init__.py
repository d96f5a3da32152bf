"""Every text that a person reads, by key and language.

The keys are English and dotted (``status.saved``); Finnish is written first and complete, another language
may be added as one more package beside ``fi``. A text may hold ``{named}`` places.
"""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

LANGUAGES: tuple[str, ...] = ("fi",)
"""Languages that the program speaks, the complete one first."""

MEMO_LANGUAGES: tuple[str, ...] = ("fi", "sv", "en")
"""Languages that a memo can be written in: their catalogues hold at least its texts (``memo.*``)."""


class Catalogue:
    """The texts of one language."""

    def __init__(self, language: str = "fi") -> None:
        """Load the texts of ``language``; raises KeyError when there is no such catalogue."""
        if language not in MEMO_LANGUAGES:
            raise KeyError(language)
        self.language = language
        self.texts: Mapping[str, str] = MappingProxyType(import_module(f"{__name__}.{language}").TEXTS)

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of ``key`` with its places filled; raises KeyError for a key that nobody wrote."""
        template = self.texts[key]
        return template.format_map(values) if values else template


_current = Catalogue("fi")


def use(language: str) -> None:
    """Speak ``language`` to the user from now on (once, at the start of the program)."""
    global _current
    _current = Catalogue(language)


def text(key: str, /, **values: object) -> str:
    """The text of ``key`` in the language of the user."""
    return _current(key, **values)
