"""Soft warnings before the meeting and before the memo, as values to be shown. None of them blocks."""

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import asdict

from kaikutui.catalogue import text
from kaikutui.domain.formats import format_date
from kaikutui.domain.privacy import Names, named_in, without_confidential
from kaikutui.domain.record import Record
from kaikutui.domain.session import Candidate, Kind, Note, Session, Side, Talks
from kaikutui.domain.tallies import represented, roll_call

FEEDBACK_ITEM = 2
"""The item that should get the most time."""
SNIPPET = 40
"""Longest piece of a note in a sentence, in characters."""

_PLACEHOLDER = re.compile(r"\[[A-ZÅÄÖ][A-ZÅÄÖ0-9 _/-]*[A-ZÅÄÖ0-9]\]")


class Remark(Record, frozen=True, kw_only=True):
    """Something that is missing or unusual, told kindly; equal remarks say the same thing."""

    key: str
    """Catalogue key of the sentence."""
    values: tuple[tuple[str, str], ...] = ()
    """What fills the places of the sentence."""
    item: int | None = None
    """The agenda item where it can be mended; None: before or beside the items."""
    note: str = ""
    """Id of the note that is meant; empty: none."""

    @property
    def sentence(self) -> str:
        """The remark in words: what, and what to do about it."""
        return text(self.key, **dict(self.values))

    def __str__(self) -> str:
        return self.sentence


def _remark(key: str, *, at: int | None = None, note: str = "", **values: object) -> Remark:
    filled = tuple((name, str(value)) for name, value in values.items())
    return Remark(key=f"remark.{key}", values=filled, item=at, note=note)


def plan_remarks(session: Session) -> tuple[Remark, ...]:
    """What a meeting still lacks before it begins, most important first."""
    return (
        *_invitation(session),
        *_network(session),
        *_feedback_time(session),
        *_placeholders(_planned_texts(session)),
    )


def memo_remarks(session: Session) -> tuple[Remark, ...]:
    """What a memo would still lack, most important first.

    Confidential notes are in no memo: they neither cause a remark nor are quoted in one. What the invitation
    lacks is told here too, in the same words as by ``plan_remarks``.
    """
    session = without_confidential(session)
    return (
        *_invitation(session),
        *(remark for note in session.notes for remark in _action(note)),
        *(remark for candidate in session.candidates for remark in candidate_remarks(candidate)),
        *_continuation(session),
        *_questions(session),
        *_next_meeting(session),
        *_deliveries(session),
        *_placeholders((*_planned_texts(session), *_captured_texts(session))),
    )


UNFINISHED = frozenset(
    f"remark.{key}"
    for key in ("placeholder", "no_owner", "no_due", "no_owner_nor_due", "no_deadline", "no_next_meeting")
)
"""Remarks that make a memo a draft; the others are advice."""


def unfinished_remarks(session: Session, names: Names = Names.ALL) -> tuple[Remark, ...]:
    """What a memo lacks so much that it is sent only by who says so: what its readers would ask back at once.

    With ``names`` kept out, also the notes whose text names somebody.
    """
    lacking = (remark for remark in memo_remarks(session) if remark.key in UNFINISHED)
    return (*lacking, *(_named(session) if names is not Names.ALL else ()))


def _named(session: Session) -> Iterator[Remark]:
    for note in without_confidential(session).notes:
        if any(named_in(session, note.text)):
            yield _remark("named", at=note.item, note=note.id, number=note.item, text=shortened(note.text))


def candidate_remarks(candidate: Candidate) -> tuple[Remark, ...]:
    """What should be thought of before a candidate becomes a partner."""
    remarks = []
    if candidate.side is Side.DISTRIBUTOR and candidate.talks is Talks.NO:
        remarks.append(_remark("no_talks", at=5, name=candidate.organisation))
    starts = candidate.starts
    if starts and (starts.month, starts.day) != (1, 1):
        day = format_date(starts)
        remarks.append(_remark("starts_midyear", at=5, name=candidate.organisation, day=day))
    return tuple(remarks)


