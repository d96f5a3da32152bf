"""The capture bar: one line, always ready."""

from typing import ClassVar

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive

from kaikutui.domain.clean import clean_lines
from kaikutui.domain.commands import BY_KEY
from kaikutui.tui.cures import in_use
from kaikutui.tui.widgets.line_input import LineInput

PAGES = {"pageup": -1, "pagedown": 1}


class CaptureBar(LineInput):
    """A line to type in. Enter sends it, who takes it down empties it; the keys of the commands are its own."""

    # Setting virtual_size lays out the whole screen at every key; a line of fixed height needs no layout. (We know
    # of no issue of Textual's about it.)
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=not in_use("layout"))

    BINDINGS: ClassVar = []

    class Entered(Message):
        """A line was finished."""

        def __init__(self, line: str) -> None:
            super().__init__()
            self.line = line

    class Pasted(Message):
        """Several lines were pasted."""

        def __init__(self, lines: str) -> None:
            super().__init__()
            self.lines = lines

    class Pressed(Message):
        """The key of a command was pressed."""

        def __init__(self, command: str) -> None:
            super().__init__()
            self.command = command

    class PageTurned(Message):
        """What can be read above is to be scrolled; -1: a page up, 1: a page down."""

        def __init__(self, pages: int) -> None:
            super().__init__()
            self.pages = pages

    class Recalled(Message):
        """The last note is wanted back for editing."""

    class Escaped(Message):
        """Esc: leave whatever was going on."""

    def post_message(self, message: Message) -> bool:
        """That something was typed is for the app alone, and goes there straight: at each letter, before it is seen."""
        return self.app.post_message(message) if isinstance(message, self.Changed) else super().post_message(message)

    async def _on_key(self, event: events.Key) -> None:
        message = self._message_of(event.key)
        if message is not None:
            # Straight, as below: a dispatch less at each container between.
            self.screen.post_message(message)
            event.stop()
            event.prevent_default()

    def _message_of(self, key: str) -> Message | None:
        """What a key asks of the screen; None: it belongs to the line."""
        if key == "enter":
            return self.Entered(self.value)
        if key in PAGES:
            return self.PageTurned(PAGES[key])
        if key == "up":
            return self.Recalled()
        if key == "escape":
            return self.Escaped()
        return self.Pressed(BY_KEY[key].id) if key in BY_KEY else None

    def _on_paste(self, event: events.Paste) -> None:
        """A paste of one line goes into the line; of several, the screen asks."""
        if len(clean_lines(event.text)) > 1:
            event.stop()
            event.prevent_default()
            self.screen.post_message(self.Pasted(event.text))
        else:
            super()._on_paste(event)

    def take(self, line: str) -> None:
        """Take a finished line out; what has been typed since stays."""
        self.value = self.value.removeprefix(line)

    def put(self, line: str) -> None:
        """Put a line into the bar, before whatever has been typed since."""
        self.value = f"{line} {self.value}".rstrip() if self.value else line
        self.cursor_position = len(self.value)
