"""The memo as a Word file, read back with zip and XML alone."""

import re
import subprocess
import sys
from datetime import timedelta, timezone
from itertools import pairwise

import pytest
from memo_builders import (
    FINNISH,
    ITEMS,
    MADE,
    a_note,
    a_session,
    sample_notes,
    sample_session,
)
from memo_reading import NBSP, Package, W, core, package, style_of, text_of
from msgspec.structs import replace

from kaikutui.domain.session import Answer, Kind, Partner, Side, Source
from kaikutui.memo import styles
from kaikutui.memo.outline import memo_of
from kaikutui.memo.word import to_docx

HEADINGS = {"Heading1": 1, "Heading2": 2}


@pytest.fixture(scope="module")
def sample() -> Package:
    return package(sample_session())


def test_headings_are_real_and_in_order(sample: Package) -> None:
    ones = [text for style, text in sample.told() if style == "Heading1"]
    assert ones == [
        "Tiivistelmä",
        "Päätökset ja toimenpiteet",
        "Osallistujat",
        *(title for title, *_ in ITEMS[:6]),
        "Kaikukortti valtakunnallisesti",
        *(title for title, *_ in ITEMS[7:]),
        "Liitteet ja jakelu",
    ]
    assert [text for style, text in sample.told() if style == "Title"] == ["Kaikukortti-palautekokous 2026"]


def test_no_heading_level_is_skipped(sample: Package) -> None:
    levels = [HEADINGS[style] for style, _ in sample.told() if style in HEADINGS]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_exactly_the_nine_items_are_numbered(sample: Package) -> None:
    numbered = [
        text_of(found)
        for found in sample.body.findall(f"{W}p")
        if style_of(found) == "Heading1" and found.find(f"{W}pPr/{W}numPr/{W}numId") is not None
    ]
    assert len(numbered) == 9
    assert numbered[0] == ITEMS[0][0]


def test_every_note_stands_once_outside_tables_and_in_its_group(sample: Package) -> None:
    groups = {
        Source.DISTRIBUTOR: "Kortinjakajat",
        Source.VENUE: "Kaikukortti-kohteet",
        Source.CARDHOLDER: "Kortinhaltijan puheenvuoro",
        Source.SHARED: "Yhteistä",
    }
    told, heading = [], ""
    for style, text in sample.told():
        heading = text if style in HEADINGS else heading
        told.append((heading, text))
    for note in sample_notes():
        places = [heading for heading, text in told if note.text in text]
        assert len(places) == 1, note.text
        assert places[0] in {groups[note.source], ITEMS[note.item - 1][0]}


def test_lists_are_lists_and_no_paragraph_fakes_one(sample: Package) -> None:
    bulleted = [text for style, text in sample.told() if style in ("ListBullet", "MuistioLuettelonLoppu")]
    assert "Liikkuminen on este: viimeinen bussi kirkonkylälle lähtee klo 18.40." in bulleted
    assert not any(text.startswith(("- ", "• ", "* ", "1. ")) for _, text in sample.paragraphs())
    sheet = sample.tree("word/styles.xml")
    assert sheet.find(f"{W}style[@{W}styleId='ListBullet']/{W}pPr/{W}numPr/{W}numId") is not None


def test_confidential_text_is_in_no_part_of_the_package() -> None:
    canaries = [
        a_note("Kanarialintu laulaa", number, source, kind, confidential=True, owner="Kanarialintu")
        for number in range(1, 10)
        for source in Source
        for kind in Kind
    ]
    session = sample_session()
    found = package(replace(session, notes=(*session.notes, *canaries)))
    assert [name for name, data in found.parts.items() if b"Kanarialintu" in data] == []
    assert found.parts == package(session).parts


