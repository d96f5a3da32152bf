"""The memo in Swedish and English: complete, and written as those languages write."""

import re
from datetime import date, time

import pytest
from memo_builders import MADE, NEXT_EXACTLY, a_session, sample_session
from memo_reading import NBSP, Package, W, core
from msgspec.structs import replace

from kaikutui.catalogue import MEMO_LANGUAGES, Catalogue
from kaikutui.domain.agenda import Language
from kaikutui.memo import writing
from kaikutui.memo.order import Order, Recipient
from kaikutui.memo.outline import memo_of
from kaikutui.memo.parts import Paragraph
from kaikutui.memo.word import to_docx

FINNISH = Catalogue("fi")


def places(template: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", template))


def test_every_language_of_a_meeting_has_its_memo() -> None:
    assert {str(language) for language in Language} == set(MEMO_LANGUAGES)


@pytest.mark.parametrize("language", MEMO_LANGUAGES)
def test_a_language_has_every_text_of_the_memo_with_its_places(language: str) -> None:
    ours = {key: text for key, text in FINNISH.texts.items() if key.startswith("memo.")}
    theirs = {key: text for key, text in Catalogue(language).texts.items() if key.startswith("memo.")}
    assert set(theirs) == set(ours)
    dates = {"memo.date", "memo.long_date"}
    assert {key for key in ours if places(ours[key]) != places(theirs[key])} <= dates


@pytest.mark.parametrize(
    ("language", "day", "long_day", "clock"),
    [
        ("fi", "24.11.2026", "24.11.2026", "9.05"),
        ("sv", "24.11.2026", "den 24 november 2026", "9.05"),
        ("en", "24 November 2026", "24 November 2026", "9:05"),
    ],
)
def test_days_and_times(language: str, day: str, long_day: str, clock: str) -> None:
    words, when = Catalogue(language), date(2026, 11, 24)
    assert (writing.day(words, when), writing.long_day(words, when)) == (day, long_day)
    assert writing.clock(words, time(9, 5)) == clock


@pytest.mark.parametrize(
    ("language", "number", "decimal", "percent"),
    [
        ("fi", f"88{NBSP}188", "5,7", f"+20,7{NBSP}%"),
        ("sv", f"88{NBSP}188", "5,7", f"+20,7{NBSP}%"),
        ("en", "88,188", "5.7", "+20.7%"),
    ],
)
def test_numbers(language: str, number: str, decimal: str, percent: str) -> None:
    words = Catalogue(language)
    assert writing.number(words, 88188) == number
    assert writing.decimal(words, 5.7) == decimal
    assert writing.percent(words, 0.207, signed=True) == percent


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("sv", f"Nästa responsmöte hålls tisdagen den 16 november 2027 kl.{NBSP}13.00. Plats: Kirjasto."),
        ("en", f"The next feedback meeting is on Tuesday 16 November 2027 at{NBSP}13:00. Place: Kirjasto."),
    ],
)
def test_the_next_meeting_in_a_sentence(language: str, sentence: str) -> None:
    memo = memo_of(replace(a_session(), next_meeting=NEXT_EXACTLY), Catalogue(language), MADE)
    assert sentence in [block.line.text for block in memo.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("recipient", Recipient)
@pytest.mark.parametrize(("language", "tag"), [("fi", "fi-FI"), ("sv", "sv-FI"), ("en", "en-GB")])
def test_the_file_says_its_language_everywhere(language: str, tag: str, recipient: Recipient) -> None:
    memo = memo_of(sample_session(), Catalogue(language), MADE, Order(recipient=recipient))
    found = Package(to_docx(memo))
    default = found.tree("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    theme = found.tree("word/settings.xml").find(f"{W}themeFontLang")
    assert {default.get(f"{W}val"), theme.get(f"{W}val"), core(found)["language"]} == {tag}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_finnish_word_of_the_memo_is_left(language: str) -> None:
    memo = memo_of(a_session(), Catalogue(language), MADE, Order(draft=True))
    told = repr(memo)
    left = [text for key, text in FINNISH.texts.items() if key.startswith("memo.") and len(text) > 8 and text in told]
    assert left == []
