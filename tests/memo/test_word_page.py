"""What holds a page together: breaks, neighbours, the notice of a draft, logos."""

import struct
import zlib
from itertools import pairwise
from pathlib import Path

import pytest
from memo_reading import Package, W, style_of, text_of
from msgspec.structs import replace
from test_word_text import a_memo

from kaikutui.memo.logos import ALL_ACROSS, TALLEST, LogoUnreadableError, load_logo
from kaikutui.memo.paper import Logo
from kaikutui.memo.parts import Bullets, Column, Line, Paragraph, Table, text_line
from kaikutui.memo.word import to_docx

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def png(width: int, height: int) -> bytes:
    """A grey picture of this size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x7f" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg(width: int, height: int) -> bytes:
    """As much of a JPEG of this size as tells its size."""
    about = b"JFIF\0\x01\x01\x01" + struct.pack(">HHBB", 96, 96, 0, 0)
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\0"
    parts = ((0xE0, about), (0xC0, frame), (0xDA, b"\x01\x01\0\0\x3f\0"))
    return b"\xff\xd8" + b"".join(struct.pack(">BBH", 255, m, len(d) + 2) + d for m, d in parts) + b"\xff\xd9"


def a_table(rows: int) -> Table:
    column = Column(heading="Asia", width=1)
    return Table(caption="Asiat", description="Asiat", columns=(column,), rows=tuple((f"{n}",) for n in range(rows)))


def kept_rows(rows: int) -> list[int]:
    """The rows of a table of so many that stay with the next one."""
    table = Package(to_docx(a_memo(a_table(rows), text_line("Loppu")))).body.find(f"{W}tbl")
    body = table.findall(f"{W}tr")[1:]
    return [n for n, row in enumerate(body) if row.find(f".//{W}keepNext") is not None]


@pytest.mark.parametrize(("rows", "kept"), [(1, []), (5, [0, 1, 2, 3]), (20, [0, 18])])
def test_a_short_table_is_whole_and_a_long_one_leaves_no_row_alone(rows: int, kept: list[int]) -> None:
    assert kept_rows(rows) == kept


def test_a_sentence_before_a_table_stays_with_it() -> None:
    found = Package(to_docx(a_memo(text_line("Johdanto"), a_table(1), text_line("Loppu"))))
    kept = [text_of(p) for p in found.body.findall(f"{W}p") if p.find(f"{W}pPr/{W}keepNext") is not None]
    assert kept == ["Johdanto"]


def test_the_air_after_a_list_is_that_of_a_paragraph() -> None:
    found = Package(to_docx(a_memo(Bullets(lines=(Line(text="a"), Line(text="b"), Line(text="c"))))))
    assert [style for style, _ in found.told()[-3:]] == ["ListBullet", "ListBullet", "MuistioLuettelonLoppu"]


def test_a_document_never_ends_with_a_table() -> None:
    assert Package(to_docx(a_memo(a_table(1)))).body[-2].tag == f"{W}p"


def test_a_notice_stands_before_the_title() -> None:
    found = Package(to_docx(replace(a_memo(), notice="Luonnos.")))
    styles = [style for style, _ in found.told()]
    assert ("MuistioHuomautus", "Luonnos.") in found.told()
    assert styles.index("MuistioHuomautus") + 1 == styles.index("Title")


def test_logos_stand_on_page_one_with_words_beside_each_other_and_of_one_height() -> None:
    logos = (Logo(picture=png(40, 10), words="Esimerkkilän kunta, logo"), Logo(picture=png(10, 10), words="Mallimaa"))
    found = Package(to_docx(a_memo(), logos=logos))
    pictures = list(found.tree("word/header2.xml").iter(f"{WP}inline"))
    assert [picture.find(f"{WP}docPr").get("descr") for picture in pictures] == [logo.words for logo in logos]
    assert {int(picture.find(f"{WP}extent").get("cy")) for picture in pictures} == {TALLEST}
    assert not list(found.tree("word/header1.xml").iter(f"{WP}inline"))
    assert not any(b"wp:anchor" in data for data in found.parts.values())


def test_many_wide_logos_leave_room_for_the_page_number() -> None:
    logos = tuple(Logo(picture=png(80, 10 + n), words=f"Logo {n}") for n in range(3))
    pictures = list(Package(to_docx(a_memo(), logos=logos)).tree("word/header2.xml").iter(f"{WP}extent"))
    assert sum(int(picture.get("cx")) for picture in pictures) <= ALL_ACROSS + 100
    ids = [p.get("id") for p in Package(to_docx(a_memo(), logos=logos)).tree("word/header2.xml").iter(f"{WP}docPr")]
    assert all(before != after for before, after in pairwise(ids))


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", png(4, 4)[:20]])
def test_what_is_no_picture_is_refused_in_words(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(data)
    with pytest.raises(LogoUnreadableError) as raised:
        load_logo(path, "Logo")
    assert str(raised.value) == f"Logoa {path} ei voi käyttää. Anna PNG- tai JPEG-kuva."


def test_a_logo_that_is_not_there_is_refused_and_one_that_is_is_read(tmp_path: Path) -> None:
    with pytest.raises(LogoUnreadableError):
        load_logo(tmp_path / "poissa.png", "Logo")
    (tmp_path / "on.png").write_bytes(png(4, 4))
    assert load_logo(tmp_path / "on.png", "Logo") == Logo(picture=png(4, 4), words="Logo")


def test_a_paragraph_that_binds_somebody_looks_like_it() -> None:
    found = Package(to_docx(a_memo(Paragraph(line=Line(label="Päätös:", text="Jatketaan."), agreed=True))))
    assert found.told()[-1] == ("MuistioSovittu", "Päätös: Jatketaan.")
    assert style_of(found.body.findall(f"{W}p")[-1]) == "MuistioSovittu"


def test_a_jpeg_is_a_logo_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "logo.jpg").write_bytes(jpeg(30, 10))
    logo = load_logo(tmp_path / "logo.jpg", "Logo: Mallimaa")
    found = Package(to_docx(a_memo(), logos=(logo, Logo(picture=png(4, 4), words="Logo"))))
    extents = [
        tuple(int(e.get(side)) for side in ("cx", "cy")) for e in found.tree("word/header2.xml").iter(f"{WP}extent")
    ]
    assert extents == [(3 * TALLEST, TALLEST), (TALLEST, TALLEST)]
    assert sorted(data[:2] for name, data in found.parts.items() if "media" in name) == [b"\x89P", b"\xff\xd8"]
