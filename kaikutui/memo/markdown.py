"""The memo as Markdown (CommonMark, tables as in GitHub), for wikis, mail and whoever has no Word."""

import re
from collections.abc import Iterator
from itertools import count

from kaikutui.memo.lines import shown
from kaikutui.memo.parts import Block, Bullets, Fact, Facts, Heading, Line, Memo, Paragraph, Table

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~$^@])")
_LEADING = re.compile(r"^(\d+)([.)])|^([-+=:])")
_ENTITY = re.compile(r"&(?=#?\w+;)")


def to_markdown(memo: Memo) -> bytes:
    """The memo as UTF-8 text."""
    return ("\n\n".join(_memo(memo)) + "\n").encode()


def plain(text: str) -> str:
    """A text of which no sign means anything but itself."""
    marked = _ENTITY.sub(r"\\&", _MARKS.sub(r"\\\1", shown(text)))
    return _LEADING.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", marked)


def _memo(memo: Memo) -> Iterator[str]:
    yield f"# {plain(memo.title) or plain(memo.kind)}"
    yield "\\\n".join(filter(None, (f"**{plain(memo.kind)}** {plain(memo.date)}", *map(plain, memo.sender))))
    if memo.notice:
        yield f"> {plain(memo.notice)}"
    yield from _facts(memo.facts)
    numbers = count(1)
    for block in memo.blocks:
        yield from _block(block, memo, numbers)


def _block(block: Block, memo: Memo, numbers: Iterator[int]) -> Iterator[str]:
    match block:
        case Heading():
            number = "" if block.number is None else f"{block.number} "
            yield f"{'#' * (block.level + 1)} {number}{plain(block.text)}"
        case Paragraph():
            yield f"> {_line(block.line)}" if block.agreed else _line(block.line)
        case Bullets():
            yield "\n".join(f"- {_line(line)}" for line in block.lines)
        case Facts():
            yield from _facts(block.rows)
        case Table():
            yield f"**{plain(memo.table_word)}\u00a0{next(numbers)}. {plain(block.caption)}**"
            yield _table(block)


def _line(line: Line) -> str:
    label = f"**{plain(line.label)}** " if shown(line.label) else ""
    return f"{label}{plain(f'{line.text} {line.tail}')}"


def _facts(rows: tuple[Fact, ...]) -> Iterator[str]:
    if rows:
        yield "\n".join(f"- **{plain(row.label)}:** {'; '.join(map(plain, row.values))}" for row in rows)


def _table(table: Table) -> str:
    heads = [plain(column.heading) for column in table.columns]
    rules = ["---:" if column.numeric else "---" for column in table.columns]
    rows = ([plain(cell) for cell in row] for row in table.rows)
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, rules, *rows))
