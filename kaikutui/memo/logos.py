"""The organisers' logos at the top of page one."""

import io
from itertools import count
from pathlib import Path
from typing import Any

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image
from docx.parts.story import StoryPart
from lxml import etree

from kaikutui.domain.errors import KaikuError
from kaikutui.memo.elements import element, run
from kaikutui.memo.lines import shown
from kaikutui.memo.paper import Logo

FIRST_BYTES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
"""Of PNG and JPEG, which every reader of Word files can show."""
BROKEN = (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError)
"""What the library says of a picture it cannot read."""
_MM = 36_000
TALLEST = 18 * _MM
"""Height of a logo in English Metric Units; less when all of them would not fit beside the page number."""
ALL_ACROSS = 140 * _MM
"""Width of the logos together, at most."""
FIRST_ID = 101
"""Ids of pictures from here on, so that they meet none that a template has in another part."""
GAP = "\N{EM SPACE}"
"""Between two logos."""


class LogoUnreadableError(KaikuError):
    """A logo is not there, or no picture that a Word file can hold."""

    key = "error.logo"


def load_logo(path: Path, words: str) -> Logo:
    """Read a PNG or a JPEG and see that it is whole; raises LogoUnreadableError for anything else."""
    try:
        picture = path.read_bytes()
        if picture.startswith(FIRST_BYTES) and _shape(picture) > 0:
            return Logo(picture=picture, words=words)
    except (OSError, ZeroDivisionError, *BROKEN) as error:
        raise LogoUnreadableError(path=path) from error
    raise LogoUnreadableError(path=path)


def _shape(picture: bytes) -> float:
    """Width by height."""
    image = Image.from_blob(picture)
    return float(image.px_width / image.px_height)


def logo_runs(part: StoryPart, logos: tuple[Logo, ...]) -> list[str]:
    """The logos beside each other, of one height, as pictures of this part; each with its words."""
    shapes = [_shape(logo.picture) for logo in logos]
    height = round(min(TALLEST, ALL_ACROSS / sum(shapes))) if shapes else 0
    runs: list[str] = []
    for logo, id in zip(logos, count(FIRST_ID), strict=False):
        runs += [run(GAP)] if runs else []
        runs.append(element("r", element("drawing", _inline(part, logo, id, height))))
    return runs


def _inline(part: StoryPart, logo: Logo, id: int, height: int) -> str:
    inline: Any = part.new_pic_inline(io.BytesIO(logo.picture), None, height)
    words = shown(logo.words)
    inline.docPr.set("descr", words)
    inline.docPr.set("id", str(id))
    inline.docPr.set("name", f"Logo {id - FIRST_ID + 1}")
    inline.graphic.graphicData.pic.nvPicPr.cNvPr.set("descr", words)
    # Without them LibreOffice keeps 3 mm free around the picture, and it leaves the margin.
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
    return str(etree.tostring(inline, encoding="unicode"))
