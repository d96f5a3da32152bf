"""The memo in templates of several sections: it has a place, its tables fit there, and the rest stays as it was."""

from pathlib import Path

import pytest
from adopting import adopted, written
from docx_document import Document, text_of
from memo_builders import FINNISH, MADE, a_session, sample_notes
from memo_reading import Package, W
from section_templates import NARROW_TEXT, SECTIONED, WIDE, headed, said
from templates import A4, SPACES, WORD, package, sheet

from kaikutui.memo.outline import memo_of
from kaikutui.memo.word import to_docx

TITLE = "Kaikukortti-palautekokous 2026"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def sections(found: Package) -> list[tuple[list[str], bool]]:
    """The texts of each section, and whether its pages are wide."""
    made: list[tuple[list[str], bool]] = []
    texts: list[str] = []
    for child in found.body:
        texts.append(text_of(child))
        for end in [child] if child.tag == f"{W}sectPr" else child.findall(f"{W}pPr/{W}sectPr"):
            size = end.find(f"{W}pgSz")
            made.append((texts, int(size.get(f"{W}w")) > int(size.get(f"{W}h"))))
            texts = []
    return made


def heads(found: Package) -> list[dict[str, str]]:
    """What stands in the heads that each section names, by page."""
    relations = {r.get("Id"): r.get("Target") for r in found.tree("word/_rels/document.xml.rels")}
    return [
        {
            named.get(f"{W}type"): text_of(found.tree(f"word/{relations[named.get(f'{R}id')]}"))
            for named in end.iter(f"{W}headerReference")
        }
        for end in found.body.iter(f"{W}sectPr")
    ]


@pytest.mark.parametrize("name", SECTIONED)
@pytest.mark.parametrize("empty", [False, True])
def test_a_memo_in_a_section_is_whole(tmp_path: Path, name: str, empty: bool) -> None:
    template = adopted(tmp_path, SECTIONED[name]())
    found = written(template, empty=empty)
    texts = "\n".join(text for _, text in found.told())
    assert texts.count(TITLE) == 1
    assert [note.text for note in sample_notes() if not empty and note.text not in texts] == []
    assert [part for part, data in found.parts.items() if b"[[muistio]]" in data or b"Malliteksti" in data] == []
    grids = {sum(int(c.get(f"{W}w")) for c in grid) for grid in found.body.iterfind(f"{W}tbl/{W}tblGrid")}
    assert grids == (set() if empty else {template.look.width})


def test_a_front_page_and_a_wide_appendix_stay_around_the_memo(tmp_path: Path) -> None:
    template = adopted(tmp_path, SECTIONED["front and appendix"]())
    (front, _), (memo, is_wide), (appendix, appendix_is_wide) = sections(written(template))
    assert front == ["Mallilan kunnan kansi", "Sivistystoimi"]
    assert TITLE in memo
    assert (appendix, is_wide, appendix_is_wide) == (["Liitelomake", ""], False, True)
    assert template.look.width == 11906 - 2 * 1134
    assert (
        "Pohjassa on useita osia. Muistio on osassa 2, ja muut osat säilyivät. Muun paikan voit osoittaa kirjoittamalla"
        " pohjaan rivin [[muistio]]."
    ) in template.report


def test_the_section_of_the_memo_ends_with_the_last_words_of_it(tmp_path: Path) -> None:
    body = written(adopted(tmp_path, SECTIONED["front and appendix"]())).body
    ends = [text_of(end.getparent().getparent()) for end in body.iterfind(f"{W}p/{W}pPr/{W}sectPr")]
    assert ends == ["Sivistystoimi", "Tiedoksi\tKaikukeskus (Palaute ja kysymykset)"]


def test_heads_of_a_first_page_and_of_every_section_stay(tmp_path: Path) -> None:
    template = adopted(tmp_path, SECTIONED["front and appendix"]())
    found = written(template)
    assert not template.own_heads
    assert heads(found) == [
        {"default": "Kannen vaakuna 1"},
        {"default": "Mallilan kunta 1", "first": "Ensimmäinen sivu 1"},
        {"default": "Lomake 1"},
    ]
    assert [end.find(f"{W}titlePg") is not None for end in found.body.iter(f"{W}sectPr")] == [False, True, False]


def test_a_head_of_the_front_page_alone_leaves_the_memo_its_own(tmp_path: Path) -> None:
    template = adopted(tmp_path, SECTIONED["marked section"]())
    front, memo, _ = heads(written(template))
    assert template.own_heads
    assert front == {"first": "Kannen vaakuna "}
    assert set(memo) == {"first", "default", "even"}
    assert memo["default"] == memo["even"]
    assert "Muistio" in memo["default"]


def test_a_head_of_the_appendix_alone_stays_there(tmp_path: Path) -> None:
    text = said("Malliteksti", f"<w:sectPr>{A4}</w:sectPr>") + said("Liitelomake")
    data = headed({"hWide": "Lomake"}, text=text, section='<w:headerReference w:type="default" r:id="hWide"/>' + WIDE)
    memo, appendix = heads(written(adopted(tmp_path, data)))
    assert "Muistio" in memo["default"]
    assert appendix == {"default": "Lomake 1"}


