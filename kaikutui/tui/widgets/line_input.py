"""The one field of one line: what stands in it commands no terminal, wherever it came from."""

from textual import events
from textual.widgets import Input

from kaikutui.domain.clean import without_controls


class LineInput(Input):
    """An Input for text of any origin: typed, pasted, or put there from a file."""

    def validate_value(self, value: str) -> str:
        """Nothing that the terminal would obey stands in the field."""
        return without_controls(value)

    def _on_paste(self, event: events.Paste) -> None:
        """A paste comes whole, its lines one after another (Input would keep the first only)."""
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(event.text.strip("\r\n"))
