"""Making the file of a new meeting from an invitation."""

import re
import unicodedata
from datetime import date, datetime, time
from pathlib import Path

from kaikutui.catalogue import text
from kaikutui.domain.agenda import Language
from kaikutui.domain.clean import clean_line
from kaikutui.domain.clocks import fixed
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.formats import parse_clock, parse_date
from kaikutui.domain.opening import network_of, new_session
from kaikutui.domain.record import Record
from kaikutui.domain.session import Details, Partner, Person
from kaikutui.domain.tables import parse_partners
from kaikutui.storage.agenda_file import load_agenda
from kaikutui.storage.csv_file import read_table
from kaikutui.storage.places import ensure, sessions_folder, typed_path
from kaikutui.storage.store import SessionStore


class DateError(KaikuError):
    """A day was not understood."""

    key = "error.date"


class StartsError(KaikuError):
    """A planned start was not understood."""

    key = "error.starts"


class TableError(KaikuError):
    """A line of the partners' list was not understood."""

    key = "error.table"


class Invitation(Record, frozen=True, kw_only=True):
    """What is known of a meeting to come."""

    path: Path | None = None
    """The file to make; None: in the user's folder, named after area and day."""
    area: str = ""
    organisers: tuple[str, ...] = ()
    starts: datetime | None = None
    place: str = ""
    chair: str = ""
    secretary: str = ""
    language: Language = Language.FINNISH
    agenda: str = "palautekokous-120"
    """Name of an agenda, or a file."""
    partners: str = ""
    """A pasted list, or the name of a CSV file."""
    last: Path | None = None
    """Last year's meeting, whose network is taken over."""


def local_start(day: date, clock: time) -> datetime:
    """A planned start in the local zone of that day, summer time or not."""
    return fixed(datetime.combine(day, clock).astimezone())


def parse_starts(typed: str, today: date) -> datetime:
    """A planned start: ``2026-11-24T13:00``, ``24.11.2026 13.00``, ``24.11. klo 13``; raises StartsError."""
    parts = re.split(r"[T ]+(?:klo\s+)?", typed.strip(), maxsplit=1)
    day = parse_date(parts[0], today)
    clock = parse_clock(parts[1]) if len(parts) > 1 else time(0, 0)
    if day is None or clock is None:
        raise StartsError(typed=typed)
    return local_start(day, clock)


def make_meeting(invitation: Invitation, now: datetime) -> SessionStore:
    """Write the file of a new meeting; never over another. Raises KaikuError."""
    agenda = load_agenda(invitation.agenda)
    partners, people = _network(invitation)
    year = (invitation.starts or now).year
    details = Details(
        title=text("new.meeting_title", year=year),
        area=clean_line(invitation.area),
        language=invitation.language,
        starts=invitation.starts,
        place=clean_line(invitation.place),
        chair=clean_line(invitation.chair),
        secretary=clean_line(invitation.secretary),
        organisers=tuple(map(clean_line, invitation.organisers)),
    )
    store = SessionStore(invitation.path or _own_path(details, now))
    store.create(new_session(agenda, details, partners, people))
    return store


def _network(invitation: Invitation) -> tuple[tuple[Partner, ...], tuple[Person, ...]]:
    typed = invitation.partners.strip()
    if not typed:
        return network_of(SessionStore(invitation.last).load().session) if invitation.last else ((), ())
    is_file = "\n" not in typed and typed.lower().endswith((".csv", ".txt", ".tsv"))
    table = read_table(typed_path(typed)) if is_file else typed
    partners, people, problems = parse_partners(table)
    if problems:
        raise TableError(line=problems[0].line, problem=problems[0].sentence)
    return partners, people


def _own_path(details: Details, now: datetime) -> Path:
    """``esimerkkila-2026-11-24.toml`` in the user's folder."""
    plain = unicodedata.normalize("NFKD", details.area.lower()).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "palautekokous"
    return ensure(sessions_folder()) / f"{stem}-{(details.starts or now):%Y-%m-%d}.toml"
