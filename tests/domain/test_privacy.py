"""What may leave a meeting: with all names, with roles, with organisations alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from memo_builders import a_note, a_session, at
from msgspec.structs import replace

from kaikutui.domain.agenda import Delivery
from kaikutui.domain.privacy import Names, named_in, with_names, without_confidential
from kaikutui.domain.session import Candidate, Kind, Partner, Person, Presence, Session, Side

NAMES = ("Pekka Puheenjohtaja", "Sisko Sihteeri", "Tyyne Esimerkki", "Onni Malli")


def with_people() -> Session:
    """A meeting that names persons in every record that can."""
    session = a_session(a_note("Laaditaan ohje.", kind=Kind.ACTION, owner="Tyyne Esimerkki"))
    return replace(
        session,
        meeting=replace(
            session.meeting,
            chair="Pekka Puheenjohtaja",
            secretary="Sisko Sihteeri",
            organisers=("Esimerkkilän kunta",),
        ),
        people=(
            Person(name="Sisko Sihteeri", organisation="Mallimaan hyvinvointialue", presence=Presence.PRESENT),
            Person(
                name="Tyyne Esimerkki", organisation="Teatteri Lumme", presence=Presence.REMOTE, arrived=at("13.10")
            ),
            Person(name="Onni Malli"),
        ),
        partners=(Partner(name="Teatteri Lumme", side=Side.VENUE, contact="Onni Malli"),),
        candidates=(Candidate(organisation="Työpaja Kipinä", proposer="tyyne esimerkki"),),
        deliveries=(Delivery(what="Muistio", to="Onni Malli"),),
    )


def test_all_names_change_nothing() -> None:
    assert with_names(with_people(), Names.ALL) == with_people()


@pytest.mark.parametrize("names", [Names.ROLES, Names.NONE])
def test_no_record_names_anybody(names: Names) -> None:
    told = repr(with_names(with_people(), names)).casefold()
    assert [name for name in NAMES if name.casefold() in told] == []


def test_with_roles_who_led_is_told_by_organisation_and_times_stay() -> None:
    session = with_names(with_people(), Names.ROLES)
    assert (session.meeting.chair, session.meeting.secretary) == ("Esimerkkilän kunta", "Mallimaan hyvinvointialue")
    assert session.people[1].arrived == at("13.10")
    assert session.notes[0].owner == session.candidates[0].proposer == "Teatteri Lumme"


def test_with_organisations_alone_nobody_led_and_nobody_came_late() -> None:
    session = with_names(with_people(), Names.NONE)
    assert (session.meeting.chair, session.meeting.secretary) == ("", "")
    assert session.people[1] == Person(organisation="Teatteri Lumme", presence=Presence.REMOTE)


def test_an_owner_that_is_no_person_stays() -> None:
    session = a_session(a_note("Laaditaan ohje.", kind=Kind.ACTION, owner="Kirjasto"))
    assert with_names(session, Names.NONE).notes[0].owner == "Kirjasto"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("PEKKA PUHEENJOHTAJALLE kiitos", ["pekka puheenjohtaja"]),
        ("Pekalle kiitos", []),
        ("Teatteri Lumme esiintyy", []),
    ],
)
def test_a_whole_name_is_found_in_a_text_whatever_its_case(line: str, found: list[str]) -> None:
    assert list(named_in(with_people(), line)) == found


def test_the_name_of_a_terminal_leaves_with_no_export() -> None:
    session = a_session(replace(a_note("Sujuu."), by="käyttäjä"))
    assert without_confidential(session).notes[0].by == ""


@given(st.sampled_from(Names), st.sampled_from(Names))
def test_what_has_gone_does_not_come_back(first: Names, second: Names) -> None:
    order = list(Names)
    stricter = max(first, second, key=order.index)
    once, twice = with_names(with_people(), first), with_names(with_names(with_people(), first), second)
    assert [name for name in NAMES if name in repr(twice) and name not in repr(once)] == []
    assert with_names(twice, stricter).people == twice.people
