"""The memo as a Word document: knows styles and pages, nothing of meetings."""

import io
from collections.abc import Iterator
from datetime import UTC
from itertools import chain, count, pairwise, zip_longest

import docx
from docx.document import Document
from lxml import etree

from kaikutui.memo import styles
from kaikutui.memo.controls import fill_controls
from kaikutui.memo.elements import (
    KEPT,
    caption,
    element,
    field,
    line_runs,
    paragraph,
    parsed,
    run,
    tab,
    table_element,
)
from kaikutui.memo.lines import shown
from kaikutui.memo.logos import logo_runs
from kaikutui.memo.paper import Logo
from kaikutui.memo.parts import Block, Bullets, Fact, Facts, Heading, Line, Memo, Paragraph, Table
from kaikutui.memo.room import mark_of, section_of_memo, sections_of
from kaikutui.memo.template import Template, default_template
from kaikutui.memo.voices import all_plain, voice
from kaikutui.memo.zipped import pack, unpack

BLANK = "–"
"""In the place of nothing: a screen reader passes over an empty cell without a word."""
NARROW = 42
"""So many letters surely fit between the margin and the identification at 9,2 cm."""
_W = f"{{{styles.NAMESPACE}}}"
_HERE = "kaikutui"
NO_LIST = "0"
"""Takes a paragraph out of the list of its style."""
LONGEST_PROPERTY = 255
"""Document properties hold no more characters."""


def to_docx(memo: Memo, template: Template | None = None, logos: tuple[Logo, ...] = ()) -> bytes:
    """The memo as a .docx file on this template (None: the default one).

    The same memo on the same template always gives the same bytes.
    """
    template = template or default_template()
    document = docx.Document(io.BytesIO(template.package))
    _speak(document, memo.language)
    if template.own_heads:
        _write_headers(document, memo, template, logos)
    _write_properties(document, memo)
    fill_controls(document, memo)
    main = document.part.partname.membername
    written = io.BytesIO()
    document.save(written)
    parts = unpack(written.getvalue())
    parts[main] = _filled(parts[main], memo, template)
    return pack(parts)


def _filled(text: bytes, memo: Memo, template: Template) -> bytes:
    """The part with the text, the memo in the place of the mark.

    Put together as bytes: to move thousands of elements from one tree to another takes ten times as long.
    """
    root = etree.fromstring(text)
    mark, xml = mark_of(root), "".join(_body(memo, template))
    section = mark.find(f"{_W}pPr/{_W}sectPr")
    mark.getparent().replace(mark, etree.Comment(_HERE))
    declared = root.nsmap.get("w")
    # A memo in one language on our own template is finished as it is; to parse it would change no byte.
    finished = section is None and declared == styles.NAMESPACE and not template.ids and not template.lists
    if finished and all_plain(xml, memo.language):
        told = xml.encode()
    else:
        told = _fitted(xml, memo, template, section, declared)
    frame = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return bytes(frame.replace(f"<!--{_HERE}-->".encode(), told))


def _fitted(xml: str, memo: Memo, template: Template, section: etree._Element | None, declared: str | None) -> bytes:
    """The memo with the names of its template, its last paragraph with the section, other languages marked."""
    body = parsed((xml,))
    if section is not None:
        body[-1].find(f"{_W}pPr").append(section)
    _fit(body, template)
    voice(body, memo.language)
    return _bytes_of(body, declared=declared)


def _bytes_of(body: etree._Element, *, declared: str | None) -> bytes:
    """The children of an element; each says its namespace by itself unless the document has it declared."""
    if declared != styles.NAMESPACE:
        return b"".join(etree.tostring(part, encoding="UTF-8") for part in body)
    whole = etree.tostring(body, encoding="UTF-8", xml_declaration=False)
    return bytes(whole[whole.index(b">") + 1 : whole.rindex(b"<")])


def narrow(template: Template) -> int:
    """So many letters surely fit between the margin and the identification on this page."""
    return round(NARROW * template.look.middle / styles.FINNISH.middle)


def _fit(part: etree._Element, template: Template) -> None:
    """Call styles and lists as the template does."""
    if not template.ids and not template.lists:
        return
    for found in part.iter(f"{_W}pStyle", f"{_W}rStyle", f"{_W}tblStyle", f"{_W}numId"):
        ours = found.get(f"{_W}val")
        theirs = template.lists if found.tag == f"{_W}numId" else template.ids
        found.set(f"{_W}val", theirs.get(ours, ours))


def _speak(document: Document, language: str) -> None:
    """Say in which language the text is, where readers of the file look for it."""
    for found in chain(
        document.styles.element.iterfind(f"{_W}docDefaults//{_W}lang"),
        document.settings.element.iterfind(f"{_W}themeFontLang"),
    ):
        found.set(f"{_W}val", language)


def _write_properties(document: Document, memo: Memo) -> None:
    properties = document.core_properties
    properties.title = shown(memo.title)[:LONGEST_PROPERTY] or memo.kind
    properties.language = memo.language
    properties.category = memo.kind
    author = shown(memo.author)[:LONGEST_PROPERTY]
    if author:
        properties.author = author
        properties.last_modified_by = author
    made = memo.made.astimezone(UTC).replace(tzinfo=None)
    properties.created = made
    properties.modified = made


