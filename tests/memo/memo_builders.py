"""Sessions for the tests of the memo: small ones, and the typical meeting of the sample data."""

import csv
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

from kaikutui.catalogue import Catalogue
from kaikutui.domain.agenda import Delivery, PanelKind
from kaikutui.domain.session import (
    Answer,
    Candidate,
    Continuation,
    Details,
    Figure,
    FiguresSource,
    Item,
    Kind,
    Mood,
    NextMeeting,
    Note,
    Partner,
    Person,
    Presence,
    Session,
    Side,
    Source,
    Stretch,
    Talks,
)

SAMPLE = Path(__file__).parent.parent / "sample"
FINNISH = Catalogue("fi")
HELSINKI = timezone(timedelta(hours=2))
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=HELSINKI)
MADE = datetime(2026, 11, 25, 9, 30, tzinfo=HELSINKI)

LONG_TITLE = "Kaikukortti valtakunnallisesti: Kaikukortin tukipalvelun kuulumisia + Kaikukanta ja mobiiliKaikukortti"
ITEMS = (
    ("Tervetuloa ja lyhyt esittäytymiskierros", "Tervetuloa", 8, PanelKind.ATTENDANCE),
    ("Yleinen kuulumis- ja tunnelmakierros", "Kuulumiset", 32, PanelKind.FEEDBACK),
    (
        "Tilastoja: jaetut Kaikukortit ja Kaikukortin käyttö alueella",
        "Tilastot",
        8,
        PanelKind.FIGURES,
    ),
    ("Alueen Kaikukortti-viestinnästä", "Viestintä", 8, PanelKind.NOTES),
    ("Keskustelu mahdollisista uusista kortinjakajatahoista", "Uudet jakajat", 8, PanelKind.CANDIDATES),
    (
        "Nykyisten kumppaneiden halukkuus jatkaa toiminnassa seuraavana vuonna",
        "Jatko",
        6,
        PanelKind.CONTINUATION,
    ),
    (LONG_TITLE, "Valtakunnallista", 10, PanelKind.NATIONAL),
    ("Muut asiat", "Muut asiat", 4, PanelKind.NOTES),
    ("Seuraava palautekokous ja loppukierros", "Lopetus", 6, PanelKind.CLOSING),
)


def at(clock: str) -> datetime:
    """An instant of the day of the meeting: ``13.02``."""
    hour, minute = clock.split(".")
    return datetime(2026, 11, 24, int(hour), int(minute), tzinfo=HELSINKI)


def nine_items() -> tuple[Item, ...]:
    """The items as planned."""
    return tuple(
        Item(number=number, title=title, label=label, minutes=minutes, panel=panel)
        for number, (title, label, minutes, panel) in enumerate(ITEMS, 1)
    )


def a_note(
    text: str,
    item: int = 8,
    source: Source = Source.SHARED,
    kind: Kind = Kind.FEEDBACK,
    *,
    confidential: bool = False,
    owner: str = "",
    due: date | None = None,
) -> Note:
    """A note; its text is its id."""
    return Note(
        id=text,
        item=item,
        at=NOON,
        confidential=confidential,
        source=source,
        kind=kind,
        text=text,
        owner=owner,
        due=due,
    )


def a_session(*notes: Note) -> Session:
    """A meeting with a title, its nine items and these notes."""
    return Session(meeting=Details(title="Kaikukortti-palautekokous 2026"), items=nine_items(), notes=tuple(notes))


SOURCES = {"J": Source.DISTRIBUTOR, "K": Source.VENUE, "H": Source.CARDHOLDER, "Y": Source.SHARED}
KINDS = {
    "havainto": Kind.FEEDBACK,
    "päätös": Kind.DECISION,
    "toimenpide": Kind.ACTION,
    "kysymys": Kind.QUESTION,
}
SIDES = {
    "jakaja": Side.DISTRIBUTOR,
    "kohde": Side.VENUE,
    "järjestäjä": Side.ORGANISER,
    "kaikukeskus": Side.KAIKUKESKUS,
}
PRESENCES = {"läsnä": Presence.PRESENT, "etänä": Presence.REMOTE, "poissa": Presence.ABSENT}
OWNERS = {
    "Laaditaan yhteinen pikaohje kassoille ja kortinjakajille.": "Esimerkkilän kunta, kulttuuripalvelut",
    "Päivitetään asiakasesite ja lähetetään se jakajille.": "Mallimaan hyvinvointialue",
}


def sample_notes() -> tuple[Note, ...]:
    """The 44 notes of the sample."""
    with (SAMPLE / "notes.tsv").open(encoding="utf-8", newline="") as file:
        return tuple(
            a_note(
                row["text"],
                int(row["item"]),
                SOURCES[row["source"]],
                KINDS[row["kind"]],
                owner=OWNERS.get(row["text"], ""),
                due=date(2026, 12, 15) if row["text"] in OWNERS else None,
            )
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        )


