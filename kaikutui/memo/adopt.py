"""A municipality's own Word document or template made ready for memos: its looks and heads stay, its leftovers go."""

import io
import zipfile
import zlib
from pathlib import Path

import docx
from lxml import etree

from kaikutui.catalogue import text
from kaikutui.domain.errors import KaikuError
from kaikutui.memo import cleaning, heads
from kaikutui.memo.adopted_styles import adopt_styles
from kaikutui.memo.package import TYPES, kind_of, parse, part_of, related, written
from kaikutui.memo.room import Room, make_room
from kaikutui.memo.styles import NAMESPACE
from kaikutui.memo.template import MARK, Template
from kaikutui.memo.zipped import Parts, pack, unpack

_W = f"{{{NAMESPACE}}}"
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a .doc begins, and a .docx behind a password."""
_LARGEST = 200_000_000
"""A template that unpacks to more bytes than this is no template."""
A4 = (11906, 16838)
_NEAR = 60
"""Papers that differ by less, in twips, are the same."""


DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    etree.LxmlError,
    EOFError,
    NotImplementedError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
)
"""What damaged files bring about: neither XML nor the library says more clearly that something is not there."""


class TemplateUnusableError(KaikuError):
    """A template cannot be used; the sentence says what to do (``reason`` is a catalogue key)."""

    key = "error.template"

    def __init__(self, path: Path, reason: str) -> None:
        """Tell it in words."""
        super().__init__(path=path, reason=text(f"template.{reason}"))


def load_template(path: Path) -> Template:
    """Read a .docx or .dotx and make it ready; raises TemplateUnusableError for what cannot be used."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TemplateUnusableError(path, "unreadable") from error
    try:
        parts = _opened(path, data)
        template = adopt(parts, _main_part(path, parts))
        _prove(template)
    except DAMAGED as error:
        raise TemplateUnusableError(path, "not_word") from error
    return template


def _prove(template: Template) -> None:
    """Open it as the writing of a memo will: what is damaged is found here, and not when the memo is wanted."""
    document = docx.Document(io.BytesIO(template.package))
    document.settings, document.styles, document.core_properties  # noqa: B018 - each opens its part


def _opened(path: Path, data: bytes) -> Parts:
    if data.startswith(_OLD):
        raise TemplateUnusableError(path, "locked" if "EncryptedPackage".encode("utf-16-le") in data else "old")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if sum(member.file_size for member in package.infolist()) > _LARGEST:
            raise TemplateUnusableError(path, "not_word")
    return unpack(data)


def _main_part(path: Path, parts: Parts) -> str:
    """The part with the text; refuses macros and the strict dialect."""
    if b"macroEnabled" in parts[TYPES] or any(name.endswith("vbaProject.bin") for name in parts):
        raise TemplateUnusableError(path, "macros")
    found = [(relation, target) for relation, target in related(parts, "") if kind_of(relation) == "officeDocument"]
    if not found or found[0][1] not in parts:
        raise TemplateUnusableError(path, "not_word")
    root = parse(parts[found[0][1]])
    if "purl.oclc.org" in root.tag:
        raise TemplateUnusableError(path, "strict")
    if root.tag != f"{_W}document" or root.find(f"{_W}body") is None:
        raise TemplateUnusableError(path, "not_word")
    return found[0][1]


def adopt(parts: Parts, main: str) -> Template:
    """The template of these parts, whose text is in the part ``main``. Changes ``parts``."""
    removed = cleaning.clean(parts, main)
    root = parse(parts[main])
    room = make_room(root)
    parts[main] = written(root)
    own_heads = not heads.has_heads(parts, main)
    width = heads.text_width(parts, main)
    adopted = adopt_styles(parts, main, width)
    if own_heads:
        heads.give_heads(parts, main)
    return Template(
        package=pack(parts),
        look=adopted.look,
        ids=adopted.ids,
        lists=adopted.lists,
        numbered=adopted.numbered,
        own_heads=own_heads,
        report=(
            text("template.kept", styles=_names(adopted.kept) or text("template.none")),
            *((text("template.imported", count=len(adopted.imported)),) if adopted.imported else ()),
            *((text("template.numbered"),) if adopted.numbered else ()),
            text("template.heads_ours" if own_heads else "template.heads_theirs"),
            *_place(room),
            *((text("template.removed", what=", ".join(removed)),) if removed else ()),
            *((text("template.pale", styles=", ".join(adopted.pale)),) if adopted.pale else ()),
            *_warnings(parts, main, own_heads=own_heads),
        ),
    )


def _place(room: Room) -> tuple[str, ...]:
    """Where the memo is, unless it is all there is."""
    columns = (text("template.columns"),) if room.columns else ()
    if room.marked:
        return text("template.marked", mark=MARK), *columns
    return (
        *columns,
        *((text("template.cover"),) if room.covered else ()),
        *((text("template.sections", number=room.number, mark=MARK),) if room.sections > 1 else ()),
    )


def _names(kept: tuple[str, ...]) -> str:
    """The styles that every Word user knows; ours among them go without saying."""
    return ", ".join(name for name in kept if not name.startswith("Muistio"))


def _warnings(parts: Parts, main: str, *, own_heads: bool) -> tuple[str, ...]:
    paper = heads.paper(parts, main)
    odd = any(abs(side - usual) > _NEAR for side, usual in zip(sorted(paper), A4, strict=True))
    labels = part_of(parts, "", "custom-properties")
    return (
        *((text("template.not_a4"),) if odd else ()),
        *((text("template.no_page_number"),) if not own_heads and not heads.has_page_number(parts, main) else ()),
        *((text("template.labels"),) if labels else ()),
    )
