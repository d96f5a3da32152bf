"""The parts of a Word file as trees, read with zip and XML alone."""

import io
import re
import zipfile
from functools import cached_property

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Document:
    """A Word file, opened."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as members:
            self.names = members.namelist()
            self.parts = {name: members.read(name) for name in self.names}

    @cached_property
    def trees(self) -> dict[str, etree._Element]:
        """Every XML part."""
        return {name: etree.fromstring(data) for name, data in self.parts.items() if name.endswith((".xml", ".rels"))}

    @cached_property
    def stories(self) -> dict[str, etree._Element]:
        """Every part that is read: the text, headers and footers."""
        pattern = r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml"
        return {name: tree for name, tree in self.trees.items() if re.fullmatch(pattern, name)}

    @cached_property
    def body(self) -> etree._Element:
        return self.trees["word/document.xml"][0]

    @cached_property
    def styles(self) -> dict[str, etree._Element]:
        """The styles by id."""
        return {style.get(f"{W}styleId"): style for style in self.trees["word/styles.xml"].iterfind(f"{W}style")}

    def level(self, paragraph: etree._Element) -> int | None:
        """Outline level of a paragraph, 0 the highest, through its style and what that is based on."""
        style = self.styles.get(style_of(paragraph))
        while style is not None:
            level = style.find(f"{W}pPr/{W}outlineLvl")
            if level is not None:
                return int(level.get(f"{W}val"))
            based = style.find(f"{W}basedOn")
            style = None if based is None else self.styles.get(based.get(f"{W}val"))
        return None

    def is_title(self, paragraph: etree._Element) -> bool:
        style = self.styles.get(style_of(paragraph))
        return style is not None and style.find(f"{W}name").get(f"{W}val").casefold() == "title"


def style_of(paragraph: etree._Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(f"{W}val"))


def text_of(element: etree._Element) -> str:
    signs = (sign for sign in element.iter(f"{W}t", f"{W}tab") if sign.getparent().tag == f"{W}r")
    return "".join("\t" if sign.tag == f"{W}tab" else sign.text or "" for sign in signs)
