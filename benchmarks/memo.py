"""What the memo of a large meeting takes, beside the least that it could take, and how it grows.

The command as a person gives it, to a file that is not there yet, beside a program that imports python-docx, opens
the same template and saves it as it is: whole processes in turns, their processor time.

5,000 notes and 500 partners are written as a Word file, and the same file again from its finished tree with lxml and
zipfile alone: each element made anew, written and packed, and nothing worked out. The two take turns in one process,
so that a busy machine slows both.

The lines of Python that run are counted: a count tells on any machine whether the work grows as the meeting does.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

from lxml import etree

from benchmarks import programs
from benchmarks.figure import Effort, Figure, count, ratio
from kaikutui.catalogue import Catalogue
from kaikutui.domain.agenda import PanelKind
from kaikutui.domain.session import Answer, Details, Item, Kind, Note, Partner, Session, Side, Source
from kaikutui.memo.outline import memo_of
from kaikutui.memo.template import default_template
from kaikutui.memo.word import to_docx
from kaikutui.memo.zipped import pack, unpack
from kaikutui.storage.store import SessionStore

DOCUMENT = "word/document.xml"
GOAL = 1.5
"""Times what the file alone takes."""
NOTES, PARTNERS = 5000, 500
LEAST = "import sys, docx; docx.Document(sys.argv[1]).save(sys.argv[2])"
"""Import, template, save."""
MADE = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
TEXT = "kortti on asiakastyössä konkreettinen apuväline: se avaa keskustelun vapaa-ajasta."


def large(notes: int = NOTES, partners: int = PARTNERS) -> Session:
    """A meeting with more than any has had."""
    return Session(
        meeting=Details(title="Kaikukortti-palautekokous 2026", area="Esimerkkilä"),
        items=tuple(
            Item(number=number, title=f"Kohta {number}", label=f"Kohta {number}", minutes=10, panel=panel)
            for number, panel in enumerate((*PanelKind, PanelKind.NOTES), 1)
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
            for number in range(notes)
        ),
        partners=tuple(
            Partner(name=f"Kumppani {n}", side=(Side.DISTRIBUTOR, Side.VENUE)[n % 2], continues=Answer.YES)
            for n in range(partners)
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


def commanded(folder: Path, rounds: int) -> tuple[list[float], list[float]]:
    """Processor seconds of ``kaikutui export`` and of the least that python-docx does, in turns."""
    meeting, template = folder / "large.toml", folder / "template.docx"
    SessionStore(meeting).create(large())
    template.write_bytes(default_template().package)
    ours: list[float] = []
    least: list[float] = []
    for number in range(rounds):
        name = f"memo{number}.docx"
        ours.append(spent_by(programs.KAIKUTUI, "export", "--yes", "-o", str(folder / name), str(meeting)))
        least.append(spent_by(sys.executable, "-c", LEAST, str(template), str(folder / f"least-{name}")))
    return ours, least


def spent_by(*command: str) -> float:
    """Processor seconds of a program."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, env=programs.surroundings())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def growth(folder: Path, effort: Effort) -> list[Figure]:
    """Steps of a memo of ten times as many notes and partners."""
    many, few = steps(NOTES, PARTNERS), steps(NOTES // 10, PARTNERS // 10)
    name = "lines of Python run for a memo: 5,000 notes and 500 partners against 500 and 50"
    return [count(name, round(many / few, 2), 12, 10)]


def steps(notes: int, partners: int) -> int:
    """How many lines Python runs to make such a memo; each turn of a loop is one at least."""
    session, words = large(notes, partners), Catalogue("fi")
    counted = 0

    def told(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal counted
        counted += 1
        return told

    sys.settrace(told)
    try:
        to_docx(memo_of(session, words, MADE))
    finally:
        sys.settrace(None)
    return counted


def figures(folder: Path, effort: Effort) -> list[Figure]:
    """Their ratios to the least."""
    return [
        ratio(
            "`kaikutui export`, 5,000 notes and 500 partners: against python-docx opening and saving the template",
            *commanded(folder, effort.memos),
            3,
            2,
        ),
        ratio(
            "memo of 5,000 notes and 500 partners: against its XML with lxml and zipfile alone",
            *measured(effort.memos),
            GOAL,
        ),
    ]
