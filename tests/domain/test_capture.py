"""The grammar of the capture line, as the fingers were promised it."""

import unicodedata
from datetime import date

import pytest
from builders import START, a_note, anything, notes
from hypothesis import assume, example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from kaikutui.domain.capture import (
    LETTERS,
    SOURCES,
    Captured,
    Flags,
    format_capture,
    parse_capture,
    parse_flags,
    split_flags,
)
from kaikutui.domain.clean import clean_line
from kaikutui.domain.session import Kind, Note, Source

TODAY = date(2026, 11, 24)


def read(line: str, *owners: str) -> Captured:
    return parse_capture(line, TODAY, owners)


@pytest.mark.parametrize(
    ("word", "flags"),
    [
        ("j", Flags(source=Source.DISTRIBUTOR)),
        ("k", Flags(source=Source.VENUE)),
        ("h", Flags(source=Source.CARDHOLDER)),
        ("y", Flags(source=Source.SHARED)),
        ("!", Flags(kind=Kind.DECISION)),
        (">", Flags(kind=Kind.ACTION)),
        ("?", Flags(kind=Kind.QUESTION)),
        ("*", Flags(confidential=True)),
        *((str(number), Flags(item=number)) for number in range(1, 10)),
    ],
)
def test_every_flag_of_the_promise_means_what_it_says(word: str, flags: Flags) -> None:
    assert read(f"{word}: Teksti") == Captured(flags=flags, text="Teksti")


@pytest.mark.parametrize(("language", "letters"), [("fi", "jkhy"), ("sv", "ubig"), ("en", "dvcs")])
def test_each_language_has_its_own_source_letters(language: str, letters: str) -> None:
    read = [parse_flags(letter, language) for letter in letters]
    assert read == [Flags(source=source) for source in SOURCES]
    assert LETTERS[language] == letters


@given(st.permutations(("k", "!", "5", "*")), st.integers(1, 4))
def test_flags_stand_in_any_order(signs: list[str], count: int) -> None:
    said = signs[:count]
    assert parse_flags("".join(said)) == Flags(
        source=Source.VENUE if "k" in said else None,
        kind=Kind.DECISION if "!" in said else Kind.FEEDBACK,
        item=5 if "5" in said else None,
        confidential="*" in said,
    )


@pytest.mark.parametrize(
    ("line", "captured"),
    [
        (
            "k?: Milloin ohje selkokielellä?",
            Captured(flags=Flags(source=Source.VENUE, kind=Kind.QUESTION), text="Milloin ohje selkokielellä?"),
        ),
        ("j*: Salassa", Captured(flags=Flags(source=Source.DISTRIBUTOR, confidential=True), text="Salassa")),
        (
            ">: Pikaohje kassoille @Kulttuuripalvelut 15.12.",
            Captured(
                flags=Flags(kind=Kind.ACTION),
                text="Pikaohje kassoille",
                owner="Kulttuuripalvelut",
                due=date(2026, 12, 15),
            ),
        ),
        (
            "5y!: Esitetään etsivää nuorisotyötä",
            Captured(
                flags=Flags(item=5, source=Source.SHARED, kind=Kind.DECISION), text="Esitetään etsivää nuorisotyötä"
            ),
        ),
        ("K : Iso kirjain", Captured(flags=Flags(source=Source.VENUE), text="Iso kirjain")),
        ("k:Kortti", Captured(flags=Flags(source=Source.VENUE), text="Kortti")),
        ("!:päätetään", Captured(flags=Flags(kind=Kind.DECISION), text="päätetään")),
        ("j:", Captured(flags=Flags(source=Source.DISTRIBUTOR), text="")),
    ],
)
def test_a_line_with_flags_is_taken_apart(line: str, captured: Captured) -> None:
    assert read(line) == captured


@pytest.mark.parametrize(
    "line",
    [
        "klo: bussi lähtee 18.40",
        "klo 18.40: bussi lähtee",
        "9:30 alkoi",
        "k:n päätös",
        "jk: kaksi puolta",
        "jj: kahdesti",
        "!?: kaksi lajia",
        "25: kaksi kohtaa",
        "0: ei kohtaa",
        "ju: muu kieli",
        "huomio: tärkeää",
        ": pelkkä kaksoispiste",
        "ei kaksoispistettä",
        "https://esimerkki.example",
    ],
)
def test_a_line_whose_first_word_is_no_flag_set_is_text(line: str) -> None:
    assert read(line) == Captured(flags=Flags(), text=line)


def test_two_slashes_begin_a_text_with_a_slash() -> None:
    assert read("//aloita oli väärä komento").text == "/aloita oli väärä komento"
    assert read("k: //vai oliko").text == "/vai oliko"


@given(anything)
def test_any_line_is_understood_and_no_sign_of_its_text_is_lost(line: str) -> None:
    clean = clean_line(line)
    captured = read(line)
    if captured.flags.kind is Kind.ACTION or clean.startswith("//"):
        return
    flags, rest = split_flags(clean)
    expected = rest.removeprefix("/") if rest.startswith("//") else rest
    assert captured == Captured(flags=flags, text=expected)
    assert clean.endswith(rest)


@given(anything)
def test_an_action_without_owner_and_date_keeps_its_whole_text(words: str) -> None:
    captured = read(f">: {words}")
    assume(not captured.owner and captured.due is None)
    _, rest = split_flags(clean_line(f">: {words}"))
    assert captured.text == (rest.removeprefix("/") if rest.startswith("//") else rest)


KNOWN = ("Työpaja Kipinä", "Teatteri Lumme", "Seura ”Tahti” ry", "Aino Esimerkki")

