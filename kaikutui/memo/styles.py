"""The looks of the memo as Word keeps them: one sheet of styles and the two lists.

Measures are twips (1/20 pt) and follow the Finnish layout of documents (SFS 2487:2024): a grid of 2,3 cm = 1304,
text at 1304, facts at 2608, the identification at 5216, at least 10 pt between paragraphs, the title 4 pt larger
than the text. Sizes of letters are half points.
"""

from kaikutui.domain.record import Record


class Look(Record, frozen=True, kw_only=True):
    """What may differ from one template to another."""

    accent: str = "17475A"
    """Headings and lines: 10:1 on white."""
    fill: str = "E3EEF1"
    """Behind table headings; the accent is 8.5:1 on it."""
    rule: str = "9DB8C1"
    """Lines between table rows."""
    width: int = 10205
    """From margin to margin: 18 cm."""
    size: int = 24
    """Letters of the text, in half points."""
    indent: int = 1304
    """How far the text stands from the left margin; headings stand at the margin."""

    breadth: float = 0.8
    """Of the letters, by those of the broadest of common founts; that of Calibri."""

    @property
    def small(self) -> int:
        """Letters in tables and captions: a point smaller, where the text is large enough for it."""
        return self.size - 2 if self.size >= FINNISH.size else self.size

    @property
    def letter(self) -> float:
        """Height in twips of letters as broad as those in tables, were they of the broadest of common founts."""
        return self.small * 10 * self.breadth

    @property
    def middle(self) -> int:
        """Where the identification stands: 9,2 cm from the margin, less on a narrow page."""
        return round(5216 * self.width / 10205)


FINNISH = Look()
"""The look of the default template."""

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

BODY = "BodyText"
BULLET = "ListBullet"
BULLET_LAST = "MuistioLuettelonLoppu"
CAPTION = "Caption"
HEADER = "MuistioYlatunniste"
STRONG = "Strong"
TITLE = "Title"
HEADINGS = {1: "Heading1", 2: "Heading2"}
SENDER = "MuistioTunnus"
SENDER_RIGHT = "MuistioTunnusOikea"
NOTICE = "MuistioHuomautus"
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
BULLETED = "2"
"""The list of the bullets."""