def test_an_empty_foot_keeps_the_foot_of_the_front_page_away(tmp_path: Path) -> None:
    foot = '<w:footerReference w:type="default" r:id="{}"/>'
    names = {"fFront": "Kannen alaosa", "fNone": ""}
    text = said("Kansi", f"<w:sectPr>{foot.format('fFront')}{A4}</w:sectPr>") + said("Malliteksti")
    footer = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"
    xml = {f"word/{id}.xml": f"<w:ftr {SPACES}>{said(words)}</w:ftr>".encode() for id, words in names.items()}
    data = package(
        sheet(),
        text=text,
        section=foot.format("fNone") + A4,
        parts=xml,
        types="".join(f'<Override PartName="/{name}" ContentType="{WORD}.footer+xml"/>' for name in xml),
        relations="".join(f'<Relationship Id="{id}" Type="{footer}" Target="{id}.xml"/>' for id in names),
    )
    template = adopted(tmp_path, data)
    body = Document(to_docx.__wrapped__(memo_of(a_session(), FINNISH, MADE), template)).body  # type: ignore[attr-defined]
    feet = [[r.get(f"{R}id") for r in end.iter(f"{W}footerReference")] for end in body.iter(f"{W}sectPr")]
    assert (template.own_heads, feet) == (True, [["fFront"], ["fNone"]])


def test_a_head_of_the_section_before_is_the_memos_too(tmp_path: Path) -> None:
    first = '<w:headerReference w:type="default" r:id="hFront"/>' + A4
    text = said("Kansi", f"<w:sectPr>{first}</w:sectPr>") + said("Malliteksti")
    template = adopted(tmp_path, headed({"hFront": "Mallilan kunta"}, text=text, section=A4))
    assert not template.own_heads
    assert not any("sivunumeroa" in line for line in template.report)


def test_a_mark_that_ends_a_section_leaves_the_section_its_pages(tmp_path: Path) -> None:
    template = adopted(tmp_path, SECTIONED["marked section"]())
    assert template.look.width == 11906 - 1134 - 2834
    (front, _), (memo, is_wide), (appendix, appendix_is_wide) = sections(written(template))
    assert (front, appendix) == (["Mallilan kunnan kansi"], ["Liitelomake", ""])
    assert TITLE in memo
    assert (is_wide, appendix_is_wide) == (False, True)


def test_a_front_page_of_word_stays_and_shows_the_title(tmp_path: Path) -> None:
    template = adopted(tmp_path, SECTIONED["front page of Word"]())
    body = written(template).body
    assert [text_of(p) for p in body[0].iter(f"{W}p")] == ["Mallilan kunnan kansi", TITLE, ""]
    assert "Pohjan kansilehti säilyi muistion edellä." in template.report


def test_wide_pages_alone_are_filled_and_their_paper_is_known(tmp_path: Path) -> None:
    template = adopted(tmp_path, SECTIONED["wide pages"]())
    assert template.look.width == 16838 - 2 * 1417
    assert not any("A4" in line for line in template.report)


def test_columns_give_way_to_tables_and_that_is_told(tmp_path: Path) -> None:
    told = "Pohjan palstat jäivät pois muistion sivuilta, sillä taulukot eivät mahdu palstaan."
    front = said("Kansi", f'<w:sectPr>{A4}<w:cols w:num="3" w:space="708"/></w:sectPr>')
    for marked in ("Malliteksti", "[[muistio]]"):
        data = package(sheet(), text=front + said(marked), section=A4 + '<w:cols w:num="2" w:space="708"/>')
        template = adopted(tmp_path, data)
        columns = [end.find(f"{W}cols") is not None for end in written(template).body.iter(f"{W}sectPr")]
        assert (columns, told in template.report) == ([True, False], True)
    assert told not in adopted(tmp_path, package(sheet(), section=A4 + '<w:cols w:space="708"/>')).report


CELL = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{said('[[muistio]]')}</w:tc></w:tr></w:tbl>"
CONTROL = f"<w:sdt><w:sdtPr/><w:sdtContent>{said('[[muistio]]')}</w:sdtContent></w:sdt>"
FRAMED = (
    "<w:p><w:r><w:t>Kehys</w:t><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>"
    f"{said('[[muistio]]')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)


@pytest.mark.parametrize("block", [CELL, CONTROL, FRAMED])
@pytest.mark.parametrize("times", [1, 2])
def test_a_mark_where_no_memo_fits_puts_it_right_after_and_never_stays(tmp_path: Path, block: str, times: int) -> None:
    data = package(sheet(), text=said("Alkusanat") + block * times + said("Loppusanat"))
    template = adopted(tmp_path, data)
    made = Document(to_docx.__wrapped__(memo_of(a_session(), FINNISH, MADE), template))  # type: ignore[attr-defined]
    texts = [text_of(child) for child in made.body]
    assert (texts[0], texts[-2]) == ("Alkusanat", "Loppusanat")
    assert ("", f"{W}sdt") not in [(text_of(child), child.tag) for child in made.body]
    assert (texts.count(TITLE), "[[muistio]]" in "".join(texts)) == (1, False)
    assert all(p.getparent() is made.body for p in made.body.iter(f"{W}p") if text_of(p) == TITLE)


def test_several_marks_leave_one_memo(tmp_path: Path) -> None:
    text = said("[[muistio]]") + f"<w:p><w:pPr><w:sectPr>{NARROW_TEXT}</w:sectPr></w:pPr></w:p>" + said("[[muistio]]")
    data = package(f"<w:styles {SPACES}/>", text=text)
    assert [TITLE in texts for texts, _ in sections(written(adopted(tmp_path, data)))] == [True, False]
