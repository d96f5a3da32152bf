"""Templates of several sections: front pages, wide pages, heads that differ from page to page."""

from collections.abc import Callable, Mapping

from templates import A4, HEADING, OFFICE, SPACES, WORD, package, sheet, style

WIDE = (
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1417" w:bottom="1134"'
    ' w:left="1417" w:header="708" w:footer="708" w:gutter="0"/>'
)
NARROW_TEXT = A4.replace('w:right="1134"', 'w:right="2834"')
STYLES = (style("Otsikko1", "heading 1", HEADING.format(0, "1F3864")), style("Otsikko", "Title"))


def said(text: str, properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def ended(text: str, section: str) -> str:
    """The last paragraph of a section."""
    return said(text, f"<w:sectPr>{section}</w:sectPr>")


def reference(page: str, id: str) -> str:
    return f'<w:headerReference w:type="{page}" r:id="{id}"/>'


def headed(heads: Mapping[str, str], *, text: str, section: str, settings: str = "", numbered: bool = True) -> bytes:
    """A document with these heads of pages (id → what stands there), the number of the page after it."""
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>' if numbered else ""
    xml = {
        f"word/{id}.xml": f"<w:hdr {SPACES}><w:p><w:r><w:t>{words} </w:t></w:r>{number}</w:p></w:hdr>".encode()
        for id, words in heads.items()
    }
    return package(
        sheet(*STYLES),
        text=text,
        section=section,
        settings=settings,
        parts=xml,
        types="".join(f'<Override PartName="/{name}" ContentType="{WORD}.header+xml"/>' for name in xml),
        relations="".join(f'<Relationship Id="{id}" Type="{OFFICE}/header" Target="{id}.xml"/>' for id in heads),
    )


def front_and_appendix() -> bytes:
    """A front page, the text with a first page of its own, a wide form at the end: a section and heads for each."""
    heads = {"hFront": "Kannen vaakuna", "hFirst": "Ensimmäinen sivu", "hLater": "Mallilan kunta", "hWide": "Lomake"}
    front = said("Mallilan kunnan kansi") + ended("Sivistystoimi", reference("default", "hFront") + A4)
    own = reference("default", "hLater") + reference("first", "hFirst")
    text = said("Malliteksti") + ended("Malliteksti loppuu", f"{own}{A4}<w:titlePg/>")
    return headed(heads, text=front + text + said("Liitelomake"), section=reference("default", "hWide") + WIDE)


def marked_section_of_its_own() -> bytes:
    """The mark ends the second of three sections, narrower; the front alone has a head; left pages differ."""
    front = ended("Mallilan kunnan kansi", reference("first", "hFront") + A4 + "<w:titlePg/>")
    return headed(
        {"hFront": "Kannen vaakuna"},
        text=front + ended("[[muistio]]", NARROW_TEXT) + said("Liitelomake"),
        section=WIDE,
        settings="<w:evenAndOddHeaders/>",
        numbered=False,
    )


def front_page_of_word() -> bytes:
    """A front page from Word's gallery, that shows the title, before the text of the only section."""
    title = (
        "<w:sdt><w:sdtPr><w:dataBinding w:prefixMappings=\"xmlns:ns0='http://purl.org/dc/elements/1.1/'"
        " xmlns:ns1='http://schemas.openxmlformats.org/package/2006/metadata/core-properties'\""
        ' w:xpath="/ns1:coreProperties[1]/ns0:title[1]" w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/>'
        f"<w:text/></w:sdtPr><w:sdtContent>{said('Asiakirjan otsikko')}</w:sdtContent></w:sdt>"
    )
    front = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Cover Pages"/><w:docPartUnique/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{said('Mallilan kunnan kansi')}{title}"
        '<w:p><w:r><w:br w:type="page"/></w:r></w:p></w:sdtContent></w:sdt>'
    )
    return package(sheet(*STYLES), text=front + said("Malliteksti"), section=A4 + "<w:titlePg/>")


def wide_pages() -> bytes:
    """Wide pages and no others."""
    return package(sheet(*STYLES), section=WIDE)


SECTIONED: dict[str, Callable[[], bytes]] = {
    "front and appendix": front_and_appendix,
    "marked section": marked_section_of_its_own,
    "front page of Word": front_page_of_word,
    "wide pages": wide_pages,
}
