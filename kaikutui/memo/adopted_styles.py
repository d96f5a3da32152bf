"""Our styles in a template of others: theirs where they have one of the same name, ours brought along where not.

Names and not ids tell styles apart: Finnish Word writes ``Otsikko1`` for "heading 1", and LibreOffice "Heading 1".
What is brought along has our shapes, and the fonts and the colour of headings that the template has.
"""

from collections.abc import Iterable, Iterator
from copy import deepcopy

from lxml import etree

from kaikutui.domain.record import Record
from kaikutui.memo import styles
from kaikutui.memo.colours import BLACK, ENOUGH, contrast, is_colour, readable, tint
from kaikutui.memo.package import declare, parse, part_of, relate, written
from kaikutui.memo.styles import NAMESPACE, Look
from kaikutui.memo.template import TYPE_NAMES
from kaikutui.memo.zipped import Parts

_W = f"{{{NAMESPACE}}}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TEXT = ("divId", "cnfStyle", "rPr", "sectPr", "pPrChange")
_AFTER_LIST = (
    "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct",
    "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind",
    "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
    "textboxTightWrap", "outlineLvl", *_TEXT,
)  # fmt: skip
"""What follows the list of a paragraph, in the order of the schema."""
SLIM = {"calibri", "carlito", "times new roman", "liberation serif", "garamond", "gill sans mt"}
"""Founts with letters as slim as those of our own template."""
USUAL_SIZE = 20
"""Letters of a document that does not tell their size, in half points."""
OUTLINE = {styles.TITLE: 0, styles.HEADINGS[1]: 0, styles.HEADINGS[2]: 1}
"""Styles that are headings to who hears a document, with their levels."""


class AdoptedStyles(Record, frozen=True, kw_only=True):
    """How our styles are called in a template."""

    look: Look
    ids: dict[str, str]
    lists: dict[str, str]
    numbered: bool
    kept: tuple[str, ...]
    """Names of the styles that are the template's own."""
    imported: tuple[str, ...]
    """Names of the styles that were brought along."""
    pale: tuple[str, ...]
    """Names of headings of the template whose letters can hardly be read on white."""


def adopt_styles(parts: Parts, main: str, width: int) -> AdoptedStyles:
    """Bring what is missing into the style sheet and the lists of a template. Changes ``parts``."""
    name = part_of(parts, main, "styles") or _new_part(parts, main, "styles", _EMPTY_SHEET)
    sheet = _Sheet(parse(parts[name]))
    look = _look(sheet, width)
    lists = _adopt_lists(parts, main, look)
    for style in parse(styles.style_sheet("fi-FI", look).encode()).findall(f"{_W}style"):
        sheet.adopt(style, lists)
    numbered = sheet.is_numbered(sheet.ids[styles.HEADINGS[1]])
    sheet.finish(lists)
    parts[name] = written(sheet.root)
    return AdoptedStyles(
        look=look,
        ids=sheet.ids,
        lists=lists,
        numbered=numbered,
        kept=tuple(sheet.kept),
        imported=tuple(sheet.imported),
        pale=tuple(sheet.pale(OUTLINE)),
    )


_EMPTY_SHEET = f'<w:styles xmlns:w="{NAMESPACE}"/>'.encode()


def _new_part(parts: Parts, main: str, kind: str, data: bytes) -> str:
    folder = main.rpartition("/")[0]
    name = f"{folder}/{kind}.xml"
    parts[name] = data
    declare(parts, {name: TYPE_NAMES[f"word/{kind}.xml"]})
    relate(parts, main, f"rIdKaiku{kind.capitalize()}", f"{_OFFICE}/{kind}", f"{kind}.xml")
    return name


