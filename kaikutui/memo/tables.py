"""The tables of the memo."""

from collections.abc import Iterable
from itertools import chain

from kaikutui.catalogue import Catalogue
from kaikutui.domain.session import Candidate, Kind, Note, Partner, Person, Session, Side
from kaikutui.domain.tallies import SIDES, FigureTally, to_be_asked
from kaikutui.memo import writing
from kaikutui.memo.parts import Column, Table, trimmed


def agreed_table(words: Catalogue, notes: Iterable[Note]) -> Table:
    """What was decided, and what is done by whom and by when, from the same notes as the items tell."""
    return Table(
        caption=words("memo.agreed_caption"),
        description=words("memo.agreed_description"),
        columns=(
            Column(heading=words("memo.agreed_what"), width=10.4),
            Column(heading=words("memo.agreed_owner"), width=4.8),
            Column(heading=words("memo.agreed_due"), width=2.8),
        ),
        rows=tuple(_agreed_row(words, note) for note in notes),
    )


def _agreed_row(words: Catalogue, note: Note) -> tuple[str, ...]:
    # An action without its doer is a fault to be seen; a decision needs none.
    missing = words("memo.not_agreed" if note.kind is Kind.ACTION else "memo.blank")
    label = words(f"memo.label.{note.kind}")
    return f"{label} {note.text}", note.owner or missing, writing.day(words, note.due) if note.due else missing


def people_table(words: Catalogue, session: Session) -> Table:
    """Everybody by side, and the organisations that nobody has come from."""
    # Looked up for each of them in the list of partners, it would take the square of their number.
    sides = {partner.name: partner.side for partner in session.partners}
    told = [(sides.get(person.organisation, Side.OTHER), person) for person in _people_and_partners(session)]
    rows = [_person_row(words, side, person) for wanted in SIDES for side, person in told if side is wanted]
    table = Table(
        caption=words("memo.people_caption"),
        description=words("memo.people_description"),
        columns=(
            Column(heading=words("memo.people_organisation"), width=7.0),
            Column(heading=words("memo.people_side"), width=2.8),
            Column(heading=words("memo.people_name"), width=4.2),
            Column(heading=words("memo.people_presence"), width=4.0),
        ),
        rows=tuple(rows),
    )
    return trimmed(table, words("memo.blank"))


def _people_and_partners(session: Session) -> tuple[Person, ...]:
    """The people in the order of the partner list, and a nameless row for a partner that has none."""
    known: dict[str, list[Person]] = {partner.name: [] for partner in session.partners}
    strangers: list[Person] = []
    for person in session.people:
        known.get(person.organisation, strangers).append(person)
    partners = (known[partner.name] or [Person(organisation=partner.name)] for partner in session.partners)
    return (*chain.from_iterable(partners), *strangers)


def _person_row(words: Catalogue, side: Side, person: Person) -> tuple[str, ...]:
    blank = words("memo.blank")
    presence = [words(f"memo.presence.{person.presence or 'none'}")]
    if person.arrived:
        presence.append(words("memo.arrived", clock=writing.clock(words, person.arrived)))
    if person.left:
        presence.append(words("memo.left", clock=writing.clock(words, person.left)))
    return person.organisation or blank, words(f"memo.side.{side}"), person.name or blank, ", ".join(presence)


def figures_table(words: Catalogue, area: str, tallies: Iterable[FigureTally]) -> Table:
    """Our own rows with their changes."""
    caption = words("memo.figures_caption_area", area=area) if area else words("memo.figures_caption")
    headings = {
        "cards": 2.0,
        "cards_change": 2.3,
        "uses": 2.5,
        "uses_change": 2.3,
        "children": 3.0,
        "per_card": 2.5,
    }
    return Table(
        caption=caption,
        description=words("memo.figures_description"),
        columns=(
            Column(heading=words("memo.figures_period"), width=3.4),
            *(_numbers(words, name, width) for name, width in headings.items()),
        ),
        rows=tuple(_figure_row(words, tally) for tally in tallies),
    )


