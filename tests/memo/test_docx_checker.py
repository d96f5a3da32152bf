"""The checker finds what it is there to find: one seeded fault at a time, and none in a good memo."""

import io
import warnings
import zipfile
from collections.abc import Callable

import pytest
from docx_checker import RULES, faults
from memo_builders import FINNISH, MADE, a_session, sample_session
from test_word_page import png

from kaikutui.memo.outline import memo_of
from kaikutui.memo.paper import Logo
from kaikutui.memo.word import to_docx
from kaikutui.memo.zipped import pack, unpack

Parts = dict[str, bytes]

DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
SETTINGS = "word/settings.xml"
CORE = "docProps/core.xml"


@pytest.fixture(scope="module")
def good() -> Parts:
    logos = (Logo(picture=png(40, 10), words="Esimerkkilän kunta, logo"), Logo(picture=png(9, 9), words="Mallimaa"))
    return unpack(to_docx(memo_of(sample_session(), FINNISH, MADE), logos=logos))


def swap(part: str, old: str, new: str) -> Callable[[Parts], Parts]:
    """The package with the first ``old`` in a part made ``new``."""

    def mutate(parts: Parts) -> Parts:
        assert old.encode() in parts[part], old
        return {**parts, part: parts[part].replace(old.encode(), new.encode(), 1)}

    return mutate


def without(part: str) -> Callable[[Parts], Parts]:
    return lambda parts: {name: data for name, data in parts.items() if name != part}


def sub(old: str, new: str) -> Callable[[Parts], Parts]:
    return swap(DOCUMENT, old, new)


P = '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr>{}</w:p><w:sectPr>'

AGREED = FINNISH("memo.agreed_description")

