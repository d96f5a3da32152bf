"""What is to be done before and after the meeting, and what is still missing from it."""

from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Label, Static

from kaikutui.catalogue import text
from kaikutui.domain.checks import memo_remarks, plan_remarks
from kaikutui.domain.clocks import State, floor
from kaikutui.domain.operations import Change
from kaikutui.domain.seat import Outcome
from kaikutui.domain.session import Session, Task
from kaikutui.tui.messages import Perform
from kaikutui.tui.screens.dialog import Dialog
from kaikutui.tui.show import content, show
from kaikutui.tui.widgets.row_list import Column, Row, RowList, heading, row
from kaikutui.tui.wrap import wrap

if TYPE_CHECKING:
    from kaikutui.tui.screens.meeting import MeetingScreen


class ChecklistScreen(Dialog[None]):
    """Tasks to tick off, remarks below."""

    AUTO_FOCUS: ClassVar[str | None] = "RowList"

    _lines = query_one(RowList)

    def __init__(self, meeting: "MeetingScreen") -> None:
        """Over this meeting."""
        super().__init__()
        self._meeting = meeting

    def compose(self) -> ComposeResult:
        """Title, tasks, keys."""
        with Vertical(classes="dialog -tall-dialog"):
            yield Label(content(text("checklist.title"), "bold"), classes="dialog-title")
            yield RowList((Column(),))
            yield Static(Content(text("checklist.keys")), classes="dialog-keys")

    def on_resize(self) -> None:
        """Show the list, laid out for this width."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        self._show_tasks(self._meeting.meeting.session)

    def _show_tasks(self, session: Session) -> None:
        self._lines.show_rows(checklist_rows(session, self._lines.scrollable_content_region.width))

    @on(RowList.KeyPressed)
    def _key(self, message: RowList.KeyPressed) -> None:
        message.stop()
        if message.key in ("escape", "q"):
            self.dismiss()
        task = message.row.key if message.row else None
        if message.key in ("space", "enter") and isinstance(task, Task):
            change = Change(table="tasks", before=task, after=replace(task, done=not task.done))
            self._meeting.post_message(Perform(lambda moment: Outcome(operations=(change,))))
            self._show_tasks(change.apply(self._meeting.meeting.session))


def checklist_rows(session: Session, width: int) -> list[Row]:
    """Before and after, ticked or not; what is missing now. Each on as many lines of ``width`` cells as it needs."""
    rows: list[Row] = []
    for after in (False, True):
        rows.append(heading(text("checklist.after" if after else "checklist.before")))
        tasks = [task for task in session.tasks if task.after is after]
        for task in tasks:
            rows += _wrapped(task, f"[{'x' if task.done else ' '}] ", task.text, width)
    waiting = floor(session).state is State.WAITING
    remarks = plan_remarks(session) if waiting else memo_remarks(session)
    if remarks:
        rows.append(heading(text("checklist.missing")))
        for number, remark in enumerate(remarks):
            rows += _wrapped(f"remark-{number}", "· ", remark.sentence, width)
    return rows


def _wrapped(key: object, lead: str, words: str, width: int) -> list[Row]:
    first, *rest = wrap(show(words), max(width - len(lead), 20))
    return [row(key, f"{lead}{first}"), *(heading(f"{' ' * len(lead)}{line}", "row--plain") for line in rest)]