fragments = st.sampled_from(
    (
        "ohje", "kassalle", "[/]", "[bold]x[/]", "\\n", "”lainaus”", "👩‍👧", "3 %", "klo", "ja/tai", "//", "///x", "/",
        "@Onni", "@onni,", "@Työpaja Kipinä", '@"Mallimaan kunta"', "@Seura ”Tahti” ry", "@Teatteri", "@", "@ ", '@"',
        "1.12.", "15.12.2026", "31.2.", "1.1.–31.10.", "mennessä", "viimeistään", ".", "k:", "j*:", "9:30", ":",
    )
)  # fmt: skip

captured_lines = st.builds(
    lambda flags, words: f"{flags} {' '.join(words)}",
    st.sampled_from(("", "k:", ">:", "j>*:", "5y>:", "?:", "h!:")),
    st.lists(fragments, min_size=1, max_size=6),
)


def note_of(captured: Captured) -> Note:
    """The note that a line became, shared unless it said otherwise."""
    flags = captured.flags
    return Note(
        id="n1",
        item=flags.item or 2,
        at=START,
        confidential=flags.confidential,
        source=flags.source or Source.SHARED,
        kind=flags.kind,
        text=captured.text,
        owner=captured.owner,
        due=captured.due,
    )


@given(captured_lines)
def test_a_captured_note_fetched_for_editing_is_the_same_note_again(line: str) -> None:
    note = note_of(read(line, *KNOWN))
    assume(note.text)
    again = note_of(read(format_capture(note), *KNOWN))
    assert again == replace(note, item=2)


@given(notes.filter(lambda note: note.kind is not Kind.ACTION))
@example(a_note("//kaksi kauttaviivaa"))
@example(a_note("/yksi"))
@example(a_note("k: merkit tekstissä"))
def test_any_text_survives_editing_untouched(note: Note) -> None:
    bare = replace(note, owner="", due=None)
    assert read(format_capture(bare)).text == note.text


@pytest.mark.parametrize(
    "typed",
    ["[/]", "[bold]x[/]", "polku C:\\kassa\\n", 'sanoi ”hyvä” ja "ok"', "perhe 👨‍👩‍👧 kävi", "100 % [link=x]y"],
)
def test_markup_backslashes_quotes_and_emoji_are_text(typed: str) -> None:
    assert read(f"j: {typed}").text == typed


def test_text_is_nfc_without_control_characters_and_lone_surrogates() -> None:
    assert read(unicodedata.normalize("NFD", "k: äänekäs")).text == "äänekäs"
    assert read("k: a\x07b\x1b[2Jc\udc80").text == "abc\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    ("words", "text", "owner"),
    [
        ("ohje @Kulttuuripalvelut", "ohje", "Kulttuuripalvelut"),
        ('ohje @"Mallimaan hyvinvointialue" kassoille', "ohje kassoille", "Mallimaan hyvinvointialue"),
        ("ohje @”Työpaja Kipinä”", "ohje", "Työpaja Kipinä"),
        ("ohje @teatteri lumme kassoille", "ohje kassoille", "Teatteri Lumme"),
        ("@Lumme tekee ohjeen", "tekee ohjeen", "Lumme"),
        ("ohje @Aino, kassoille", "ohje, kassoille", "Aino"),
        ("ohje @Aino.", "ohje", "Aino"),
        ("ensin @Aino sitten @Onni", "ensin @Aino sitten", "Onni"),
        ("viesti aino@esimerkki.example", "viesti aino@esimerkki.example", ""),
        ("pelkkä @", "pelkkä @", ""),
    ],
)
def test_the_owner_is_one_word_a_known_name_or_a_name_in_quotes(words: str, text: str, owner: str) -> None:
    captured = read(f">: {words}", "Teatteri Lumme", "Teatteri")
    assert (captured.text, captured.owner) == (text, owner)


@pytest.mark.parametrize(
    ("words", "text", "due"),
    [
        ("ohje 15.12.", "ohje", date(2026, 12, 15)),
        ("ohje 15.12.2026", "ohje", date(2026, 12, 15)),
        ("ohje 15.1.", "ohje", date(2027, 1, 15)),
        ("ohje 24.11.", "ohje", TODAY),
        ("ensin 1.12. ja sitten 15.12.", "ensin 1.12. ja sitten", date(2026, 12, 15)),
        ("ohje 15.12. mennessä", "ohje", date(2026, 12, 15)),
        ("ohje 15.12. mennessä kassoille", "ohje 15.12. mennessä kassoille", date(2026, 12, 15)),
        ("bussi klo 18.40", "bussi klo 18.40", None),
        ("ajalla 1.1.–31.10.", "ajalla 1.1.–31.10.", None),
        ("ohje 31.2.", "ohje 31.2.", None),
        ("15.12.", "15.12.", date(2026, 12, 15)),
    ],
)
def test_the_last_date_of_an_action_is_its_due(words: str, text: str, due: date | None) -> None:
    captured = read(f">: {words}")
    assert (captured.text, captured.due) == (text, due)


def test_owner_and_due_are_taken_from_actions_only() -> None:
    captured = read("k: kysy @Aino 15.12.")
    assert captured == Captured(flags=Flags(source=Source.VENUE), text="kysy @Aino 15.12.")


def test_an_action_shows_its_owner_and_due_in_the_bar() -> None:
    note = replace(a_note("Ohje", kind=Kind.ACTION), owner="Työpaja Kipinä", due=date(2026, 12, 15))
    assert format_capture(note) == 'y>: Ohje @"Työpaja Kipinä" 15.12.2026'
    assert format_capture(note, "en").startswith("s>: ")
