"""The agendas that come with the program: whole, readable on a small screen, alike but for their times."""

from datetime import date

import pytest

from kaikutui.domain.agenda import Agenda, Language, PanelKind
from kaikutui.storage.agenda_file import check_agenda, load_agenda

MINUTES = {
    "palautekokous-120": (10, 45, 10, 10, 12, 8, 15, 4, 6),
    "palautekokous-90": (8, 32, 8, 8, 8, 6, 10, 4, 6),
}
TITLES = (
    "Tervetuloa ja lyhyt esittäytymiskierros",
    "Yleinen kuulumis- ja tunnelmakierros",
    "Tilastoja: jaetut Kaikukortit ja Kaikukortin käyttö alueella",
    "Alueen Kaikukortti-viestinnästä",
    "Keskustelu mahdollisista uusista kortinjakajatahoista",
    "Nykyisten kumppaneiden halukkuus jatkaa toiminnassa seuraavana vuonna",
    "Kaikukortti valtakunnallisesti: Kaikukortin tukipalvelun kuulumisia + Kaikukanta ja mobiiliKaikukortti",
    "Muut asiat",
    "Seuraava palautekokous ja loppukierros",
)


@pytest.fixture(params=sorted(MINUTES))
def name(request: pytest.FixtureRequest) -> str:
    """Each of the agendas in turn."""
    return str(request.param)


@pytest.fixture
def agenda(name: str) -> Agenda:
    return load_agenda(name)


def texts(agenda: Agenda) -> list[str]:
    """Every text that is spoken or shown."""
    found = [*agenda.checklist.before, *agenda.checklist.after]
    for item in agenda.items:
        found += [*item.guidance, *item.questions.all, *item.questions.distributors, *item.questions.venues]
        found += [line for page in item.pages for line in (page.title, *page.lines)]
    return found


def test_an_agenda_obeys_its_laws(agenda: Agenda) -> None:
    assert agenda.language is Language.FINNISH
    assert check_agenda(agenda) == ()


def test_the_minutes_make_the_length_that_the_name_promises(name: str, agenda: Agenda) -> None:
    assert tuple(item.minutes for item in agenda.items) == MINUTES[name]
    assert sum(MINUTES[name]) == int(name.rpartition("-")[2])


def test_the_nine_titles_are_the_official_ones(agenda: Agenda) -> None:
    assert tuple(item.title for item in agenda.items) == TITLES
    assert len(agenda.items[6].title) == 102


def test_each_item_has_the_panel_it_needs(agenda: Agenda) -> None:
    assert [item.panel for item in agenda.items] == [
        PanelKind.ATTENDANCE,
        PanelKind.FEEDBACK,
        PanelKind.FIGURES,
        PanelKind.NOTES,
        PanelKind.CANDIDATES,
        PanelKind.CONTINUATION,
        PanelKind.NATIONAL,
        PanelKind.NOTES,
        PanelKind.CLOSING,
    ]


def test_the_news_round_is_the_longest_item(agenda: Agenda) -> None:
    assert agenda.items[1].minutes > max(item.minutes for item in agenda.items if item.number != 2)


def test_the_cardholder_fits_into_the_news_round(agenda: Agenda) -> None:
    assert agenda.cardholder_slot is not None
    assert agenda.cardholder_slot.item == 2
    assert 0 < agenda.cardholder_slot.minutes < agenda.items[1].minutes


def test_every_item_has_guidance_and_the_news_round_questions_for_all_sides(agenda: Agenda) -> None:
    assert all(item.guidance for item in agenda.items)
    questions = agenda.items[1].questions
    assert all((questions.all, questions.distributors, questions.venues))


def test_the_reference_pages_fit_a_small_screen(agenda: Agenda) -> None:
    pages = agenda.items[6].pages
    assert len(pages) >= 10
    for page in pages:
        assert 1 <= len(page.lines) <= 12
        assert len(page.title) <= 76
        assert all(len(line) <= 76 for line in page.lines)


def test_each_reference_page_says_when_it_was_true(agenda: Agenda) -> None:
    for page in agenda.items[6].pages:
        assert date(2025, 1, 1) <= page.as_of <= date(2025, 9, 3)


def test_item_seven_can_be_held_without_kaikukeskus(agenda: Agenda) -> None:
    assert any("ei pääse paikalle" in line and "sivut" in line for line in agenda.items[6].guidance)


def test_what_is_sent_goes_to_all_partners_and_to_kaikukeskus(agenda: Agenda) -> None:
    assert {delivery.to for delivery in agenda.deliveries} == {"Kaikki kumppanit", "Kaikukeskus"}
    assert all(delivery.goes for delivery in agenda.deliveries)


def test_the_typography_is_finnish(agenda: Agenda) -> None:
    for line in texts(agenda):
        assert not set(line) & set("\"'“´`")
        assert " %" not in line
        assert " - " not in line
        assert "..." not in line
        assert "  " not in line.removeprefix("  ")
        assert line == line.rstrip()


def test_no_text_stands_twice(agenda: Agenda) -> None:
    spoken = [line for line in texts(agenda) if line]
    assert len(spoken) == len(set(spoken))


def test_the_agendas_differ_only_in_their_times() -> None:
    long, short = (load_agenda(name) for name in sorted(MINUTES))
    assert long.checklist == short.checklist
    assert long.deliveries == short.deliveries
    for one, other in zip(long.items, short.items, strict=True):
        assert (one.guidance, one.questions, one.pages) == (other.guidance, other.questions, other.pages)
        assert one.label == other.label
