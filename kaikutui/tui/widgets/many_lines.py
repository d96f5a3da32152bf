"""An area of many lines in a form. It stands alone because Textual's takes a megabyte, and few forms have one."""

from textual.widgets import TextArea


class ManyLines(TextArea):
    """Takes a pasted list; Tab leads on.

    Its cursor does not blink: over a thin line that costs more than the typing.
    """

    def __init__(self, value: str, id: str) -> None:
        """``value``: what it holds to begin with."""
        super().__init__(value, id=id, tab_behavior="focus")
        self.cursor_blink = False
