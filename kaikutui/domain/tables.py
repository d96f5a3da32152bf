"""Tables as people have them: saved as CSV, pasted from Excel, typed as a list.

Nothing is lost in silence: every line that is not empty is either used or named in a problem. Problems stand
beside the result and stop nothing.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec.structs import replace

from kaikutui.catalogue import text
from kaikutui.domain.clean import clean_line
from kaikutui.domain.formats import parse_number
from kaikutui.domain.record import Record
from kaikutui.domain.session import Figure, Partner, Person, Side
from kaikutui.domain.table_rows import (
    Problem,
    Row,
    find_columns,
    find_delimiter,
    problem_at,
    split_rows,
    unread,
)
from kaikutui.domain.table_words import FIGURE_COLUMNS, HEADINGS, PARTNER_COLUMNS, PRESENCES, SIDES, word

__all__ = ["Problem", "Row", "parse_figure_line", "parse_figures", "parse_partners", "split_rows"]


class _Entry(Record, frozen=True, kw_only=True):
    """What one row says of a partner."""

    line: int
    organisation: str = ""
    side: str = ""
    person: str = ""
    presence: str = ""
    contact: str = ""
    under: Side | None = None
    """Side of the heading above."""


def _entry(row: Row, cells: Mapping[str, str], under: Side | None = None) -> _Entry:
    return replace(_Entry(line=row.line, under=under), **cells)


Partners = tuple[tuple[Partner, ...], tuple[Person, ...], tuple[Problem, ...]]


def parse_partners(table: str) -> Partners:
    """Partners and people of a table or a list, and what in it was not understood.

    With a header the columns stand in any order; without one they are organisation, side, person, presence,
    contact. In a list the sides may be headings ("Jakajat:") with an organisation a line below them. Each
    partner has at least one person, nameless when nobody was named.
    """
    delimiter = find_delimiter(table)
    rows = split_rows(table, delimiter)
    columns = find_columns(rows[0], PARTNER_COLUMNS) if rows else {}
    if "organisation" not in columns and len(columns) > 1 and "person" in columns:
        columns["organisation"] = columns.pop("person")
    network = _Network()
    if "organisation" in columns:
        network.problems.extend(unread(rows[0], [*columns.values()], "table.ignored_column"))
        network.read_table(rows[1:], columns, len(rows[0].cells))
    else:
        network.read_list(rows, delimiter)
    return network.result()


class _Network:
    """Partners and people while their rows are read."""

    def __init__(self) -> None:
        self.partners: dict[str, Partner] = {}
        self.sides: dict[str, Side | None] = {}
        self.people: dict[tuple[str, str], tuple[int, Person]] = {}
        self.manned: set[str] = set()
        """Organisations that have a person, named or not."""
        self.unsided: dict[str, int] = {}
        """Line of a partner whose side nobody has told."""
        self.problems: list[Problem] = []

    def tell(self, line: int, key: str, **values: object) -> None:
        self.problems.append(problem_at(line, key, **values))

    def result(self) -> Partners:
        for key, line in self.unsided.items():
            self.tell(line, "table.no_side", name=self.partners[key].name)
        partners = (replace(known, side=self.sides[key] or Side.OTHER) for key, known in self.partners.items())
        people = (person for _, person in self.people.values())
        problems = sorted(self.problems, key=lambda problem: problem.line)
        return tuple(partners), tuple(people), tuple(problems)

    def read_table(self, rows: Sequence[Row], columns: Mapping[str, int], width: int) -> None:
        """Rows under a header of ``width`` cells."""
        for row in rows:
            self.problems.extend(unread(row, range(width), "table.extra_cells"))
            cells = {name: row.cells[place] for name, place in columns.items() if place < len(row.cells)}
            self.add(_entry(row, cells))

    def read_list(self, rows: Sequence[Row], delimiter: str) -> None:
        """Rows without a header, perhaps under headings."""
        under: Side | None = None
        for row in rows:
            head, colon, rest = row.cells[0].partition(":")
            heads = SIDES if colon else HEADINGS
            if word(head) in heads and (colon or not any(row.cells[1:])):
                under = heads[word(head)]
                for name in filter(None, (rest.strip(), *row.cells[1:])):
                    self.add(_Entry(line=row.line, organisation=name, under=under))
            elif colon and not rest and not any(row.cells[1:]):
                under = Side.OTHER
                self.tell(row.line, "table.unknown_heading", heading=head)
            else:
                self.add(self._listed(row, delimiter, under))

    def _listed(self, row: Row, delimiter: str, under: Side | None) -> _Entry:
        cells = [re.sub(r"^[-–•*·]\s+", "", row.cells[0]), *row.cells[1:]]
        if delimiter == ",":
            # Names hold commas too: the side tells where the name ends.
            end = next((place for place in range(1, len(cells)) if word(cells[place]) in SIDES), len(cells))
            cells = [", ".join(filter(None, cells[:end])), *cells[end:]]
        elif under and len(cells) > 1 and cells[1] and word(cells[1]) not in SIDES:
            cells.insert(1, "")
        self.problems.extend(
            unread(Row(line=row.line, cells=tuple(cells)), range(len(PARTNER_COLUMNS)), "table.extra_cells")
        )
        return _entry(row, dict(zip(PARTNER_COLUMNS, cells, strict=False)), under)

    def add(self, entry: _Entry) -> None:
        """Take a row in: a new partner, or another person of a known one."""
        if not entry.organisation and not entry.person:
            self.tell(entry.line, "table.no_name")
            return
        key = entry.organisation.casefold()
        if entry.organisation:
            self._add_partner(key, entry)
        else:
            self.tell(entry.line, "table.no_organisation", name=entry.person)
        self._add_person(key, entry)

    def _add_partner(self, key: str, entry: _Entry) -> None:
        known = self.partners.setdefault(key, Partner(name=entry.organisation, side=Side.OTHER))
        side = SIDES.get(word(entry.side)) or (None if entry.side else entry.under)
        if entry.side and side is None:
            self.tell(entry.line, "table.unknown_side", name=known.name, word=entry.side)
        elif side is None and self.sides.get(key) is None:
            self.unsided.setdefault(key, entry.line)
        before = self.sides.setdefault(key, None)
        if side and before and side is not before:
            self.tell(entry.line, "table.side_differs", name=known.name, side=text(f"side.{before}"))
        elif side:
            self.sides[key] = side
            self.unsided.pop(key, None)
        if entry.contact and known.contact and entry.contact != known.contact:
            self.tell(entry.line, "table.contact_differs", name=known.name, contact=known.contact)
        self.partners[key] = replace(known, contact=known.contact or entry.contact)

    def _add_person(self, key: str, entry: _Entry) -> None:
        presence = PRESENCES.get(word(entry.presence))
        if entry.presence and presence is None:
            self.tell(entry.line, "table.unknown_presence", word=entry.presence)
        nameless = self.people.get(("", key))
        identity = (entry.person.casefold(), key)
        organisation = self.partners[key].name if key else ""
        if identity in self.people or (key in self.manned and not entry.person):
            self.tell(entry.line, "table.merged", name=entry.person or organisation)
            return
        if nameless:
            del self.people["", key]
            self.tell(nameless[0], "table.merged", name=organisation)
        person = Person(name=entry.person, organisation=organisation, presence=presence)
        self.people[identity] = (entry.line, person)
        self.manned.add(key)


_YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"
_TYPED = rf"(?a)(?P<head>(?:@.+?\s+)?{_YEAR}(?:\s*\([^()]*\))?)\s+(?P<numbers>\S.*)"
_COUNTS = ("cards", "uses", "children")
_NONE = ("", "-", "–", "—")
"""Ways to leave a number out."""


def parse_figures(table: str) -> tuple[tuple[Figure, ...], tuple[Problem, ...]]:
    """Rows of statistics of a table, and what in it was not understood.

    With a header the columns stand in any order; without one they are period, cards, uses, children, area. A
    row without its parts is read as ``parse_figure_line`` does. Of two rows for one period and area the first
    counts.
    """
    rows = split_rows(table)
    columns = find_columns(rows[0], FIGURE_COLUMNS) if rows else {}
    width = len(FIGURE_COLUMNS)
    problems: list[Problem] = []
    if "period" in columns:
        problems.extend(unread(rows[0], [*columns.values()], "table.ignored_column"))
        width, rows = len(rows[0].cells), rows[1:]
    else:
        columns = {name: place for place, name in enumerate(FIGURE_COLUMNS)}
    figures: dict[tuple[str, str], Figure] = {}
    for row in rows:
        figure, told = _read_figure(row, columns)
        problems.extend((*unread(row, range(width), "table.extra_cells"), *told))
        if figure and (figure.period, figure.area) in figures:
            problems.append(problem_at(row.line, "table.figure_twice", period=figure.period))
        elif figure:
            figures[figure.period, figure.area] = figure
    return tuple(figures.values()), tuple(problems)


def _read_figure(row: Row, columns: Mapping[str, int]) -> tuple[Figure | None, list[Problem]]:
    typed = parse_figure_line(row.cells[0]) if len(row.cells) == 1 else None
    if typed:
        return typed, []
    cells = {name: row.cells[place] for name, place in columns.items() if place < len(row.cells)}
    head = _read_head(cells.get("period", ""))
    if head is None:
        return None, [problem_at(row.line, "table.no_period", cells=", ".join(filter(None, row.cells)))]
    counts = {name: parse_number(cells.get(name, "")) for name in _COUNTS}
    bad = [cells[name] for name in _COUNTS if counts[name] is None and cells.get(name, "") not in _NONE]
    problems = [problem_at(row.line, "table.not_number", cell=cell) for cell in bad]
    figure = replace(head, **counts, area=cells.get("area") or head.area)
    if not any(count is not None for count in counts.values()):
        return None, [*problems, problem_at(row.line, "table.no_numbers", period=head.period)]
    if figure.children is not None and figure.uses is not None and figure.children > figure.uses:
        problems.append(problem_at(row.line, "table.children_more", children=figure.children, uses=figure.uses))
    return figure, problems


def _read_head(cell: str) -> Figure | None:
    """A figure without its numbers: its period, before which an area may stand (``@Naapurila 2026``)."""
    match = re.fullmatch(rf"@(?P<area>.+?)\s+(?P<period>{_YEAR}.*)", cell, re.A)
    area, period = (match["area"], match["period"]) if match else ("", cell)
    rest, years = re.subn(_YEAR, "", period, count=1, flags=re.A)
    # "2026 412" is a year and a number that has lost its delimiter.
    if not years or period.startswith("@") or re.fullmatch(r"[\d\s]*\d[\d\s]*", rest):
        return None
    return Figure(period=period, area=area)


def parse_figure_line(typed: str) -> Figure | None:
    """A row as typed; None when it is not understood, or could be understood in two ways.

    ``2026 (1.1.–31.10.); 412; 2 356; 487``: period, cards, uses, children; one may be left empty. With spaces
    alone it is ``2026 412 2356 487``: all three numbers, without spaces between their thousands. A comparison
    area stands first after ``@``: ``@Naapurila 2026; 530; 2 597``.
    """
    line = clean_line(typed)
    if ";" in line:
        start, *cells = (part.strip() for part in line.rstrip("; ").split(";"))
    else:
        match = re.fullmatch(_TYPED, line)
        start, cells = (match["head"], re.split(" +", match["numbers"])) if match else ("", [])
        if len(cells) != 3 or _is_torn(cells):
            return None
    head = _read_head(start)
    counts = [parse_number(cell) for cell in cells]
    known = [count is not None or cell in _NONE for count, cell in zip(counts, cells, strict=True)]
    if head is None or len(counts) > 3 or not all(known) or not any(count is not None for count in counts):
        return None
    return replace(head, **dict(zip(_COUNTS, counts, strict=False)))


def _is_torn(cells: Sequence[str]) -> bool:
    """Whether a space may part the thousands of one number ("1 248 214"), or the sum makes no sense."""
    torn = any(len(one) < 3 and len(other) == 3 for one, other in pairwise(cells))
    uses, children = (parse_number(cell) for cell in cells[1:])
    return torn or (uses is not None and children is not None and children > uses)
