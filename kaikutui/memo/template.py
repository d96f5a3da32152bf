"""The empty Word document that a memo is written into by default, made of readable XML.

The library's own template is US Letter in English, with an author, a thumbnail and a date of its own.
"""

from collections.abc import Mapping

from kaikutui.domain.record import Record
from kaikutui.memo.styles import FINNISH, NAMESPACE, Look, numbering, style_sheet
from kaikutui.memo.zipped import pack

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument"
MARK = "[[muistio]]"
"""A paragraph that holds this and nothing else is where the memo goes."""

TYPE_NAMES = {
    "word/document.xml": f"{_TYPES}.wordprocessingml.document.main+xml",
    "word/styles.xml": f"{_TYPES}.wordprocessingml.styles+xml",
    "word/numbering.xml": f"{_TYPES}.wordprocessingml.numbering+xml",
    "word/settings.xml": f"{_TYPES}.wordprocessingml.settings+xml",
    "word/header1.xml": f"{_TYPES}.wordprocessingml.header+xml",
    "word/header2.xml": f"{_TYPES}.wordprocessingml.header+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": f"{_TYPES}.extended-properties+xml",
}
"""What each part is."""

_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in TYPE_NAMES.items())
    + "</Types>"
)

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
_DOCUMENT = f"""<w:document xmlns:w="{NAMESPACE}" xmlns:r="{_OFFICE}"><w:body>
<w:p><w:r><w:t>{MARK}</w:t></w:r></w:p><w:sectPr>
<w:headerReference w:type="default" r:id="rId4"/><w:headerReference w:type="first" r:id="rId5"/>
<w:pgSz w:w="11906" w:h="16838"/>
<w:pgMar w:top="1134" w:right="567" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>
<w:titlePg/></w:sectPr></w:body></w:document>"""

HEADER = f'{_DECLARATION}<w:hdr xmlns:w="{NAMESPACE}"/>'.encode()
"""An empty head of a page."""

CORE = (
    f"{_DECLARATION}"
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
).encode()
"""Properties that tell nothing yet."""

APP = (
    f"{_DECLARATION}"
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>kaikutui</Application></Properties>"
).encode()
"""What made the file."""


SETTINGS = f"""{_DECLARATION}<w:settings xmlns:w="{NAMESPACE}"><w:defaultTabStop w:val="1304"/><w:autoHyphenation/>
<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode"
 w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="fi-FI"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>""".encode()
"""Opens without a question and without compatibility mode."""


class Template(Record, frozen=True, kw_only=True):
    """A Word document that memos are written into."""

    package: bytes
    """The file itself, a .docx with the mark where the memo goes."""
    look: Look
    ids: Mapping[str, str] = {}
    """Ids of our styles → ids of the template's, where they differ."""
    lists: Mapping[str, str] = {}
    """Numbers of our lists → numbers of the template's, where they differ."""
    numbered: bool = False
    """True: the template numbers its headings of level 1 by itself."""
    own_heads: bool = True
    """True: the heads of pages are ours; False: the template has its own."""
    report: tuple[str, ...] = ()
    """What was kept, imported and missing, in words."""


def default_template() -> Template:
    """The template of this program."""
    return Template(package=empty_document(), look=FINNISH)


def empty_document() -> bytes:
    """A .docx without text."""
    xml = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _PACKAGE,
        "word/document.xml": _DOCUMENT,
        "word/_rels/document.xml.rels": _DOCUMENT_PARTS,
        "word/styles.xml": style_sheet("fi-FI"),
        "word/numbering.xml": numbering(),
    }
    parts = {name: (_DECLARATION + text).encode() for name, text in xml.items()}
    heads = {"word/header1.xml": HEADER, "word/header2.xml": HEADER}
    return pack({**parts, "word/settings.xml": SETTINGS, **heads, "docProps/core.xml": CORE, "docProps/app.xml": APP})
