"""Templates of others: those that have broken programs, and those that are refused."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from adopting import adopted, written
from docx_document import Document, style_of, text_of
from memo_builders import FINNISH, ITEMS, MADE, a_session, sample_notes
from memo_reading import Package, W
from section_templates import SECTIONED
from templates import A4, HEADER_RELATION, HEADER_TYPE, SPACES, TEMPLATES, package, sheet, style

from kaikutui.memo.adopt import TemplateUnusableError, load_template
from kaikutui.memo.outline import memo_of
from kaikutui.memo.word import to_docx
from kaikutui.memo.zipped import pack, unpack
from kaikutui.memo_file import write_template

Make = Callable[[], bytes]


def by_name(found: Package, name: str) -> list[str]:
    """Texts of the paragraphs in the style that a template calls so."""
    ids = [
        one.get(f"{W}styleId")
        for one in found.tree("word/styles.xml").iter(f"{W}style")
        if one.find(f"{W}name").get(f"{W}val").casefold() == name
    ]
    return [text for style, text in found.told() if style in ids]


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("empty", [False, True])
def test_a_memo_on_it_is_whole_and_in_its_own_styles(tmp_path: Path, name: str, empty: bool) -> None:
    found = written(adopted(tmp_path, TEMPLATES[name]()), empty=empty)
    headings = by_name(found, "heading 1")
    assert [title for title, *_ in ITEMS[:6]] == headings[3:9]
    if not empty:
        texts = "\n".join(text for _, text in found.told())
        assert [note.text for note in sample_notes() if note.text not in texts] == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_of_whose_it_was_is_left(tmp_path: Path, name: str) -> None:
    found = written(adopted(tmp_path, TEMPLATES[name]()))
    for word in (b"Malla", b"mallit", b"Malliteksti", b"palvelin", b"Poistettu", b"attachedTemplate", b"[[muistio]]"):
        assert [part for part, data in found.parts.items() if word in data] == [], word


def test_the_styles_of_finnish_word_are_found_by_name_and_its_head_stays(tmp_path: Path) -> None:
    template = adopted(tmp_path, TEMPLATES["Finnish Word"]())
    found = written(template)
    assert template.ids["Heading1"] == "Otsikko1"
    assert ("Otsikko1", "Tiivistelmä") in found.told()
    assert ("Otsikko", "Kaikukortti-palautekokous 2026") in found.told()
    assert text_of(found.tree("word/header1.xml")) == "Mallilan kunta "
    assert template.report == (
        "Pohjan omat tyylit: Title, heading 1, heading 2, Body Text.",
        "Pohjasta puuttui tyylejä (20). Ne tuotiin pohjan fontilla ja otsikkovärillä.",
        "Pohjan ylä- ja alatunnisteet säilyivät.",
        "Pohjasta poistettiin: linkki mallitiedostoon, muokkausesto, muutosten seuranta.",
    )


def test_what_is_brought_along_has_the_colour_of_its_headings_and_none_that_cannot_be_read(tmp_path: Path) -> None:
    assert adopted(tmp_path, TEMPLATES["Finnish Word"]()).look.accent == "8A1538"
    assert adopted(tmp_path, TEMPLATES["US Letter"]()).look.accent == "000000"


def test_headings_of_theirs_that_can_hardly_be_read_are_told(tmp_path: Path) -> None:
    told = "Pohjan otsikot erottuvat heikosti valkoiselta: heading 1. Tummenna niiden väri pohjaan Wordissa."
    pale = [name for name, make in TEMPLATES.items() if told in adopted(tmp_path, make()).report]
    assert pale == ["US Letter"]


def test_capitals_of_libreoffice_are_the_same_names(tmp_path: Path) -> None:
    template = adopted(tmp_path, TEMPLATES["LibreOffice"]())
    assert (template.ids["Heading1"], template.ids["Caption"]) == ("Heading1", "Caption1")
    margins = written(template).body.find(f"{W}sectPr/{W}pgMar")
    assert margins.get(f"{W}header") == "567"


def test_tables_fill_the_text_of_american_paper(tmp_path: Path) -> None:
    template = adopted(tmp_path, TEMPLATES["US Letter"]())
    assert template.look.width == 12240 - 2 * 2160
    grids = [
        sum(int(column.get(f"{W}w")) for column in grid)
        for grid in written(template).body.iterfind(f"{W}tbl/{W}tblGrid")
    ]
    assert set(grids) == {template.look.width}
    assert "Pohjan paperi ei ole A4. Vaihda koko Wordissa, jos muistio tulostetaan." in template.report


def test_headings_that_number_themselves_number_the_nine_items_alone(tmp_path: Path) -> None:
    found = written(adopted(tmp_path, TEMPLATES["numbered headings"]()))
    headings = [p for p in found.body.iterfind(f"{W}p") if style_of(p) == "Otsikko1"]
    unnumbered = [text_of(p) for p in headings if p.find(f"{W}pPr/{W}numPr/{W}numId[@{W}val='0']") is not None]
    numbered = [text_of(p) for p in headings if p.find(f"{W}pPr/{W}numPr") is None]
    assert unnumbered == ["Tiivistelmä", "Päätökset ja toimenpiteet", "Osallistujat", "Liitteet ja jakelu"]
    assert len(numbered) == 9


def test_the_memo_stands_where_the_mark_was(tmp_path: Path) -> None:
    template = adopted(tmp_path, TEMPLATES["numbered headings"]())
    told = [text for _, text in Package(to_docx(memo_of(a_session(), FINNISH, MADE), template)).told()]
    assert (told[0], told[-1]) == ("Kunnan alkusanat", "Kunnan loppusanat")
    assert template.ids["MuistioSovittu"] == "MuistioSovittuKaiku"


def test_a_control_bound_to_the_title_shows_it(tmp_path: Path) -> None:
    head = written(adopted(tmp_path, TEMPLATES["bound title"]())).tree("word/header1.xml")
    assert [text_of(p) for p in head.iterfind(f"{W}p")] == ["Kaikukortti-palautekokous 2026", "Lisätty"]


def test_a_picture_outside_the_file_goes_and_a_link_stays(tmp_path: Path) -> None:
    outside = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="a/image" Target="file:///kuva.png" TargetMode="External"/>'
        '<Relationship Id="rId2" Type="a/hyperlink" Target="https://kunta.example" TargetMode="External"/>'
        "</Relationships>"
    )
    head = (
        f'<w:hdr {SPACES}><w:p><w:r><w:object r:link="rId1"/></w:r><w:hyperlink r:id="rId2"><w:r><w:t>Kunta</w:t></w:r>'
        "</w:hyperlink></w:p></w:hdr>"
    )
    data = package(
        sheet(style("Otsikko1", "heading 1")),
        section='<w:headerReference w:type="default" r:id="rId7"/>' + A4,
        parts={"word/header1.xml": head.encode(), "word/_rels/header1.xml.rels": outside.encode()},
        types=HEADER_TYPE,
        relations=HEADER_RELATION,
    )
    template = adopted(tmp_path, data)
    assert any("tiedoston ulkopuolella" in line for line in template.report)
    found = written(template)
    assert b"kuva.png" not in b"".join(found.parts.values())
    assert b"https://kunta.example" in found.parts["word/_rels/header1.xml.rels"]


def test_empty_heads_give_way_to_ours(tmp_path: Path) -> None:
    data = package(
        sheet(style("Otsikko1", "heading 1")),
        section='<w:headerReference w:type="default" r:id="rId7"/>' + A4,
        parts={"word/header1.xml": f"<w:hdr {SPACES}><w:p/></w:hdr>".encode()},
        types=HEADER_TYPE,
        relations=HEADER_RELATION,
    )
    found = written(adopted(tmp_path, data))
    assert "word/header1.xml" not in found.parts
    assert [name for name in found.parts if "Header" in name] == ["word/kaikuHeader1.xml", "word/kaikuHeader2.xml"]


def test_our_own_template_edited_in_word_keeps_the_look_that_was_given_to_it(tmp_path: Path) -> None:
    path = write_template(tmp_path / "pohja.docx")
    parts = unpack(path.read_bytes())
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"17475A", b"5B2A86")
    template = adopted(tmp_path, pack(parts))
    found = written(template)
    assert template.own_heads
    assert template.ids["MuistioSovittu"] == "MuistioSovittu"
    assert not any("puuttui" in line for line in template.report)
    assert b"17475A" not in found.parts["word/styles.xml"]
    assert "Tyyli:" not in "".join(text for _, text in found.told())


def test_the_template_to_edit_shows_every_style_and_never_takes_the_place_of_another(tmp_path: Path) -> None:
    first, second = (write_template(tmp_path / "pohja.docx") for _ in range(2))
    assert (first.name, second.name) == ("pohja.docx", "pohja-2.docx")
    document = Document(first.read_bytes())
    used = {e.get(f"{W}val") for e in document.body.iter(f"{W}pStyle", f"{W}tblStyle")}
    ours = {id for id, one in document.styles.items() if one.get(f"{W}default") is None}
    assert ours - used <= {"Strong"}


def docm() -> bytes:
    return package(sheet(), types='<Override PartName="/word/vbaProject.bin" ContentType="a/macroEnabled"/>')


def strict() -> bytes:
    parts = unpack(package(sheet()))
    text = parts["word/document.xml"]
    space = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    parts["word/document.xml"] = text.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", space)
    return pack(parts)


def spreadsheet() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.xml", "<workbook/>")
    return made.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)

REFUSED: dict[str, tuple[bytes, str]] = {
    "an old .doc": (OLE, "vanhaa .doc-muotoa"),
    "behind a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "salasanalla"),
    "with macros": (docm(), "makroja"),
    "strict": (strict(), "Strict"),
    "no Word file": (spreadsheet(), "ei ole ehjä Word-tiedosto"),
    "text": (b"Moi", "ei ole ehjä Word-tiedosto"),
    "nothing": (b"", "ei ole ehjä Word-tiedosto"),
    "half a file": (package(sheet())[:400], "ei ole ehjä Word-tiedosto"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_used_is_refused_with_what_to_do(tmp_path: Path, kind: str) -> None:
    data, reason = REFUSED[kind]
    with pytest.raises(TemplateUnusableError) as raised:
        adopted(tmp_path, data)
    assert reason in str(raised.value)
    assert str(tmp_path) in str(raised.value)


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateUnusableError) as raised:
        load_template(tmp_path / "poissa.docx")
    assert "poissa.docx" in str(raised.value)


def test_the_same_memo_on_the_same_template_is_the_same_bytes(tmp_path: Path) -> None:
    made = [
        to_docx(memo_of(a_session(), FINNISH, MADE), adopted(tmp_path, TEMPLATES["bound title"]())) for _ in range(2)
    ]
    assert made[0] == made[1]


HOLDING = (
    "[Content_Types].xml",
    "_rels/.rels",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/document.xml",
)
PIECE = rb' [\w:]+="[^"]*"|<Override[^>]*/>|<Relationship [^>]*/>|<w:(?:sectPr|pPr)>.*?</w:(?:sectPr|pPr)>'


@pytest.mark.parametrize("name", TEMPLATES | SECTIONED)
def test_a_damaged_template_is_refused_in_words_or_makes_a_memo(tmp_path: Path, name: str) -> None:
    """Every part taken out, and every element and attribute of the parts that hold the others together."""
    parts, memo = unpack((TEMPLATES | SECTIONED)[name]()), memo_of(a_session(), FINNISH, MADE)
    write = to_docx.__wrapped__  # type: ignore[attr-defined]
    damaged = [{other: data for other, data in parts.items() if other != part} for part in parts]
    for part in HOLDING:
        for piece in re.finditer(PIECE, parts[part]):
            damaged.append({**parts, part: parts[part][: piece.start()] + parts[part][piece.end() :]})
    for one in damaged:
        try:
            template = adopted(tmp_path, pack(one))
        except TemplateUnusableError:
            continue
        assert write(memo, template).startswith(b"PK")
