"""The table of commands, and each command on every state of a meeting."""

from datetime import timedelta

import pytest
from builders import START, a_moment, a_network, a_note, a_session, after, anything, attempt, carry_out, done
from hypothesis import given
from hypothesis import strategies as st

from kaikutui.catalogue import text
from kaikutui.domain.clocks import State, allotted, floor, spent
from kaikutui.domain.commands import BY_ID, BY_KEY, COMMANDS
from kaikutui.domain.commands.base import ArgumentError, Command, GuestError
from kaikutui.domain.commands.floor import AlreadyBegunError, FutureError, LastItemError, NoSlotError, as_of
from kaikutui.domain.commands.notes import NoNoteError, NothingToCopyError, last_note
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.floor_operations import EndMeeting, GiveFloor, NotBegunError, PauseFloor, StartConfidential
from kaikutui.domain.line import run_command
from kaikutui.domain.lookup import UnknownNameError
from kaikutui.domain.seat import CopyText, RecallNote, Search, Seat, Tell
from kaikutui.domain.session import Session, Source

BASE = a_network()
RUNNING = done(BASE, GiveFloor(item=1, at=after(0)), GiveFloor(item=2, at=after(10)))
STATES = {
    "empty": a_session(slot=False),
    "fresh": BASE,
    "running": RUNNING,
    "confidential": done(RUNNING, StartConfidential(item=2, at=after(15))),
    "last": done(RUNNING, GiveFloor(item=9, at=after(20))),
    "paused": done(RUNNING, PauseFloor(at=after(20))),
    "ended": done(RUNNING, EndMeeting(at=after(30))),
}
ARGUMENTS = (
    "", "5", "9", "-3", "13.20", "99.99", "Teatteri", "Teatteri Lumme klo 13.20", "Teatteri kyllä jatkaa mielellään",
    "24.11.2027 13.00 Kirjasto", "viikko 46/2027", "2026; 412; 2 356; 487", "luvut.csv", "Museo; kohde; Aino",
    "4 toiveikas", "ohi", "läsnä", "[/]", "x" * 300, "☃", ";;;;",
)  # fmt: skip


