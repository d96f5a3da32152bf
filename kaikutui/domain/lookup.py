"""Finding a person or a partner by what somebody typed of the name."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from kaikutui.domain.errors import KaikuError
from kaikutui.domain.session import Person, Session

T = TypeVar("T")


class UnknownNameError(KaikuError):
    """Nobody has such a name."""

    key = "error.unknown_name"


class AmbiguousNameError(KaikuError):
    """Several have such a name."""

    key = "error.ambiguous_name"


def find(rows: Sequence[T], name: Callable[[T], str], typed: str) -> T:
    """The one row that is meant: the whole name, its beginning, a word's beginning, or a part of it.

    Raises UnknownNameError, or AmbiguousNameError when the best sort of match has several.
    """
    wanted = typed.casefold().strip()
    names = [(name(row).casefold(), row) for row in rows]
    tests: tuple[Callable[[str], bool], ...] = (
        lambda known: known == wanted,
        lambda known: known.startswith(wanted),
        lambda known: f" {wanted}" in known,
        lambda known: wanted in known,
    )
    for test in tests:
        found = [row for known, row in names if wanted and test(known)]
        if len(found) == 1:
            return found[0]
        if found:
            some = ", ".join(name(row) for row in found[:4])
            raise AmbiguousNameError(name=typed.strip(), names=some)
    raise UnknownNameError(name=typed.strip())


def full_name(person: Person) -> str:
    """A person as called in lists: organisation first, because people are asked for by it."""
    return " ".join(part for part in (person.organisation, person.name) if part)


def find_person(session: Session, typed: str) -> Person:
    """The person meant, by own name or by the organisation's."""
    wanted = typed.casefold().strip()
    by_name = [person for person in session.people if wanted and person.name.casefold() == wanted]
    return by_name[0] if len(by_name) == 1 else find(session.people, full_name, typed)
