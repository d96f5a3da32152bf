"""What can be counted of a meeting. The screen and the memo both ask here, so that they cannot disagree."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from kaikutui.domain.record import Record
from kaikutui.domain.session import (
    Answer,
    Figure,
    Kind,
    Mood,
    Note,
    Partner,
    Person,
    Presence,
    Session,
    Side,
    Source,
)

SIDES = (Side.ORGANISER, Side.DISTRIBUTOR, Side.VENUE, Side.KAIKUKESKUS, Side.OTHER)
"""The sides in the order in which lists show them."""
HERE = (Presence.PRESENT, Presence.REMOTE)
"""The ways of taking part."""
ASKED_SIDES = (Side.DISTRIBUTOR, Side.VENUE)
"""Who is asked to speak and to continue, each by each."""


class Headcount(Record, frozen=True, kw_only=True):
    """How many people took part, and how."""

    present: int = 0
    remote: int = 0
    absent: int = 0
    unmarked: int = 0

    @property
    def here(self) -> int:
        """Those who took part, in the room or remotely."""
        return self.present + self.remote


def headcount(people: Iterable[Person]) -> Headcount:
    """Count people by presence."""
    found = Counter(person.presence for person in people)
    return Headcount(
        present=found[Presence.PRESENT],
        remote=found[Presence.REMOTE],
        absent=found[Presence.ABSENT],
        unmarked=found[None],
    )


def attendance(session: Session) -> dict[Side, Headcount]:
    """Attendance by side, in the order of ``SIDES``; a side without people is left out."""
    people: dict[Side, list[Person]] = {side: [] for side in SIDES}
    sides = {partner.name: partner.side for partner in session.partners}
    for person in session.people:
        people[sides.get(person.organisation, Side.OTHER)].append(person)
    return {side: headcount(found) for side, found in people.items() if found}


class Represented(Record, frozen=True, kw_only=True):
    """Which organisations took part."""

    here: tuple[Partner, ...] = ()
    """Somebody came, in the room or remotely."""
    absent: tuple[Partner, ...] = ()
    """Nobody came: everybody of theirs is marked absent."""
    unmarked: tuple[Partner, ...] = ()
    """Not known."""


def represented(session: Session) -> Represented:
    """The partners by whether anybody has come from them."""
    marks: dict[str, set[Presence | None]] = {partner.name: set() for partner in session.partners}
    for person in session.people:
        marks.get(person.organisation, set()).add(person.presence)
    here = tuple(partner for partner in session.partners if marks[partner.name] & {*HERE})
    absent = tuple(partner for partner in session.partners if marks[partner.name] == {Presence.ABSENT})
    unmarked = tuple(partner for partner in session.partners if partner not in here + absent)
    return Represented(here=here, absent=absent, unmarked=unmarked)


class Turns(Record, frozen=True, kw_only=True):
    """Who has had its say in a round, and who has not."""

    spoken: tuple[Partner, ...] = ()
    silent: tuple[Partner, ...] = ()


def speaking(session: Session, item: int) -> dict[Side, Turns]:
    """The balance of a round: for both sides the partners that have spoken in an item and that have not.

    A partner that is known to be absent is not waited for.
    """
    absent = represented(session).absent
    balance = {}
    for side in ASKED_SIDES:
        ours = [partner for partner in session.partners if partner.side is side]
        spoken = tuple(partner for partner in ours if partner.turn(item))
        silent = tuple(partner for partner in ours if not partner.turn(item) and partner not in absent)
        balance[side] = Turns(spoken=spoken, silent=silent)
    return balance


def is_part_of_year(period: str) -> bool:
    """Whether a period says more than a bare year: ``2026 (1.1.–31.10.)``."""
    return bool(re.sub(r"\d{4}", "", period, count=1).strip())


class FigureTally(Record, frozen=True, kw_only=True):
    """A row of statistics with what follows from it.

    Shares are fractions of one; None is what cannot be told.
    """

    figure: Figure
    cards_change: float | None = None
    """Change of cards against the previous row of the same area: 0.12 is twelve per cent more."""
    uses_change: float | None = None
    """Change of uses likewise."""
    uses_per_card: float | None = None
    children_share: float | None = None
    """Of the uses, the share of those for children."""
    part_of_year: bool = False
    comparable: bool = True
    """False: a part of a year was compared with a whole one, or with another part."""


def tally_figures(figures: Iterable[Figure]) -> tuple[FigureTally, ...]:
    """What follows from the rows, in their order."""
    latest: dict[str, Figure] = {}
    tallies = []
    for figure in figures:
        previous = latest.get(figure.area)
        tallies.append(_tally(figure, previous))
        latest[figure.area] = figure
    return tuple(tallies)


def _tally(figure: Figure, previous: Figure | None) -> FigureTally:
    return FigureTally(
        figure=figure,
        cards_change=_change(figure.cards, previous.cards if previous else None),
        uses_change=_change(figure.uses, previous.uses if previous else None),
        uses_per_card=_share(figure.uses, figure.cards),
        children_share=_share(figure.children, figure.uses),
        part_of_year=is_part_of_year(figure.period),
        comparable=previous is None or _part(figure) == _part(previous),
    )


def _part(figure: Figure) -> str:
    return re.sub(r"\d{4}", "", figure.period).replace(" ", "")


def _share(part: int | None, whole: int | None) -> float | None:
    return part / whole if part is not None and whole else None


def _change(now: int | None, before: int | None) -> float | None:
    return (now - before) / before if now is not None and before else None


class RollCall(Record, frozen=True, kw_only=True):
    """The continuation roll-call: partners by their answer."""

    yes: tuple[Partner, ...] = ()
    no: tuple[Partner, ...] = ()
    open: tuple[Partner, ...] = ()
    unasked: tuple[Partner, ...] = ()

    @property
    def answered(self) -> int:
        """How many have been asked, whatever they said."""
        return len(self.yes) + len(self.no) + len(self.open)


def to_be_asked(session: Session) -> tuple[Partner, ...]:
    """The partners of the roll-call: distributors and venues, and whoever else has answered."""
    return tuple(
        partner for partner in session.partners if partner.side in ASKED_SIDES or partner.continues is not None
    )


def roll_call(session: Session) -> RollCall:
    """How the partners have answered."""
    answers: dict[Answer | None, list[Partner]] = {None: [], **{answer: [] for answer in Answer}}
    for partner in to_be_asked(session):
        answers[partner.continues].append(partner)
    return RollCall(
        yes=tuple(answers[Answer.YES]),
        no=tuple(answers[Answer.NO]),
        open=tuple(answers[Answer.OPEN]),
        unasked=tuple(answers[None]),
    )


class MoodTally(Record, frozen=True, kw_only=True):
    """The closing round, so that nobody can be told from it."""

    words: tuple[tuple[str, int], ...] = ()
    """Words with their counts, alphabetically."""
    scores: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    """How many gave 1, 2, 3, 4 and 5."""
    passes: int = 0
    """How many had their turn and said nothing."""
    mean: float | None = None
    """Mean of the scores; None without any."""

    @property
    def scored(self) -> int:
        """How many gave a score."""
        return sum(self.scores)


def tally_moods(moods: Iterable[Mood]) -> MoodTally:
    """Count the words (case apart, in their most common spelling), the scores and the passes."""
    moods = tuple(moods)
    given = [mood.score for mood in moods if mood.score is not None]
    one, two, three, four, five = (given.count(score) for score in range(1, 6))
    return MoodTally(
        words=_count_words(mood.word for mood in moods),
        scores=(one, two, three, four, five),
        passes=sum(mood.score is None and not mood.word.strip() for mood in moods),
        mean=sum(given) / len(given) if given else None,
    )


def _count_words(words: Iterable[str]) -> tuple[tuple[str, int], ...]:
    spellings: dict[str, Counter[str]] = {}
    for word in (" ".join(word.split()) for word in words):
        if word:
            spellings.setdefault(word.casefold(), Counter())[word] += 1
    chosen = {_common_spelling(found): found.total() for found in spellings.values()}
    return tuple(sorted(chosen.items(), key=lambda pair: alphabetical(pair[0])))


def _common_spelling(found: Mapping[str, int]) -> str:
    """The most common one; of equals the small-lettered, so that order in the file decides nothing."""
    return min(found, key=lambda word: (-found[word], word != word.lower(), word))


_LAST_LETTERS = str.maketrans({"å": "{a", "ä": "{b", "æ": "{b", "ö": "{c", "ø": "{c"})


def alphabetical(word: str) -> tuple[str, str]:
    """A key by which words stand in the order of Finnish: å, ä and ö last, other accents as without them."""
    kept = unicodedata.normalize("NFC", word.casefold()).translate(_LAST_LETTERS)
    plain = "".join(sign for sign in unicodedata.normalize("NFD", kept) if not unicodedata.combining(sign))
    return plain, word


def count_notes(
    notes: Iterable[Note],
    *,
    item: int | None = None,
    source: Source | None = None,
    kind: Kind | None = None,
    confidential: bool = False,
) -> int:
    """How many notes there are of an item, a source and a kind (None: any).

    Confidential ones count only when asked for.
    """
    found = notes if confidential else (note for note in notes if not note.confidential)
    if item is not None:
        found = [note for note in found if note.item == item]
    if source is not None:
        found = [note for note in found if note.source is source]
    if kind is not None:
        found = [note for note in found if note.kind is kind]
    return len(found if isinstance(found, list | tuple) else list(found))
