"""The one field of one line: what stands in it commands no terminal, wherever it came from."""

from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widgets import Input

from kaikutui.domain.clean import without_controls
from kaikutui.tui.steady_style import SteadyStyle


class LineInput(SteadyStyle, Input):
    """An Input for text of any origin: typed, pasted, or put there from a file."""

    def validate_value(self, value: str) -> str:
        """Nothing that the terminal would obey stands in the field."""
        return without_controls(value)

    def on_resize(self) -> None:
        """The terminal's own cursor stands in the line also before the first letter: input methods open there."""
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset

    def render_line(self, y: int) -> Strip:
        """As Input paints it, without Rich's laying out of text: a line with a cursor in it needs none."""
        if y or not self.value or not self.selection.is_empty or self._suggestion or self.password:
            return super().render_line(y)
        value, place = self.value, self.cursor_position
        width, left = self.scrollable_content_region.width + 1, self.scroll_offset.x
        segments = [Segment(value)]
        if self.has_focus and self._cursor_visible:
            cursor = self.get_component_rich_style("input--cursor")
            segments = [
                Segment(value[:place]),
                Segment(value[place : place + 1] or " ", cursor),
                Segment(value[place + 1 :]),
            ]
        strip = Strip(segments).crop(left, left + width).extend_cell_length(width)
        return strip.apply_style(self.rich_style)

    def _on_paste(self, event: events.Paste) -> None:
        """A paste comes whole, its lines one after another (Input would keep the first only)."""
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(event.text.strip("\r\n"))
