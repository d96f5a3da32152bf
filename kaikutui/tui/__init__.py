"""The meeting on a terminal screen, made with Textual.

Whoever imports anything of it imports Textual first, without what Textual brings along and no terminal of ours needs.
"""

from kaikutui.tui.cures import in_use
from kaikutui.tui.withheld import stand_in, withheld

if in_use("imports"):
    with withheld({"ssl": None, "textual.command": stand_in("textual.command")}):
        import textual.app  # noqa: F401
