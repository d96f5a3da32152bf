"""The nine items of the memo: heading, what the item's panel holds, notes by whose they are."""

from collections.abc import Callable

from kaikutui.catalogue import Catalogue
from kaikutui.domain.agenda import PanelKind
from kaikutui.domain.checks import shortened
from kaikutui.domain.session import FiguresSource, Item, Kind, Note, Session, Source
from kaikutui.domain.tallies import roll_call, tally_figures
from kaikutui.memo import phrases, writing
from kaikutui.memo.parts import Block, Heading, Line, Paragraph, bullets, text_line
from kaikutui.memo.tables import candidates_table, continuation_table, figures_table, others_table

AGREED = (Kind.DECISION, Kind.ACTION)
"""Kinds of notes that bind somebody."""
GROUPS = (Source.DISTRIBUTOR, Source.VENUE, Source.CARDHOLDER, Source.SHARED)
"""Whose notes come first."""
LONG_TITLE = 90
"""A title longer than this many characters makes a poor heading."""


def item_section(words: Catalogue, session: Session, item: Item) -> tuple[Block, ...]:
    """One item as a section; one without anything says so, so that the numbers 1–9 stay."""
    short = short_title(item)
    heading = Heading(level=1, text=short, number=item.number)
    full = (text_line(item.title),) if short != item.title else ()
    confidential = phrases.confidential_parts(words, item.confidential)
    told = (
        *((text_line(words("memo.skipped", reason=item.skipped)),) if item.skipped else ()),
        *PANELS.get(item.panel, _nothing)(words, session),
        *note_groups(words, session.notes_of(item.number)),
        *((text_line(confidential),) if confidential else ()),
    )
    return (heading, *full, *(told or (text_line(words("memo.nothing")),)))


def short_title(item: Item) -> str:
    """The title as a heading: of a very long one what stands before its colon, else the label."""
    if len(item.title) <= LONG_TITLE:
        return item.title
    beginning, colon, _ = item.title.partition(":")
    return shortened(beginning.strip() if colon else item.label, LONG_TITLE)


def note_groups(words: Catalogue, notes: tuple[Note, ...]) -> tuple[Block, ...]:
    """The notes by whose they are, each group under its heading; none is needed when all are shared."""
    alone = all(note.source is Source.SHARED for note in notes)
    blocks: list[Block] = []
    for source in GROUPS:
        group = tuple(note for note in notes if note.source is source)
        if group and not alone:
            blocks.append(Heading(level=2, text=words(f"memo.group.{source}")))
        blocks += _note_blocks(words, group)
    return tuple(blocks)


def _note_blocks(words: Catalogue, notes: tuple[Note, ...]) -> tuple[Block, ...]:
    """What was said as a list, then what was agreed."""
    said = tuple(note_line(words, note) for note in notes if note.kind not in AGREED)
    agreed = (Paragraph(line=note_line(words, note), agreed=True) for note in notes if note.kind in AGREED)
    return (*bullets(said), *agreed)


def note_line(words: Catalogue, note: Note) -> Line:
    """A note with its kind in words before it, and who does it by when after it."""
    label = "" if note.kind is Kind.FEEDBACK else words(f"memo.label.{note.kind}")
    return Line(label=label, text=note.text, tail=_terms(words, note))


def _terms(words: Catalogue, note: Note) -> str:
    day = writing.day(words, note.due) if note.due else ""
    if note.owner and day:
        return words("memo.terms", owner=note.owner, day=day)
    if note.owner:
        return words("memo.terms_owner", owner=note.owner)
    return words("memo.terms_due", day=day) if day else ""


def _nothing(words: Catalogue, session: Session) -> tuple[Block, ...]:
    return ()


def _figures(words: Catalogue, session: Session) -> tuple[Block, ...]:
    tallies = tally_figures(session.figures)
    own = [tally for tally in tallies if not tally.figure.area]
    others = [tally for tally in tallies if tally.figure.area]
    if not tallies:
        return ()
    changed = (tally for tally in own if (tally.cards_change, tally.uses_change) != (None, None))
    cautions = [words("memo.figures_part", period=tally.figure.period) for tally in changed if not tally.comparable]
    last_words = " ".join((*cautions, _source(words, session.figures_source)))
    return (
        *((figures_table(words, session.meeting.area, own),) if own else ()),
        *((others_table(words, others),) if others else ()),
        text_line(last_words),
    )


def _source(words: Catalogue, source: FiguresSource) -> str:
    if source.fetched is None:
        return words("memo.figures_source", name=source.name)
    return words("memo.figures_fetched", name=source.name, day=writing.day(words, source.fetched))


def _candidates(words: Catalogue, session: Session) -> tuple[Block, ...]:
    return (candidates_table(words, session.candidates),) if session.candidates else ()


def _continuation(words: Catalogue, session: Session) -> tuple[Block, ...]:
    deadline = session.continuation.deadline
    told = words("memo.continuation_deadline", day=writing.day(words, deadline)) if deadline else ""
    return (
        *((text_line(told),) if told else ()),
        *((continuation_table(words, session),) if roll_call(session).answered else ()),
    )


def _national(words: Catalogue, session: Session) -> tuple[Block, ...]:
    return (text_line(words("memo.national_alone")),) if session.meeting.kaikukeskus_absent else ()


def _closing(words: Catalogue, session: Session) -> tuple[Block, ...]:
    told = (phrases.next_meeting(words, session.next_meeting), phrases.moods(words, session.moods))
    return tuple(text_line(sentence) for sentence in told if sentence)


PANELS: dict[PanelKind, Callable[[Catalogue, Session], tuple[Block, ...]]] = {
    PanelKind.FIGURES: _figures,
    PanelKind.CANDIDATES: _candidates,
    PanelKind.CONTINUATION: _continuation,
    PanelKind.NATIONAL: _national,
    PanelKind.CLOSING: _closing,
}
"""What an item tells besides its notes."""
