"""What leaves a meeting in a file: no part tells of the machine, of who worked at it, or what was confidential."""

import getpass
import io
import zipfile
from itertools import product
from pathlib import Path

import pytest
from memo_builders import MADE, a_note, sample_session
from msgspec.structs import replace
from section_templates import SECTIONED
from templates import TEMPLATES
from test_word_page import jpeg, png

from kaikutui.domain.privacy import Names
from kaikutui.domain.session import Kind, Source
from kaikutui.exporting import Wish, export_memo
from kaikutui.memo.order import Appendix, Format, Recipient

SECRET = "Kanarialintu"
"""Stands wherever it must not come out."""
ORDERS = list(product(Recipient, Format, Names))


def whole(path: Path) -> bytes:
    """Everything in a file: of a package each part unpacked, and its name."""
    data = path.read_bytes()
    if not zipfile.is_zipfile(path):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = (
            name.encode() + repr(package.getinfo(name)).encode() + package.read(name) for name in package.namelist()
        )
        return b"\n".join(parts)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a telling name, of a user with a telling name."""
    for name in ("USER", "LOGNAME", "USERNAME", "HOME"):
        monkeypatch.setenv(name, f"{SECRET}-käyttäjä")
    made = tmp_path / f"{SECRET}-kansio"
    made.mkdir()
    monkeypatch.chdir(made)
    assert getpass.getuser().startswith(SECRET)
    return made


def wish(folder: Path, recipient: Recipient, format: Format, names: Names, template: Path | None = None) -> Wish:
    logos = (folder / f"{SECRET}.png", folder / f"{SECRET}.jpg")
    for path, data in zip(logos, (png(9, 3), jpeg(9, 3)), strict=True):
        path.write_bytes(data)
    return Wish(
        output=folder / "muistio",
        recipient=recipient,
        format=format,
        names=names,
        template=template,
        logos=logos,
        appendices=(Appendix.TIMES,),
        yes=True,
    )


@pytest.mark.parametrize(("recipient", "format", "names"), ORDERS)
def test_no_form_tells_of_the_machine_or_what_was_confidential(
    folder: Path, recipient: Recipient, format: Format, names: Names
) -> None:
    told = [
        a_note(f"{SECRET} laulaa", number, source, kind, confidential=True, owner=SECRET)
        for number, source, kind in product((2, 5), Source, Kind)
    ]
    session = sample_session()
    spoken = tuple(replace(note, by=f"{SECRET}-pääte") for note in session.notes)
    session = replace(session, notes=(*spoken, *told))
    path = Path(export_memo(session, wish(folder, recipient, format, names), MADE, None, io.StringIO()))
    found = whole(path)
    assert [word for word in (SECRET, str(folder.parent)) if word.encode() in found] == []


@pytest.mark.parametrize("name", [*TEMPLATES, *SECTIONED])
def test_a_template_brings_nothing_of_where_it_lay(folder: Path, name: str) -> None:
    template = folder / f"{SECRET}.dotx"
    template.write_bytes((TEMPLATES | SECTIONED)[name]())
    asked = wish(folder, Recipient.PARTNERS, Format.DOCX, Names.ALL, template)
    found = whole(Path(export_memo(sample_session(), asked, MADE, None, io.StringIO())))
    assert [word for word in (SECRET, str(folder), "Malla", "palvelin") if word.encode() in found] == []
