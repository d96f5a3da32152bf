"""The forms that a memo can have: how each is written, and how its lines are read again to compare two of them."""

import codecs
from collections.abc import Callable, Mapping
from types import MappingProxyType

from kaikutui.domain.record import Record
from kaikutui.memo.comma_separated import to_csv
from kaikutui.memo.markdown import to_markdown
from kaikutui.memo.order import Format
from kaikutui.memo.paper import Paper
from kaikutui.memo.parts import Memo

MARKED = "utf-8-sig"
"""Encoding of texts that other programs have written; looked for here, while files can still be opened."""
codecs.lookup(MARKED)


class Writer(Record, frozen=True, kw_only=True):
    """One form."""

    write: Callable[[Memo, Paper], bytes]
    lines: Callable[[bytes], tuple[str, ...]]
    """What a written memo says, line by line; of what is no such file, nothing."""


def _docx(memo: Memo, paper: Paper) -> bytes:
    # Loading the Word library takes longer than the rest of the program: only who writes a Word file waits.
    from kaikutui.memo import word

    return word.to_docx(memo, paper.template, paper.logos)


def _docx_lines(data: bytes) -> tuple[str, ...]:
    from kaikutui.memo.reading import lines_of

    return lines_of(data)


def _text_lines(data: bytes) -> tuple[str, ...]:
    return tuple(line for line in data.decode(MARKED, "replace").splitlines() if line.strip())


WRITERS: Mapping[Format, Writer] = MappingProxyType(
    {
        Format.DOCX: Writer(write=_docx, lines=_docx_lines),
        Format.MARKDOWN: Writer(write=lambda memo, paper: to_markdown(memo), lines=_text_lines),
        Format.CSV: Writer(write=lambda memo, paper: to_csv(memo), lines=_text_lines),
    }
)
"""A new form is one entry here."""
