"""Any text goes into the file and comes out of it."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from memo_builders import (
    MADE,
)
from memo_reading import Package, W, core, text_of
from msgspec.structs import replace

from kaikutui.memo.lines import shown
from kaikutui.memo.parts import Bullets, Column, Fact, Facts, Heading, Line, Listing, Memo, Paragraph, Table
from kaikutui.memo.word import to_docx

JUNK = [
    "\x00nolla\x00",
    "\x1b[31mpunainen\x1b[0m",
    "pysty\x0bsarkain ja sivun\x0cvaihto",
    "orpo \ud800 merkki",
    "\ufffe\uffff",
    "rivi\r\ntoinen\tsarake",
    "a\u0308änen",
    "<b>&amp; ]]> {{ }} {nimi}",
    "[bold]x[/] \\ ”ei-oota”",
    "👍🏽 ☺ مرحبا שלום čđŋ",
    "a" * 200,
    "\u200b\u00ad",
    "   ",
    "- merkki  ja   välejä",
]


def a_memo(*blocks: Heading | Paragraph | Bullets | Facts | Table, title: str = "Kokous", author: str = "") -> Memo:
    return Memo(
        title=title,
        kind="Muistio",
        date="25.11.2026",
        blocks=tuple(blocks),
        listing=Listing(make=Table, given=()),
        table_word="Taulukko",
        language="fi-FI",
        author=author,
        made=MADE,
    )


def test_properties_hold_what_fits_and_an_unknown_author_is_not_invented() -> None:
    found = core(Package(to_docx(a_memo(title="Ä" * 300))))
    assert found["title"] == "Ä" * 255
    assert "creator" not in found


TEXT = st.text(st.characters(codec=None), max_size=80)


@settings(max_examples=150, deadline=None)
@given(TEXT)
@example("\u0344")
@example("a\u0301\u0323")
def test_any_text_comes_out_as_its_clean_self(text: str) -> None:
    memo = a_memo(
        Paragraph(line=Line(text=text)),
        Table(caption="Luettelo", description="Luettelo", columns=(Column(heading="Asia", width=1),), rows=((text,),)),
        Bullets(lines=(Line(label="Päätös:", text=text),)),
    )
    found, clean = Package(to_docx(memo)), shown(text)
    assert [text for style, text in found.told() if style == "BodyText"] == ([clean] if clean else [])
    assert [text for style, text in found.told() if style == "MuistioLuettelonLoppu"] == [f"Päätös: {clean}".rstrip()]
    assert found.tables() == [[["Asia"], [clean or "–"]]]
    assert unicodedata.is_normalized("NFC", clean)


@pytest.mark.parametrize("junk", JUNK)
def test_junk_in_every_place_makes_a_file_that_can_be_read(junk: str) -> None:
    memo = a_memo(
        Heading(level=1, text=junk[:90], number=1),
        Paragraph(line=Line(label=junk, text=junk, tail=junk), agreed=True),
        Bullets(lines=(Line(text=junk),)),
        Facts(rows=(Fact(label=junk, values=(junk, junk)),)),
        Table(caption=junk, description=junk, columns=(Column(heading=junk, width=1),), rows=((junk,),)),
        Paragraph(line=Line(text="Loppu")),
        title=junk,
        author=junk,
    )
    memo = replace(memo, sender=(junk, junk), facts=(Fact(label=junk, values=(junk,)),))
    assert all(text.strip() for _, text in Package(to_docx(memo)).paragraphs())


def test_text_after_a_table_keeps_off_it() -> None:
    table = Table(caption="t", description="t", columns=(Column(heading="a", width=1),), rows=(("b",),))
    found = Package(to_docx(a_memo(table, Paragraph(line=Line(text="c")), Paragraph(line=Line(text="d")))))
    spaced = [text_of(p) for p in found.body.findall(f"{W}p") if p.find(f"{W}pPr/{W}spacing") is not None]
    assert spaced == ["c"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- Sujuu.", "Sujuu."),
        ("• * Sujuu.", "Sujuu."),
        ("– Sujuu, sanoi kassa.", "– Sujuu, sanoi kassa."),
        ("-5 astetta", "-5 astetta"),
        ("-", "-"),
        ("Sujuu.  Ei   jonoa.", "Sujuu. Ei jonoa."),
        ("3\u00a0%", "3\u00a0%"),
    ],
)
def test_typed_list_marks_and_rows_of_blanks_are_not_told_aloud(text: str, told: str) -> None:
    found = Package(to_docx(a_memo(Bullets(lines=(Line(text=text),)))))
    assert found.told()[-1][1] == told
