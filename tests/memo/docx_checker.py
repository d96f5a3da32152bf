"""A second pair of eyes for every memo that a test builds: zip and XML alone, so that no library vouches for itself.

``faults`` names what is wrong. It knows the format where readers are strict (order of elements, parts that hang
together) and the rules of accessible documents (headings, tables, pictures, language).
"""

import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import PurePosixPath

from docx_document import Document, W, style_of, text_of
from docx_order import ORDERS, REPEATED
from lxml import etree

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}coreProperties"
CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
DC = "{http://purl.org/dc/elements/1.1/}"


def _members(document: Document) -> Iterator[str]:
    """Each member stands once, and what each is, is said once."""
    yield from (f"{name} twice" for name, times in Counter(document.names).items() if times > 1)
    types = document.trees["[Content_Types].xml"]
    defaults = {found.get("Extension") for found in types.iterfind(f"{TYPE}Default")}
    overrides = [found.get("PartName").lstrip("/") for found in types.iterfind(f"{TYPE}Override")]
    yield from (f"{name} is not there" for name in overrides if name not in document.parts)
    named = {*overrides, "[Content_Types].xml"}
    yield from (f"{n} has no type" for n in document.names if n not in named and n.rpartition(".")[2] not in defaults)


def _relations(document: Document) -> Iterator[str]:
    """What a part refers to is there, inside the package; only links lead out."""
    for name, tree in document.trees.items():
        if not name.endswith(".rels"):
            continue
        folder = PurePosixPath(name).parent.parent
        ids = {found.get("Id") for found in tree}
        yield from (f"{name}: an id twice" for _ in range(len(tree) - len(ids)))
        for found in tree:
            target, kind = found.get("Target"), found.get("Type").rpartition("/")[2]
            if found.get("TargetMode") == "External":
                yield from [f"{name}: {kind} leads out"] * (kind != "hyperlink")
            elif str(PurePosixPath(target.lstrip("/")) if target[0] == "/" else folder / target) not in document.parts:
                yield f"{name}: {target} is not there"
        source = document.trees.get(str(folder / PurePosixPath(name).stem))
        asked = [] if source is None else [v for e in source.iter() for k, v in e.attrib.items() if k.startswith(R)]
        yield from (f"{name}: nothing is {id}" for id in asked if id not in ids)


def _properties(document: Document) -> Iterator[str]:
    """One part of properties, of the right kind, with a title and a language, and nobody but the author."""
    kinds = [found.get("Type") for found in document.trees["_rels/.rels"]]
    if kinds.count(CORE_RELATION) != 1 or sum(kind.endswith("core-properties") for kind in kinds) != 1:
        yield "not one part of properties"
    core = document.trees.get("docProps/core.xml")
    if core is None or core.tag != CORE:
        yield "no properties"
        return
    for name in ("title", "language"):
        if not (core.findtext(f"{DC}{name}") or "").strip():
            yield f"no {name}"
    told = {etree.QName(found).localname: found.text for found in core}
    if told.get("creator") != told.get("lastModifiedBy"):
        yield "somebody else than the author"
    if "description" in told or any("thumbnail" in name for name in document.names):
        yield "left over from a template"


