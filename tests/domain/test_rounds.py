"""The round: who is next, how long each may speak, how long each side has spoken."""

from datetime import timedelta
from itertools import groupby

import pytest
from builders import a_moment, a_partner, a_person, a_session, after, done
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kaikutui.domain.commands.records import RoundOverError
from kaikutui.domain.floor_operations import GiveFloor, PauseFloor
from kaikutui.domain.line import run_by_id
from kaikutui.domain.marks import toggle_turn
from kaikutui.domain.rounds import talk_times, time_each, turn_lengths, waiting
from kaikutui.domain.seat import Seat
from kaikutui.domain.session import Partner, Presence, Session, Side

NETWORK = (
    a_partner("J1", Side.DISTRIBUTOR),
    a_partner("J2", Side.DISTRIBUTOR),
    a_partner("J3", Side.DISTRIBUTOR),
    a_partner("K1", Side.VENUE),
    a_partner("Kunta", Side.ORGANISER),
)


def a_round(*partners: Partner, item: int = 2) -> Session:
    return done(a_session(partners=partners or NETWORK), GiveFloor(item=item, at=after(0)))


def speaks(session: Session, name: str, minute: float, item: int = 2) -> Session:
    partner = session.partner(name)
    assert partner is not None
    return done(session, toggle_turn(partner, item, after(minute)))


def in_turn(session: Session) -> Session:
    return replace(session, meeting=replace(session.meeting, sides_alternate=True))


def names(partners: tuple[Partner, ...]) -> list[str]:
    return [partner.name for partner in partners]


def test_distributors_and_venues_wait_in_their_order_and_organisers_do_not() -> None:
    assert names(waiting(a_round(), 2)) == ["J1", "J2", "J3", "K1"]


def test_the_sides_take_turns_as_long_as_both_have_somebody() -> None:
    assert names(waiting(in_turn(a_round()), 2)) == ["J1", "K1", "J2", "J3"]


@given(st.lists(st.sampled_from([Side.DISTRIBUTOR, Side.VENUE]), max_size=12))
def test_alternating_loses_nobody_and_no_side_waits_longer_than_it_must(sides: list[Side]) -> None:
    session = a_round(*(a_partner(f"P{n}", side) for n, side in enumerate(sides)), item=6)
    partners = waiting(in_turn(session), 6) if sides else ()
    assert sorted(names(partners)) == sorted(names(waiting(session, 6) if sides else ()))
    runs = [len(list(run)) for _, run in groupby(partners, key=lambda partner: partner.side)]
    assert all(run == 1 for run in runs[:-1])


def test_who_has_spoken_or_is_absent_is_not_waited_for() -> None:
    session = speaks(a_round(), "J2", 1)
    gone = replace(a_person("Poissa", "K1"), presence=Presence.ABSENT)
    session = replace(session, people=(gone,))
    assert names(waiting(session, 2)) == ["J1", "J3"]


def test_a_round_of_one_item_is_no_round_of_another() -> None:
    session = speaks(a_round(), "J1", 1, item=2)
    assert names(waiting(session, 6)) == ["J1", "J2", "J3", "K1"]


def test_a_second_mark_takes_the_first_back() -> None:
    session = speaks(speaks(a_round(), "J1", 1), "J1", 2)
    assert names(waiting(session, 2)) == ["J1", "J2", "J3", "K1"]


def test_the_rest_of_the_item_is_shared_by_those_who_wait() -> None:
    session = a_round()
    assert time_each(session, 2, after(5)) == timedelta(minutes=10)
    assert time_each(speaks(session, "J1", 5), 2, after(6)) == timedelta(minutes=13)
    assert time_each(session, 2, after(60)) == timedelta()


def test_when_all_have_spoken_there_is_nothing_to_share() -> None:
    session = a_round()
    for minute, name in enumerate(("J1", "J2", "J3", "K1")):
        session = speaks(session, name, minute)
    assert time_each(session, 2, after(9)) is None


def test_a_turn_lasts_from_the_one_before_it_and_a_break_is_no_turn() -> None:
    session = speaks(a_round(), "J1", 3)
    session = done(session, PauseFloor(at=after(4)), GiveFloor(item=2, at=after(14)))
    session = speaks(session, "K1", 15)
    assert turn_lengths(session, 2) == {"J1": timedelta(minutes=3), "K1": timedelta(minutes=2)}


@given(st.permutations(["J1", "J2", "J3", "K1"]), st.lists(st.integers(0, 40), min_size=4, max_size=4))
def test_all_turns_together_last_until_the_last_mark(order: list[str], minutes: list[int]) -> None:
    session = a_round()
    for name, minute in zip(order, minutes, strict=True):
        session = speaks(session, name, minute)
    lengths = turn_lengths(session, 2)
    assert sum(lengths.values(), timedelta()) == timedelta(minutes=max(minutes))
    assert min(lengths.values()) >= timedelta()
    times = talk_times(session)
    assert times[Side.VENUE] == lengths["K1"]
    assert times[Side.DISTRIBUTOR] + times[Side.VENUE] == timedelta(minutes=max(minutes))


def test_without_a_name_the_next_one_has_spoken_and_the_one_after_is_told() -> None:
    outcome = run_by_id("spoke", a_moment(a_round(), seat=Seat(shown=2), now=after(5)))
    assert names(waiting(done(a_round(), *outcome.operations), 2)) == ["J2", "J3", "K1"]
    assert outcome.message.startswith("J1 – Seuraavaksi J2. Puhumatta 3")


def test_the_sides_take_turns_from_key_to_key() -> None:
    session, spoken = in_turn(a_round(*NETWORK, a_partner("K2", Side.VENUE))), []
    for minute in range(5):
        spoken.append(waiting(session, 2)[0].name)
        session = done(
            session, *run_by_id("spoke", a_moment(session, seat=Seat(shown=2), now=after(minute))).operations
        )
    assert spoken == ["J1", "K1", "J2", "K2", "J3"]


def test_a_side_that_somebody_has_spoken_for_out_of_turn_is_not_next() -> None:
    assert names(waiting(in_turn(speaks(a_round(), "J2", 1)), 2)) == ["K1", "J1", "J3"]


@pytest.mark.parametrize("item", [1, 2, 6, 9])
def test_every_item_has_a_round_of_its_own_kept_by_the_same_key(item: int) -> None:
    session = a_round(item=item)
    for name in ("J1", "J2", "J3", "K1"):
        assert waiting(session, item)[0].name == name
        session = done(session, *run_by_id("spoke", a_moment(session, seat=Seat(shown=item), now=after(1))).operations)
    assert waiting(session, item) == ()


def test_a_round_that_is_over_says_so() -> None:
    session = speaks(a_round(a_partner("J1", Side.DISTRIBUTOR)), "J1", 1)
    with pytest.raises(RoundOverError):
        run_by_id("spoke", a_moment(session, seat=Seat(shown=2), now=after(2)))


def test_the_order_of_the_round_is_turned_for_every_terminal_and_back() -> None:
    moment = a_moment(a_round(), seat=Seat(shown=2))
    outcome = run_by_id("alternate", moment)
    turned = done(moment.session, *outcome.operations)
    assert turned.meeting.sides_alternate
    assert outcome.message == "Kierros etenee vuorotellen. Seuraavaksi J1. Puhumatta 4, aikaa noin 11:15 kullekin."
    assert done(turned, *run_by_id("alternate", a_moment(turned, seat=Seat(shown=2))).operations) == moment.session
