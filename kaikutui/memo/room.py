"""Where in a template the memo goes: the mark, the section around it, and what of the template's own text stays.

A Word document is cut into sections, each with a paper and heads of its own. What a section is, stands in its last
paragraph, but for the last section: that is told at the end of the text.
"""

from collections.abc import Iterator

from lxml import etree

from kaikutui.domain.record import Record
from kaikutui.memo.styles import NAMESPACE
from kaikutui.memo.template import MARK

_W = f"{{{NAMESPACE}}}"
COVERS = "Cover Pages"
"""What Word calls its own front pages, whatever its language."""
_USUAL = {"w": 11906, "h": 16838, "left": 1134, "right": 567, "top": 1134, "bottom": 1134, "header": 567}


class Room(Record, frozen=True, kw_only=True):
    """What was found in a template's text."""

    marked: bool
    """True: the template says itself where the memo goes."""
    number: int
    """Number of the section that the memo is in, from 1."""
    sections: int
    """So many sections the template has."""
    covered: bool
    """True: a front page stays before the memo."""
    columns: bool
    """True: the text stood in columns like a newspaper's, into which no table of a memo fits; they were taken away."""


def make_room(root: etree._Element) -> Room:
    """Leave one mark in the text: the template's own, else in the place of the text of one section."""
    body = root.find(f"{_W}body")
    if not body.findall(f"{_W}sectPr"):
        etree.SubElement(body, f"{_W}sectPr")
    marks = [found for found in body.iter(f"{_W}p") if is_mark(found)]
    if marks:
        _keep_first(body, marks)
    else:
        _clear(body, _chosen(list(sections_of(root))))
    sections = list(sections_of(root))
    return Room(
        marked=bool(marks),
        number=sections.index(section_of_memo(root)) + 1,
        sections=len(sections),
        covered=any(map(_is_cover, body)),
        columns=_take_columns(section_of_memo(root)),
    )


def is_mark(paragraph: etree._Element) -> bool:
    """Whether a paragraph says where the memo goes."""
    return "".join(found.text or "" for found in paragraph.iter(f"{_W}t")).strip() == MARK


def mark_of(root: etree._Element) -> etree._Element:
    """The paragraph in whose place the memo goes."""
    return next(found for found in root.iter(f"{_W}p") if is_mark(found))


def sections_of(root: etree._Element) -> Iterator[etree._Element]:
    """What is told of each section, in their order."""
    for child in root.find(f"{_W}body"):
        end = _end(child)
        if end is not None:
            yield end


def section_of_memo(root: etree._Element) -> etree._Element:
    """What is told of the section that the mark is in."""
    mark = mark_of(root)
    after = (_end(child) for child in (mark, *mark.itersiblings()))
    return next(end for end in after if end is not None)


def measure(section: etree._Element, tag: str, name: str) -> int:
    """A measure of a section in twips; what a template leaves out is as usual."""
    found = section.find(f"{_W}{tag}")
    value = None if found is None else found.get(f"{_W}{name}")
    return int(float(value)) if value else _USUAL.get(name, 0)


def _end(child: etree._Element) -> etree._Element | None:
    """What a child of the text tells of the section that ends with it."""
    return child if child.tag == f"{_W}sectPr" else child.find(f"{_W}pPr/{_W}sectPr")


def _chosen(sections: list[etree._Element]) -> etree._Element:
    """The last section of upright pages, as wide ones hold tables and appendices; else the last."""
    upright = [one for one in sections if measure(one, "pgSz", "w") <= measure(one, "pgSz", "h")]
    return (upright or sections)[-1]


def _clear(body: etree._Element, section: etree._Element) -> None:
    """A mark in the place of the text of a section; a front page before it stays."""
    mark = etree.Element(f"{_W}p")
    carrier = section if section.getparent() is body else section.getparent().getparent()
    if carrier is section:
        section.addprevious(mark)
    else:
        carrier.addprevious(mark)
        etree.SubElement(mark, f"{_W}pPr").append(section)
        body.remove(carrier)
    for child in list(mark.itersiblings(preceding=True)):
        if _end(child) is not None:
            break
        if not _is_cover(child):
            body.remove(child)
    etree.SubElement(etree.SubElement(mark, f"{_W}r"), f"{_W}t").text = MARK


def _take_columns(section: etree._Element) -> bool:
    """Let the text of a section fill its pages; tells whether it did not."""
    columns = section.find(f"{_W}cols")
    if columns is None or columns.get(f"{_W}num", "1") == "1":
        return False
    section.remove(columns)
    return True


def _is_cover(child: etree._Element) -> bool:
    gallery = child.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
    return gallery is not None and gallery.get(f"{_W}val") == COVERS


def _keep_first(body: etree._Element, marks: list[etree._Element]) -> None:
    """One mark, in the row of the text itself: a memo has no room in a table or in a frame."""
    blocks = [_block_of(body, mark) for mark in marks]
    if blocks[0] is not marks[0]:
        mark = etree.Element(f"{_W}p")
        etree.SubElement(etree.SubElement(mark, f"{_W}r"), f"{_W}t").text = MARK
        blocks[0].addnext(mark)
    for old, block in zip(marks, blocks, strict=True):
        if old is marks[0] and block is old:
            continue
        _empty(old)
        silent = not any((t.text or "").strip() for t in block.iter(f"{_W}t"))
        if block.tag == f"{_W}sdt" and silent and block.getparent() is body:
            body.remove(block)


def _block_of(body: etree._Element, found: etree._Element) -> etree._Element:
    """The child of the text that an element is in."""
    while found.getparent() is not body:
        found = found.getparent()
    return found


def _empty(paragraph: etree._Element) -> None:
    """No mark any more; a cell and a section keep their last paragraph, in the row of the text it goes."""
    told = paragraph.find(f"{_W}pPr")
    if paragraph.getparent().tag == f"{_W}body" and (told is None or told.find(f"{_W}sectPr") is None):
        paragraph.getparent().remove(paragraph)
        return
    for child in list(paragraph):
        if child is not told:
            paragraph.remove(child)
