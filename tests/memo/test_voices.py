"""Pieces in another language or direction than the memo are marked, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from memo_builders import FINNISH, MADE, a_note, a_session, sample_notes
from memo_reading import Package, W, text_of

from kaikutui.catalogue import Catalogue
from kaikutui.memo import word
from kaikutui.memo.lines import shown
from kaikutui.memo.outline import memo_of
from kaikutui.memo.voices import SHORTEST, WORDS, is_plain, language_of, pieces, starts_from_right
from kaikutui.memo.word import to_docx

SWEDISH = "Kortet är ett bra verktyg, men det används inte av alla som har rätt till det."
ENGLISH = "The card works well, but some of the customers are not aware of it."
PLAIN = "Liikkuminen on este: viimeinen bussi kirkonkylälle lähtee klo 18.40."


@pytest.mark.parametrize("text", [note.text for note in sample_notes()])
def test_no_note_of_a_finnish_meeting_is_taken_for_another_language(text: str) -> None:
    assert language_of(text, "fi-FI") == "fi-FI"


@pytest.mark.parametrize(
    ("text", "own", "language"),
    [
        (SWEDISH, "fi-FI", "sv-FI"),
        (ENGLISH, "fi-FI", "en-GB"),
        (ENGLISH, "sv-FI", "en-GB"),
        ("Kassalla jonotetaan, koska tunnus ei näy kortissa.", "sv-FI", "fi-FI"),
        ("Kassalla jonotetaan, koska tunnus ei näy kortissa.", "en-GB", "fi-FI"),
        (SWEDISH, "sv-FI", "sv-FI"),
        ("Teatteri Lumme", "sv-FI", "sv-FI"),
        ("", "fi-FI", "fi-FI"),
    ],
)
def test_a_language_is_told_by_its_common_words_and_in_doubt_it_is_the_memos(
    text: str, own: str, language: str
) -> None:
    assert language_of(text, own) == language


def test_a_quotation_can_be_in_a_language_of_its_own() -> None:
    text = "Ruotsinkielistä esitettä kysytään: ”Finns broschyren också på svenska?”"
    assert list(pieces(text, "fi-FI")) == [
        ("Ruotsinkielistä esitettä kysytään: ", "fi-FI", False),
        ("”Finns broschyren också på svenska?”", "sv-FI", False),
    ]


@given(st.text(), st.sampled_from(["fi-FI", "sv-FI", "en-GB"]))
def test_the_pieces_are_the_text(text: str, own: str) -> None:
    assert "".join(piece for piece, _, _ in pieces(text, own)) == text


SAID = st.lists(st.sampled_from([*sorted(set().union(*WORDS.values())), "kortti", "”", '"', ",", "שלום", "é"]))
"""Words that tell a language, quotations, letters from the right."""


@given(SAID.map(" ".join) | st.text(), st.sampled_from(["fi-FI", "sv-FI", "en-GB"]))
def test_nothing_would_be_marked_in_a_text_that_is_passed_over(text: str, own: str) -> None:
    if len(text) >= SHORTEST and is_plain(text, own):
        assert {(language, turned) for _, language, turned in pieces(text, own)} <= {(own, False)}


def test_most_texts_of_a_finnish_memo_are_passed_over_and_those_in_another_language_are_not() -> None:
    assert is_plain(PLAIN, "fi-FI")
    assert not is_plain(SWEDISH, "fi-FI")
    assert not is_plain(ENGLISH, "fi-FI")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_memo_that_is_not_parsed_is_the_same_bytes(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    strange = [a_note(text) for text in ("<&>\"' \u00a0\u200b", "]]>", "e\u0301", "😀 \ue000", "", PLAIN)]
    memo = memo_of(a_session(*strange, *sample_notes()), Catalogue(language), MADE)
    written = to_docx(memo)
    monkeypatch.setattr(word, "all_plain", lambda xml, own: False)
    assert to_docx(memo) == written


def test_an_ordinary_finnish_memo_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "_fitted", None)
    assert to_docx(memo_of(a_session(a_note(PLAIN)), FINNISH, MADE))


def written(text: str, language: str = "fi") -> Package:
    return Package(to_docx(memo_of(a_session(a_note(text)), Catalogue(language), MADE)))


def test_a_swedish_note_is_marked_in_the_file_and_a_finnish_one_is_not() -> None:
    languages = [found.get(f"{W}val") for found in written(SWEDISH).body.iter(f"{W}lang")]
    assert languages == ["sv-FI"]
    assert not list(written(PLAIN).body.iter(f"{W}lang"))


def test_finnish_titles_of_items_are_marked_in_a_swedish_memo_and_a_swedish_note_is_not() -> None:
    body = written(SWEDISH, "sv").body
    marked = [text_of(found.getparent().getparent()) for found in body.iter(f"{W}lang")]
    assert marked
    assert SWEDISH not in marked


def test_arabic_and_hebrew_are_written_from_right_to_left() -> None:
    found = written("Kiitos sanottiin: مرحبا بكم ja שלום, kaikille.")
    turned = [run for run in found.body.iter(f"{W}r") if run.find(f"{W}rPr/{W}rtl") is not None]
    assert [text_of(run) for run in turned] == ["مرحبا بكم", "שלום"]
    assert [run.find(f"{W}rPr/{W}lang").get(f"{W}bidi") for run in turned] == ["ar-SA", "he-IL"]
    assert not list(found.body.iter(f"{W}bidi"))


def test_a_note_that_begins_from_the_right_begins_at_the_right() -> None:
    assert len(list(written("مرحبا!").body.iter(f"{W}bidi"))) == 1
    assert starts_from_right("(שלום)")
    assert not starts_from_right("Moi שלום")


def test_a_sign_that_turns_others_around_does_not_reach_the_memo() -> None:
    assert shown("Pekka \u202eireehtis\u202c") == "Pekka ireehtis"
    assert "\u202e".encode() not in written("Pekka \u202eireehtis").parts["word/document.xml"]


def test_the_finnish_catalogue_is_finnish_to_its_own_ear() -> None:
    texts = [text for key, text in FINNISH.texts.items() if key.startswith("memo.")]
    assert [text for text in texts if language_of(text, "fi-FI") != "fi-FI"] == []