def _language(document: Document) -> Iterator[str]:
    """The language of the properties is that of the text."""
    core = document.trees["docProps/core.xml"].findtext(f"{DC}language")
    default = document.trees["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    theme = document.trees["word/settings.xml"].find(f"{W}themeFontLang")
    for name, found in (("styles", default), ("settings", theme)):
        if found is None or found.get(f"{W}val") != core:
            yield f"{name}: not {core}"


def _headings(document: Document) -> Iterator[str]:
    """Real ones, none empty, none too long, no level left out."""
    levels = [0]
    for paragraph in document.body.iterfind(f"{W}p"):
        level = document.level(paragraph)
        if level is None or document.is_title(paragraph):
            continue
        text = text_of(paragraph)
        if not text.strip() or len(text) > 100:
            yield f"empty or long: {text!r}"
        levels.append(level)
    yield from (f"from level {before} to {after}" for before, after in pairwise(levels) if after > before + 1)


def _faked(document: Document) -> Iterator[str]:
    """No heading is running text that only looks like one: short and bold as a whole."""
    for paragraph in document.body.iterfind(f"{W}p"):
        runs = [run for run in paragraph.iterfind(f"{W}r") if run.find(f"{W}t") is not None]
        bold = [list(run.iterfind(f"{W}rPr/{W}b")) + list(run.iterfind(f"{W}rPr/{W}rStyle")) for run in runs]
        if style_of(paragraph) in ("", "BodyText", "ListBullet", "Leipteksti") and runs and all(bold):
            yield f"bold as a whole: {text_of(paragraph)!r}"


def _tables(document: Document) -> Iterator[str]:
    """Data tables alone: a heading row, whole rows, a cell for each column, nothing merged, nested or empty."""
    for table in document.body.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        marked = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        if marked != [True] + [False] * (len(rows) - 1) or len(rows) < 2:
            yield "no heading row, or no other"
        if any(row.find(f"{W}trPr/{W}cantSplit") is None for row in rows):
            yield "a row may be split"
        look = [found.get(f"{W}val") for name in LOOKS if (found := table.find(f"{W}tblPr/{W}{name}")) is not None]
        if len(look) < len(LOOKS) or not all(word.strip() for word in look):
            yield "no look, or no words for who does not see it"
        if list(table.iter(f"{W}gridSpan", f"{W}vMerge")) or table.find(f".//{W}tbl") is not None:
            yield "merged or nested"
        yield from _widths(table, rows)


LOOKS = ("tblLook", "tblCaption", "tblDescription")


def _widths(table: etree._Element, rows: list[etree._Element]) -> Iterator[str]:
    grid = [column.get(f"{W}w") for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    for row in rows:
        cells = row.findall(f"{W}tc")
        if [cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w") for cell in cells] != grid:
            yield "ragged"
        if any(cell[-1].tag != f"{W}p" or not text_of(cell).strip() for cell in cells):
            yield "a cell without text"


def _paragraphs(document: Document) -> Iterator[str]:
    """No empty ones, no lists that are none, no spacing by tabs."""
    for name, story in document.stories.items():
        for paragraph in story.iter(f"{W}p"):
            text = text_of(paragraph)
            pictured = paragraph.find(f".//{W}drawing") is not None
            around = [None if e is None else e.tag for e in (paragraph.getprevious(), paragraph.getnext())]
            closing = around == [f"{W}tbl", f"{W}sectPr"]
            # What turns the page or ends a section is not there for air.
            turning = paragraph.find(f".//{W}br") is not None or paragraph.find(f"{W}pPr/{W}sectPr") is not None
            if not (text.strip() or pictured or closing or turning):
                yield f"{name}: an empty paragraph"
            if text.count("\t") > (1 if name == "word/document.xml" else 2):
                yield f"{name}: spaced by tabs"
            if text.startswith(("- ", "• ", "* ")):
                yield f"{name}: a list typed by hand"
            if re.search(r"[ \u00a0]{2,}", text):
                yield f"{name}: spaced by blanks"


def _pictures(document: Document) -> Iterator[str]:
    """In the line of the text, with words, each with an id of its own in the whole package."""
    ids: Counter[str] = Counter()
    for name, story in document.stories.items():
        for shown in story.iter(f"{WP}docPr"):
            ids[shown.get("id")] += 1
            if not (shown.get("descr") or "").strip():
                yield f"{name}: a picture without words"
        if list(story.iter(f"{WP}anchor", f"{W}pict", f"{W}txbxContent")):
            yield f"{name}: something floats"
    yield from (f"picture {id} twice" for id, times in ids.items() if times > 1)


def _styles(document: Document) -> Iterator[str]:
    """Each style in use is defined, of its kind, once."""
    sheet = document.trees["word/styles.xml"]
    ids = Counter(style.get(f"{W}styleId") for style in sheet.iterfind(f"{W}style"))
    yield from (f"{id} twice" for id, times in ids.items() if times > 1)
    kinds = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
    for story in document.stories.values():
        for tag, kind in kinds.items():
            used = {found.get(f"{W}val") for found in story.iter(f"{W}{tag}")}
            known = {id for id, style in document.styles.items() if style.get(f"{W}type") == kind}
            yield from (f"{kind} {id} is not defined" for id in used - known)
    for tag in ("basedOn", "next", "link"):
        used = {found.get(f"{W}val") for found in sheet.iter(f"{W}{tag}")}
        yield from (f"{tag} {id} is not defined" for id in used - set(ids))


def _order(document: Document) -> Iterator[str]:
    """Elements stand in the order of the schema: Word refuses what other readers forgive."""
    for name, tree in document.trees.items():
        for parent in tree.iter(*(f"{W}{tag}" for tag in ORDERS)):
            order = ORDERS[etree.QName(parent).localname]
            children = [etree.QName(child).localname for child in parent if child.tag.startswith(W)]
            places = [order.index(child) for child in children if child in order]
            twice = {child for child, times in Counter(children).items() if times > 1} - REPEATED
            if len(places) < len(children) or places != sorted(places) or twice:
                yield f"{name}: {etree.QName(parent).localname} holds {' '.join(children)}"


def _numbering(document: Document) -> Iterator[str]:
    """All abstract lists stand before all lists, and each list in use is there."""
    tree = document.trees.get("word/numbering.xml")
    kinds = [] if tree is None else [found.tag for found in tree]
    if kinds != sorted(kinds, key=lambda tag: (f"{W}numPicBullet", f"{W}abstractNum", f"{W}num").index(tag)):
        yield "lists before what they are lists of"
    known = {"0"} | {n.get(f"{W}numId") for n in ([] if tree is None else tree.iterfind(f"{W}num"))}
    for name in ("word/document.xml", "word/styles.xml"):
        used = {found.get(f"{W}val") for found in document.trees[name].iter(f"{W}numId")}
        yield from (f"{name}: list {id} is not there" for id in used - known)


def _settings(document: Document) -> Iterator[str]:
    """Opens without a question, can be edited, and is not tied to another file."""
    settings = document.trees["word/settings.xml"]
    for name in ("updateFields", "documentProtection", "writeProtection", "trackRevisions", "attachedTemplate"):
        yield from [name] * (settings.find(f"{W}{name}") is not None)
    mode = settings.find(f"{W}compat/{W}compatSetting[@{W}name='compatibilityMode']")
    if mode is None or int(mode.get(f"{W}val")) < 15:
        yield "opens in compatibility mode"


def _hidden(document: Document) -> Iterator[str]:
    """Nothing but what is seen: no comments, no tracked changes, no hidden text."""
    hidden = ("vanish", "ins", "del", "commentReference", "commentRangeStart", "moveFrom", "moveTo")
    for name, story in document.stories.items():
        yield from {f"{name}: {etree.QName(e).localname}" for e in story.iter(*(f"{W}{tag}" for tag in hidden))}
    yield from (name for name in document.names if "comments" in name or name.endswith((".bin", ".vml")))


def _page(document: Document) -> Iterator[str]:
    """The page is a number of twips by a number of twips."""
    for section in document.body.iter(f"{W}sectPr"):
        size = section.find(f"{W}pgSz")
        if size is None or not all((size.get(f"{W}{side}") or "").isdigit() for side in "wh"):
            yield "no size"
    if document.body[-1].tag != f"{W}sectPr":
        yield "the text does not end with its section"


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _letters(document: Document) -> Iterator[str]:
    """Large enough, dark enough, and not stretched from edge to edge; in our own styles and in the text."""
    own = [style for id, style in document.styles.items() if id.startswith("Muistio")]
    for tree in (*own, document.body):
        yield from (f"size {e.get(f'{W}val')}" for e in tree.iter(f"{W}sz") if int(e.get(f"{W}val")) < 20)
        yield from ("stretched lines" for e in tree.iter(f"{W}jc") if e.get(f"{W}val") in ("both", "distribute"))
    colours = {e.get(f"{W}val") for style in own for e in style.iter(f"{W}color")} - {"auto"}
    grounds = {e.get(f"{W}fill") for style in own for e in style.iter(f"{W}shd")} - {"auto"} | {"FFFFFF"}
    for colour in colours:
        for ground in grounds:
            if (_luminance(ground) + 0.05) / (_luminance(colour) + 0.05) < 4.5:
                yield f"{colour} on {ground}"


def _links(document: Document) -> Iterator[str]:
    """A link is called by what it leads to, not by its address."""
    for link in document.body.iter(f"{W}hyperlink"):
        if re.match(r"\w+://|www\.", text_of(link)) or not text_of(link).strip():
            yield "a link without a name"


RULES: dict[str, Callable[[Document], Iterable[str]]] = {
    "members": _members,
    "relations": _relations,
    "properties": _properties,
    "language": _language,
    "headings": _headings,
    "faked": _faked,
    "tables": _tables,
    "paragraphs": _paragraphs,
    "pictures": _pictures,
    "styles": _styles,
    "order": _order,
    "numbering": _numbering,
    "settings": _settings,
    "hidden": _hidden,
    "page": _page,
    "letters": _letters,
    "links": _links,
}
"""A new rule is one function here, with its mutants in test_docx_checker.py."""


def faults(data: bytes) -> list[str]:
    """What is wrong with a memo, each as ``rule: what``; nothing for a good one."""
    try:
        document = Document(data)
        document.trees  # noqa: B018 - a part that is no XML is found here
    except (etree.XMLSyntaxError, zipfile.BadZipFile, KeyError) as error:
        return [f"package: {error}"]
    return [f"{name}: {found}" for name, rule in RULES.items() for found in rule(document)]
