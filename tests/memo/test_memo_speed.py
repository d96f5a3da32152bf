"""A large meeting is written about as fast as its XML alone could be."""

import time
from collections.abc import Callable

from lxml import etree
from memo_builders import FINNISH, MADE, a_note, a_session
from msgspec.structs import replace

from kaikutui.domain.session import Answer, Kind, Partner, Session, Side, Source
from kaikutui.memo import word
from kaikutui.memo.outline import memo_of
from kaikutui.memo.zipped import pack, unpack

DOCUMENT = "word/document.xml"
AT_MOST = 1.5
"""Times what lxml and zipfile need for the same file."""


def large() -> Session:
    """5,000 notes and 500 partners."""
    text = "kortti on asiakastyössä konkreettinen apuväline: se avaa keskustelun vapaa-ajasta."
    notes = [
        a_note(f"Huomio {n}: {text}", n % 9 + 1, list(Source)[n % 4], list(Kind)[n % 4 if n % 20 == 0 else 0])
        for n in range(5000)
    ]
    sides = (Side.DISTRIBUTOR, Side.VENUE)
    partners = tuple(Partner(name=f"Kumppani {n}", side=sides[n % 2], continues=Answer.YES) for n in range(500))
    return replace(a_session(*notes), partners=partners)


def copied(source: etree._Element, parent: etree._Element | None) -> etree._Element:
    """The same tree, made anew element by element."""
    made = (
        etree.Element(source.tag, dict(source.attrib), nsmap=source.nsmap)
        if parent is None
        else etree.SubElement(parent, source.tag, dict(source.attrib))
    )
    made.text = source.text
    for child in source:
        copied(child, made)
    return made


def shortest(work: Callable[[], object]) -> float:
    """Processor seconds of the quickest of three."""
    spent = []
    for _ in range(3):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent)


def test_the_memo_of_a_large_meeting_takes_little_longer_than_its_xml() -> None:
    session, unchecked = large(), word.to_docx.__wrapped__  # type: ignore[attr-defined]
    parts = unpack(word.to_docx(memo_of(session, FINNISH, MADE)))
    root = etree.fromstring(parts[DOCUMENT])
    ours = shortest(lambda: unchecked(memo_of(session, FINNISH, MADE)))
    theirs = shortest(lambda: pack({**parts, DOCUMENT: etree.tostring(copied(root, None))}))
    assert ours < AT_MOST * theirs
