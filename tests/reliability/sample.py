"""The meeting under attack: small, going on, with something of everything and two confidential notes."""

import csv
from pathlib import Path

from builders import a_note, a_partner, a_person, a_session, after, with_stretches
from msgspec.structs import replace

from kaikutui.domain.session import Kind, Mood, Session, Side, Source
from kaikutui.storage.session_file import encode

NOTES = Path(__file__).parents[1] / "sample" / "notes.tsv"
_SOURCES = {"J": Source.DISTRIBUTOR, "K": Source.VENUE, "H": Source.CARDHOLDER, "Y": Source.SHARED}
_KINDS = {
    "havainto": Kind.FEEDBACK,
    "päätös": Kind.DECISION,
    "toimenpide": Kind.ACTION,
    "kysymys": Kind.QUESTION,
}


def sample_rows(count: int) -> list[dict[str, str]]:
    """The first rows of the sample notes."""
    with NOTES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[:count]


def meeting_going_on(count: int = 12) -> Session:
    """A meeting in its second item with so many notes, every sixth confidential."""
    notes = tuple(
        a_note(
            row["text"],
            id=f"n{number:04}",
            item=int(row["item"]),
            source=_SOURCES[row["source"]],
            kind=_KINDS[row["kind"]],
            confidential=number % 6 == 5,
            at=after(number),
        )
        for number, row in enumerate(sample_rows(count))
    )
    session = a_session(
        *notes,
        partners=(a_partner(), a_partner("Työpaja Kipinä", Side.DISTRIBUTOR)),
        people=(a_person(), a_person("Olavi Esimerkki", "Työpaja Kipinä")),
    )
    session = with_stretches(with_stretches(session, 1, (2, 11)), 2, (11, None))
    return replace(session, moods=(Mood(id="m1", score=5), Mood(id="m2", word="toiveikas")))


def meeting_bytes(count: int = 12) -> bytes:
    """The same meeting as its file."""
    return encode(meeting_going_on(count))
