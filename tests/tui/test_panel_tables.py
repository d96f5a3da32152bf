"""The panels of items 3, 4, 5, 8 and 9: tables, notes by row, and the closing round."""

from datetime import date
from pathlib import Path

import pytest
from tui_builders import SAMPLE, Desk, a_session, desk_at

from kaikutui.domain.session import Candidate, Figure, Kind, Mood, Side, Talks

OURS = Figure(period="2026 (1.1.–31.10.)", cards=412, uses=2356, children=487)
TABLE = "2025;368;2\u00a0981;517\n2026 (1.1.–31.10.);412;2\u00a0356;487\n"


async def test_a_row_of_statistics_is_typed_into_a_form(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.show(3)
        await desk.press("u")
        await desk.fill(period="2026 (1.1.–31.10.)", cards="412", uses="2 356", children="487")
        assert (await desk.saved()).figures == (OURS,)


async def test_a_number_that_is_none_keeps_the_form_open(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.show(3)
        await desk.press("u")
        await desk.fill(period="2026", cards="monta")
        assert desk.app.screen is not desk.screen
        assert desk.session.figures == ()


async def test_a_row_is_mended_in_its_place(file: Path) -> None:
    async with desk_at(file, a_session(figures=(OURS,))) as desk:
        await desk.show(3)
        await desk.press("enter")
        await desk.fill(cards="500")
        assert [(row.period, row.cards) for row in (await desk.saved()).figures] == [(OURS.period, 500)]


async def test_a_pasted_table_with_no_break_spaces_gives_changes_and_uses_a_card(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.show(3)
        await desk.press("l")
        await desk.fill(table=TABLE)
        saved = await desk.saved()
        assert [(row.cards, row.uses, row.children) for row in saved.figures] == [(368, 2981, 517), (412, 2356, 487)]
        newest = next(row for row in desk.rows if row.startswith("2026"))
        assert "+12,0" in newest
        assert "5,7" in newest
        assert "2\u00a0356" in newest


async def test_the_sample_file_is_read_by_a_command(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter(f"/tilasto {SAMPLE / 'figures.csv'}")
        await desk.until(lambda: bool(desk.session.figures))
        saved = await desk.saved()
        assert [row.period for row in saved.figures] == ["2023", "2024", "2025", "2026 (1.1.–31.10.)"]
        await desk.press("ctrl+z")
        assert desk.session.figures == ()


async def test_a_file_that_is_not_there_is_named_and_nothing_changes(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("/tilasto puuttuu.csv")
        await desk.until(lambda: "puuttuu.csv" in desk.said)
        assert desk.session.figures == ()


async def test_a_comparison_area_stands_under_its_own_name(file: Path) -> None:
    async with desk_at(file, a_session(figures=(OURS,))) as desk:
        await desk.show(3)
        await desk.press("u")
        await desk.fill(period="2026", cards="100", uses="490", area="Mallimaa")
        assert (await desk.saved()).figures[1].area == "Mallimaa"
        place = next(number for number, row in enumerate(desk.rows) if "Mallimaa" in row)
        assert "4,9" in desk.rows[place + 1]


async def test_source_and_day_of_fetching_are_told(file: Path) -> None:
    async with desk_at(file, a_session(figures=(OURS,))) as desk:
        await desk.show(3)
        await desk.press("h")
        await desk.fill(fetched="17.11.2026")
        source = (await desk.saved()).figures_source
        assert (source.name, source.fetched) == ("Kaikukanta", date(2026, 11, 17))
        assert "Kaikukanta, haettu 17.11.2026" in desk.sums


async def test_a_removed_row_is_gone_and_comes_back(file: Path) -> None:
    async with desk_at(file, a_session(figures=(OURS,))) as desk:
        await desk.show(3)
        await desk.press("delete")
        assert (await desk.saved()).figures == ()
        await desk.press("escape", "ctrl+z")
        assert (await desk.saved()).figures == (OURS,)


@pytest.mark.parametrize("item", [4, 8])
async def test_notes_decisions_and_actions_are_counted(file: Path, item: int) -> None:
    async with desk_at(file) as desk:
        await desk.enter(f"/{item}")
        await desk.enter("Verkkosivu riittää.")
        await desk.enter("!: Omaa sivua ei tehdä.")
        await desk.enter(">: Päivitetään esite @Kulttuuripalvelut 15.12.")
        saved = await desk.saved()
        assert [note.kind for note in saved.notes] == [Kind.FEEDBACK, Kind.DECISION, Kind.ACTION]
        assert {note.item for note in saved.notes} == {item}
        action = saved.notes[2]
        assert (action.text, action.owner, action.due) == ("Päivitetään esite", "Kulttuuripalvelut", date(2026, 12, 15))
        assert "Päätöksiä 1" in desk.sums
        assert "Toimenpiteitä 1" in desk.sums
        assert "Kulttuuripalvelut, 15.12.2026" in desk.rows[2]


async def test_enter_in_the_panel_recalls_that_note_for_editing(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("/4")
        await desk.enter("Ensimmäinen")
        await desk.enter("Toinen")
        await desk.press("f6", "enter")
        assert desk.in_bar
        assert desk.line == "y: Ensimmäinen"
        await desk.press(*"!", "enter")
        assert desk.texts == ["Ensimmäinen!", "Toinen"]


async def test_m_in_the_panel_marks_that_note_confidential(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("/8")
        await desk.enter("Ensimmäinen")
        await desk.enter("Toinen")
        await desk.press("f6", "m")
        assert [note.confidential for note in (await desk.saved()).notes] == [True, False]
        await desk.press("m")
        assert [note.confidential for note in (await desk.saved()).notes] == [False, False]


async def test_a_candidate_is_written_down_by_a_form_with_its_warnings(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.show(5)
        await desk.press("u")
        await desk.fill(organisation="Neuvontapiste Väylä", proposer="Työpaja Kipinä", starts="1.8.2027")
        saved = (await desk.saved()).candidates
        assert saved == (
            Candidate(organisation="Neuvontapiste Väylä", proposer="Työpaja Kipinä", starts=date(2027, 8, 1)),
        )
        rows = " ".join(" ".join(desk.rows).split())
        assert "ei kesken vuotta" in rows
        assert "ei ole vielä keskusteltu Kaikukeskuksen kanssa" in rows


async def test_a_candidate_without_fault_gets_no_warning(file: Path) -> None:
    fine = Candidate(organisation="Neuvontapiste Väylä", talks=Talks.YES, starts=date(2027, 1, 1))
    async with desk_at(file, a_session(candidates=(fine,))) as desk:
        await desk.show(5)
        assert len(desk.rows) == 1


async def test_k_turns_the_state_of_the_talks(file: Path) -> None:
    async with desk_at(file, a_session(candidates=(Candidate(organisation="Väylä"),))) as desk:
        await desk.show(5)
        await desk.press("k")
        assert (await desk.saved()).candidates[0].talks is Talks.PENDING
        await desk.press("k")
        assert (await desk.saved()).candidates[0].talks is Talks.YES


async def test_a_candidate_is_renamed_in_its_form(file: Path) -> None:
    async with desk_at(file, a_session(candidates=(Candidate(organisation="Väylä", side=Side.VENUE),))) as desk:
        await desk.show(5)
        await desk.press("enter")
        await desk.fill(organisation="Neuvontapiste Väylä")
        saved = (await desk.saved()).candidates
        assert [(one.organisation, one.side) for one in saved] == [("Neuvontapiste Väylä", Side.VENUE)]


def moods(desk: Desk) -> list[tuple[int | None, str]]:
    """What was said, in an order of its own: the file keeps none."""
    return sorted(((mood.score, mood.word) for mood in desk.session.moods), key=str)


async def test_scores_words_and_passes_are_one_key_each_and_shown_as_a_distribution(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.show(9)
        await desk.press("1", "2", "3", "4", "5", "5", "o", "s")
        await desk.fill(mood="4 toiveikas")
        assert (await desk.saved()).moods == desk.session.moods
        wanted = [(score, "") for score in (1, 2, 3, 4, 5, 5)] + [(4, "toiveikas"), (None, "")]
        assert moods(desk) == sorted(wanted, key=str)
        counts = [int(row.rsplit(" ", 1)[1]) for row in desk.rows[1:6]]
        assert counts == [2, 2, 1, 1, 1]
        assert "toiveikas 1, ohi 1" in desk.rows[6]
        assert "Mielialoja 8" in desk.sums


async def test_a_mood_is_written_without_a_name_or_a_time(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.show(9)
        await desk.press("4")
        assert (await desk.saved()).moods == (Mood(id="n001", score=4),)


@pytest.mark.parametrize("place", ["", "Esimerkkilän kirjasto"])
async def test_the_next_meeting_may_be_no_more_than_a_week(file: Path, place: str) -> None:
    async with desk_at(file) as desk:
        await desk.show(9)
        await desk.press("t")
        await desk.fill(when="viikko 46/2027", place=place)
        coming = (await desk.saved()).next_meeting
        assert (coming.week, coming.year, coming.place) == (46, 2027, place)
        assert "viikko 46/2027" in desk.sums


async def test_a_delivery_is_switched_by_space(file: Path) -> None:
    async with desk_at(file) as desk:
        before = desk.session.deliveries[0]
        await desk.show(9)
        await desk.press("end", "up", "up", "space")
        after = (await desk.saved()).deliveries[0]
        assert (after.what, after.to, after.goes) == (before.what, before.to, not before.goes)


async def test_a_mood_is_taken_from_the_bar(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("/mieli 4 toiveikas")
        assert moods(desk) == [(4, "toiveikas")]