class _Sheet:
    """A style sheet that takes in ours, one by one, those before that others are based on."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.ids: dict[str, str] = {}
        self.kept: list[str] = []
        self.imported: list[str] = []
        self._by_id = {style.get(f"{_W}styleId"): style for style in root.findall(f"{_W}style")}

    def find(self, kind: str, name: str) -> etree._Element | None:
        """The template's style of a name, whatever its case; one written exactly so comes first."""
        named = [
            style
            for style in self.root.findall(f"{_W}style[@{_W}styleId]")
            if style.get(f"{_W}type") == kind and _name(style).casefold() == name.casefold()
        ]
        return next((style for style in named if _name(style) == name), named[0] if named else None)

    def adopt(self, ours: etree._Element, lists: dict[str, str]) -> None:
        """Learn what the template calls a style of ours, or bring it along."""
        id, kind = ours.get(f"{_W}styleId"), ours.get(f"{_W}type")
        theirs = self._default(kind) if ours.get(f"{_W}default") else self.find(kind, _name(ours))
        if theirs is not None:
            self.ids[id] = theirs.get(f"{_W}styleId")
            if not ours.get(f"{_W}default"):
                self.kept.append(_name(theirs))
            return
        self.ids[id] = id if id not in self._by_id else f"{id}Kaiku"
        brought = deepcopy(ours)
        brought.set(f"{_W}styleId", self.ids[id])
        for based in brought.iter(f"{_W}basedOn"):
            based.set(f"{_W}val", self.ids[based.get(f"{_W}val")])
        for number in brought.iter(f"{_W}numId"):
            number.set(f"{_W}val", lists[number.get(f"{_W}val")])
        self.root.append(brought)
        self._by_id[self.ids[id]] = brought
        self.imported.append(_name(ours))

    def _default(self, kind: str) -> etree._Element | None:
        found = self.root.findall(f"{_W}style[@{_W}type='{kind}'][@{_W}styleId]")
        return next((style for style in found if style.get(f"{_W}default") in ("1", "true", "on")), None)

    def inherited(self, id: str, path: str) -> etree._Element | None:
        """What a style says, by itself or by what it is based on."""
        seen: set[str] = set()
        while id in self._by_id and id not in seen:
            seen.add(id)
            found = self._by_id[id].find(path)
            if found is not None:
                return found
            based = self._by_id[id].find(f"{_W}basedOn")
            id = "" if based is None else based.get(f"{_W}val")
        return None

    def pale(self, ours: Iterable[str]) -> Iterator[str]:
        """Names of those of these styles whose colour is too light on white."""
        for id in (self.ids[one] for one in ours):
            colour = self.inherited(id, f"{_W}rPr/{_W}color")
            told = "" if colour is None else str(colour.get(f"{_W}val"))
            if is_colour(told) and contrast(told) < ENOUGH:
                yield _name(self._by_id[id])

    def size(self) -> int:
        """Letters of the text in half points."""
        normal = self._default("paragraph")
        told = None if normal is None else self.inherited(normal.get(f"{_W}styleId"), f"{_W}rPr/{_W}sz")
        told = self.root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}sz") if told is None else told
        return USUAL_SIZE if told is None else int(float(told.get(f"{_W}val")))

    def breadth(self) -> float:
        """Of the letters of the text; of founts that are not known, the most there is."""
        founts = self.root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}rFonts")
        name = "" if founts is None else founts.get(f"{_W}ascii", "")
        return styles.FINNISH.breadth if name.casefold() in SLIM else 1.0

    def is_numbered(self, id: str) -> bool:
        """Whether paragraphs of a style are in a list by themselves."""
        number = self.inherited(id, f"{_W}pPr/{_W}numPr/{_W}numId")
        return number is not None and number.get(f"{_W}val") != "0"

    def finish(self, lists: dict[str, str]) -> None:
        """Give the template's own styles what a memo cannot do without: levels, bullets, captions that stay."""
        for ours, level in OUTLINE.items():
            if self.inherited(self.ids[ours], f"{_W}pPr/{_W}outlineLvl") is None:
                self._put(self.ids[ours], "outlineLvl", str(level), _TEXT)
        if not self.is_numbered(self.ids[styles.BULLET]):
            number = self._put(self.ids[styles.BULLET], "numPr", "", _AFTER_LIST)
            etree.SubElement(number, f"{_W}numId").set(f"{_W}val", lists[styles.BULLETED])
        for ours in (*OUTLINE, styles.CAPTION):
            if self.inherited(self.ids[ours], f"{_W}pPr/{_W}keepNext") is None:
                self._properties(self.ids[ours]).insert(0, etree.Element(f"{_W}keepNext"))

    def _put(self, id: str, tag: str, value: str, followers: tuple[str, ...]) -> etree._Element:
        properties = self._properties(id)
        made = etree.Element(f"{_W}{tag}", {f"{_W}val": value} if value else {})
        follower = next((e for e in properties if etree.QName(e).localname in followers), None)
        if follower is None:
            properties.append(made)
        else:
            follower.addprevious(made)
        return made

    def _properties(self, id: str) -> etree._Element:
        style = self._by_id[id]
        found = style.find(f"{_W}pPr")
        if found is None:
            found = etree.Element(f"{_W}pPr")
            letters = style.find(f"{_W}rPr")
            if letters is None:
                style.append(found)
            else:
                letters.addprevious(found)
        return found


