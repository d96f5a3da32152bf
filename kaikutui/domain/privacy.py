"""The one door that every export goes through: what may not leave a meeting stays behind here."""

from collections.abc import Iterator
from enum import StrEnum

from msgspec.structs import replace

from kaikutui.domain.session import Person, Session

NOBODY = "–"
"""In the place of a name that may not be told and of which no organisation is known."""


class Names(StrEnum):
    """How much an export tells of persons."""

    ALL = "all"
    """Names as they are."""
    ROLES = "roles"
    """Who led and who wrote by their organisations, nobody by name."""
    NONE = "none"
    """Organisations alone."""


def without_confidential(session: Session) -> Session:
    """The meeting as others may see it: confidential notes are gone, of confidential parts the times remain.

    Which terminal wrote a note (``by``) is often the name of a user of this machine: it goes too. Doing it twice
    changes nothing, so an export may always do it itself.
    """
    notes = [replace(note, by="") if note.by else note for note in session.notes if not note.confidential]
    return replace(session, notes=tuple(notes))


def with_names(session: Session, names: Names) -> Session:
    """The meeting with as much of persons as ``names`` allows, wherever a record names one.

    What somebody has written in the text of a note stays as it is: ``named_in`` finds it. Contacts of partners are
    persons as a rule, so they go with the names.
    """
    if names is Names.ALL:
        return session
    meeting, stands_for = session.meeting, organisations(session)

    def told(name: str) -> str:
        return stands_for.get(name.casefold(), name)

    led = {role: told(getattr(meeting, role)) if names is Names.ROLES else "" for role in ("chair", "secretary")}
    return replace(
        session,
        meeting=replace(meeting, **led),
        people=tuple(_nameless(person, names) for person in session.people),
        partners=tuple(replace(partner, contact="") for partner in session.partners),
        notes=tuple(replace(note, owner=told(note.owner)) for note in session.notes),
        candidates=tuple(replace(one, proposer=told(one.proposer)) for one in session.candidates),
        deliveries=tuple(replace(one, to=told(one.to)) for one in session.deliveries),
    )


def _nameless(person: Person, names: Names) -> Person:
    if names is Names.ROLES:
        return replace(person, name="")
    return Person(organisation=person.organisation, presence=person.presence)


def organisations(session: Session) -> dict[str, str]:
    """For each person of the meeting (name in small letters) the organisation that can stand in the name's place."""
    meeting = session.meeting
    organiser = next(iter(meeting.organisers), NOBODY)
    led = {name.casefold(): organiser for name in (meeting.chair, meeting.secretary) if name}
    people = {person.name.casefold(): person.organisation or NOBODY for person in session.people if person.name}
    return {**led, **people}


def named_in(session: Session, line: str) -> Iterator[str]:
    """The persons of the meeting, in small letters, whose whole names stand in a text, inflected or not."""
    said = line.casefold()
    yield from (name for name in organisations(session) if " " in name and name in said)
