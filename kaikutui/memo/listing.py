"""Every note a row, for who counts or sorts them elsewhere."""

from kaikutui.catalogue import Catalogue
from kaikutui.domain.session import Item, Note
from kaikutui.memo import writing
from kaikutui.memo.parts import Column, Table

COLUMNS = ("item", "title", "time", "source", "kind", "text", "owner", "due")
"""What is told of a note, in this order."""


def notes_table(words: Catalogue, items: tuple[Item, ...], notes: tuple[Note, ...]) -> Table:
    """The notes in the order of the items, and in an item as they were written down."""
    return Table(
        caption=words("memo.listing"),
        description=words("memo.listing"),
        columns=tuple(Column(heading=words(f"memo.listing_{name}"), width=1) for name in COLUMNS),
        rows=tuple(
            (
                str(note.item),
                item.title,
                f"{writing.day(words, note.at)} {writing.clock(words, note.at)}",
                words(f"memo.group.{note.source}"),
                words(f"memo.kind_of.{note.kind}"),
                note.text,
                note.owner,
                writing.day(words, note.due) if note.due else "",
            )
            for item in items
            for note in notes
            if note.item == item.number
        ),
    )
