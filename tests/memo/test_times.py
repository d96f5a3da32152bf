"""Planned and real time in the memo: an appendix for who asks for it."""

from datetime import timedelta

import pytest
from docx_checker import faults
from memo_builders import FINNISH, MADE, a_note, a_session, at, sample_session
from msgspec.structs import replace

from kaikutui.catalogue import MEMO_LANGUAGES, Catalogue
from kaikutui.domain.session import Session, Side, Source, Stretch, Turn
from kaikutui.domain.summary import summarise_meeting
from kaikutui.memo.comma_separated import to_csv
from kaikutui.memo.markdown import to_markdown
from kaikutui.memo.order import Appendix, Order, Recipient
from kaikutui.memo.outline import memo_of
from kaikutui.memo.parts import Heading, Table, text_line
from kaikutui.memo.times import talk_table, times_said, times_table
from kaikutui.memo.word import to_docx

WITH_TIMES = Order(appendices=(Appendix.TIMES,))


PLANNED = (10, 45, 10, 10, 12, 8, 15, 4, 6)


def two_hours() -> Session:
    """The sample meeting on the agenda of two hours."""
    session = sample_session()
    items = zip(session.items, PLANNED, strict=True)
    return replace(session, items=tuple(replace(item, minutes=minutes) for item, minutes in items))


def rows(session: Session) -> dict[str, tuple[str, ...]]:
    """First cell of a row of the times → the rest."""
    table = times_table(FINNISH, summarise_meeting(session, MADE).times)
    return {row[0]: row[1:] for row in table.rows}


def said(session: Session) -> str:
    return times_said(FINNISH, summarise_meeting(session, MADE))


def ended(clock: str) -> Session:
    session = two_hours()
    return replace(session, meeting=replace(session.meeting, ended=at(clock)))


def test_each_item_has_its_planned_and_real_minutes_and_the_table_their_sum() -> None:
    found = rows(two_hours())
    assert len(found) == 10
    assert next(iter(found.items())) == ("1 Tervetuloa", ("10", "8,0", "−2,0"))
    assert found["2 Kuulumiset"] == ("45", "48,0", "+3,0")
    assert found["Yhteensä"] == ("120", "122,0", "+2,0")


def test_moved_minutes_have_a_column_only_when_some_were_moved() -> None:
    session = two_hours()
    item = session.item(2)
    assert rows(session.with_item(replace(item, added=5)))["2 Kuulumiset"] == ("45", "50", "48,0", "+3,0")


def test_what_was_skipped_or_never_closed_has_a_word_and_no_minutes() -> None:
    session = two_hours()
    session = session.with_item(replace(session.item(8), stretches=(), skipped="Aika ei riittänyt"))
    assert rows(session)["8 Muut asiat"] == ("4", "Ei käsitelty", "–")
    running = session.with_item(replace(session.item(9), stretches=(Stretch(started=at("14.56")),)))
    assert rows(running)["9 Lopetus"] == ("6", "Kesken", "–")
    assert rows(running)["Yhteensä"] == ("120", "Kesken", "–")
    assert "9" not in said(running)


@pytest.mark.parametrize(
    ("clock", "sentence"),
    [
        ("15.04", "Kokous päättyi 4 min suunniteltua myöhemmin."),
        ("14.50", "Kokous päättyi 10 min suunniteltua aiemmin."),
        ("15.00", "Kokous päättyi suunniteltuun aikaan."),
    ],
)
def test_the_end_is_told_beside_its_plan(clock: str, sentence: str) -> None:
    assert said(ended(clock)).startswith(sentence)


def test_items_that_took_more_than_they_were_given_are_named() -> None:
    assert said(two_hours()).endswith("Yli varatun ajan menivät kohdat 2, 5 ja 9.")
    session = two_hours()
    for number in (5, 9):
        session = session.with_item(replace(session.item(number), added=10))
    assert said(session).endswith("Yli varatun ajan meni kohta 2.")


def test_each_group_has_its_notes_and_the_sides_the_time_they_spoke() -> None:
    session = two_hours()
    venue = next(partner for partner in session.partners if partner.side is Side.VENUE)
    turn = Turn(item=2, ended=session.item(2).stretches[0].started + timedelta(minutes=3))
    partners = tuple(replace(one, turns=(turn,)) if one is venue else one for one in session.partners)
    table = talk_table(FINNISH, summarise_meeting(replace(session, partners=partners), MADE))
    assert table.rows[:3] == (
        ("Kortinjakajat", "12", "–"),
        ("Kaikukortti-kohteet", "10", "3,0"),
        ("Kortinhaltijan puheenvuoro", "2", "–"),
    )
    assert len(talk_table(FINNISH, summarise_meeting(session, MADE)).columns) == 2


def test_the_appendix_stands_last_and_only_when_it_is_asked_for() -> None:
    memo = memo_of(two_hours(), FINNISH, MADE, WITH_TIMES)
    headings = [block.text for block in memo.blocks if isinstance(block, Heading)]
    assert headings[-2:] == ["Liitteet ja jakelu", "Liite: ajankäyttö"]
    assert b"ajank" not in to_markdown(memo_of(two_hours(), FINNISH, MADE))


@pytest.mark.parametrize("recipient", Recipient)
@pytest.mark.parametrize("language", MEMO_LANGUAGES)
def test_it_is_as_accessible_as_the_rest_of_the_memo(language: str, recipient: Recipient) -> None:
    order = replace(WITH_TIMES, recipient=recipient)
    memo = memo_of(two_hours(), Catalogue(language), MADE, order)
    assert faults(to_docx(memo)) == []
    tables = [block for block in memo.blocks if isinstance(block, Table)][-2:]
    assert all(table.caption and table.description and all(all(row) for row in table.rows) for table in tables)
    assert tables[0].caption.encode() in to_markdown(memo)
    # After a table at the very end Word wants an empty paragraph, which is told aloud.
    assert memo.blocks[-1] == text_line(Catalogue(language)("memo.talk_note"))


def test_confidential_notes_are_not_counted_and_a_spreadsheet_has_its_notes_alone() -> None:
    secret = a_note("Kanarialintu", source=Source.VENUE, confidential=True)
    memo = memo_of(a_session(secret), FINNISH, MADE, WITH_TIMES)
    (talk,) = (block for block in memo.blocks if isinstance(block, Table) and block.columns[0].heading == "Ryhmä")
    assert {row[1] for row in talk.rows} == {"0"}
    assert to_csv(memo) == to_csv(memo_of(a_session(secret), FINNISH, MADE))