MUTANTS: dict[str, tuple[str, Callable[[Parts], Parts]]] = {
    "no heading row": ("tables", sub("<w:tblHeader/>", "")),
    "a row that may be split": ("tables", sub("<w:cantSplit/>", "")),
    "a table without a description": ("tables", sub("<w:tblDescription", "<w:tblCaption")),
    "an empty description": (
        "tables",
        sub(AGREED, " "),
    ),
    "a merged cell": ("tables", sub('<w:tcW w:w="', '<w:gridSpan w:val="2"/><w:tcW w:w="')),
    "a ragged row": ("tables", sub('<w:gridCol w:w="', '<w:gridCol w:w="1"/><w:gridCol w:w="')),
    "a cell without a paragraph": (
        "tables",
        sub("</w:p></w:tc>", "</w:p><w:tcPr/></w:tc>"),
    ),
    "an empty cell": ("tables", sub("15.12.2026</w:t>", "</w:t>")),
    "English everywhere": ("language", swap(STYLES, 'w:lang w:val="fi-FI"', 'w:lang w:val="en-US"')),
    "a theme in another language": ("language", swap(SETTINGS, 'w:val="fi-FI"', 'w:val="sv-FI"')),
    "an empty heading": ("headings", sub("Tiivistelmä", "")),
    "a heading level left out": ("headings", swap(STYLES, 'outlineLvl w:val="1"', 'outlineLvl w:val="2"')),
    "a heading as long as a chapter": ("headings", sub("Tiivistelmä", "pitkä " * 20)),
    "a logo without words": ("pictures", swap("word/header2.xml", 'descr="Mallimaa"', 'descr=""')),
    "two pictures of one id": ("pictures", swap("word/header2.xml", 'docPr id="102"', 'docPr id="101"')),
    "a picture that floats": ("pictures", swap("word/header2.xml", "<wp:extent", "<wp:anchor/><wp:extent")),
    "a control character": ("package", sub("Tiivistelmä", "Tiivis\x0btelmä")),
    "an empty paragraph for air": ("paragraphs", sub("<w:sectPr>", P.format(""))),
    "tabs for air": ("paragraphs", sub("<w:sectPr>", P.format("<w:r><w:t>a</w:t><w:tab/><w:tab/></w:r>"))),
    "blanks for air": ("paragraphs", sub("<w:sectPr>", P.format("<w:r><w:t>a   b</w:t></w:r>"))),
    "a list typed by hand": ("paragraphs", sub("<w:sectPr>", P.format("<w:r><w:t>- a</w:t></w:r>"))),
    "a heading that is bold text": (
        "faked",
        sub("<w:sectPr>", P.format("<w:r><w:rPr><w:b/></w:rPr><w:t>Tilastot</w:t></w:r>")),
    ),
    "a text box": ("pictures", sub("<w:sectPr>", P.format("<w:r><w:t>a</w:t><w:pict/></w:r>"))),
    "a table in a table": ("tables", sub("<w:tc>", "<w:tc><w:tbl/>")),
    "keepNext after spacing": ("order", swap(STYLES, "<w:keepNext/><w:keepLines/>", "<w:jc/><w:keepNext/>")),
    "bold after its size": ("order", swap(STYLES, '<w:sz w:val="32"/>', '<w:sz w:val="32"/><w:b/>')),
    "lists before what they are of": (
        "numbering",
        swap("word/numbering.xml", "<w:abstractNum ", '<w:num w:numId="9"/><w:abstractNum '),
    ),
    "a list that is not there": ("numbering", sub('<w:numId w:val="1"/>', '<w:numId w:val="7"/>')),
    "a style that is not there": ("styles", sub('pStyle w:val="BodyText"', 'pStyle w:val="Leipa"')),
    "a style based on nothing": ("styles", swap(STYLES, 'basedOn w:val="Normal"', 'basedOn w:val="Leipa"')),
    "one id for two styles": ("styles", swap(STYLES, 'styleId="Title"', 'styleId="BodyText"')),
    "no title": ("properties", swap(CORE, "Kaikukortti-palautekokous 2026", "")),
    "the name of the user": (
        "properties",
        swap("docProps/core.xml", "lastModifiedBy>Sisko Sihteeri", "lastModifiedBy>os"),
    ),
    "properties of another kind": (
        "properties",
        swap("_rels/.rels", "package/2006/relationships/metadata/", "office/"),
    ),
    "a part that is missing": ("relations", without("word/header2.xml")),
    "a relation that is missing": ("relations", sub('r:id="rId4"', 'r:id="rId44"')),
    "a template on somebody's server": (
        "relations",
        swap(
            "word/_rels/document.xml.rels",
            "<Relationship ",
            '<Relationship Id="x" Type="a/attachedTemplate" Target="file:///s" TargetMode="External"/><Relationship ',
        ),
    ),
    "a part without a type": ("members", lambda parts: {**parts, "word/muu.bin": b""}),
    "fields that ask": ("settings", swap(SETTINGS, "<w:compat>", "<w:updateFields/><w:compat>")),
    "a locked document": ("settings", swap(SETTINGS, "<w:defaultTabStop", "<w:documentProtection/><w:defaultTabStop")),
    "compatibility mode": ("settings", swap(SETTINGS, 'w:val="15"', 'w:val="14"')),
    "hidden text": ("hidden", sub("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")),
    "a tracked change": ("hidden", sub("<w:sectPr>", P.format("<w:ins/><w:r><w:t>a</w:t></w:r>"))),
    "a page called A4": ("page", sub('w:w="11906"', 'w:w="A4"')),
    "letters too small": (
        "letters",
        sub("<w:sectPr>", P.format('<w:r><w:rPr><w:sz w:val="14"/></w:rPr><w:t>a</w:t></w:r>')),
    ),
    "letters too light": ("letters", swap(STYLES, 'w:fill="E3EEF1"', 'w:fill="7A7A7A"')),
    "stretched lines": ("letters", swap(STYLES, '<w:jc w:val="right"/>', '<w:jc w:val="both"/>')),
    "a bare address as a link": (
        "links",
        sub("<w:sectPr>", P.format("<w:hyperlink><w:r><w:t>https://example.org</w:t></w:r></w:hyperlink>")),
    ),
}


def test_a_good_memo_has_no_faults(good: Parts) -> None:
    assert faults(pack(good)) == []
    assert faults(to_docx(memo_of(a_session(), FINNISH, MADE))) == []


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_seeded_fault_is_named_by_its_rule(good: Parts, mutant: str) -> None:
    rule, mutate = MUTANTS[mutant]
    assert rule in {fault.partition(":")[0] for fault in faults(pack(mutate(good)))}


def test_a_member_that_stands_twice_is_named(good: Parts) -> None:
    packed = io.BytesIO(pack(good))
    with warnings.catch_warnings(), zipfile.ZipFile(packed, "a") as package:
        warnings.simplefilter("ignore")
        package.writestr(STYLES, good[STYLES])
    assert "members: word/styles.xml twice" in faults(packed.getvalue())


def test_what_is_no_package_is_named() -> None:
    assert faults(b"PK") == ["package: File is not a zip file"]


def test_every_rule_has_a_mutant() -> None:
    assert {rule for rule, _ in MUTANTS.values()} == {*RULES, "package"}