def _invitation(session: Session) -> Iterator[Remark]:
    meeting = session.meeting
    told = {
        "no_date": meeting.starts,
        "no_place": meeting.place.strip(),
        "no_chair": meeting.chair.strip(),
        "no_secretary": meeting.secretary.strip(),
    }
    yield from (_remark(key) for key, value in told.items() if not value)


def _network(session: Session) -> Iterator[Remark]:
    sides = {partner.side for partner in session.partners}
    if not sides:
        yield _remark("no_partners", at=1)
        return
    if Side.DISTRIBUTOR not in sides:
        yield _remark("no_distributors", at=1)
    if Side.VENUE not in sides:
        yield _remark("no_venues", at=1)


def _feedback_time(session: Session) -> Iterator[Remark]:
    minutes = session.item(FEEDBACK_ITEM).minutes
    if any(item.minutes >= minutes for item in session.items if item.number != FEEDBACK_ITEM):
        yield _remark("item_two_short", at=FEEDBACK_ITEM, minutes=minutes)


def _action(note: Note) -> Iterator[Remark]:
    if note.kind is not Kind.ACTION or (note.owner.strip() and note.due):
        return
    key = "no_due" if note.owner.strip() else "no_owner" if note.due else "no_owner_nor_due"
    yield _remark(key, at=note.item, note=note.id, number=note.item, text=shortened(note.text))


def shortened(line: str, most: int = SNIPPET) -> str:
    """A line of at most ``most`` characters, cut after a word, with an ellipsis for the rest."""
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    head, _, _ = cut.rpartition(" ")
    return f"{(head or cut).rstrip(' ,.;:–-')}…"


def _continuation(session: Session) -> Iterator[Remark]:
    call = roll_call(session)
    unclear = call.unasked or call.open or represented(session).absent
    if unclear and session.continuation.deadline is None:
        yield _remark("no_deadline", at=6)


def _questions(session: Session) -> Iterator[Remark]:
    if not any(note.kind is Kind.QUESTION for note in session.notes):
        yield _remark("no_questions", at=7)


def _next_meeting(session: Session) -> Iterator[Remark]:
    coming = session.next_meeting
    if not (coming.date or coming.week or coming.month):
        yield _remark("no_next_meeting", at=9)


def _deliveries(session: Session) -> Iterator[Remark]:
    going = [delivery for delivery in session.deliveries if delivery.goes]
    if not going:
        yield _remark("no_delivery", at=9)
    elif not any("kaikukeskus" in delivery.to.casefold() for delivery in going):
        yield _remark("no_delivery_kaikukeskus", at=9)


_Text = tuple[str, int | None, str, str]
"""Where a text stands (catalogue key), in which item, in which note, and the text."""


def _placeholders(texts: tuple[_Text, ...]) -> Iterator[Remark]:
    """One remark for each placeholder in each place, however often it stands there."""
    seen: dict[tuple[object, ...], Remark] = {}
    for key, number, note, line in texts:
        for placeholder in _PLACEHOLDER.findall(line):
            place = text(f"remark.place.{key}", **({"number": number} if number else {}))
            remark = _remark("placeholder", at=number, note=note, place=place, placeholder=placeholder)
            seen.setdefault((key, number, note, placeholder), remark)
    yield from seen.values()


def _planned_texts(session: Session) -> tuple[_Text, ...]:
    """What others will see; not guidance and tasks, which may speak of placeholders themselves."""
    return (
        *(("meeting", None, "", line) for line in _strings(session.meeting)),
        *(
            ("item", item.number, "", line)
            for item in session.items
            for line in _strings((item.title, item.label, item.pages))
        ),
        *(("network", None, "", line) for line in _strings((session.partners, session.people))),
        *(("delivery", None, "", line) for line in _strings(session.deliveries)),
    )


def _captured_texts(session: Session) -> tuple[_Text, ...]:
    rows = {
        3: (session.figures, session.figures_source),
        5: session.candidates,
        9: (session.next_meeting, session.moods),
    }
    return (
        *(("item", note.item, note.id, line) for note in session.notes for line in (note.text, note.owner)),
        *(("item", number, "", line) for number, table in rows.items() for line in _strings(table)),
    )


def _strings(value: object) -> Iterator[str]:
    """Every text of a record, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, Struct):
        yield from _strings(tuple(asdict(value).values()))
