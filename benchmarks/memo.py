"""How long the memo of a large meeting takes, beside the least that its file could take.

5,000 notes and 500 partners are written as a Word file, and the same file again from its finished tree with lxml and
zipfile alone: each element made anew, written and packed, and nothing worked out. The two take turns in one process,
so that a busy machine slows both.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from benchmarks.figure import Effort, Figure, ratio
from kaikutui.catalogue import Catalogue
from kaikutui.domain.agenda import PanelKind
from kaikutui.domain.session import Answer, Details, Item, Kind, Note, Partner, Session, Side, Source
from kaikutui.memo.outline import memo_of
from kaikutui.memo.word import to_docx
from kaikutui.memo.zipped import pack, unpack

DOCUMENT = "word/document.xml"
GOAL = 1.5
"""Times what the file alone takes."""
NOTES, PARTNERS = 5000, 500
MADE = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
TEXT = "kortti on asiakastyössä konkreettinen apuväline: se avaa keskustelun vapaa-ajasta."


def large() -> Session:
    """A meeting with more than any has had."""
    return Session(
        meeting=Details(title="Kaikukortti-palautekokous 2026", area="Esimerkkilä"),
        items=tuple(
            Item(number=number, title=f"Kohta {number}", label=f"Kohta {number}", minutes=10, panel=panel)
            for number, panel in enumerate(PanelKind, 1)
        ),
        notes=tuple(
            Note(
                id=f"n{number}",
                item=number % 9 + 1,
                at=MADE,
                confidential=False,
                source=list(Source)[number % 4],
                kind=list(Kind)[number % 4 if number % 20 == 0 else 0],
                text=f"Huomio {number}: {TEXT}",
            )
            for number in range(NOTES)
        ),
        partners=tuple(
            Partner(name=f"Kumppani {n}", side=(Side.DISTRIBUTOR, Side.VENUE)[n % 2], continues=Answer.YES)
            for n in range(PARTNERS)
        ),
    )


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


def spent(work: Callable[[], object]) -> float:
    """Processor seconds of doing it once."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measured(rounds: int) -> tuple[list[float], list[float]]:
    """Seconds of the memo and of its file alone, in turns."""
    session, words = large(), Catalogue("fi")
    parts = unpack(to_docx(memo_of(session, words, MADE)))
    tree = etree.fromstring(parts[DOCUMENT])
    ours: list[float] = []
    least: list[float] = []
    for _ in range(rounds):
        ours.append(spent(lambda: to_docx(memo_of(session, words, MADE))))
        least.append(spent(lambda: pack({**parts, DOCUMENT: etree.tostring(copied(tree, None))})))
    return ours, least


def figures(folder: Path, effort: Effort) -> list[Figure]:
    """Its ratio to the least."""
    ours, least = measured(effort.memos)
    return [
        ratio("memo of 5,000 notes and 500 partners: against its XML with lxml and zipfile alone", ours, least, GOAL)
    ]
