"""The default template as people edit it in Word: a sample of every style, so that each can be found and changed."""

from kaikutui.catalogue import text
from kaikutui.memo import styles
from kaikutui.memo.elements import paragraph, parsed, run, table_element
from kaikutui.memo.package import parse, written
from kaikutui.memo.parts import Column, Table
from kaikutui.memo.room import mark_of
from kaikutui.memo.template import empty_document
from kaikutui.memo.zipped import pack, unpack

_W = f"{{{styles.NAMESPACE}}}"
_MAIN = "word/document.xml"
_IN_TABLES = (styles.CELL, styles.CELL_NUMBER, styles.CELL_HEADING, styles.CELL_NUMBER_HEADING)


def template_to_edit() -> bytes:
    """A .docx; whatever is written in it gives way to the memo."""
    parts = unpack(empty_document())
    root = parse(parts[_MAIN])
    mark = mark_of(root)
    samples = [paragraph(styles.NOTICE, [run(text("template.guide"))])]
    for style in parse(parts["word/styles.xml"]).findall(f"{_W}style[@{_W}type='paragraph']"):
        id, name = style.get(f"{_W}styleId"), style.find(f"{_W}name").get(f"{_W}val")
        if id not in _IN_TABLES and style.get(f"{_W}default") is None:
            samples.append(paragraph(id, [run(text("template.sample", name=name))]))
    for sample in list(parsed((*samples, _sample_table()))):
        mark.addprevious(sample)
    mark.find(f"{_W}r/{_W}t").text = text("template.sample", name="Normal")
    parts[_MAIN] = written(root)
    return pack(parts)


def _sample_table() -> str:
    name = text("template.sample", name="Muistio taulukko")
    columns = (Column(heading="Muistio taulukko-otsikko", width=2), Column(heading="1", width=1, numeric=True))
    table = Table(caption=name, description=name, columns=columns, rows=(("Muistio taulukkoteksti", "2"),))
    return table_element(table, "–", styles.FINNISH.width, styles.FINNISH.letter)