def test_every_id_word_and_key_is_there_once() -> None:
    words = [word for command in COMMANDS for word in dict.fromkeys(command.words)]
    keys = [command.key for command in COMMANDS if command.key]
    assert len(set(words)) == len(words)
    assert len(set(keys)) == len(keys) == len(BY_KEY)
    assert len(BY_ID) == len(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_has_its_words_in_the_catalogue(command: Command) -> None:
    assert command.title
    assert command.help.endswith((".", "5."))
    assert command.written.startswith(f"/{command.words[0]}")
    assert all(word == word.casefold() and " " not in word for word in command.words)
    assert command.needs_argument == (bool(command.usage) and not text(command.usage).startswith("["))


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_answers_in_every_state_with_an_outcome_or_a_sentence(command: Command, state: str) -> None:
    session = STATES[state]
    moment = a_moment(session, seat=Seat(shown=2), now=after(40))
    for argument in ARGUMENTS:
        outcome = attempt(lambda argument=argument: command.run(moment, argument))  # type: ignore[misc]
        if isinstance(outcome, KaikuError):
            assert "{" not in str(outcome)
            continue
        assert not outcome.is_nothing
        following = attempt(lambda acts=outcome.operations: done(session, *acts))  # type: ignore[misc]
        if isinstance(following, Session):
            assert following.notes == session.notes or command.id in ("confide", "delete")


@given(st.sampled_from(COMMANDS), st.sampled_from(tuple(STATES)), anything)
def test_no_argument_breaks_a_command(command: Command, state: str, argument: str) -> None:
    session = STATES[state]
    moment = a_moment(session, now=after(40))
    assert attempt(lambda: done(session, *command.run(moment, argument).operations))


@pytest.mark.parametrize("command", [one for one in COMMANDS if one.needs_argument], ids=lambda command: command.id)
def test_a_command_that_needs_more_says_how_it_is_written_or_whom_it_misses(command: Command) -> None:
    with pytest.raises((ArgumentError, UnknownNameError)):
        command.run(a_moment(BASE, now=after(40)), "")


def test_the_meeting_starts_at_item_one_now_or_as_of_a_time() -> None:
    assert carry_out(BASE, "aloita", 2).item(1).stretches[0].started == after(2)
    assert carry_out(BASE, "start 13.02", 10).item(1).stretches[0].started == after(2)
    with pytest.raises(AlreadyBegunError):
        carry_out(RUNNING, "aloita")
    with pytest.raises(ArgumentError):
        carry_out(BASE, "aloita pian")


def test_a_time_of_day_is_the_last_such_and_never_one_to_come() -> None:
    assert as_of("12.30", START) == after(-30)
    assert as_of("23.50", START.replace(hour=0, minute=10)) == START.replace(hour=23, minute=50) - timedelta(days=1)
    assert as_of("kohta", START) is None
    with pytest.raises(FutureError, match=r"14\.00"):
        as_of("14", START)


def test_next_gives_the_floor_on_and_begins_a_meeting_not_yet_begun() -> None:
    assert floor(carry_out(BASE, "seuraava")).item == 1
    assert floor(carry_out(RUNNING, "seuraava")).item == 3
    with pytest.raises(LastItemError):
        carry_out(STATES["last"], "seuraava")


def test_back_undoes_next_and_says_whose_time_moved() -> None:
    moved = carry_out(RUNNING, "seuraava", 20)
    assert carry_out(moved, "takaisin", 25) == RUNNING
    said = run_command("takaisin", a_moment(moved, now=after(25))).message
    assert "2" in said
    assert "5:00" in said


def test_the_floor_can_be_given_to_any_item_or_to_the_shown_one() -> None:
    assert floor(carry_out(RUNNING, "anna 7")).item == 7
    assert floor(carry_out(RUNNING, "anna", seat=Seat(shown=5))).item == 5
    again = carry_out(carry_out(RUNNING, "anna 4", 20), "anna 2", 30)
    assert spent(again.item(2), after(35)) == timedelta(minutes=15)


def test_a_break_begins_and_ends_with_the_same_word() -> None:
    paused = carry_out(RUNNING, "tauko", 20)
    assert floor(paused).state is State.PAUSED
    resumed = carry_out(paused, "tauko", 30)
    assert (floor(resumed).state, floor(resumed).item) == (State.RUNNING, 2)
    with pytest.raises(NotBegunError):
        carry_out(BASE, "tauko")


@pytest.mark.parametrize(("typed", "minutes"), [("", 50), ("10", 55), ("+3", 48), ("-5", 40)])
def test_minutes_are_given_to_the_running_item(typed: str, minutes: int) -> None:
    assert allotted(carry_out(RUNNING, f"lisää {typed}").item(2)) == timedelta(minutes=minutes)


def test_before_the_start_minutes_are_given_to_the_shown_item() -> None:
    assert carry_out(BASE, "lisää 5", seat=Seat(shown=8)).item(8).added == 5


def test_the_confidential_part_begins_and_ends_with_the_same_word() -> None:
    begun = carry_out(RUNNING, "luottamuksellinen", 15)
    assert begun.item(2).confidential[0].ended is None
    assert carry_out(begun, "luottamuksellinen", 18).item(2).confidential[0].ended == after(18)
    with pytest.raises(NotBegunError):
        carry_out(BASE, "luottamuksellinen")


def test_the_cardholders_word_moves_to_the_other_place() -> None:
    moved = carry_out(BASE, "haltija")
    assert moved.cardholder_slot is not None
    assert moved.cardholder_slot.item == 9
    assert carry_out(moved, "haltija") == BASE
    with pytest.raises(NoSlotError):
        carry_out(STATES["empty"], "haltija")
    with pytest.raises(ArgumentError):
        carry_out(BASE, "haltija 5")


def test_the_meeting_ends_now_or_as_of_a_time_and_back_opens_it_again() -> None:
    assert carry_out(RUNNING, "päätä 13.30").meeting.ended == after(30)
    assert carry_out(carry_out(RUNNING, "päätä"), "takaisin") == RUNNING
    with pytest.raises(NotBegunError):
        carry_out(BASE, "päätä")


def test_the_last_note_is_the_edited_one_else_the_own_else_the_last_of_all() -> None:
    session = a_session(a_note("oma", by="sisko", at=after(1)), a_note("muun", by="pekka", at=after(2)))
    assert last_note(a_moment(session, seat=Seat(name="sisko"))).id == "oma"
    assert last_note(a_moment(session, seat=Seat(name="uusi"))).id == "muun"
    assert last_note(a_moment(session, seat=Seat(name="sisko", editing="muun"))).id == "muun"
    with pytest.raises(NoNoteError):
        last_note(a_moment(a_session(), now=after(40)))


def test_of_two_notes_in_one_second_the_last_one_is_the_one_written_down_last() -> None:
    session = a_session(a_note("ensin", at=after(3)), a_note("sitten", at=after(3)))
    assert last_note(a_moment(session)).text == "sitten"


def test_the_last_note_is_kept_out_of_the_memo_and_let_in_again() -> None:
    once = carry_out(BASE, "eimuistioon")
    assert [note.confidential for note in once.notes] == [False, True]
    assert carry_out(once, "eimuistioon") == BASE


def test_the_last_note_is_deleted_or_fetched() -> None:
    assert [note.id for note in carry_out(BASE, "poista").notes] == ["yksi"]
    assert run_command("muokkaa", a_moment(BASE, now=after(40))).requests == (RecallNote(id="kaksi"),)
    deleted = run_command("poista", a_moment(BASE, seat=Seat(editing="yksi")))
    assert done(BASE, *deleted.operations).note("yksi") is None
    assert deleted.seat == Seat()


def test_turning_the_source_goes_round() -> None:
    seen, seat = [], Seat()
    for _ in range(4):
        turned = run_command("puoli", a_moment(BASE, seat=seat)).seat
        assert turned is not None
        seat = turned
        seen.append(seat.source)
    assert set(seen) == set(Source)
    assert seat == Seat()


def test_looking_moves_no_clock() -> None:
    assert run_command("katso 5", a_moment(RUNNING, now=after(40))).seat == Seat(shown=5)
    assert run_command("katso", a_moment(RUNNING, seat=Seat(shown=7))).seat == Seat(shown=2)
    assert run_command("edellinen", a_moment(RUNNING, seat=Seat(shown=1))).seat == Seat(shown=1)
    assert run_command("jälkimmäinen", a_moment(RUNNING, seat=Seat(shown=1))).seat == Seat(shown=2)
    assert run_command("jälkimmäinen", a_moment(RUNNING, seat=Seat(shown=9))).seat == Seat(shown=9)


def test_words_to_look_for_go_on_as_they_are() -> None:
    assert run_command("etsi kortti [x]", a_moment(BASE, now=after(40))).requests == (Search(words="kortti [x]"),)


@pytest.mark.parametrize("line", ["vie", "vie muualle.docx", "tilasto luvut.csv"])
def test_a_guest_has_the_meeting_and_no_other_file(line: str) -> None:
    assert run_command(line, a_moment(RUNNING, now=after(30))).requests
    with pytest.raises(GuestError):
        run_command(line, a_moment(RUNNING, seat=Seat(guest=True), now=after(30)))


def test_a_note_or_a_whole_item_is_copied_without_what_is_confidential() -> None:
    notes = (
        a_note("yksi", at=after(1)),
        a_note("salainen", at=after(2), confidential=True),
        a_note("kaksi", at=after(3)),
    )
    moment = a_moment(a_session(*notes), seat=Seat(shown=2), now=after(4))
    assert run_command("kopioi", moment).requests == (CopyText(text="kaksi"),)
    assert run_command("kopioi kohta", moment).requests == (CopyText(text="yhteinen: yksi\nyhteinen: kaksi"),)


def test_a_confidential_note_is_not_copied() -> None:
    moment = a_moment(a_session(a_note("salainen", confidential=True)), now=after(4))
    with pytest.raises(NothingToCopyError):
        run_command("kopioi", moment)


def test_what_is_said_to_the_others_is_no_operation() -> None:
    outcome = run_command("sano Kirjaatko tämän päätökseksi?", a_moment(a_session(), now=after(4)))
    assert outcome.operations == ()
    assert outcome.requests == (Tell(word="Kirjaatko tämän päätökseksi?"),)