def test_the_document_is_finnish_everywhere(sample: Package) -> None:
    language = sample.tree("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    theme = sample.tree("word/settings.xml").find(f"{W}themeFontLang")
    assert {language.get(f"{W}val"), theme.get(f"{W}val"), core(sample)["language"]} == {"fi-FI"}
    assert [name for name, data in sample.parts.items() if b"en-US" in data] == []


def test_every_table_has_a_heading_row_whole_rows_and_a_description(sample: Package) -> None:
    tables = sample.body.findall(f"{W}tbl")
    assert len(tables) == 6
    for table in tables:
        rows = table.findall(f"{W}tr")
        marked = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        assert marked == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        for name in ("tblCaption", "tblDescription"):
            assert len(table.find(f"{W}tblPr/{W}{name}").get(f"{W}val")) > 10


def test_tables_have_fixed_widths_that_fill_the_text_and_no_merged_cells(sample: Package) -> None:
    assert not list(sample.body.iter(f"{W}gridSpan", f"{W}vMerge"))
    for table in sample.body.findall(f"{W}tbl"):
        grid = [int(column.get(f"{W}w")) for column in table.find(f"{W}tblGrid")]
        assert sum(grid) == styles.FINNISH.width
        assert table.find(f"{W}tblPr/{W}tblLayout").get(f"{W}type") == "fixed"
        for row in table.findall(f"{W}tr"):
            assert [int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for cell in row.findall(f"{W}tc")] == grid


def test_no_cell_and_no_paragraph_is_empty(sample: Package) -> None:
    for found in (sample, package(a_session())):
        assert all(text.strip() for _, text in found.paragraphs())
        assert all(cell.strip() for table in found.tables() for row in table for cell in row)


def test_no_paragraph_spaces_with_tabs(sample: Package) -> None:
    assert max(text.count("\t") for _, text in sample.paragraphs()) == 1


def test_captions_are_numbered_over_their_tables(sample: Package) -> None:
    children = list(sample.body)
    captions = [text_of(found) for found in children if found.tag == f"{W}p" and style_of(found) == "Caption"]
    assert [caption.partition(". ")[0] for caption in captions] == [f"Taulukko{NBSP}{n}" for n in range(1, 7)]
    tables = [index for index, found in enumerate(children) if found.tag == f"{W}tbl"]
    assert all(style_of(children[index - 1]) == "Caption" for index in tables)


def test_the_head_of_page_one_repeats_what_later_headers_say(sample: Package) -> None:
    assert sample.told()[:2] == [
        ("MuistioTunnus", "Esimerkkilän kunta\tMuistio"),
        ("MuistioTunnus", "Mallimaan hyvinvointialue\t25.11.2026"),
    ]
    later = [text_of(found) for found in sample.tree("word/header1.xml")]
    assert later == [
        f"Esimerkkilän kunta\tMuistio\t1{NBSP}(1)",
        "Kaikukortti-palautekokous 2026\t25.11.2026",
    ]
    fields = [found.get(f"{W}instr") for found in sample.tree("word/header2.xml").iter(f"{W}fldSimple")]
    assert fields == [" PAGE ", " NUMPAGES "]


def test_a_long_name_of_a_sender_gets_a_line_of_its_own() -> None:
    session, name = a_session(), "Esimerkkilän ja Mallilan kuntien yhteinen kulttuurihyvinvoinnin yksikkö"
    found = package(replace(session, meeting=replace(session.meeting, organisers=(name,))))
    assert found.told()[:3] == [
        ("MuistioTunnusOikea", "Muistio"),
        ("MuistioTunnus", name),
        ("MuistioTunnusOikea", "25.11.2026"),
    ]
    assert name not in text_of(found.tree("word/header1.xml"))


def test_the_page_is_a4_on_the_finnish_grid(sample: Package) -> None:
    section = sample.body.find(f"{W}sectPr")
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")
    assert [margins.get(f"{W}{side}") for side in ("left", "bottom", "right", "header")] == [
        "1134",
        "1134",
        "567",
        "567",
    ]
    text = sample.tree("word/styles.xml").find(f"{W}style[@{W}styleId='BodyText']/{W}pPr/{W}ind")
    assert text.get(f"{W}left") == "1304"


def test_letters_lines_and_tabs_are_those_of_the_finnish_layout(sample: Package) -> None:
    """SFS 2487:2024: 11-12 pt, lines 1,1-1,2, at least 10 pt between paragraphs, title 2-4 pt larger, tabs."""
    sheet = sample.tree("word/styles.xml")

    def told(style: str, path: str, name: str) -> list[str]:
        inside = f"{W}style[@{W}styleId='{style}']" if style else f"{W}docDefaults/*"
        return [found.get(f"{W}{name}") for found in sheet.iterfind(f"{inside}/{path}")]

    assert told("", f"{W}rPr/{W}sz", "val") == ["24"]
    assert told("", f"{W}pPr/{W}spacing", "line") == [str(round(240 * 1.1))]
    assert [told(style, f"{W}rPr/{W}sz", "val") for style in ("Title", "MuistioTaulukkoteksti")] == [["32"], ["22"]]
    assert all(int(*told(style, f"{W}pPr/{W}spacing", "after")) >= 200 for style in ("BodyText", "MuistioSovittu"))
    assert told("MuistioTunnus", f"{W}pPr/{W}tabs/{W}tab", "pos") == ["5216"]
    assert told("MuistioYlatunniste", f"{W}pPr/{W}tabs/{W}tab", "pos") == ["5216", "10205"]
    assert told("MuistioTieto", f"{W}pPr/{W}ind", "hanging") == ["2608"]
    numbers = ["MuistioTaulukkoluku", "MuistioLukuotsikko"]
    assert [s.get(f"{W}styleId") for s in sheet.iter(f"{W}style") if s.find(f"{W}pPr/{W}jc") is not None] == numbers


def test_the_file_opens_without_compatibility_mode_and_asks_nothing(sample: Package) -> None:
    sheet = sample.tree("word/settings.xml")
    assert sheet.find(f"{W}compat/{W}compatSetting").get(f"{W}val") == "15"
    assert sheet.find(f"{W}updateFields") is None
    assert not any("thumbnail" in name for name in sample.parts)
    assert not any(b"TargetMode" in data for name, data in sample.parts.items() if name.endswith(".rels"))


def test_properties_tell_the_memo_and_not_the_machine(sample: Package) -> None:
    assert core(sample) == {
        "title": "Kaikukortti-palautekokous 2026",
        "language": "fi-FI",
        "category": "Muistio",
        "creator": "Sisko Sihteeri",
        "lastModifiedBy": "Sisko Sihteeri",
        "created": "2026-11-25T07:30:00Z",
        "modified": "2026-11-25T07:30:00Z",
    }
    assert not any(b"python" in data.lower() for data in sample.parts.values())


def test_the_same_memo_is_the_same_bytes() -> None:
    memo = memo_of(sample_session(), FINNISH, MADE)
    elsewhere = MADE.astimezone(timezone(timedelta(hours=5)))
    assert to_docx(memo) == to_docx(memo) == to_docx(replace(memo, made=elsewhere))


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_colour_of_letters_can_be_read_on_every_ground(sample: Package) -> None:
    sheet = sample.tree("word/styles.xml")
    colours = {found.get(f"{W}val") for found in sheet.iter(f"{W}color")} | {"000000"}
    grounds = {found.get(f"{W}fill") for found in sheet.iter(f"{W}shd")} | {"FFFFFF"}
    assert colours == {"000000", styles.FINNISH.accent}
    assert not list(sample.body.iter(f"{W}color", f"{W}shd"))
    worst = min((luminance(ground) + 0.05) / (luminance(colour) + 0.05) for colour in colours for ground in grounds)
    assert worst >= 4.5


def test_every_style_in_use_is_on_the_sheet_and_none_is_defined_twice(sample: Package) -> None:
    known = [style.get(f"{W}styleId") for style in sample.tree("word/styles.xml").findall(f"{W}style")]
    used = {
        found.get(f"{W}val")
        for name in ("word/document.xml", "word/header1.xml", "word/header2.xml")
        for found in sample.tree(name).iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
    }
    assert len(known) == len(set(known))
    assert used <= set(known)


@pytest.mark.parametrize(("notes", "partners"), [(0, 0), (1, 1), (5000, 500)])
def test_a_meeting_of_any_size_has_each_note_and_each_partner_once(notes: int, partners: int) -> None:
    session = a_session(
        *(a_note(f"Huomio {n}.", n % 9 + 1, list(Source)[n % 4], list(Kind)[n % 4]) for n in range(notes))
    )
    sides = (Side.DISTRIBUTOR, Side.VENUE)
    named = tuple(Partner(name=f"Kumppani {n}", side=sides[n % 2], continues=Answer.YES) for n in range(partners))
    found = package(replace(session, partners=named))
    told = [text for _, text in found.told()]
    assert sorted(re.findall(r"Huomio \d+", " ".join(told))) == sorted(f"Huomio {n}" for n in range(notes))
    rows = [row[0] for table in found.tables() if table[0][-1] == "Jatko" for row in table[1:]]
    assert sorted(rows) == sorted(f"Kumppani {n}" for n in range(partners))


def test_the_library_is_loaded_by_none_but_who_writes() -> None:
    code = (
        "import sys, kaikutui.memo, kaikutui.memo.outline, kaikutui.memo_file;"
        "sys.exit('docx' in sys.modules or 'lxml' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
