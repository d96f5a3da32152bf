"""From an agenda and last year's meeting to this year's."""

from builders import a_partner, a_person, after, nine_items, partners, people, sessions
from hypothesis import given
from msgspec.structs import asdict, replace

from kaikutui.domain.agenda import Agenda, AgendaItem, CardholderSlot, Checklist, Delivery, Language
from kaikutui.domain.clocks import State, floor
from kaikutui.domain.opening import network_of, new_session
from kaikutui.domain.session import Answer, Details, Partner, Person, Presence, Session, Side, Task

AGENDA = Agenda(
    title="Palautekokous, 120 minuuttia",
    language=Language.FINNISH,
    items=tuple(
        AgendaItem(**{name: value for name, value in asdict(item).items() if name in AgendaItem.__struct_fields__})
        for item in nine_items()
    ),
    cardholder_slot=CardholderSlot(minutes=7),
    checklist=Checklist(before=("Lähetä kutsu",), after=("Lähetä muistio",)),
    deliveries=(Delivery(what="muistio", to="kumppanit"),),
)

DETAILS = Details(title="Kaikukortti-palautekokous 2026", area="Esimerkkilä")


@given(partners, people)
def test_a_new_meeting_holds_its_whole_agenda_and_has_not_begun(
    network: tuple[Partner, ...], present: tuple[Person, ...]
) -> None:
    session = new_session(AGENDA, DETAILS, network, present)
    assert session.meeting is DETAILS
    assert [asdict(item) for item in session.items] == [asdict(item) for item in nine_items()]
    assert session.cardholder_slot == CardholderSlot(minutes=7)
    assert session.tasks == (Task(text="Lähetä kutsu"), Task(text="Lähetä muistio", after=True))
    assert session.deliveries == AGENDA.deliveries
    assert (session.partners, session.people) == (network, present)
    assert floor(session).state is State.WAITING


@given(sessions)
def test_who_stopped_is_gone_next_year_and_the_rest_come_unmarked(last: Session) -> None:
    network, present = network_of(last)
    stopped = {partner.name for partner in last.partners if partner.continues is Answer.NO}
    assert [partner.name for partner in network] == [
        partner.name for partner in last.partners if partner.name not in stopped
    ]
    assert all((one.continues, one.comment, one.turns) == (None, "", ()) for one in network)
    assert not stopped & {person.organisation for person in present}
    assert all((one.presence, one.arrived, one.left) == (None, None, None) for one in present)


def test_side_contact_and_people_without_a_partner_are_kept() -> None:
    partner = replace(a_partner(side=Side.DISTRIBUTOR), contact="Tyyne Esimerkki")
    guest = a_person("Urho Malli", "")
    marked = replace(guest, presence=Presence.PRESENT, arrived=after(1))
    last = replace(new_session(AGENDA, DETAILS), partners=(partner,), people=(marked,))
    assert network_of(last) == ((partner,), (guest,))
