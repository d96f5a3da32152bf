"""From a session to its memo: every word and its place, nothing of its looks."""

from datetime import datetime

from kaikutui.catalogue import Catalogue
from kaikutui.domain.formats import format_date
from kaikutui.domain.privacy import without_confidential
from kaikutui.domain.session import Session
from kaikutui.memo.items import item_section
from kaikutui.memo.parts import Block, Memo
from kaikutui.memo.sections import agreed, deliveries, facts, participants, summary


def memo_of(session: Session, words: Catalogue, made: datetime) -> Memo:
    """The memo of a meeting in the language of ``words``, made at ``made``; nothing confidential is in it.

    Partners look for their tasks first, so what was agreed stands before who was there and what was said.
    """
    session = without_confidential(session)
    meeting = session.meeting
    blocks: tuple[Block, ...] = (
        *summary(words, session),
        *agreed(words, session),
        *participants(words, session),
        *(block for item in session.items for block in item_section(words, session, item)),
        *deliveries(words, session),
    )
    return Memo(
        title=meeting.title,
        kind=words("memo.kind"),
        date=format_date(made),
        sender=meeting.organisers,
        facts=facts(words, session),
        blocks=blocks,
        table_word=words("memo.table"),
        language=words("memo.language"),
        author=meeting.secretary or ", ".join(meeting.organisers),
        made=made,
    )
