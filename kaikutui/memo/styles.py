"""The looks of the memo as Word keeps them: one sheet of styles and the two lists.

Measures are twips (1/20 pt): the grid is 2,3 cm = 1304, so text stands at 1304, facts at 2608, the
identification at 5216, and the text area is 10205 wide. Sizes of letters are half points.
"""

ACCENT = "17475A"
"""Headings and lines: 10:1 on white."""
FILL = "E3EEF1"
"""Behind table headings; the accent is 8.5:1 on it."""
RULE = "9DB8C1"
"""Lines between table rows."""
TEXT_WIDTH = 10205
"""From margin to margin, 18 cm."""

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

BODY = "BodyText"
BULLET = "ListBullet"
CAPTION = "Caption"
HEADER = "Header"
STRONG = "Strong"
TITLE = "Title"
HEADINGS = {1: "Heading1", 2: "Heading2"}
SENDER = "MuistioTunnus"
SENDER_RIGHT = "MuistioTunnusOikea"
FACT = "MuistioTieto"
FACT_MORE = "MuistioTietoJatko"
AGREED = "MuistioSovittu"
CELL = "MuistioTaulukkoteksti"
CELL_NUMBER = "MuistioTaulukkoluku"
CELL_HEADING = "MuistioTaulukkootsikko"
CELL_NUMBER_HEADING = "MuistioLukuotsikko"
PAGE_NUMBER = "MuistioSivunumero"
TABLE = "MuistioTaulukko"

NUMBERED_HEADING = "1"
"""The list that numbers the items."""


def _paragraph(id: str, name: str, properties: str, letters: str = "", *, based: str = "Normal") -> str:
    custom = ' w:customStyle="1"' if id.startswith("Muistio") else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based}"/>'
        f"<w:qFormat/><w:pPr>{properties}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def _letters(size: int, *, bold: bool = False, accent: bool = False) -> str:
    colour = f'<w:color w:val="{ACCENT}"/>' if accent else ""
    return f'{"<w:b/><w:bCs/>" if bold else ""}{colour}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _defaults(language: str) -> str:
    return f"""<w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>
<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="{language}" w:eastAsia="{language}"/>
</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="264" w:lineRule="auto"/></w:pPr>
</w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>
<w:pPr><w:suppressAutoHyphens/></w:pPr></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
<w:name w:val="Default Paragraph Font"/></w:style>
<w:style w:type="character" w:styleId="{STRONG}"><w:name w:val="Strong"/><w:qFormat/>
<w:rPr><w:b/><w:bCs/></w:rPr></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>
<w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>
</w:style>
<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>"""


def _table_style() -> str:
    def line(side: str, size: int, colour: str) -> str:
        return f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'

    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE}"><w:name w:val="Muistio taulukko"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
        f"{line('top', 12, ACCENT)}{line('bottom', 12, ACCENT)}{line('insideH', 4, RULE)}"
        "</w:tblBorders></w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:tcPr>'
        f"<w:tcBorders>{line('bottom', 12, ACCENT)}</w:tcBorders>"
        f'<w:shd w:val="clear" w:color="auto" w:fill="{FILL}"/></w:tcPr></w:tblStylePr></w:style>'
    )


