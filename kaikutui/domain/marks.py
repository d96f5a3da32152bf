"""Marks on people and partners as operations; panels and commands make the same ones."""

from datetime import datetime

from msgspec.structs import replace

from kaikutui.domain.operations import Change
from kaikutui.domain.session import Answer, Partner, Person, Presence, Turn


def mark_presence(person: Person, presence: Presence) -> Change:
    """Mark how a person takes part; the absent have neither come nor gone."""
    after = replace(person, presence=presence)
    if presence is Presence.ABSENT:
        after = replace(after, arrived=None, left=None)
    return Change(table="people", before=person, after=after)


def mark_arrival(person: Person, at: datetime) -> Change:
    """A person came during the meeting; who was not marked, or absent, is present from then on."""
    here = person.presence if person.presence is Presence.REMOTE else Presence.PRESENT
    return Change(table="people", before=person, after=replace(person, presence=here, arrived=at, left=None))


def mark_departure(person: Person, at: datetime) -> Change:
    """A person left before the end."""
    here = person.presence if person.presence is Presence.REMOTE else Presence.PRESENT
    return Change(table="people", before=person, after=replace(person, presence=here, left=at))


def mark_answer(partner: Partner, answer: Answer, comment: str | None = None) -> Change:
    """A partner's answer in the roll-call; with ``comment`` a remark beside it."""
    after = replace(partner, continues=answer)
    if comment is not None:
        after = replace(after, comment=comment)
    return Change(table="partners", before=partner, after=after)


def toggle_turn(partner: Partner, item: int, at: datetime) -> Change:
    """A partner has had its say in an item's round, or has not after all."""
    others = tuple(turn for turn in partner.turns if turn.item != item)
    turns = others if partner.turn(item) else (*others, Turn(item=item, ended=at))
    after = replace(partner, turns=tuple(sorted(turns, key=lambda turn: turn.item)))
    return Change(table="partners", before=partner, after=after)