def _whole(typed: str) -> int:
    return int(typed.replace("\u00a0", ""))


def sample_figures() -> tuple[Figure, ...]:
    """The statistics of the sample and one comparison area."""
    with (SAMPLE / "figures.csv").open(encoding="cp1252", newline="") as file:
        own = [
            Figure(
                period=row["Vuosi"],
                cards=_whole(row["Jaetut kortit"]),
                uses=_whole(row["Käyttökerrat"]),
                children=_whole(row["Näistä lapsille"]),
            )
            for row in csv.DictReader(file, delimiter=";")
        ]
    other = Figure(area="Mallilan seutu", period="2026 (1.1.–31.10.)", cards=530, uses=2597, children=611)
    return (*own, other)


def sample_network() -> tuple[tuple[Partner, ...], tuple[Person, ...]]:
    """The partners and people of the sample; the absent have not answered."""
    with (SAMPLE / "partners.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    partners = []
    for row in rows:
        side, absent = SIDES[row["rooli"]], row["läsnäolo"] == "poissa"
        asked = side in (Side.DISTRIBUTOR, Side.VENUE)
        answer = (Answer.OPEN if absent else Answer.YES) if asked else None
        comment = "Vastaus pyydetään sähköpostilla" if answer is Answer.OPEN else ""
        partners.append(Partner(name=row["organisaatio"], side=side, continues=answer, comment=comment))
    people = (
        Person(name=row["edustaja"], organisation=row["organisaatio"], presence=PRESENCES[row["läsnäolo"]])
        for row in rows
    )
    return tuple(partners), tuple(people)


def sample_moods() -> tuple[Mood, ...]:
    """The closing round of the sample: 17 words."""
    counts = {"toiveikas": 5, "kiitollinen": 4, "yhteisöllinen": 3, "innostunut": 3, "hieman väsynyt": 2}
    words = [word for word, count in counts.items() for _ in range(count)]
    return tuple(Mood(id=f"{n:03}", word=word, score=4) for n, word in enumerate(words))


def sample_items() -> tuple[Item, ...]:
    """The items as they went: from 13.02 to 15.04, with one confidential part."""
    starts = ("13.02", "13.10", "13.58", "14.08", "14.18", "14.32", "14.40", "14.52", "14.56", "15.04")
    confidential = {2: (Stretch(started=at("13.31"), ended=at("13.38")),)}
    return tuple(
        Item(
            number=item.number,
            title=item.title,
            label=item.label,
            minutes=item.minutes,
            panel=item.panel,
            stretches=(Stretch(started=at(starts[item.number - 1]), ended=at(starts[item.number])),),
            confidential=confidential.get(item.number, ()),
        )
        for item in nine_items()
    )


def sample_session() -> Session:
    """The typical meeting, whole."""
    partners, people = sample_network()
    return Session(
        meeting=Details(
            title="Kaikukortti-palautekokous 2026",
            area="Esimerkkilä",
            starts=at("13.00"),
            place="Kunnantalo ja etäyhteys",
            chair="Pekka Puheenjohtaja",
            secretary="Sisko Sihteeri",
            organisers=("Esimerkkilän kunta", "Mallimaan hyvinvointialue"),
            ended=at("15.04"),
        ),
        items=sample_items(),
        partners=partners,
        people=people,
        notes=sample_notes(),
        figures=sample_figures(),
        figures_source=FiguresSource(fetched=date(2026, 11, 17)),
        candidates=sample_candidates(),
        continuation=Continuation(deadline=date(2026, 12, 11)),
        moods=sample_moods(),
        next_meeting=NextMeeting(week=46, year=2027, place="Teatteri Lumme"),
        deliveries=(
            Delivery(what="Esitys", to="Kaikki kumppanit"),
            Delivery(what="Muistio", to="Kaikki kumppanit"),
            Delivery(what="Palaute ja kysymykset", to="Kaikukeskus"),
        ),
    )


def sample_candidates() -> tuple[Candidate, ...]:
    """Two candidates, of different fullness."""
    return (
        Candidate(
            organisation="Esimerkkilän nuorisopalvelut",
            proposer="Perhekeskus Pihlaja",
            view="Sopii tarjontaan, kun joulukauden näytökset otetaan huomioon",
            talks=Talks.PENDING,
            next_step="Esitetään Kaikukeskukselle",
            starts=date(2027, 1, 1),
        ),
        Candidate(organisation="Maahanmuuttajapalveluohjaus", talks=Talks.NO),
    )


NEXT_EXACTLY = NextMeeting(date=date(2027, 11, 16), time=time(13, 0), place="Kirjasto")
