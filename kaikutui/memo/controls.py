"""Controls of a template that show a property of the document.

Word refreshes them by itself; other readers show what stands there.
"""

import re

from docx.document import Document
from docx.parts.story import StoryPart
from lxml import etree

from kaikutui.memo.lines import shown
from kaikutui.memo.parts import Memo
from kaikutui.memo.styles import NAMESPACE

_W = f"{{{NAMESPACE}}}"
_PROPERTY = re.compile(r":(title|subject|category|creator)\[")


def fill_controls(document: Document, memo: Memo) -> None:
    """Write title, kind and author where the template shows them, in the text and in the heads of pages."""
    told = {"title": memo.title, "subject": memo.title, "category": memo.kind, "creator": memo.author}
    parts = [part for part in document.part.related_parts.values() if isinstance(part, StoryPart)]
    for part in (document.part, *parts):
        for binding in part.element.iter(f"{_W}dataBinding"):
            found = _PROPERTY.search(binding.get(f"{_W}xpath") or "")
            if found:
                _fill(binding.getparent().getparent(), shown(told[found[1]]))


def _fill(control: etree._Element, text: str) -> None:
    for placeholder in control.iterfind(f"{_W}sdtPr/{_W}showingPlcHdr"):
        placeholder.getparent().remove(placeholder)
    for number, place in enumerate(control.iter(f"{_W}t")):
        place.text = "" if number else text
