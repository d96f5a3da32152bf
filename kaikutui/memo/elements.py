"""Paragraphs and tables as Word's own XML: what the library cannot say, and a hundred times as fast.

Element order is law in this format: readers that mend a wrong one are exceptions. Texts are escaped here; everything
that is given as a child is XML already.
"""

from collections.abc import Iterable, Sequence

from lxml import etree

from kaikutui.memo import styles
from kaikutui.memo.lines import shown
from kaikutui.memo.parts import Line, Table
from kaikutui.memo.widths import column_widths

SHORT = 8
"""A table of fewer rows is never broken by the end of a page."""

_HUGE = etree.XMLParser(huge_tree=True, resolve_entities=False, remove_blank_text=False)


def escape(text: str) -> str:
    """A text as XML holds it; that of the standard library brings the mail and web modules along (13 ms)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(value: str) -> str:
    return escape(value).replace('"', "&quot;")


def element(tag: str, *children: str, **attributes: str) -> str:
    """A ``w:`` element with ``w:`` attributes and these children."""
    marks = "".join([f' w:{name}="{_quoted(value)}"' for name, value in attributes.items()])
    inside = "".join(children)
    return f"<w:{tag}{marks}>{inside}</w:{tag}>" if inside else f"<w:{tag}{marks}/>"


def run(text: str, *, strong: bool = False) -> str:
    """A run of text that is clean already, its spaces kept."""
    properties = element("rPr", element("rStyle", val=styles.STRONG)) if strong else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def tab() -> str:
    """A run that goes to the next tab stop."""
    return element("r", element("tab"))


def field(instruction: str, cached: str) -> str:
    """A field and what it shows until it is worked out anew."""
    return element("fldSimple", run(cached), instr=f" {instruction} ")


KEPT = element("keepNext")
"""Keeps a paragraph on the page of the next one."""
_WHOLE = element("cantSplit")


def paragraph(style: str, runs: Iterable[str], properties: Iterable[str] = ()) -> str:
    """A paragraph in a style; ``properties`` follow the style in the order that the format wants."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{"".join(properties)}</w:pPr>{"".join(runs)}</w:p>'


def line_runs(line: Line) -> list[str]:
    """The runs of a line, its label strong; none when it holds nothing to be seen."""
    label, text = shown(line.label), shown(f"{line.text} {line.tail}")
    if not label:
        return [run(text)] if text else []
    return [run(label, strong=True), *([run(f" {text}")] if text else [])]


def parsed(xml: Iterable[str]) -> etree._Element:
    """An element that holds what these texts say."""
    return etree.fromstring(f'<w:body xmlns:w="{styles.NAMESPACE}">{"".join(xml)}</w:body>', _HUGE)


def caption(word: str, number: int, text: str) -> str:
    """``Taulukko 1. …`` over a table, its number a field."""
    runs = (run(f"{word}\u00a0"), field(f"SEQ {word} \\* ARABIC", str(number)), run(f". {shown(text)}"))
    return paragraph(styles.CAPTION, runs)


def table_element(table: Table, blank: str, width: int, letter: float) -> str:
    """A table of ``width`` twips whose heading row repeats on every page, with ``blank`` in empty cells.

    How broad its letters are is told by ``letter`` (``Look.letter``).
    Rows are whole. A short table stands on one page; a long one leaves no single row before or after a break.
    """
    widths = column_widths(table, width, letter)
    last = len(table.rows) - 1
    kept = set(range(last)) if last < SHORT else {0, last - 1}
    heading_styles = [styles.CELL_NUMBER_HEADING if c.numeric else styles.CELL_HEADING for c in table.columns]
    cell_styles = [styles.CELL_NUMBER if c.numeric else styles.CELL for c in table.columns]
    headings = [column.heading for column in table.columns]
    frames = [element("tcPr", element("tcW", w=str(width), type="dxa")) for width in widths]
    return element(
        "tbl",
        _table_properties(table, width, blank),
        element("tblGrid", *(element("gridCol", w=str(width)) for width in widths)),
        _row(headings, frames, heading_styles, blank, [element("tblHeader")]),
        *[_row(row, frames, cell_styles, blank, kept=n in kept) for n, row in enumerate(table.rows)],
    )


def _table_properties(table: Table, width: int, blank: str) -> str:
    flags = {
        "firstRow": "1",
        "lastRow": "0",
        "firstColumn": "1",
        "lastColumn": "0",
        "noHBand": "1",
        "noVBand": "1",
    }
    return element(
        "tblPr",
        element("tblStyle", val=styles.TABLE),
        element("tblW", w=str(width), type="dxa"),
        element("tblLayout", type="fixed"),
        element("tblLook", val="06A0", **flags),
        element("tblCaption", val=shown(table.caption) or blank),
        element("tblDescription", val=shown(table.description) or blank),
    )


def _row(
    cells: Sequence[str],
    frames: Sequence[str],
    cell_styles: Sequence[str],
    blank: str,
    marks: Sequence[str] = (),
    *,
    kept: bool = False,
) -> str:
    """A row; ``frames``: what each of its cells begins with, ``marks``: what the row is besides being whole."""
    properties = [KEPT] if kept else []
    told = [
        f"<w:tc>{frame}{paragraph(style, [run(shown(text) or blank)], properties)}</w:tc>"
        for text, frame, style in zip(cells, frames, cell_styles, strict=True)
    ]
    return element("tr", element("trPr", _WHOLE, *marks), *told)
