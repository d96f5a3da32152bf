"""A text that is painted again only when it has become another."""

from textual.content import Content
from textual.widgets import Static


class Line(Static):
    """A Static that may be shown the same every second and costs nothing then."""

    _shown: Content | None = None

    def show(self, content: Content, *, layout: bool = False) -> None:
        """Show a text. ``layout``: it may take another number of lines than the one before."""
        if self._shown is None or not content.is_same(self._shown):
            self._shown = content
            self.update(content, layout=layout)
