"""What a memo is written on: a template and the organisers' logos."""

from kaikutui.domain.record import Record
from kaikutui.memo.template import Template


class Logo(Record, frozen=True, kw_only=True):
    """A picture and its words."""

    picture: bytes
    """PNG or JPEG."""
    words: str
    """For who does not see it."""


class Paper(Record, frozen=True, kw_only=True):
    """What a Word file is made of besides the words."""

    template: Template | None = None
    """None: the default one."""
    logos: tuple[Logo, ...] = ()
