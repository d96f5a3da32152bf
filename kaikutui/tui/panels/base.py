"""What every panel is: a line of sums, rows with marks of one key each, and a line that names the keys."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from msgspec import Struct
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from kaikutui.catalogue import text
from kaikutui.domain.commands import BY_KEY
from kaikutui.domain.operations import Operation
from kaikutui.domain.seat import Moment, Outcome
from kaikutui.domain.session import Session
from kaikutui.tui.forms import Form
from kaikutui.tui.messages import AskFor, LeavePanel, Perform
from kaikutui.tui.widgets.line import Line
from kaikutui.tui.widgets.row_list import Column, Row, RowList

Effect = Operation | Outcome | Form | None
"""What a mark leads to: an act, an outcome, a form to fill in first, or nothing."""


class Mark(Struct, frozen=True):
    """A key of a panel."""

    key: str
    """As typed: a letter, or Textual's name of a key."""
    label: str
    """Catalogue key of the word beside it."""
    act: Callable[[Any, Moment], Effect]
    """From the key of the row under the cursor (None: no row) and the moment to what it leads to."""
    needs_row: bool = True
    advances: bool = False
    """Whether the cursor goes on to the next row: a roll-call answer does."""


class ItemPanel(Vertical):
    """The part of an item's screen that is its own. ``show`` redraws it from a moment; it keeps nothing."""

    columns: ClassVar[tuple[Column, ...]] = (Column(),)
    marks: ClassVar[tuple[Mark, ...]] = ()

    lines = query_one(RowList)
    _sums = query_one(".panel-sums", Line)

    def compose(self) -> ComposeResult:
        """A line of sums and the rows."""
        yield Line(classes="panel-sums")
        yield RowList(self.columns, advancing=frozenset(mark.key for mark in self.marks if mark.advances))

    def name_keys(self) -> None:
        """Somebody is in the panel, and sees between sums and rows what its keys do."""
        if self.query(".panel-keys"):
            return
        pieces: list[Content | tuple[str, str] | str] = []
        for mark in self.marks:
            pieces += [(_key_name(mark.key), "bold"), f" {text(mark.label)}  "]
        words = Content.assemble(*pieces, ("Esc", "bold"), f" {text('panel.back')}")
        self.mount(Static(words, classes="panel-keys"), after=".panel-sums")

    def sums(self, moment: Moment) -> Content:
        """The line above the rows."""
        raise NotImplementedError

    def rows(self, session: Session, moment: Moment) -> Sequence[Row]:
        """The rows as they are now."""
        raise NotImplementedError

    def show(self, moment: Moment) -> None:
        """Redraw from this moment."""
        self._sums.show(self.sums(moment), layout=True)
        self.lines.show_rows(tuple(self.rows(moment.session, moment)))
        self.set_class(not self.lines.height_wanted, "-empty")

    @on(RowList.KeyPressed)
    def _mark(self, message: RowList.KeyPressed) -> None:
        message.stop()
        if message.key in ("escape", "f6", "tab"):
            self.post_message(LeavePanel())
            return
        mark = next((mark for mark in self.marks if mark.key in (message.key, message.character)), None)
        if mark is None:
            self._pass_on(message.key)
        elif message.row is not None or not mark.needs_row:
            self._carry_out(mark, message.row.key if message.row else None)

    def _carry_out(self, mark: Mark, key: object) -> None:
        def act(moment: Moment) -> Outcome:
            effect = mark.act(key, moment)
            if isinstance(effect, Form):
                self.post_message(AskFor(effect))
                return Outcome()
            if isinstance(effect, Outcome):
                return effect
            return Outcome(operations=(effect,) if effect else ())

        self.post_message(Perform(act))

    def _pass_on(self, key: str) -> None:
        """A key of no mark is a command's, as in the bar."""
        command = BY_KEY.get(key)
        if command:
            self.post_message(Perform(lambda moment: command.run(moment, "")))


def _key_name(key: str) -> str:
    return {"enter": "Enter", "space": text("key.space"), "delete": "Del", "insert": "Ins"}.get(key, key)
