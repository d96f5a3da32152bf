"""The page of a template: its paper, and what stands in the heads and feet of its pages."""

from lxml import etree

from kaikutui.memo.package import declare, kind_of, parse, part_of, relate, related, unrelate, written
from kaikutui.memo.room import measure, section_of_memo, sections_of
from kaikutui.memo.styles import NAMESPACE
from kaikutui.memo.template import HEADER, TYPE_NAMES
from kaikutui.memo.zipped import Parts

_W = f"{{{NAMESPACE}}}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
_AFTER_SIZE = 283
"""A head nearer to the edge of the paper than this, 5 mm in twips, cannot be printed."""
_DISTANCE = 567
"""Such a head is moved so far from the edge: 1 cm."""
_ORDER = ("type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign")


def paper(parts: Parts, main: str) -> tuple[int, int]:
    """Width and height of the pages that the memo is on, in twips."""
    section = section_of_memo(parse(parts[main]))
    return measure(section, "pgSz", "w"), measure(section, "pgSz", "h")


def text_width(parts: Parts, main: str) -> int:
    """From margin to margin in twips."""
    section = section_of_memo(parse(parts[main]))
    margins = sum(measure(section, "pgMar", name) for name in ("left", "right", "gutter"))
    return measure(section, "pgSz", "w") - margins


def _stories(parts: Parts, main: str) -> list[etree._Element]:
    """Heads and feet of the memo's pages that have something in them."""
    shown = _shown(parse(parts[main]))
    found = [
        parse(parts[target])
        for relation, target in related(parts, main)
        if relation.get("Id") in shown and target in parts
    ]
    seen = (f"{_W}drawing", f"{_W}pict", f"{_W}sdt", f"{_W}fldSimple", f"{_W}instrText", f"{_W}object")
    return [
        root
        for root in found
        if next(root.iter(*seen), None) is not None or any((t.text or "").strip() for t in root.iter(f"{_W}t"))
    ]


def _shown(root: etree._Element) -> set[str]:
    """Relations to the heads and feet of the memo's pages; a section without its own has those of the one before."""
    memo, shown = section_of_memo(root), {}
    for section in sections_of(root):
        for found in section.iter(f"{_W}headerReference", f"{_W}footerReference"):
            shown[found.tag, found.get(f"{_W}type")] = str(found.get(f"{_R}id"))
        if section is memo:
            break
    first = memo.find(f"{_W}titlePg")
    hidden = "first" if first is None or first.get(f"{_W}val") in ("0", "false", "off") else ""
    return {id for (_, page), id in shown.items() if page != hidden}


def has_heads(parts: Parts, main: str) -> bool:
    """Whether the template has heads or feet of its own on the pages of the memo."""
    return bool(_stories(parts, main))


def has_page_number(parts: Parts, main: str) -> bool:
    """Whether one of them tells the number of the page."""
    fields = [
        told
        for root in _stories(parts, main)
        for found in root.iter(f"{_W}fldSimple", f"{_W}instrText")
        for told in (found.get(f"{_W}instr") or found.text or "").split()
    ]
    return "PAGE" in fields


def give_heads(parts: Parts, main: str) -> None:
    """Two empty heads, of the first page and of the others, in the place of empty heads and feet of the template."""
    folder = main.rpartition("/")[0]
    root = parse(parts[main])
    section = section_of_memo(root)
    # An empty foot keeps that of a front page away: after one it stays.
    feet = section.findall(f"{_W}footerReference") if section is next(sections_of(root)) else []
    for old in section.findall(f"{_W}headerReference") + feet:
        section.remove(old)
    used = {found.get(f"{_R}id") for found in root.iter(f"{_W}headerReference", f"{_W}footerReference")}
    unrelate(parts, main, lambda r: kind_of(r) in ("header", "footer") and r.get("Id") not in used)
    ids = ["rIdKaikuHeader1", "rIdKaikuHeader2"]
    for number, id in enumerate(ids, 1):
        name = f"kaikuHeader{number}.xml"
        parts[f"{folder}/{name}"] = HEADER
        declare(parts, {f"{folder}/{name}": TYPE_NAMES["word/header1.xml"]})
        relate(parts, main, id, _KIND, name)
    # Where left and right pages differ, both have our head.
    pages = {"first": ids[0], "default": ids[1], **({"even": ids[1]} if _has_even(parts, main) else {})}
    for number, (page, id) in enumerate(pages.items()):
        reference = etree.Element(f"{_W}headerReference")
        reference.set(f"{_W}type", page)
        reference.set(f"{_R}id", id)
        section.insert(number, reference)
    _title_page(section)
    margins = section.find(f"{_W}pgMar")
    if margins is not None and measure(section, "pgMar", "header") < _AFTER_SIZE:
        margins.set(f"{_W}header", str(_DISTANCE))
    parts[main] = written(root)


def _has_even(parts: Parts, main: str) -> bool:
    """Whether left pages have a head of their own."""
    return parse(parts[part_of(parts, main, "settings")]).find(f"{_W}evenAndOddHeaders") is not None


def _title_page(section: etree._Element) -> None:
    for old in section.findall(f"{_W}titlePg"):
        section.remove(old)
    before = [found for found in section if etree.QName(found).localname in (*_ORDER, "noEndnote")]
    place = section.index(before[-1]) + 1 if before else 2
    section.insert(place, etree.Element(f"{_W}titlePg"))
