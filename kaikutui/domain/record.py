"""The base of all data: frozen, typed, strict about unknown keys, silent about defaults."""

from typing import Annotated

import msgspec
from msgspec import Meta


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A value that never changes; a change is a new record (``msgspec.structs.replace``)."""


ItemNumber = Annotated[int, Meta(ge=1, le=9)]
"""Number of an agenda item: the meeting has nine."""

Minutes = Annotated[int, Meta(ge=1, le=600)]
"""Planned minutes of an item."""
