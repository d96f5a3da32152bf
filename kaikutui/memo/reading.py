"""What a memo in a Word file says, line by line: enough to tell two of them apart."""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from kaikutui.memo.styles import NAMESPACE, SENDER

_W = f"{{{NAMESPACE}}}"
LARGEST = 50_000_000
"""A text larger than this many bytes is no memo of ours."""


def lines_of(data: bytes) -> tuple[str, ...]:
    """Paragraphs and rows of tables, without the head that tells the day; nothing of what is no Word file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if package.getinfo("word/document.xml").file_size > LARGEST:
                return ()
            text = package.read("word/document.xml")
        tree = etree.fromstring(text, etree.XMLParser(resolve_entities=False))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        return ()
    return tuple(line for line in _lines(tree) if line.strip())


def _lines(tree: etree._Element) -> Iterator[str]:
    """A row is a line: of a cell alone nobody could tell what has changed."""
    for found in tree.iter(f"{_W}p", f"{_W}tr"):
        if found.tag == f"{_W}tr":
            yield " | ".join(map(_text, found.iterfind(f"{_W}tc")))
        elif found.getparent().tag != f"{_W}tc" and not _is_head(found):
            yield _text(found)


def _is_head(paragraph: etree._Element) -> bool:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return style is not None and str(style.get(f"{_W}val")).startswith(SENDER)


def _text(part: etree._Element) -> str:
    signs = part.iter(f"{_W}t", f"{_W}tab")
    return "".join(" " if sign.tag == f"{_W}tab" else sign.text or "" for sign in signs).strip()
