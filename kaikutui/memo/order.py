"""What is asked for when a memo is: for whom, in which form, with whose names."""

from enum import StrEnum
from pathlib import Path

from kaikutui.domain.privacy import Names
from kaikutui.domain.record import Record


class Recipient(StrEnum):
    """Who gets it."""

    PARTNERS = "partners"
    """All partners: the memo itself."""
    KAIKUKESKUS = "kaikukeskus"
    """Kaikukeskus: questions and feedback."""


class Format(StrEnum):
    """In which form."""

    DOCX = "docx"
    MARKDOWN = "md"
    CSV = "csv"


def format_of(told: Format | None, output: Path) -> Format | None:
    """The form that was told, else the one that the file's name tells."""
    if told is not None:
        return told
    return next((one for one in Format if output.suffix.casefold() == f".{one}"), None)


class Appendix(StrEnum):
    """What may be told at the end besides."""

    TIMES = "times"
    """Planned and real time, and how much each side was heard."""


class Order(Record, frozen=True, kw_only=True):
    """What is to be written."""

    recipient: Recipient = Recipient.PARTNERS
    format: Format = Format.DOCX
    names: Names = Names.ALL
    draft: bool = False
    """True: it says of itself that it is unfinished."""
    appendices: tuple[Appendix, ...] = ()
