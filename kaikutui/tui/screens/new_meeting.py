"""The form of a new meeting."""

from datetime import datetime

from kaikutui.catalogue import text
from kaikutui.domain.agenda import Language
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.formats import format_date, parse_clock, parse_date
from kaikutui.domain.seat import Outcome
from kaikutui.storage.agenda_file import agenda_names
from kaikutui.storage.places import sessions_folder, typed_path
from kaikutui.storage.starting import DateError, Invitation, local_start
from kaikutui.tui.forms import Answers, Field, Form


class ClockError(KaikuError):
    """A time of day was not understood."""

    key = "error.clock"


class LanguageError(KaikuError):
    """There is no such language."""

    key = "error.language"


def new_meeting_form(now: datetime) -> Form:
    """What is asked for a new meeting; only the area is needed, the rest can be mended later."""
    names = agenda_names()
    fields = (
        Field("area", text("new.area"), hint="Esimerkkilä"),
        Field("organisers", text("new.organisers"), hint="Esimerkkilän kunta; Mallimaan hyvinvointialue"),
        Field("date", text("new.date"), format_date(now.date())),
        Field("time", text("new.time"), "13.00"),
        Field("place", text("new.place")),
        Field("chair", text("new.chair")),
        Field("secretary", text("new.secretary")),
        Field("language", text("new.language"), "fi"),
        Field("agenda", text("new.agenda"), "palautekokous-120", hint=", ".join(names)),
        Field("file", text("new.file"), hint=str(sessions_folder())),
        Field("partners", text("new.partners"), lines=True),
    )
    return Form(text("new.title"), fields, lambda answers, moment: Outcome())


def invitation(answers: Answers, now: datetime) -> Invitation:
    """The answers as an invitation; raises KaikuError for what was not understood."""
    day, clock = parse_date(answers["date"], now.date()), parse_clock(answers["time"] or "0")
    if answers["date"] and day is None:
        raise DateError(typed=answers["date"])
    if clock is None:
        raise ClockError(typed=answers["time"])
    if answers["language"] not in tuple(Language):
        raise LanguageError
    return Invitation(
        path=typed_path(answers["file"]) if answers["file"] else None,
        area=answers["area"],
        organisers=tuple(part.strip() for part in answers["organisers"].split(";") if part.strip()),
        starts=local_start(day, clock) if day else None,
        place=answers["place"],
        chair=answers["chair"],
        secretary=answers["secretary"],
        language=Language(answers["language"]),
        agenda=answers["agenda"] or "palautekokous-120",
        partners=answers["partners"],
    )
