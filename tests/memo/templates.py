"""Templates as municipalities have them, made here: each in a way that has broken programs before."""

from kaikutui.memo.styles import NAMESPACE
from kaikutui.memo.zipped import Parts, pack

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SPACES = f'xmlns:w="{NAMESPACE}" xmlns:r="{OFFICE}"'
A4 = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1134" w:bottom="1417" w:left="1134"'
    ' w:header="708" w:footer="708" w:gutter="0"/>'
)
LETTER = (
    '<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="2160" w:bottom="1440" w:left="2160"'
    ' w:header="0" w:footer="0" w:gutter="0"/>'
)


def style(id: str, name: str, inside: str = "") -> str:
    """A paragraph style."""
    return (
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normaali"/>{inside}</w:style>'
    )


NORMAL = '<w:style w:type="paragraph" w:default="1" w:styleId="Normaali"><w:name w:val="Normal"/></w:style>'


def sheet(*styles: str, defaults: str = "") -> str:
    """A style sheet in Georgia."""
    letters = f'<w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/>{defaults}</w:rPr>'
    usual = f"<w:docDefaults><w:rPrDefault>{letters}</w:rPrDefault></w:docDefaults>"
    return f"<w:styles {SPACES}>{usual}{NORMAL}{''.join(styles)}</w:styles>"


def package(
    styles: str,
    *,
    text: str = "<w:p><w:r><w:t>Malliteksti, joka ei kuulu muistioon</w:t></w:r></w:p>",
    section: str = A4,
    parts: Parts | None = None,
    relations: str = "",
    types: str = "",
    settings: str = "",
    main: str = "document.main",
    core: str = f"{PACKAGE}/metadata/core-properties",
) -> bytes:
    """A Word file with these styles and whatever else is told."""
    declared = {
        "word/document.xml": f"{WORD}.{main}+xml",
        "word/styles.xml": f"{WORD}.styles+xml",
        "word/settings.xml": f"{WORD}.settings+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in declared.items())
    made: dict[str, str] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{core}" Target="docProps/core.xml"/></Relationships>',
        "word/document.xml": f"<w:document {SPACES}><w:body>{text}<w:sectPr>{section}</w:sectPr></w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{OFFICE}/settings" Target="settings.xml"/>{relations}</Relationships>',
        "word/styles.xml": styles,
        "word/settings.xml": f"<w:settings {SPACES}>{settings}</w:settings>",
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Malla Mallintekijä</dc:creator>'
        "<dc:description>Sisäinen malli</dc:description></cp:coreProperties>",
    }
    return pack({**{name: data.encode() for name, data in made.items()}, **(parts or {})})


HEADING = '<w:pPr><w:outlineLvl w:val="{}"/></w:pPr><w:rPr><w:b/><w:color w:val="{}"/></w:rPr>'
HEADER_TYPE = f'<Override PartName="/word/header1.xml" ContentType="{WORD}.header+xml"/>'
HEADER_RELATION = f'<Relationship Id="rId7" Type="{OFFICE}/header" Target="header1.xml"/>'
HEADER_REFERENCE = '<w:headerReference w:type="default" r:id="rId7"/>'


def finnish_word() -> bytes:
    """From Finnish Word, a .dotx on a server of the town, protected, with a head of its own and a page number."""
    head = f'<w:hdr {SPACES}><w:p><w:r><w:t>Mallilan kunta </w:t></w:r><w:fldSimple w:instr=" PAGE "/></w:p></w:hdr>'
    away = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/attachedTemplate"'
        ' Target="file:///%5C%5Cpalvelin%5Cmallit%5Ckunta.dotx" TargetMode="External"/></Relationships>'
    )
    return package(
        sheet(
            style("Otsikko1", "heading 1", HEADING.format(0, "8A1538")),
            style("Otsikko2", "heading 2", HEADING.format(1, "8A1538")),
            style("Otsikko", "Title"),
            style("Leipteksti", "Body Text", '<w:rPr><w:lang w:val="en-US"/></w:rPr>'),
        ),
        main="template.main",
        section=HEADER_REFERENCE + A4,
        parts={"word/header1.xml": head.encode(), "word/_rels/settings.xml.rels": away.encode()},
        types=HEADER_TYPE,
        relations=HEADER_RELATION,
        settings='<w:attachedTemplate r:id="rId1"/><w:trackRevisions/><w:documentProtection w:edit="readOnly"'
        ' w:enforcement="1"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="x" w:val="12"/></w:compat>',
    )


