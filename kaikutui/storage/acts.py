"""Acts as JSON, for where they wait outside the session file."""

import typing
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from kaikutui.domain import floor_operations, operations
from kaikutui.domain.operations import Act, Batch, Change, Operation
from kaikutui.domain.session import Session


class ActDamagedError(Exception):
    """These bytes are no act, or one that only a newer kaikutui understands."""


def _family(kind: type[Operation]) -> Iterator[type[Operation]]:
    for child in kind.__subclasses__():
        yield child
        yield from _family(child)


KINDS: Mapping[str, type[Operation]] = MappingProxyType(
    {
        kind.__name__: kind
        for kind in _family(Operation)
        if kind.__module__ in (operations.__name__, floor_operations.__name__) and not kind.__subclasses__()
    }
)
"""Every kind of act by the name it has in JSON."""


def _record_type(shape: Any) -> Any:
    """The record in ``tuple[Record, ...]`` or ``Record | None``."""
    return next((_record_type(part) for part in typing.get_args(shape) if part is not type(None)), shape)


RECORDS: Mapping[str, Any] = MappingProxyType(
    {name: _record_type(shape) for name, shape in typing.get_type_hints(Session, include_extras=True).items()}
)
"""What a change of each table of the session puts there."""


def encode_act(act: Act) -> bytes:
    """An act as JSON; every operation in it says what it ``does``."""
    return msgspec.json.encode(act)


def decode_act(data: bytes) -> Act:
    """The act in the bytes; raises ActDamagedError."""
    try:
        act = _read(msgspec.json.decode(data))
    except (msgspec.MsgspecError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise ActDamagedError from error
    if not isinstance(act, Act):
        raise ActDamagedError
    return act


def _read(raw: dict[str, Any]) -> Operation:
    """An operation with the operations in it; what the tables hold is told by their names."""
    kind = KINDS[raw["does"]]
    if kind is Act:
        return Act(id=msgspec.convert(raw["id"], str), operation=_read(raw["operation"]))
    if kind is Batch:
        return Batch(operations=tuple(map(_read, raw["operations"])))
    if kind is Change:
        record = RECORDS[raw["table"]] | None
        sides = {side: msgspec.convert(raw.get(side), record) for side in ("before", "after")}
        return msgspec.structs.replace(msgspec.convert(raw, Change), **sides)
    return msgspec.convert(raw, kind)
