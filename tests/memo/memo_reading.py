"""Reading a memo in tests: its outline by sections, its file with zip and XML alone."""

import io
import zipfile
from collections.abc import Iterable

from lxml import etree
from memo_builders import FINNISH, ITEMS, MADE
from msgspec.structs import replace

from kaikutui.domain.session import Session
from kaikutui.memo.outline import memo_of
from kaikutui.memo.parts import Block, Bullets, Heading, Line, Memo, Paragraph, Table
from kaikutui.memo.word import to_docx

NBSP = "\u00a0"
NOTHING = Paragraph(line=Line(text="Ei kirjattavaa."))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Package:
    """A .docx read with nothing but zip and XML, so that the library cannot vouch for itself."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as members:
            self.parts = {name: members.read(name) for name in members.namelist()}

    def tree(self, name: str) -> etree._Element:
        """The root of a part."""
        return etree.fromstring(self.parts[name])

    @property
    def body(self) -> etree._Element:
        """The body of the document."""
        return self.tree("word/document.xml")[0]

    def paragraphs(self) -> list[tuple[str, str]]:
        """(style id, text) of every paragraph, those in tables too."""
        return [(style_of(found), text_of(found)) for found in self.body.iter(f"{W}p")]

    def told(self) -> list[tuple[str, str]]:
        """(style id, text) of the paragraphs outside tables."""
        return [(style_of(found), text_of(found)) for found in self.body.findall(f"{W}p")]

    def tables(self) -> list[list[list[str]]]:
        """The cells' texts of every table."""
        return [
            [[text_of(cell) for cell in row.findall(f"{W}tc")] for row in table.findall(f"{W}tr")]
            for table in self.body.findall(f"{W}tbl")
        ]


def style_of(paragraph: etree._Element) -> str:
    """The id of a paragraph's style; empty when it names none."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(f"{W}val"))


def text_of(element: etree._Element) -> str:
    """What is read in an element, tabs as tabs."""
    signs = (found for found in element.iter(f"{W}t", f"{W}tab") if found.getparent().tag == f"{W}r")
    return "".join("\t" if sign.tag == f"{W}tab" else sign.text or "" for sign in signs)


def memo(session: Session) -> Memo:
    """The memo of a session, made the day after."""
    return memo_of(session, FINNISH, MADE)


def section(session: Session, heading: str) -> list[Block]:
    """The blocks of one section, without its heading."""
    blocks = list(memo(session).blocks)
    start = next(n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.text == heading)
    rest = blocks[start + 1 :]
    end = next((n for n, block in enumerate(rest) if isinstance(block, Heading) and block.level == 1), len(rest))
    return rest[:end]


def item(session: Session, number: int) -> list[Block]:
    """The blocks of an item, without its heading."""
    title = "Kaikukortti valtakunnallisesti" if number == 7 else ITEMS[number - 1][0]
    return section(session, title)


def said(*lines: str) -> Bullets:
    """A list of plain lines."""
    return Bullets(lines=tuple(Line(text=line) for line in lines))


def told(sentence: str) -> Paragraph:
    """A plain paragraph."""
    return Paragraph(line=Line(text=sentence))


def tables(blocks: Iterable[Block]) -> list[Table]:
    """The tables among blocks."""
    return [block for block in blocks if isinstance(block, Table)]


def with_item(session: Session, number: int, **changes: object) -> Session:
    """The session with one item changed."""
    return session.with_item(replace(session.item(number), **changes))


def package(session: Session) -> Package:
    """The memo of a session as a file."""
    return Package(to_docx(memo(session)))


def core(found: Package) -> dict[str, str]:
    """The document properties."""
    return {etree.QName(part).localname: part.text or "" for part in found.tree("docProps/core.xml")}