def _text_styles() -> tuple[str, ...]:
    return (
        _paragraph(BODY, "Body Text", '<w:spacing w:after="140"/><w:ind w:left="1304"/>'),
        _paragraph(
            TITLE,
            "Title",
            '<w:keepNext/><w:spacing w:before="520" w:after="200"/><w:outlineLvl w:val="0"/>',
            _letters(36, bold=True, accent=True),
        ),
        _paragraph(
            HEADINGS[1],
            "heading 1",
            '<w:keepNext/><w:keepLines/><w:spacing w:before="320" w:after="100"/><w:outlineLvl w:val="0"/>',
            _letters(28, bold=True, accent=True),
        ),
        _paragraph(
            HEADINGS[2],
            "heading 2",
            '<w:keepNext/><w:keepLines/><w:spacing w:before="200" w:after="80"/>'
            '<w:ind w:left="1304"/><w:outlineLvl w:val="1"/>',
            _letters(24, bold=True, accent=True),
        ),
        _paragraph(
            BULLET,
            "List Bullet",
            '<w:numPr><w:numId w:val="2"/></w:numPr><w:spacing w:after="80"/><w:ind w:left="1644" w:hanging="340"/>',
        ),
        _paragraph(
            AGREED,
            "Muistio sovittu",
            "<w:keepLines/>"
            f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="{ACCENT}"/></w:pBdr>'
            '<w:spacing w:before="120" w:after="160"/><w:ind w:left="1544"/>',
        ),
    )


def _head_styles() -> tuple[str, ...]:
    numbers = '<w:tabs><w:tab w:val="left" w:pos="5216"/><w:tab w:val="right" w:pos="10205"/></w:tabs>'
    return (
        _paragraph(SENDER, "Muistio tunnus", '<w:tabs><w:tab w:val="left" w:pos="5216"/></w:tabs>'),
        _paragraph(SENDER_RIGHT, "Muistio tunnus oikea", '<w:ind w:left="5216"/>'),
        _paragraph(
            FACT,
            "Muistio tieto",
            '<w:tabs><w:tab w:val="left" w:pos="2608"/></w:tabs><w:spacing w:after="80"/>'
            '<w:ind w:left="2608" w:hanging="2608"/>',
        ),
        _paragraph(FACT_MORE, "Muistio tieto jatko", '<w:spacing w:after="80"/><w:ind w:left="2608"/>'),
        _paragraph(HEADER, "header", numbers, _letters(20)),
        _paragraph(PAGE_NUMBER, "Muistio sivunumero", '<w:jc w:val="right"/>', _letters(20), based=HEADER),
    )


def _cell_styles() -> tuple[str, ...]:
    return (
        _paragraph(
            CAPTION,
            "caption",
            '<w:keepNext/><w:keepLines/><w:spacing w:before="200" w:after="80"/>',
            _letters(22, bold=True),
        ),
        _paragraph(
            CELL,
            "Muistio taulukkoteksti",
            '<w:suppressAutoHyphens w:val="0"/><w:spacing w:before="30" w:after="30" w:line="247" w:lineRule="auto"/>',
            _letters(22),
        ),
        _paragraph(CELL_NUMBER, "Muistio taulukkoluku", '<w:jc w:val="right"/>', based=CELL),
        _paragraph(
            CELL_HEADING,
            "Muistio taulukko-otsikko",
            "<w:keepNext/>",
            _letters(22, bold=True, accent=True),
            based=CELL,
        ),
        _paragraph(CELL_NUMBER_HEADING, "Muistio lukuotsikko", '<w:jc w:val="right"/>', based=CELL_HEADING),
    )


def style_sheet(language: str) -> str:
    """The part ``word/styles.xml``, for a document in this language."""
    styles = "".join((*_text_styles(), *_head_styles(), *_cell_styles(), _table_style()))
    return f'<w:styles xmlns:w="{NAMESPACE}">{_defaults(language)}{styles}</w:styles>'


def numbering() -> str:
    """The part ``word/numbering.xml``: numbers of the items in the margin, bullets in the text."""
    return f"""<w:numbering xmlns:w="{NAMESPACE}">
<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="decimal"/><w:suff w:val="tab"/><w:lvlText w:val="%1"/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="1304" w:hanging="1304"/></w:pPr></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="bullet"/><w:pStyle w:val="{BULLET}"/><w:suff w:val="tab"/><w:lvlText w:val="•"/>
<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="1644" w:hanging="340"/></w:pPr></w:lvl></w:abstractNum>
<w:num w:numId="{NUMBERED_HEADING}"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""