def libre_office() -> bytes:
    """Saved by LibreOffice: capitals, two captions, its own type of the properties, no distance of the head."""
    return package(
        sheet(
            style("Heading1", "Heading 1", HEADING.format(0, "2E74B5")),
            style("Caption", "Caption"),
            style("Caption1", "caption"),
            style("ListBullet", "List Bullet"),
        ),
        core=f"{OFFICE}/metadata/core-properties",
        section=A4.replace('w:header="708"', 'w:header="0"'),
        settings='<w:compat/><w:themeFontLang w:val="" w:eastAsia="" w:bidi=""/>',
    )


def us_letter() -> bytes:
    """American paper with wide margins and pale headings."""
    return package(
        sheet(style("Heading1", "heading 1", HEADING.format(0, "9CC2E5")), defaults='<w:lang w:val="en-US"/>'),
        section=LETTER,
    )


def numbered_headings() -> bytes:
    """Headings that number themselves, lists of its own, and a place for the memo between its own words."""
    numbering = (
        f'<w:numbering {SPACES}><w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:pStyle w:val="Otsikko1"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="3"/></w:num></w:numbering>'
    )
    numbered = (
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr>'
        '<w:rPr><w:color w:val="auto"/></w:rPr>'
    )
    own = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    return package(
        sheet(style("Otsikko1", "heading 1", numbered), style("MuistioSovittu", "Jokin muu")),
        parts={"word/numbering.xml": numbering.encode()},
        types=f'<Override PartName="/word/numbering.xml" ContentType="{WORD}.numbering+xml"/>',
        relations=f'<Relationship Id="rId8" Type="{OFFICE}/numbering" Target="numbering.xml"/>',
        text=own.format("Kunnan alkusanat") + own.format("[[muistio]]") + own.format("Kunnan loppusanat"),
    )


def bound_title() -> bytes:
    """A head that shows the title of the document in a control; comments and tracked changes are left in it."""
    control = (
        "<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/><w:dataBinding w:prefixMappings=\"xmlns:ns0='http://purl.org/dc/elements/"
        "1.1/' xmlns:ns1='http://schemas.openxmlformats.org/package/2006/metadata/core-properties'\""
        ' w:xpath="/ns1:coreProperties[1]/ns0:title[1]" w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/>'
        "<w:text/></w:sdtPr><w:sdtContent><w:r><w:t>Otsikko </w:t></w:r><w:r><w:t>tähän</w:t></w:r></w:sdtContent>"
        "</w:sdt></w:p>"
    )
    changed = (
        '<w:p><w:ins w:id="1" w:author="Malla"><w:r><w:t>Lisätty</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="Malla"><w:r><w:delText>Poistettu</w:delText></w:r></w:del></w:p>'
    )
    remark = f'<w:comments {SPACES}><w:comment w:id="0" w:author="Malla"><w:p/></w:comment></w:comments>'
    return package(
        sheet(style("Otsikko1", "heading 1", HEADING.format(0, "1F3864"))),
        section=HEADER_REFERENCE + A4,
        parts={
            "word/header1.xml": f"<w:hdr {SPACES}>{control}{changed}</w:hdr>".encode(),
            "word/comments.xml": remark.encode(),
        },
        types=HEADER_TYPE + f'<Override PartName="/word/comments.xml" ContentType="{WORD}.comments+xml"/>',
        relations=HEADER_RELATION + f'<Relationship Id="rId9" Type="{OFFICE}/comments" Target="comments.xml"/>',
    )


TEMPLATES = {
    "Finnish Word": finnish_word,
    "LibreOffice": libre_office,
    "US Letter": us_letter,
    "numbered headings": numbered_headings,
    "bound title": bound_title,
}
