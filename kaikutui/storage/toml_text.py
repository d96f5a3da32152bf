"""Records as TOML text, block by block, always in the same shape: equal sessions give equal bytes.

``tomli_w`` writes the values; the headers are written here, because it folds short tables into one line, and a
file that people read keeps one shape whatever the lengths.
"""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import msgspec
import tomli_w

from kaikutui.domain.record import Record


def plain(record: Record) -> dict[str, Any]:
    """A record as tables and values, defaults left out; a datetime stays a datetime."""
    table = msgspec.to_builtins(record, builtin_types=(datetime, date, time))
    return {key: _listed(value) for key, value in table.items()}


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def block(name: str, table: dict[str, Any], *, one_of_many: bool = False) -> Iterator[str]:
    """The lines of a table and of the tables in it, each under its full header."""
    values = {key: _listed(value) for key, value in table.items()}
    nested = {key: value for key, value in values.items() if _is_nested(value)}
    header = f"[[{name}]]" if one_of_many else f"[{name}]"
    yield f"{header}\n" + tomli_w.dumps({key: value for key, value in values.items() if key not in nested})
    for key, value in nested.items():
        yield from blocks(f"{name}.{key}", value)


def blocks(name: str, value: Any) -> Iterator[str]:
    """The blocks of a table, or of each table of a list; an empty table is left out."""
    if isinstance(value, dict):
        if value:
            yield from block(name, value)
        return
    for row in value:
        yield from block(name, row, one_of_many=True)


def _is_nested(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))
