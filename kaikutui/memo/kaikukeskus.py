"""What goes to Kaikukeskus: questions first, then feedback, figures, candidates and moods. Matters, not people."""

from msgspec.structs import replace

from kaikutui.catalogue import Catalogue
from kaikutui.domain.agenda import PanelKind
from kaikutui.domain.session import Item, Kind, Note, Session
from kaikutui.memo import phrases
from kaikutui.memo.items import AGREED, PANELS, note_groups, note_line
from kaikutui.memo.parts import Block, Fact, Heading, Line, Paragraph, bullets, text_line

HOUSEKEEPING = (PanelKind.ATTENDANCE, PanelKind.CLOSING)
"""Items that are about the meeting itself: what is said there is no feedback about the card."""


def feedback_facts(words: Catalogue, session: Session) -> tuple[Fact, ...]:
    """Which meeting it comes from."""
    meeting = session.meeting
    known = {
        "memo.feedback_meeting": meeting.title,
        "memo.feedback_area": meeting.area,
        "memo.time": phrases.meeting_time(words, session),
        "memo.feedback_author": meeting.secretary,
    }
    return tuple(Fact(label=words(key), values=(value,)) for key, value in known.items() if value)


def feedback_notes(session: Session) -> Session:
    """The meeting with its questions and feedback, and with what was agreed of candidates."""
    candidates = {item.number for item in _items(session, PanelKind.CANDIDATES)}
    about_meeting = {item.number for kind in HOUSEKEEPING for item in _items(session, kind)}

    def goes(note: Note) -> bool:
        if note.kind in AGREED:
            return note.item in candidates
        return note.kind is Kind.QUESTION or note.item not in about_meeting

    return replace(session, notes=tuple(note for note in session.notes if goes(note)))


def feedback_blocks(words: Catalogue, session: Session) -> tuple[Block, ...]:
    """Everything in the order in which it is of use to who reads it."""
    notes = feedback_notes(session).notes
    by_item = [note for item in session.items for note in notes if note.item == item.number]
    questions = bullets(tuple(_question(words, note) for note in by_item if note.kind is Kind.QUESTION))
    feedback = tuple(note for note in by_item if note.kind is Kind.FEEDBACK)
    agreed = (note for note in by_item if note.kind in AGREED)
    candidates = (
        *_panel(words, session, PanelKind.CANDIDATES),
        *(Paragraph(line=note_line(words, note), agreed=True) for note in agreed),
    )
    moods = phrases.moods(words, session.moods)
    return (
        *_section(words, "memo.feedback_questions", questions),
        *_section(words, "memo.feedback_feedback", note_groups(words, feedback)),
        *_section(words, "memo.feedback_figures", _panel(words, session, PanelKind.FIGURES)),
        *_section(words, "memo.feedback_candidates", candidates),
        *_section(words, "memo.feedback_moods", (text_line(moods),) if moods else ()),
    )


def _section(words: Catalogue, key: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return (Heading(level=1, text=words(key)), *(blocks or (text_line(words("memo.nothing")),)))


def _question(words: Catalogue, note: Note) -> Line:
    return Line(text=note.text, tail=words(f"memo.asked_by.{note.source}"))


def _items(session: Session, kind: PanelKind) -> tuple[Item, ...]:
    return tuple(item for item in session.items if item.panel is kind)


def _panel(words: Catalogue, session: Session, kind: PanelKind) -> tuple[Block, ...]:
    """What the panel of an item tells, if the agenda has such an item."""
    return PANELS[kind](words, session) if _items(session, kind) else ()
