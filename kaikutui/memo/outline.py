"""From a session to its memo: every word and its place, nothing of its looks."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from kaikutui.catalogue import Catalogue
from kaikutui.domain.privacy import with_names, without_confidential
from kaikutui.domain.record import Record
from kaikutui.domain.session import Session
from kaikutui.memo import writing
from kaikutui.memo.items import item_section
from kaikutui.memo.kaikukeskus import feedback_blocks, feedback_facts, feedback_notes
from kaikutui.memo.listing import notes_table
from kaikutui.memo.order import Appendix, Order, Recipient
from kaikutui.memo.parts import Block, Fact, Listing, Memo
from kaikutui.memo.sections import agreed, deliveries, facts, participants, summary
from kaikutui.memo.times import times_appendix


class Contents(Record, frozen=True, kw_only=True):
    """What one recipient's memo is made of."""

    kind: str
    """Catalogue key of what the document is."""
    file: str
    """Catalogue key of the beginning of its file's name."""
    title: Callable[[Catalogue, Session], str]
    facts: Callable[[Catalogue, Session], tuple[Fact, ...]]
    blocks: Callable[[Catalogue, Session], tuple[Block, ...]]
    notes: Callable[[Session], Session]
    """The meeting with the notes alone that are for the recipient."""
    lacks: frozenset[str] | None = None
    """Keys of the remarks that are about this recipient's memo; None: all."""


def _memo_blocks(words: Catalogue, session: Session) -> tuple[Block, ...]:
    """Partners look for their tasks first, so what was agreed stands before who was there and what was said."""
    return (
        *summary(words, session),
        *agreed(words, session),
        *participants(words, session),
        *(block for item in session.items for block in item_section(words, session, item)),
        *deliveries(words, session),
    )


RECIPIENTS: Mapping[Recipient, Contents] = MappingProxyType(
    {
        Recipient.PARTNERS: Contents(
            kind="memo.kind",
            file="memo.file",
            title=lambda words, session: session.meeting.title,
            facts=facts,
            blocks=_memo_blocks,
            notes=lambda session: session,
        ),
        Recipient.KAIKUKESKUS: Contents(
            kind="memo.feedback_kind",
            file="memo.feedback_file",
            title=lambda words, session: words("memo.feedback_title"),
            facts=feedback_facts,
            blocks=feedback_blocks,
            notes=feedback_notes,
            lacks=frozenset({"remark.placeholder", "remark.named"}),
        ),
    }
)
"""A new recipient is one entry here."""


APPENDICES: Mapping[Appendix, Callable[[Catalogue, Session, datetime], tuple[Block, ...]]] = MappingProxyType(
    {Appendix.TIMES: times_appendix}
)
"""A new appendix is one entry here."""


def memo_of(session: Session, words: Catalogue, made: datetime, order: Order | None = None) -> Memo:
    """The memo of a meeting in the language of ``words``, made at ``made``; nothing confidential is in it."""
    order = order or Order()
    session = with_names(without_confidential(session), order.names)
    meeting, contents = session.meeting, RECIPIENTS[order.recipient]
    kind = words(contents.kind)
    return Memo(
        title=contents.title(words, session),
        kind=words("memo.draft_kind", kind=kind) if order.draft else kind,
        date=writing.day(words, made),
        notice=words("memo.draft_notice") if order.draft else "",
        sender=meeting.organisers,
        facts=contents.facts(words, session),
        blocks=(
            *contents.blocks(words, session),
            *(block for one in Appendix if one in order.appendices for block in APPENDICES[one](words, session, made)),
        ),
        listing=Listing(make=notes_table, given=(words, session.items, contents.notes(session).notes)),
        table_word=words("memo.table"),
        language=words("memo.language"),
        author=meeting.secretary or ", ".join(meeting.organisers),
        made=made,
    )
