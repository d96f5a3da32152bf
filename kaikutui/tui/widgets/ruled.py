"""The head of a column: its name, its count, a rule to its end."""

from textual.content import Content
from textual.widget import Widget

from kaikutui.tui.show import show


class Ruled(Widget):
    """``Jakajat 9 ────────``."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        """Empty until shown something."""
        super().__init__(id=id, classes=classes)
        self._title = ""
        self._count = 0

    def show(self, name: str, count: int) -> None:
        """Show another name or count."""
        if (name, count) != (self._title, self._count):
            self._title, self._count = name, count
            self.refresh()

    def render(self) -> Content:
        """The line."""
        words = f"{show(self._title)} {self._count} "
        rule = "─" * max(self.size.width - len(words), 0)
        return Content.assemble((words, "bold"), (rule, "$kaiku-track"))
