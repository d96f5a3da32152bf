"""Which of our cures of Textual's costs are in use: all of them, unless somebody looks for a fault.

``KAIKUTUI_WITHOUT=cells,layout`` in the environment takes cures out one by one; what the screen shows is the same
without them, only dearer. The names are those of ``CURES``.
"""

import os

VARIABLE = "KAIKUTUI_WITHOUT"

CURES = ("cells", "classes", "first", "frames", "imports", "layout", "rows", "styles")
"""``cells``: only changed cells are sent (``changed_cells``). ``classes``: a class of a widget is looked through once
(``quick_classes``). ``first``: the first frame of the meeting is painted once
(``first_frame``). ``frames``: what belongs together is painted together, and at once (``prompt_frames``). ``imports``:
Textual is imported without what it never uses here (``withheld``). ``layout``: neither a letter nor a note lays the
screen out (``capture_bar``, ``note_lines``). ``rows``: only what is painted is rendered (``row_compositor``).
``styles``: colours are mixed once (``steady_style``)."""


def in_use(cure: str) -> bool:
    """Whether a cure is in use in this process."""
    return cure not in os.environ.get(VARIABLE, "").split(",")