def _name(style: etree._Element) -> str:
    found = style.find(f"{_W}name")
    return "" if found is None else str(found.get(f"{_W}val"))


def _look(sheet: _Sheet, width: int) -> Look:
    """Our own look again on our own template; elsewhere text at the margin and the colour of the headings."""
    if sheet.find("paragraph", "Muistio sovittu") is not None:
        return Look(width=width, size=sheet.size(), breadth=sheet.breadth())
    heading = sheet.find("paragraph", "heading 1")
    colour = None if heading is None else sheet.inherited(heading.get(f"{_W}styleId"), f"{_W}rPr/{_W}color")
    accent = readable("" if colour is None else str(colour.get(f"{_W}val"))) or BLACK
    return Look(
        accent=accent,
        fill=tint(accent, 0.1),
        rule=tint(accent, 0.45),
        width=width,
        size=sheet.size(),
        indent=0,
        breadth=sheet.breadth(),
    )


def _adopt_lists(parts: Parts, main: str, look: Look) -> dict[str, str]:
    """Our two lists among theirs, with numbers that are free."""
    ours = parse(styles.numbering(look).encode())
    name = part_of(parts, main, "numbering")
    if name not in parts:
        name = _new_part(parts, main, "numbering", f'<w:numbering xmlns:w="{NAMESPACE}"/>'.encode())
    root = parse(parts[name])
    abstract = 1 + max((int(e.get(f"{_W}abstractNumId")) for e in root.findall(f"{_W}abstractNum")), default=-1)
    number = 1 + max((int(e.get(f"{_W}numId")) for e in root.findall(f"{_W}num")), default=0)
    first = root.find(f"{_W}num")
    lists = {}
    for made in ours.findall(f"{_W}abstractNum"):
        made.set(f"{_W}abstractNumId", str(int(made.get(f"{_W}abstractNumId")) + abstract))
        for linked in made.findall(f"{_W}lvl/{_W}pStyle"):
            linked.getparent().remove(linked)
        if first is None:
            root.append(made)
        else:
            first.addprevious(made)
    last = root.findall(f"{_W}num")
    for offset, made in enumerate(ours.findall(f"{_W}num")):
        lists[made.get(f"{_W}numId")] = str(number + offset)
        made.set(f"{_W}numId", str(number + offset))
        of = made.find(f"{_W}abstractNumId")
        of.set(f"{_W}val", str(int(of.get(f"{_W}val")) + abstract))
        (last[-1] if last else root[-1]).addnext(made)
        last = [made]
    parts[name] = written(root)
    return lists
