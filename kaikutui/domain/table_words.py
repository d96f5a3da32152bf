"""Words that people use in their tables: Finnish, Swedish and English are understood side by side."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from kaikutui.domain.session import Presence, Side


def word(cell: str) -> str:
    """A cell as it is compared with the words here: small letters, single spaces, no mark at its end."""
    plain = " ".join(cell.replace("\N{SOFT HYPHEN}", "").casefold().split())
    return re.sub(r"\s*[:.*]+$", "", plain)


_SIDES = {
    Side.DISTRIBUTOR: (
        "j, jakaja, kortinjakaja, jakajataho, kortinjakajataho, utdelare, kortutdelare, "
        "distributor, issuer, card issuer, issuer of the card",
        "jakajat, kortinjakajat, jakajatahot, kortinjakajatahot, utdelarna, kortutdelarna, "
        "distributors, issuers, card issuers",
    ),
    Side.VENUE: (
        "k, kohde, kaikukortti-kohde, kulttuurikohde, liikuntakohde, kulttuuritoimija, besöksmål, "
        "kaikukortti-besöksmål, kulturaktör, motionsaktör, venue",
        "kohteet, kaikukortti-kohteet, kulttuurikohteet, liikuntakohteet, kulttuuritoimijat, besöksmålen, "
        "kulturaktörer, motionsaktörer, venues",
    ),
    Side.ORGANISER: (
        "järjestäjä, vastuuhenkilö, alueen vastuuhenkilö, arrangör, ansvarsperson, organiser, organizer",
        "järjestäjät, vastuuhenkilöt, alueen vastuuhenkilöt, arrangörer, ansvarspersoner, organisers, organizers",
    ),
    Side.KAIKUKESKUS: ("kaikukeskus", ""),
    Side.OTHER: ("muu, övrig, annan, other", "muut, övriga, andra, others"),
}


def _split(words: str) -> tuple[str, ...]:
    return tuple(name for name in words.split(", ") if name)


HEADINGS: Mapping[str, Side] = MappingProxyType(
    {name: side for side, (_, many) in _SIDES.items() for name in _split(many)}
)
"""Words in plural: alone on a line they head a list even without a colon."""

SIDES: Mapping[str, Side] = MappingProxyType(
    {name: side for side, (one, many) in _SIDES.items() for name in _split(f"{one}, {many}")}
)
"""All words for the sides."""

_PRESENCES = {
    Presence.PRESENT: "läsnä, paikalla, kyllä, x, närvarande, på plats, present",
    Presence.REMOTE: "etänä, etä, etäyhteydellä, etäyhteys, teams, på distans, distans, remote, online",
    Presence.ABSENT: "poissa, estynyt, ei, frånvarande, absent",
}
PRESENCES: Mapping[str, Presence] = MappingProxyType(
    {name: presence for presence, words in _PRESENCES.items() for name in _split(words)}
)
"""Words for how somebody takes part."""

PARTNER_COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "organisation": _split(
            "organisaatio, kumppani, yhteisö, taho, toimija, organisation, organization, samarbetspartner, partner"
        ),
        "side": _split("rooli, puoli, osapuoli, ryhmä, roll, sida, grupp, side, role, group"),
        "person": _split(
            "edustaja, nimi, henkilö, osallistuja, företrädare, representant, namn, deltagare, "
            "name, person, representative, participant"
        ),
        "presence": _split("läsnäolo, läsnä, osallistuminen, närvaro, deltagande, presence, attendance"),
        "contact": _split("yhteyshenkilö, yhteystieto, kontaktperson, kontakt, contact, contact person"),
    }
)
"""Columns of a table of partners, in the order in which they stand without a header; the words for each."""

FIGURE_COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "period": _split("vuosi, kausi, jakso, ajanjakso, aika, år, period, year"),
        "cards": _split(
            "jaetut kortit, jaetut kaikukortit, jaetut, kortit, kortteja, utdelade kort, kort, "
            "cards, cards given, cards given out"
        ),
        "uses": _split("käyttökerrat, käyttökertoja, käytöt, käytöt yhteensä, käyttö, användningar, användning, uses"),
        "children": _split(
            "näistä lapsille, joista lapsille, lapsille, lapset, lasten käytöt, varav barn, för barn, barn, "
            "for children, children"
        ),
        "area": _split("alue, vertailualue, område, jämförelseområde, area"),
    }
)
"""Columns of a table of figures likewise."""
