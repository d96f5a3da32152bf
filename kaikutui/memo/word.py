"""The memo as a Word document: knows styles and pages, nothing of meetings."""

import io
from collections.abc import Iterator
from datetime import UTC
from itertools import chain, count, pairwise, zip_longest

import docx
from docx.document import Document
from lxml import etree

from kaikutui.domain.clean import clean_line
from kaikutui.memo import styles
from kaikutui.memo.elements import (
    caption,
    element,
    field,
    line_runs,
    paragraph,
    run,
    tab,
    table_element,
)
from kaikutui.memo.logos import logo_runs
from kaikutui.memo.paper import Logo
from kaikutui.memo.parts import Block, Bullets, Fact, Facts, Heading, Line, Memo, Paragraph, Table
from kaikutui.memo.template import Template, default_template, pack, unpack

BLANK = "–"
"""In the place of nothing: a screen reader passes over an empty cell without a word."""
NARROW = 42
"""So many letters surely fit between the margin and the identification at 9,2 cm."""
LONGEST_PROPERTY = 255
"""Document properties hold no more characters."""


def to_docx(memo: Memo, template: Template | None = None, logos: tuple[Logo, ...] = ()) -> bytes:
    """The memo as a .docx file on this template (None: the default one).

    The same memo on the same template always gives the same bytes.
    """
    template = template or default_template()
    document = docx.Document(io.BytesIO(template.package))
    _speak(document, memo.language)
    _write_headers(document, memo, logos)
    end = document.element.body.sectPr
    for part in _body(memo, template.look.width):
        end.addprevious(part)
    _write_properties(document, memo)
    written = io.BytesIO()
    document.save(written)
    return pack(unpack(written.getvalue()))


def _speak(document: Document, language: str) -> None:
    """Say in which language the text is, where readers of the file look for it."""
    attribute = f"{{{styles.NAMESPACE}}}val"
    for found in chain(
        document.styles.element.iterfind(f"{{*}}docDefaults//{{{styles.NAMESPACE}}}lang"),
        document.settings.element.iterfind(f"{{{styles.NAMESPACE}}}themeFontLang"),
    ):
        found.set(attribute, language)


def _write_properties(document: Document, memo: Memo) -> None:
    properties = document.core_properties
    properties.title = clean_line(memo.title)[:LONGEST_PROPERTY] or memo.kind
    properties.language = memo.language
    properties.category = memo.kind
    author = clean_line(memo.author)[:LONGEST_PROPERTY]
    if author:
        properties.author = author
        properties.last_modified_by = author
    made = memo.made.astimezone(UTC).replace(tzinfo=None)
    properties.created = made
    properties.modified = made


def _write_headers(document: Document, memo: Memo, logos: tuple[Logo, ...]) -> None:
    """Page 1 says all of it in its text and has logos and the page number above; later pages repeat it."""
    section = document.sections[0]
    first = section.first_page_header
    pictures = logo_runs(first.part, logos)
    first.part.element.append(paragraph(styles.PAGE_NUMBER, [*pictures, tab(), *_page_number()]))
    known = [text for text in (*memo.sender[:1], memo.title) if 0 < len(clean_line(text)) <= NARROW]
    sender, title = (*known, "", "")[:2]
    later = section.header.part.element
    later.append(paragraph(styles.HEADER, [*_shown(sender), tab(), run(memo.kind), tab(), *_page_number()]))
    below = [*_shown(title), tab(), run(memo.date)]
    later.append(paragraph(styles.HEADER, below, [element("spacing", after="360")]))


def _shown(text: str) -> list[etree._Element]:
    return [run(clean_line(text))] if text else []


def _page_number() -> list[etree._Element]:
    """``1 (3)``; Word and others work out the fields of a header by themselves."""
    return [field("PAGE", "1"), run("\u00a0("), field("NUMPAGES", "1"), run(")")]


def _body(memo: Memo, width: int) -> Iterator[etree._Element]:
    yield from _identification(memo)
    yield from _text(styles.NOTICE, Line(text=memo.notice), [])
    title = clean_line(memo.title)
    if title:
        yield paragraph(styles.TITLE, [run(title)])
    yield from _facts(memo.facts)
    numbers = count(1)
    for before, block, after in _with_neighbours(memo.blocks):
        yield from _block(block, memo, numbers, width, _beside(before, after))
    if memo.blocks and isinstance(memo.blocks[-1], Table):
        # A document ends with a paragraph; Word would put one there itself.
        yield paragraph(styles.BODY, [])


def _with_neighbours(blocks: tuple[Block, ...]) -> Iterator[tuple[Block | None, Block, Block | None]]:
    padded = (None, *blocks, None)
    for (before, block), after in zip(pairwise(padded), padded[2:], strict=False):
        if block is not None:
            yield before, block, after


def _beside(before: Block | None, after: Block | None) -> list[etree._Element]:
    """What a text has of its neighbours: it keeps off the table before it and stays with the one after it."""
    kept = [element("keepNext")] if isinstance(after, Table) else []
    air = [element("spacing", before="200")] if isinstance(before, Table) else []
    return [*kept, *air]


def _identification(memo: Memo) -> Iterator[etree._Element]:
    """Who sends, what it is, of which day: side by side on the grid, below each other when a name is long."""
    senders = [name for name in map(clean_line, memo.sender) if name]
    for sender, told in zip_longest(senders, (memo.kind, memo.date)):
        runs = [run(told, strong=told == memo.kind)] if told else []
        if sender and runs and len(sender) <= NARROW:
            yield paragraph(styles.SENDER, [run(sender), tab(), *runs])
            continue
        if runs:
            yield paragraph(styles.SENDER_RIGHT, runs)
        if sender:
            yield paragraph(styles.SENDER, [run(sender)])


def _facts(rows: tuple[Fact, ...]) -> Iterator[etree._Element]:
    for row in rows:
        first, *more = [value for value in map(clean_line, row.values) if value] or [BLANK]
        yield paragraph(styles.FACT, [run(clean_line(row.label), strong=True), tab(), run(first)])
        for value in more:
            yield paragraph(styles.FACT_MORE, [run(value)])


def _block(
    block: Block, memo: Memo, numbers: Iterator[int], width: int, beside: list[etree._Element]
) -> Iterator[etree._Element]:
    """The elements of one block."""
    match block:
        case Heading():
            yield from _heading(block)
        case Paragraph():
            yield from _text(styles.AGREED if block.agreed else styles.BODY, block.line, beside)
        case Bullets():
            yield from _bullets(block, beside)
        case Facts():
            yield from _facts(block.rows)
        case Table():
            yield caption(memo.table_word, next(numbers), block.caption)
            yield table_element(block, BLANK, width)


def _bullets(bullets: Bullets, beside: list[etree._Element]) -> Iterator[etree._Element]:
    *more, last = bullets.lines
    for line in more:
        yield from _text(styles.BULLET, line, beside)
        beside = []
    yield from _text(styles.BULLET_LAST, last, beside)


def _heading(heading: Heading) -> Iterator[etree._Element]:
    text = clean_line(heading.text)
    level, list_id = element("ilvl", val="0"), element("numId", val=styles.NUMBERED_HEADING)
    numbered = [element("numPr", level, list_id)] if heading.number is not None else []
    if text:
        yield paragraph(styles.HEADINGS[heading.level], [run(text)], numbered)


def _text(style: str, line: Line, properties: list[etree._Element]) -> Iterator[etree._Element]:
    """A paragraph, unless there is nothing to be seen in it: readers stumble over empty ones."""
    runs = line_runs(line)
    if runs:
        yield paragraph(style, runs, properties)
