"""The empty Word document that a memo is written into by default, made of readable XML.

The library's own template is US Letter in English, with an author, a thumbnail and a date of its own.
"""

import io
import zipfile

from kaikutui.domain.record import Record
from kaikutui.memo.styles import FINNISH, NAMESPACE, Look, numbering, style_sheet

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument"
_DATE = (1980, 1, 1, 0, 0, 0)

_CONTENT_TYPES = f"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="{_TYPES}.wordprocessingml.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{_TYPES}.wordprocessingml.styles+xml"/>
<Override PartName="/word/numbering.xml" ContentType="{_TYPES}.wordprocessingml.numbering+xml"/>
<Override PartName="/word/settings.xml" ContentType="{_TYPES}.wordprocessingml.settings+xml"/>
<Override PartName="/word/header1.xml" ContentType="{_TYPES}.wordprocessingml.header+xml"/>
<Override PartName="/word/header2.xml" ContentType="{_TYPES}.wordprocessingml.header+xml"/>
<Override PartName="/docProps/core.xml"
 ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
<Override PartName="/docProps/app.xml" ContentType="{_TYPES}.extended-properties+xml"/>
</Types>"""

_PACKAGE = f"""<Relationships xmlns="{_RELATIONSHIPS}">
<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>
<Relationship Id="rId2" Type="{_RELATIONSHIPS}/metadata/core-properties" Target="docProps/core.xml"/>
<Relationship Id="rId3" Type="{_OFFICE}/extended-properties" Target="docProps/app.xml"/>
</Relationships>"""

_DOCUMENT_PARTS = f"""<Relationships xmlns="{_RELATIONSHIPS}">
<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="{_OFFICE}/numbering" Target="numbering.xml"/>
<Relationship Id="rId3" Type="{_OFFICE}/settings" Target="settings.xml"/>
<Relationship Id="rId4" Type="{_OFFICE}/header" Target="header1.xml"/>
<Relationship Id="rId5" Type="{_OFFICE}/header" Target="header2.xml"/>
</Relationships>"""

# A4; 2 cm at the left and below, 1 cm at the right, the heading of the page 1 cm from its top.
_DOCUMENT = f"""<w:document xmlns:w="{NAMESPACE}" xmlns:r="{_OFFICE}"><w:body><w:sectPr>
<w:headerReference w:type="default" r:id="rId4"/><w:headerReference w:type="first" r:id="rId5"/>
<w:pgSz w:w="11906" w:h="16838"/>
<w:pgMar w:top="1134" w:right="567" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>
<w:titlePg/></w:sectPr></w:body></w:document>"""

_HEADER = f'<w:hdr xmlns:w="{NAMESPACE}"/>'

_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
)

_APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>kaikutui</Application></Properties>"
)


_SETTINGS = f"""<w:settings xmlns:w="{NAMESPACE}"><w:defaultTabStop w:val="1304"/><w:autoHyphenation/>
<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode"
 w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="fi-FI"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>"""


class Template(Record, frozen=True, kw_only=True):
    """A Word document that memos are written into."""

    package: bytes
    """The file itself, a .docx without text."""
    look: Look


def default_template() -> Template:
    """The template of this program."""
    return Template(package=empty_document(), look=FINNISH)


def empty_document() -> bytes:
    """A .docx without text."""
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _PACKAGE,
        "word/document.xml": _DOCUMENT,
        "word/_rels/document.xml.rels": _DOCUMENT_PARTS,
        "word/styles.xml": style_sheet("fi-FI"),
        "word/numbering.xml": numbering(),
        "word/settings.xml": _SETTINGS,
        "word/header1.xml": _HEADER,
        "word/header2.xml": _HEADER,
        "docProps/core.xml": _CORE,
        "docProps/app.xml": _APP,
    }
    return pack({name: (_DECLARATION + xml).encode() for name, xml in parts.items()})


def pack(parts: dict[str, bytes]) -> bytes:
    """The parts as one package, the same bytes for the same parts: a zip file tells no time of its own."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, data in parts.items():
            member = zipfile.ZipInfo(name, _DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            # Else the member would tell on which system the memo was made.
            member.create_system = 0
            package.writestr(member, data)
    return packed.getvalue()


def unpack(package: bytes) -> dict[str, bytes]:
    """The parts of a package, in their order."""
    with zipfile.ZipFile(io.BytesIO(package)) as members:
        return {name: members.read(name) for name in members.namelist()}