def _figure_row(words: Catalogue, tally: FigureTally) -> tuple[str, ...]:
    return (
        tally.figure.period,
        _number(words, tally.figure.cards),
        _percent(words, tally.cards_change),
        _number(words, tally.figure.uses),
        _percent(words, tally.uses_change),
        _children(words, tally),
        _decimal(words, tally.uses_per_card),
    )


def others_table(words: Catalogue, tallies: Iterable[FigureTally]) -> Table:
    """The rows of comparison areas: levels, without changes."""
    headings = {"cards": 2.4, "uses": 2.8, "children": 3.0, "per_card": 2.8}
    return Table(
        caption=words("memo.others_caption"),
        description=words("memo.others_description"),
        columns=(
            Column(heading=words("memo.figures_area"), width=3.6),
            Column(heading=words("memo.figures_period"), width=3.4),
            *(_numbers(words, name, width) for name, width in headings.items()),
        ),
        rows=tuple(
            (
                tally.figure.area,
                tally.figure.period,
                _number(words, tally.figure.cards),
                _number(words, tally.figure.uses),
                _children(words, tally),
                _decimal(words, tally.uses_per_card),
            )
            for tally in tallies
        ),
    )


def _numbers(words: Catalogue, name: str, width: float) -> Column:
    return Column(heading=words(f"memo.figures_{name}"), width=width, numeric=True)


def _number(words: Catalogue, number: int | None) -> str:
    return words("memo.blank") if number is None else writing.number(words, number)


def _percent(words: Catalogue, share: float | None) -> str:
    return words("memo.blank") if share is None else writing.percent(words, share, signed=True)


def _decimal(words: Catalogue, number: float | None) -> str:
    return words("memo.blank") if number is None else writing.decimal(words, number)


def _children(words: Catalogue, tally: FigureTally) -> str:
    count = _number(words, tally.figure.children)
    if tally.children_share is None:
        return count
    return words("memo.figures_share", count=count, share=writing.percent(words, tally.children_share))


def candidates_table(words: Catalogue, candidates: Iterable[Candidate]) -> Table:
    """Who has been proposed, and how far it is; columns that nobody filled are left out."""
    columns = {"view": 3.9, "talks": 2.9, "next": 3.7, "starts": 2.3}
    table = Table(
        caption=words("memo.candidates_caption"),
        description=words("memo.candidates_description"),
        columns=(
            Column(heading=words("memo.candidate"), width=5.2),
            *(Column(heading=words(f"memo.candidate_{name}"), width=width) for name, width in columns.items()),
        ),
        rows=tuple(_candidate_row(words, candidate) for candidate in candidates),
    )
    return trimmed(table, words("memo.blank"))


def _candidate_row(words: Catalogue, candidate: Candidate) -> tuple[str, ...]:
    blank = words("memo.blank")
    key = "memo.candidate_proposed" if candidate.proposer else "memo.candidate_name"
    side = words(f"memo.candidate_side.{candidate.side}")
    return (
        words(key, organisation=candidate.organisation, side=side, proposer=candidate.proposer),
        candidate.view or blank,
        words(f"memo.talks.{candidate.talks}"),
        candidate.next_step or blank,
        writing.day(words, candidate.starts) if candidate.starts else blank,
    )


def continuation_table(words: Catalogue, session: Session) -> Table:
    """Every partner's answer."""
    table = Table(
        caption=words("memo.continuation_caption"),
        description=words("memo.continuation_description"),
        columns=(
            Column(heading=words("memo.people_organisation"), width=7.0),
            Column(heading=words("memo.people_side"), width=2.8),
            Column(heading=words("memo.continuation_answer"), width=3.4),
            Column(heading=words("memo.continuation_comment"), width=4.8),
        ),
        rows=tuple(
            _answer_row(words, partner) for side in SIDES for partner in to_be_asked(session) if partner.side is side
        ),
    )
    return trimmed(table, words("memo.blank"))


def _answer_row(words: Catalogue, partner: Partner) -> tuple[str, ...]:
    return (
        partner.name,
        words(f"memo.side.{partner.side}"),
        words(f"memo.answer.{partner.continues or 'none'}"),
        partner.comment or words("memo.blank"),
    )
