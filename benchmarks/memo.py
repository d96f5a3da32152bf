"""How long the memo of a large meeting takes, beside the least that its file could take.

``python -m benchmarks.memo`` writes 5,000 notes and 500 partners as a Word file, and the same file again from its
finished tree with lxml and zipfile alone: each element made anew, written and packed, and nothing worked out. The two
take turns in one process, so that a busy machine slows both. Prints the ratio of the processor times; a time fails
nothing, as it is the machine's too.
"""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median

from lxml import etree

from kaikutui.catalogue import Catalogue
from kaikutui.domain.agenda import PanelKind
from kaikutui.domain.session import Answer, Details, Item, Kind, Note, Partner, Session, Side, Source
from kaikutui.memo.outline import memo_of
from kaikutui.memo.word import to_docx
from kaikutui.memo.zipped import pack, unpack

DOCUMENT = "word/document.xml"
GOAL = 1.5
"""Times what the file alone takes."""
NOTES, PARTNERS, ROUNDS = 5000, 500, 7
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


def main() -> None:
    """Measure and tell."""
    ours, least = measured(ROUNDS)
    ratio = median(ours) / median(least)
    sys.stdout.write(
        f"memo of {NOTES} notes and {PARTNERS} partners: {median(ours):.2f} s, its XML with lxml and zipfile alone:"
        f" {median(least):.2f} s, ratio {ratio:.2f}, goal < {GOAL}\n"
    )


if __name__ == "__main__":
    main()