def _paragraph(id: str, name: str, properties: str, letters: str = "", *, based: str = "Normal") -> str:
    custom = ' w:customStyle="1"' if id.startswith("Muistio") else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based}"/>'
        f"<w:qFormat/><w:pPr>{properties}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def _letters(size: int, *, bold: bool = False, colour: str = "") -> str:
    coloured = f'<w:color w:val="{colour}"/>' if colour else ""
    return f'{"<w:b/><w:bCs/>" if bold else ""}{coloured}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _line(side: str, size: int, colour: str, space: int = 0) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def _defaults(language: str) -> str:
    return f"""<w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>
<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>
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


def _table_style(look: Look) -> str:
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE}"><w:name w:val="Muistio taulukko"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
        f"{_line('top', 8, look.accent)}{_line('bottom', 12, look.accent)}{_line('insideH', 4, look.rule)}"
        "</w:tblBorders></w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:tcPr>'
        f"<w:tcBorders>{_line('bottom', 12, look.accent)}</w:tcBorders>"
        f'<w:shd w:val="clear" w:color="auto" w:fill="{look.fill}"/></w:tcPr></w:tblStylePr></w:style>'
    )


def _heading_styles(look: Look) -> tuple[str, ...]:
    return (
        _paragraph(
            TITLE,
            "Title",
            '<w:keepNext/><w:spacing w:before="480" w:after="200"/><w:outlineLvl w:val="0"/>',
            _letters(look.size + 8, bold=True, colour=look.accent),
        ),
        _paragraph(
            HEADINGS[1],
            "heading 1",
            '<w:keepNext/><w:keepLines/><w:spacing w:before="280" w:after="100"/><w:outlineLvl w:val="0"/>',
            _letters(look.size + 4, bold=True, colour=look.accent),
        ),
        _paragraph(
            HEADINGS[2],
            "heading 2",
            '<w:keepNext/><w:keepLines/><w:spacing w:before="120" w:after="80"/>'
            f'<w:ind w:left="{look.indent}"/><w:outlineLvl w:val="1"/>',
            _letters(look.size, bold=True, colour=look.accent),
        ),
    )


def _text_styles(look: Look) -> tuple[str, ...]:
    bar = f"<w:pBdr>{_line('left', 24, look.accent, 8)}</w:pBdr>"
    frame = "".join(_line(side, 8, look.accent, 6) for side in ("top", "left", "bottom", "right"))
    return (
        _paragraph(BODY, "Body Text", f'<w:spacing w:after="200"/><w:ind w:left="{look.indent}"/>'),
        _paragraph(
            BULLET,
            "List Bullet",
            f'<w:numPr><w:numId w:val="{BULLETED}"/></w:numPr><w:spacing w:after="60"/>'
            f'<w:ind w:left="{look.indent + 340}" w:hanging="340"/>',
        ),
        _paragraph(BULLET_LAST, "Muistio luettelon loppu", '<w:spacing w:after="200"/>', based=BULLET),
        _paragraph(
            AGREED,
            "Muistio sovittu",
            f'<w:keepLines/>{bar}<w:spacing w:before="60" w:after="200"/><w:ind w:left="{look.indent + 240}"/>',
        ),
        _paragraph(
            NOTICE,
            "Muistio huomautus",
            f'<w:keepLines/><w:pBdr>{frame}</w:pBdr><w:spacing w:before="300" w:after="0"/>'
            '<w:ind w:left="140" w:right="140"/>',
            _letters(look.small),
        ),
    )


def _head_styles(look: Look) -> tuple[str, ...]:
    middle = f'<w:tab w:val="left" w:pos="{look.middle}"/>'
    right = f'<w:tab w:val="right" w:pos="{look.width}"/>'
    return (
        _paragraph(SENDER, "Muistio tunnus", f"<w:tabs>{middle}</w:tabs>"),
        _paragraph(SENDER_RIGHT, "Muistio tunnus oikea", f'<w:ind w:left="{look.middle}"/>'),
        _paragraph(
            FACT,
            "Muistio tieto",
            '<w:tabs><w:tab w:val="left" w:pos="2608"/></w:tabs><w:spacing w:after="80"/>'
            '<w:ind w:left="2608" w:hanging="2608"/>',
        ),
        _paragraph(FACT_MORE, "Muistio tieto jatko", '<w:spacing w:after="80"/><w:ind w:left="2608"/>'),
        _paragraph(HEADER, "Muistio ylätunniste", f"<w:tabs>{middle}{right}</w:tabs>", _letters(min(look.size, 20))),
        # A logo beside the page number is taller than it: both hang from the top of the line.
        _paragraph(
            PAGE_NUMBER,
            "Muistio sivunumero",
            f'<w:tabs><w:tab w:val="clear" w:pos="{look.middle}"/></w:tabs><w:spacing w:after="120"/>'
            '<w:textAlignment w:val="top"/>',
            _letters(min(look.size, 20)),
            based=HEADER,
        ),
    )


def _cell_styles(look: Look) -> tuple[str, ...]:
    return (
        _paragraph(
            CAPTION,
            "caption",
            '<w:keepNext/><w:keepLines/><w:spacing w:before="160" w:after="80"/>',
            _letters(look.small, bold=True),
        ),
        _paragraph(
            CELL,
            "Muistio taulukkoteksti",
            '<w:suppressAutoHyphens w:val="0"/><w:spacing w:before="30" w:after="30" w:line="252" w:lineRule="auto"/>',
            _letters(look.small),
        ),
        _paragraph(CELL_NUMBER, "Muistio taulukkoluku", '<w:jc w:val="right"/>', based=CELL),
        _paragraph(
            CELL_HEADING,
            "Muistio taulukko-otsikko",
            "<w:keepNext/>",
            _letters(look.small, bold=True, colour=look.accent),
            based=CELL,
        ),
        _paragraph(CELL_NUMBER_HEADING, "Muistio lukuotsikko", '<w:jc w:val="right"/>', based=CELL_HEADING),
    )


def style_sheet(language: str, look: Look = FINNISH) -> str:
    """The part ``word/styles.xml``, for a document in this language."""
    parts = (_heading_styles, _text_styles, _head_styles, _cell_styles)
    styles = "".join(style for part in parts for style in part(look))
    return f'<w:styles xmlns:w="{NAMESPACE}">{_defaults(language)}{styles}{_table_style(look)}</w:styles>'


def numbering(look: Look = FINNISH) -> str:
    """The part ``word/numbering.xml``: numbers of the items in the margin, bullets in the text."""
    hanging = look.indent or 567
    return f"""<w:numbering xmlns:w="{NAMESPACE}">
<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="decimal"/><w:suff w:val="tab"/><w:lvlText w:val="%1"/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="{hanging}" w:hanging="{hanging}"/></w:pPr></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="bullet"/><w:pStyle w:val="{BULLET}"/><w:suff w:val="tab"/><w:lvlText w:val="•"/>
<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{look.indent + 340}" w:hanging="340"/></w:pPr></w:lvl></w:abstractNum>
<w:num w:numId="{NUMBERED_HEADING}"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="{BULLETED}"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""
