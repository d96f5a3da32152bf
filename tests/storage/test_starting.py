"""From an invitation to the file of a new meeting."""

from datetime import date, datetime
from pathlib import Path

import pytest
from builders import START, a_partner, a_person, a_session

from kaikutui.domain.agenda import Language
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.session import Answer, Presence, Side
from kaikutui.storage.atomic import FileExistsAlreadyError
from kaikutui.storage.places import sessions_folder
from kaikutui.storage.session_file import SealState
from kaikutui.storage.starting import Invitation, StartsError, make_meeting, parse_starts
from kaikutui.storage.store import SessionStore

SAMPLE = Path(__file__).parent.parent / "sample"
TODAY = date(2026, 11, 1)


def test_the_file_of_a_new_meeting_is_whole_and_says_what_was_asked(tmp_path: Path) -> None:
    invitation = Invitation(
        path=tmp_path / "kokous.toml",
        area=" Esimerkkilä ",
        organisers=("Esimerkkilän kunta",),
        starts=START,
        place="Kunnantalo",
        chair="Pekka Puheenjohtaja",
        secretary="Sisko Sihteeri",
        language=Language.SWEDISH,
    )
    store = make_meeting(invitation, START)
    loaded = SessionStore(store.path).load()
    meeting = loaded.session.meeting
    assert loaded.seal is SealState.WHOLE
    assert "2026" in meeting.title
    assert (meeting.area, meeting.starts, meeting.language) == ("Esimerkkilä", START, Language.SWEDISH)
    assert (meeting.chair, meeting.secretary, meeting.place) == ("Pekka Puheenjohtaja", "Sisko Sihteeri", "Kunnantalo")
    assert sum(item.minutes for item in loaded.session.items) == 120


def test_the_sample_table_of_partners_is_taken_whole(tmp_path: Path) -> None:
    invitation = Invitation(path=tmp_path / "kokous.toml", partners=str(SAMPLE / "partners.csv"))
    session = make_meeting(invitation, START).load().session
    assert (len(session.partners), len(session.people)) == (18, 18)
    assert {one.name: one.side for one in session.partners}["Teatteri Lumme"] is Side.VENUE
    assert sum(person.presence is Presence.REMOTE for person in session.people) == 5


def test_a_pasted_list_of_partners_is_taken(tmp_path: Path) -> None:
    pasted = "Jakajat:\nTyöpaja Kipinä\nKohteet:\nTeatteri Lumme"
    session = make_meeting(Invitation(path=tmp_path / "kokous.toml", partners=pasted), START).load().session
    assert [(one.name, one.side) for one in session.partners] == [
        ("Työpaja Kipinä", Side.DISTRIBUTOR),
        ("Teatteri Lumme", Side.VENUE),
    ]


def test_a_line_of_partners_that_is_not_understood_stops_the_making(tmp_path: Path) -> None:
    path = tmp_path / "kokous.toml"
    with pytest.raises(KaikuError, match="linnunrata"):
        make_meeting(Invitation(path=path, partners="organisaatio;rooli\nTeatteri;linnunrata"), START)
    assert not path.exists()


def test_last_years_network_is_taken_over_without_those_who_stopped(tmp_path: Path) -> None:
    last = tmp_path / "viime.toml"
    stays, stops = a_partner(), a_partner("Museo Tuulimylly", continues=Answer.NO)
    SessionStore(last).create(a_session(partners=(stays, stops), people=(a_person(), a_person("Urho", stops.name))))
    session = make_meeting(Invitation(path=tmp_path / "uusi.toml", last=last), START).load().session
    assert (session.partners, session.people) == ((stays,), (a_person(),))


def test_without_a_name_the_file_goes_into_the_users_folder_by_area_and_day() -> None:
    path = make_meeting(Invitation(area="Äijälän & Öjan seutu", starts=START), START).path
    assert path == sessions_folder() / "aijalan-ojan-seutu-2026-11-24.toml"
    assert make_meeting(Invitation(), START).path.name == "palautekokous-2026-11-24.toml"
    with pytest.raises(FileExistsAlreadyError):
        make_meeting(Invitation(), START)


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("2026-11-24T13:00", (24, 11, 13, 0)),
        ("2026-11-24 9.15", (24, 11, 9, 15)),
        ("24.11. klo 13.00", (24, 11, 13, 0)),
        ("24.11.2026 klo 13", (24, 11, 13, 0)),
        ("24.11.2026", (24, 11, 0, 0)),
    ],
)
def test_a_planned_start_is_understood_as_people_and_as_computers_write_it(
    typed: str, clock: tuple[int, int, int, int]
) -> None:
    at = parse_starts(typed, TODAY)
    assert isinstance(at, datetime)
    assert (at.day, at.month, at.hour, at.minute) == clock
    assert (at.year, at.utcoffset() is not None) == (2026, True)


@pytest.mark.parametrize("typed", ["", "huomenna", "31.2. klo 13", "24.11. klo 25", "24.11. aamulla"])
def test_a_start_that_is_not_understood_is_said_to_be_so(typed: str) -> None:
    with pytest.raises(StartsError):
        parse_starts(typed, TODAY)
