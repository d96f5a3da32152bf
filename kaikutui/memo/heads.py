"""The page of a template: its paper, and what stands in the heads and feet of its pages."""

from lxml import etree

from kaikutui.memo.package import declare, kind_of, parse, relate, related, unrelate, written
from kaikutui.memo.styles import NAMESPACE
from kaikutui.memo.template import HEADER, TYPE_NAMES
from kaikutui.memo.zipped import Parts

_W = f"{{{NAMESPACE}}}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
_AFTER_SIZE = 283
"""A head nearer to the edge of the paper than this, 5 mm in twips, cannot be printed."""
_ORDER = ("type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign")
_USUAL = {"w": 11906, "h": 16838, "left": 1134, "right": 567, "top": 1134, "bottom": 1134, "header": 567}


def _section(root: etree._Element) -> etree._Element:
    return root.find(f"{_W}body").findall(f"{_W}sectPr")[-1]


def _measure(section: etree._Element, tag: str, name: str) -> int:
    """A measure in twips; what a template leaves out is as usual."""
    found = section.find(f"{_W}{tag}")
    value = None if found is None else found.get(f"{_W}{name}")
    return int(float(value)) if value else _USUAL.get(name, 0)


def paper(parts: Parts, main: str) -> tuple[int, int]:
    """Width and height of the last section, in twips."""
    section = _section(parse(parts[main]))
    return _measure(section, "pgSz", "w"), _measure(section, "pgSz", "h")


def text_width(parts: Parts, main: str) -> int:
    """From margin to margin in twips."""
    section = _section(parse(parts[main]))
    margins = sum(_measure(section, "pgMar", name) for name in ("left", "right", "gutter"))
    return _measure(section, "pgSz", "w") - margins


def _stories(parts: Parts, main: str) -> list[etree._Element]:
    """Heads and feet that have something in them."""
    found = [
        parse(parts[target])
        for relation, target in related(parts, main)
        if kind_of(relation) in ("header", "footer") and target in parts
    ]
    seen = (f"{_W}drawing", f"{_W}pict", f"{_W}sdt", f"{_W}fldSimple", f"{_W}instrText", f"{_W}object")
    return [
        root
        for root in found
        if next(root.iter(*seen), None) is not None or any((t.text or "").strip() for t in root.iter(f"{_W}t"))
    ]


def has_heads(parts: Parts, main: str) -> bool:
    """Whether the template has heads or feet of its own."""
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
    section = _section(root)
    for old in section.findall(f"{_W}headerReference") + section.findall(f"{_W}footerReference"):
        section.remove(old)
    used = {found.get(f"{_R}id") for found in root.iter(f"{_W}headerReference", f"{_W}footerReference")}
    unrelate(parts, main, lambda r: kind_of(r) in ("header", "footer") and r.get("Id") not in used)
    for number, page in enumerate(("first", "default")):
        name, id = f"kaikuHeader{number + 1}.xml", f"rIdKaikuHeader{number + 1}"
        parts[f"{folder}/{name}"] = HEADER
        declare(parts, {f"{folder}/{name}": TYPE_NAMES["word/header1.xml"]})
        relate(parts, main, id, _KIND, name)
        reference = etree.Element(f"{_W}headerReference")
        reference.set(f"{_W}type", page)
        reference.set(f"{_R}id", id)
        section.insert(number, reference)
    _title_page(section)
    margins = section.find(f"{_W}pgMar")
    if margins is not None and _measure(section, "pgMar", "header") < _AFTER_SIZE:
        margins.set(f"{_W}header", str(_USUAL["header"]))
    parts[main] = written(root)


def _title_page(section: etree._Element) -> None:
    for old in section.findall(f"{_W}titlePg"):
        section.remove(old)
    before = [found for found in section if etree.QName(found).localname in (*_ORDER, "noEndnote")]
    place = section.index(before[-1]) + 1 if before else 2
    section.insert(place, etree.Element(f"{_W}titlePg"))
