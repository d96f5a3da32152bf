"""From an agenda and an invitation to the session of a meeting, and from last year's to this year's."""

from msgspec.structs import asdict, replace

from kaikutui.domain.agenda import Agenda
from kaikutui.domain.session import Details, Item, Partner, Person, Session, Task


def new_session(
    agenda: Agenda, details: Details, partners: tuple[Partner, ...] = (), people: tuple[Person, ...] = ()
) -> Session:
    """A meeting not yet begun; the agenda is copied in, so that the file stands alone."""
    before = tuple(Task(text=line) for line in agenda.checklist.before)
    after = tuple(Task(text=line, after=True) for line in agenda.checklist.after)
    return Session(
        meeting=details,
        items=tuple(Item(**asdict(item)) for item in agenda.items),
        cardholder_slot=agenda.cardholder_slot,
        partners=partners,
        people=people,
        deliveries=agenda.deliveries,
        tasks=before + after,
    )


def network_of(last: Session) -> tuple[tuple[Partner, ...], tuple[Person, ...]]:
    """The partners and people of an earlier meeting, as they go into the next: unmarked, and who stopped is gone."""
    partners = tuple(
        replace(partner, continues=None, comment="", turns=()) for partner in last.partners if partner.continues != "no"
    )
    names = {partner.name for partner in last.partners} - {partner.name for partner in partners}
    people = tuple(
        replace(person, presence=None, arrived=None, left=None)
        for person in last.people
        if person.organisation not in names
    )
    return partners, people