def _write_headers(document: Document, memo: Memo, template: Template, logos: tuple[Logo, ...]) -> None:
    """Page 1 says all of it in its text and has logos and the page number above; later pages repeat it."""
    root = document.element
    section = document.sections[list(sections_of(root)).index(section_of_memo(root))]
    first, later = section.first_page_header.part, section.header.part
    known = [text for text in (*memo.sender[:1], memo.title) if 0 < len(shown(text)) <= narrow(template)]
    sender, title = (*known, "", "")[:2]
    above = paragraph(styles.PAGE_NUMBER, [*logo_runs(first, logos), tab(), *_page_number()])
    lines = (
        paragraph(styles.HEADER, [*_shown(sender), tab(), run(memo.kind), tab(), *_page_number()]),
        paragraph(styles.HEADER, [*_shown(title), tab(), run(memo.date)], [element("spacing", after="360")]),
    )
    for part, texts in ((first.element, (above,)), (later.element, lines)):
        part.extend(list(parsed(texts)))
        _fit(part, template)


def _shown(text: str) -> list[str]:
    return [run(shown(text))] if text else []


def _page_number() -> list[str]:
    """``1 (3)``; Word and others work out the fields of a header by themselves."""
    return [field("PAGE", "1"), run("\u00a0("), field("NUMPAGES", "1"), run(")")]


def _body(memo: Memo, template: Template) -> Iterator[str]:
    yield from _identification(memo, narrow(template))
    yield from _text(styles.NOTICE, Line(text=memo.notice), [])
    title = shown(memo.title)
    if title:
        yield paragraph(styles.TITLE, [run(title)])
    yield from _facts(memo.facts)
    numbers = count(1)
    for before, block, after in _with_neighbours(memo.blocks):
        yield from _block(block, memo, numbers, template, _beside(before, after))
    if memo.blocks and isinstance(memo.blocks[-1], Table):
        # A document ends with a paragraph; Word would put one there itself.
        yield paragraph(styles.BODY, [])


def _with_neighbours(blocks: tuple[Block, ...]) -> Iterator[tuple[Block | None, Block, Block | None]]:
    padded = (None, *blocks, None)
    for (before, block), after in zip(pairwise(padded), padded[2:], strict=False):
        if block is not None:
            yield before, block, after


def _beside(before: Block | None, after: Block | None) -> list[str]:
    """What a text has of its neighbours: it keeps off the table before it and stays with the one after it."""
    kept = [KEPT] if isinstance(after, Table) else []
    air = [element("spacing", before="200")] if isinstance(before, Table) else []
    return [*kept, *air]


def _identification(memo: Memo, narrow: int) -> Iterator[str]:
    """Who sends, what it is, of which day: side by side on the grid, below each other when a name is long."""
    senders = [name for name in map(shown, memo.sender) if name]
    for sender, told in zip_longest(senders, (memo.kind, memo.date)):
        runs = [run(told, strong=told == memo.kind)] if told else []
        if sender and runs and len(sender) <= narrow:
            yield paragraph(styles.SENDER, [run(sender), tab(), *runs])
            continue
        if runs:
            yield paragraph(styles.SENDER_RIGHT, runs)
        if sender:
            yield paragraph(styles.SENDER, [run(sender)])


def _facts(rows: tuple[Fact, ...], *, kept: bool = False) -> Iterator[str]:
    """Facts below each other; with ``kept`` on one page."""
    for row in rows:
        first, *more = [value for value in map(shown, row.values) if value] or [BLANK]
        together = [KEPT] if kept and row is not rows[-1] else []
        yield paragraph(styles.FACT, [run(shown(row.label), strong=True), tab(), run(first)], together)
        for value in more:
            yield paragraph(styles.FACT_MORE, [run(value)], together)


def _block(block: Block, memo: Memo, numbers: Iterator[int], template: Template, beside: list[str]) -> Iterator[str]:
    """The elements of one block."""
    match block:
        case Heading():
            yield from _heading(block, template)
        case Paragraph():
            yield from _text(styles.AGREED if block.agreed else styles.BODY, block.line, beside)
        case Bullets():
            yield from _bullets(block, beside)
        case Facts():
            yield from _facts(block.rows, kept=True)
        case Table():
            yield caption(memo.table_word, next(numbers), block.caption)
            yield table_element(block, BLANK, template.look.width, template.look.letter)


def _bullets(bullets: Bullets, beside: list[str]) -> Iterator[str]:
    """A list; its last line says by itself that it is in it, as some readers do not ask what a style is based on."""
    *more, last = bullets.lines
    for line in more:
        yield from _text(styles.BULLET, line, beside)
        beside = []
    kept = [mark for mark in beside if mark == KEPT]
    air = [mark for mark in beside if mark != KEPT]
    yield from _text(styles.BULLET_LAST, last, [*kept, _list(styles.BULLETED), *air])


def _heading(heading: Heading, template: Template) -> Iterator[str]:
    text = shown(heading.text)
    numbers: list[str] = []
    if heading.level == 1 and template.numbered and heading.number is None:
        numbers = [_list(NO_LIST), element("ind", left="0", firstLine="0")]
    elif heading.number is not None and not template.numbered:
        numbers = [_list(styles.NUMBERED_HEADING)]
    if text:
        yield paragraph(styles.HEADINGS[heading.level], [run(text)], numbers)


def _list(number: str) -> str:
    return element("numPr", element("ilvl", val="0"), element("numId", val=number))


def _text(style: str, line: Line, properties: list[str]) -> Iterator[str]:
    """A paragraph, unless there is nothing to be seen in it: readers stumble over empty ones."""
    runs = line_runs(line)
    if runs:
        yield paragraph(style, runs, properties)
