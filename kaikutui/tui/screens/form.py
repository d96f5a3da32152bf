"""A small form over the screen, made from data."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Label, Static

from kaikutui.catalogue import text
from kaikutui.domain.clean import clean_line
from kaikutui.tui.forms import Answers, Field, Form
from kaikutui.tui.loaded_later import load
from kaikutui.tui.recovery import value_of
from kaikutui.tui.screens.dialog import Dialog
from kaikutui.tui.show import content
from kaikutui.tui.widgets.line_input import LineInput


class FormScreen(Dialog[bool]):
    """Asks for the fields of a form. Enter goes on to the next field, from the last one it sends."""

    BINDINGS: ClassVar = [
        Binding("escape", "cancel", priority=True),
        Binding("ctrl+s,f10", "send", priority=True),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    def __init__(self, form: Form, send: Callable[[Answers], str]) -> None:
        """``send`` carries out the answers and gives a sentence when they are not right yet.

        Raises PartNotLoadedError for a form with many lines when the disk has failed.
        """
        super().__init__()
        if any(field.lines for field in form.fields):
            load("kaikutui.tui.widgets.many_lines")
        self._form = form
        self._send = send

    def compose(self) -> ComposeResult:
        """The fields, what is wrong with them, the keys."""
        with Vertical(classes="dialog"):
            yield Label(content(self._form.title, "bold"), classes="dialog-title")
            with VerticalScroll(can_focus=False):
                for field in self._form.fields:
                    yield from self._compose_field(field)
            yield Static(id="form-problem")
            yield Static(Content(text("form.keys")), classes="dialog-keys")

    def _compose_field(self, field: Field) -> ComposeResult:
        """A label beside a line, or above an area of many lines."""
        label = Label(content(field.label), classes="field-label")
        if field.lines:
            from kaikutui.tui.widgets.many_lines import ManyLines

            yield label
            yield ManyLines(field.value, id=f"field-{field.name}")
            return
        with Horizontal(classes="field"):
            yield label
            yield LineInput(field.value, placeholder=field.hint, id=f"field-{field.name}", select_on_focus=False)

    def on_mount(self) -> None:
        """No blinking: over a thin line it costs more than the typing."""
        for line in self.query(Input):
            line.cursor_blink = False

    @on(Input.Submitted)
    def _next(self, message: Input.Submitted) -> None:
        last = self._form.fields[-1]
        if message.input.id == f"field-{last.name}":
            self.action_send()
        else:
            self.focus_next()

    def action_send(self) -> None:
        """Carry out the answers; what is wrong with them is said and they stay."""
        problem = self._send(self._answers())
        if problem:
            self.query_one("#form-problem", Static).update(content(problem, "bold $warning"))
        else:
            self.dismiss(True)

    def action_cancel(self) -> None:
        """Leave everything as it was."""
        self.dismiss(False)

    def _answers(self) -> dict[str, str]:
        answers: dict[str, str] = {}
        for field in self._form.fields:
            answer = value_of(self.query_one(f"#field-{field.name}"))
            answers[field.name] = answer if field.lines else clean_line(answer)
        return answers
