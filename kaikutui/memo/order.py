"""What is asked for when a memo is: for whom, in which form, with whose names."""

from enum import StrEnum

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


class Order(Record, frozen=True, kw_only=True):
    """What is to be written."""

    recipient: Recipient = Recipient.PARTNERS
    format: Format = Format.DOCX
    names: Names = Names.ALL
    draft: bool = False
    """True: it says of itself that it is unfinished."""
