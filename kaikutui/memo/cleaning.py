"""What must not travel from a template into a memo: other people's names, servers, comments, locks, tracked changes."""

import re

from lxml import etree

from kaikutui.catalogue import text
from kaikutui.memo.package import TYPES, declare, drop, kind_of, parse, part_of, relate, related, unrelate, written
from kaikutui.memo.styles import NAMESPACE
from kaikutui.memo.template import APP, CORE, SETTINGS, TYPE_NAMES
from kaikutui.memo.zipped import Parts

_W = f"{{{NAMESPACE}}}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"

_COMMENTS = ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people")
_SETTINGS = {
    "attachedTemplate": "attached",
    "documentProtection": "protection",
    "writeProtection": "protection",
    "trackRevisions": "tracking",
    "updateFields": "",
    "mailMerge": "mail_merge",
    "docVars": "",
}
"""Settings that go → what is told of it (``template.gone.*``); empty: nothing needs to be told."""
_AFTER_THEME = ("clrSchemeMapping", "shapeDefaults", "decimalSymbol", "listSeparator")
_AFTER_COMPAT = ("rsids", "mathPr", "themeFontLang", *_AFTER_THEME)


def clean(parts: Parts, main: str) -> list[str]:
    """Clean the whole package; gives what went, in words. The document can be written like any other afterwards."""
    gone: list[str] = []
    parts[TYPES] = parts[TYPES].replace(b".template.main+xml", b".document.main+xml")
    _properties(parts)
    gone += _settings(parts, main)
    if unrelate(parts, main, lambda relation: kind_of(relation) in _COMMENTS):
        gone.append("comments")
    for name in (main, *(target for _, target in related(parts, main) if target in parts)):
        if name.endswith(".xml") and name.startswith(main.rpartition("/")[0]):
            gone += _story(parts, name)
    _language(parts, main)
    return [text(f"template.gone.{name}") for name in dict.fromkeys(gone) if name]


def _properties(parts: Parts) -> None:
    """Properties of our own in the place of whose the template was, and no picture of it."""
    kinds = ("core-properties", "extended-properties", "thumbnail")
    unrelate(parts, "", lambda relation: kind_of(relation) in kinds)
    drop(parts, "docProps/core.xml")
    drop(parts, "docProps/app.xml")
    parts["docProps/core.xml"], parts["docProps/app.xml"] = CORE, APP
    declare(parts, {name: TYPE_NAMES[name] for name in ("docProps/core.xml", "docProps/app.xml")})
    relate(parts, "", "rIdKaikuCore", _CORE_KIND, "docProps/core.xml")
    relate(parts, "", "rIdKaikuApp", f"{_OFFICE}/extended-properties", "docProps/app.xml")


def _settings(parts: Parts, main: str) -> list[str]:
    name = part_of(parts, main, "settings")
    if not name or name not in parts:
        folder = main.rpartition("/")[0]
        unrelate(parts, main, lambda relation: kind_of(relation) == "settings")
        parts[f"{folder}/settings.xml"] = SETTINGS
        declare(parts, {f"{folder}/settings.xml": TYPE_NAMES["word/settings.xml"]})
        relate(parts, main, "rIdKaikuSettings", f"{_OFFICE}/settings", "settings.xml")
        return []
    unrelate(parts, name, lambda relation: relation.get("TargetMode") == "External")
    root, gone = parse(parts[name]), []
    for tag, told in _SETTINGS.items():
        for found in root.findall(f"{_W}{tag}"):
            root.remove(found)
            gone.append(told)
    if root.find(f"{_W}themeFontLang") is None:
        insert(root, etree.Element(f"{_W}themeFontLang"), _AFTER_THEME)
    _modern(root)
    parts[name] = written(root)
    return gone


def _modern(settings: etree._Element) -> None:
    """Let the file open without compatibility mode."""
    compat = settings.find(f"{_W}compat")
    if compat is None:
        compat = insert(settings, etree.Element(f"{_W}compat"), _AFTER_COMPAT)
    mode = compat.find(f"{_W}compatSetting[@{_W}name='compatibilityMode']")
    if mode is None:
        mode = etree.SubElement(compat, f"{_W}compatSetting")
        mode.set(f"{_W}name", "compatibilityMode")
        mode.set(f"{_W}uri", "http://schemas.microsoft.com/office/word")
    mode.set(f"{_W}val", "15")


def insert(parent: etree._Element, child: etree._Element, followers: tuple[str, ...]) -> etree._Element:
    """Put a child before the first of those that must follow it, else last; gives the child."""
    follower = next((found for found in parent if etree.QName(found).localname in followers), None)
    if follower is None:
        parent.append(child)
    else:
        follower.addprevious(child)
    return child


def _story(parts: Parts, name: str) -> list[str]:
    """Accept tracked changes, take marks of comments and what lies outside the file."""
    outside = unrelate(parts, name, lambda r: r.get("TargetMode") == "External" and kind_of(r) != "hyperlink")
    root, gone = parse(parts[name]), []
    for found in root.xpath("//*[@*[namespace-uri()=$r]]", r=_R[1:-1]):
        if any(key.startswith(_R) and value in outside for key, value in found.attrib.items()):
            _take(next(found.iterancestors(f"{_W}r"), found))
            gone.append("outside")
    for found in list(root.iter(f"{_W}del", f"{_W}moveFrom", *_PROPERTY_CHANGES)):
        _take(found)
        gone.append("changes")
    for found in list(root.iter(f"{_W}ins", f"{_W}moveTo")):
        for child in list(found):
            found.addprevious(child)
        _take(found)
        gone.append("changes")
    for found in [found for found in root.iter(etree.Element) if _COMMENT_MARK.fullmatch(found.tag)]:
        _take(found)
    parts[name] = written(root)
    return gone


_PROPERTY_CHANGES = tuple(
    f"{_W}{name}Change" for name in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "tblGrid", "numbering")
)
_COMMENT_MARK = re.compile(re.escape(_W) + r"(commentRangeStart|commentRangeEnd|commentReference|move\w+Range\w+)")


def _take(found: etree._Element) -> None:
    parent = found.getparent()
    if parent is not None:
        parent.remove(found)


def _language(parts: Parts, main: str) -> None:
    """Leave one place where the language of the text is told: the defaults of the style sheet."""
    name = part_of(parts, main, "styles")
    if name not in parts:
        return
    root = parse(parts[name])
    for found in list(root.iter(f"{_W}lang")):
        _take(found)
    place = root
    for tag in ("docDefaults", "rPrDefault", "rPr"):
        found = place.find(f"{_W}{tag}")
        if found is None:
            found = etree.Element(f"{_W}{tag}")
            place.insert(0, found)
        place = found
    language = etree.Element(f"{_W}lang")
    insert(place, language, ("eastAsianLayout", "specVanish", "oMath"))
    language.set(f"{_W}val", "fi-FI")
    parts[name] = written(root)
