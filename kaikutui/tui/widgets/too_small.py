"""What a window under the home size shows instead."""

from textual.content import Content
from textual.widgets import Static

from kaikutui.catalogue import text

HOME = (80, 24)
"""The home size: columns and rows in which everything is complete."""


class TooSmall(Static):
    """Covers the screen while the window is under 80×24; what was typed stays under it."""

    _fitted = (0, 0)

    def fit(self, width: int, height: int) -> None:
        """Show or hide for a window of this size; does nothing while the size stays, or it would never rest."""
        if (width, height) == self._fitted:
            return
        self._fitted = (width, height)
        self.display = width < HOME[0] or height < HOME[1]
        self.update(Content(text("screen.too_small", width=width, height=height)))

    def on_mount(self) -> None:
        """Look at the window."""
        self.fit(*self.app.size)
        self.screen.screen_layout_refresh_signal.subscribe(self, lambda _: self.fit(*self.app.size))
