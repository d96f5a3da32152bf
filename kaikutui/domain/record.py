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

MOST_ADDED = 6000
"""No item is given more minutes than this on top of the planned ones: sums of times stay within the calendar."""

AddedMinutes = Annotated[int, Meta(ge=-600, le=MOST_ADDED)]
"""Minutes given to an item during the meeting (or taken: negative)."""

Count = Annotated[int, Meta(ge=0, le=999_999_999_999)]
"""A number of things: twelve digits, as many as the tables take."""
