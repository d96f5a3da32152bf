"""The parts of the memo around its items: facts, summary, what was agreed, participants, deliveries."""

from kaikutui.catalogue import Catalogue
from kaikutui.domain.session import Kind, Session, Side
from kaikutui.domain.tallies import (
    attendance,
    count_notes,
    headcount,
    represented,
    roll_call,
)
from kaikutui.memo import phrases, writing
from kaikutui.memo.items import AGREED
from kaikutui.memo.parts import Block, Fact, Facts, Heading, Line, bullets, text_line
from kaikutui.memo.tables import agreed_table, people_table


def facts(words: Catalogue, session: Session) -> tuple[Fact, ...]:
    """When, where, who led and who wrote; what is not known is left out."""
    meeting = session.meeting
    secretary = words("memo.secretary_name", name=meeting.secretary) if meeting.secretary else ""
    known = {
        "memo.time": phrases.meeting_time(words, session),
        "memo.place": meeting.place,
        "memo.chair": meeting.chair,
        "memo.secretary": secretary,
    }
    return tuple(Fact(label=words(key), values=(value,)) for key, value in known.items() if value)


def summary(words: Catalogue, session: Session) -> tuple[Block, ...]:
    """The meeting in a few lines."""
    told = (
        _people(words, session),
        _agreed(words, session),
        _questions(words, session),
        _figures(words, session),
        _continuation(words, session),
        phrases.next_meeting(words, session.next_meeting),
    )
    lines = bullets(tuple(Line(text=sentence) for sentence in told if sentence))
    return (Heading(level=1, text=words("memo.summary")), *(lines or (text_line(words("memo.nothing")),)))


def _people(words: Catalogue, session: Session) -> str:
    count, partners = headcount(session.people), represented(session)
    if not count.here:
        return ""
    key = "memo.summary_remote" if count.remote else "memo.summary_people"
    people = words(key, here=count.here, remote=count.remote)
    if not partners.here:
        return people
    return f"{people} " + words("memo.summary_partners", here=len(partners.here), absent=len(partners.absent))


def _agreed(words: Catalogue, session: Session) -> str:
    decisions = count_notes(session.notes, kind=Kind.DECISION)
    actions = count_notes(session.notes, kind=Kind.ACTION)
    return words("memo.summary_agreed", decisions=decisions, actions=actions) if decisions + actions else ""


def _questions(words: Catalogue, session: Session) -> str:
    count = count_notes(session.notes, kind=Kind.QUESTION)
    return words("memo.summary_questions", count=count) if count else ""


def _figures(words: Catalogue, session: Session) -> str:
    own = [figure for figure in session.figures if not figure.area]
    if not own:
        return ""
    counts = {"memo.summary_cards": own[-1].cards, "memo.summary_uses": own[-1].uses}
    told = [words(key, count=writing.number(words, count)) for key, count in counts.items() if count is not None]
    return words("memo.summary_figures", period=own[-1].period, figures=", ".join(told)) if told else ""


def _continuation(words: Catalogue, session: Session) -> str:
    roll = roll_call(session)
    if not roll.answered:
        return ""
    counts = {"yes": roll.yes, "no": roll.no, "open": roll.open, "unasked": roll.unasked}
    told = [words(f"memo.count_{name}", count=len(found)) for name, found in counts.items() if found]
    answers, deadline = ", ".join(told), session.continuation.deadline
    sentence = words("memo.summary_continuation", answers=answers)
    if deadline is None:
        return sentence
    return f"{sentence} {words('memo.continuation_deadline', day=writing.day(words, deadline))}"


def agreed(words: Catalogue, session: Session) -> tuple[Block, ...]:
    """Every decision and action in one table, in the order of the items."""
    heading = Heading(level=1, text=words("memo.agreed"))
    notes = [note for item in session.items for note in session.notes_of(item.number) if note.kind in AGREED]
    return (heading, agreed_table(words, notes) if notes else text_line(words("memo.agreed_none")))


def participants(words: Catalogue, session: Session) -> tuple[Block, ...]:
    """Who took part, by side."""
    heading = Heading(level=1, text=words("memo.people"))
    if not session.people and not session.partners:
        return heading, text_line(words("memo.people_none"))
    here = {side: count.here for side, count in attendance(session).items() if count.here}
    told = ", ".join(words(f"memo.count.{side}", count=count) for side, count in here.items())
    counts = (text_line(words("memo.people_counts", sides=told)),) if here else ()
    return (heading, *counts, people_table(words, session))


def deliveries(words: Catalogue, session: Session) -> tuple[Block, ...]:
    """What goes with the memo, to whom, and whom to ask: in the order of Finnish documents."""
    rows = {
        "memo.attachments": _attachments(words, session),
        "memo.distribution": _receivers(words, session, kaikukeskus=False),
        "memo.information": _receivers(words, session, kaikukeskus=True),
        "memo.contact": _contacts(words, session),
    }
    found = tuple(Fact(label=words(key), values=values) for key, values in rows.items() if values)
    return (Heading(level=1, text=words("memo.deliveries")), Facts(rows=found)) if found else ()


def _by_receiver(session: Session) -> dict[str, list[str]]:
    """What goes to whom."""
    what: dict[str, list[str]] = {}
    for delivery in session.deliveries:
        if delivery.goes:
            what.setdefault(delivery.to, []).append(delivery.what)
    return what


def _is_memo(thing: str) -> bool:
    """Whether a delivery is the memo itself, in any language of a meeting."""
    return any(name in thing.casefold() for name in ("muistio", "promemoria", "memo"))


def _attachments(words: Catalogue, session: Session) -> tuple[str, ...]:
    """What goes to the same receivers as the memo, numbered."""
    together = [things for things in _by_receiver(session).values() if any(map(_is_memo, things))]
    found = dict.fromkeys(thing for things in together for thing in things if not _is_memo(thing))
    return tuple(words("memo.attachment", number=number, what=what) for number, what in enumerate(found, 1))


def _receivers(words: Catalogue, session: Session, *, kaikukeskus: bool) -> tuple[str, ...]:
    """To whom it goes: to Kaikukeskus for information, to the others by distribution."""
    name = words("memo.side.kaikukeskus").casefold()
    return tuple(
        words("memo.delivery", to=to, what=", ".join(things))
        for to, things in _by_receiver(session).items()
        if (name in to.casefold()) is kaikukeskus
    )


def _contacts(words: Catalogue, session: Session) -> tuple[str, ...]:
    """Whom to ask about the memo: the organisers, where they have told it."""
    return tuple(
        words("memo.contact_of", name=partner.name, contact=partner.contact)
        for partner in session.partners
        if partner.side is Side.ORGANISER and partner.contact
    )
