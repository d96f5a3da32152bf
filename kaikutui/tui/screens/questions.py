"""The questions that the meeting asks, each in its words."""

from datetime import datetime

from kaikutui.catalogue import text
from kaikutui.domain.clean import clean_lines
from kaikutui.domain.replanning import Proposal, in_words
from kaikutui.domain.session import Note, Session
from kaikutui.tui.screens.question import QuestionScreen
from kaikutui.tui.widgets.page import Entry

PASTE_LINES = 6
"""How many of the pasted lines are shown."""


def paste_question(pasted: str) -> QuestionScreen:
    """Whether several pasted lines become notes, one each."""
    lines = clean_lines(pasted)
    entries = [Entry(line, "· ") for line in lines[:PASTE_LINES]]
    if len(lines) > PASTE_LINES:
        entries.append(Entry("…"))
    return QuestionScreen(text("paste.title", count=len(lines)), entries, text("paste.keys"))


def edit_question(theirs: Note, mine: Note) -> QuestionScreen:
    """Which of two wordings of one note stays."""
    entries = [
        Entry(theirs.text, f"{text('settle.theirs')}  ", "bold"),
        Entry(""),
        Entry(mine.text, f"{text('settle.mine')}  ", "bold"),
    ]
    return QuestionScreen(text("settle.title"), entries, text("settle.keys"))


def plan_question(session: Session, proposal: Proposal, now: datetime) -> QuestionScreen:
    """Whether the rest of the meeting gets new minutes."""
    entries = [Entry(line) for line in in_words(session, proposal, now)]
    return QuestionScreen(text("replan.title"), entries, text("replan.keys"))
