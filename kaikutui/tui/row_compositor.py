"""Only the widgets and the lines that are painted anew are rendered.

Textual renders, for a letter in a one-line field, every widget that shares a container with what has changed, each
in its whole height, and throws the rest away (``Compositor._get_renders`` looks at clips, not at regions; we know of
no issue of Textual's about it).
"""

from collections.abc import Iterable

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip

from kaikutui.tui.cures import in_use


class RowCompositor(Compositor):
    """A compositor for a screen of many widgets of which one changes at a time."""

    _narrow = in_use("rows")

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """The strips of what is seen within ``crop``; of the rows of it only."""
        if crop is None or not self._narrow:
            yield from super()._get_renders(crop)
            return
        rows = Region(0, crop.y, self.size.width, crop.height)
        for widget, (region, clip) in self.visible_widgets.items():
            seen = clip.intersection(rows)
            part = region.intersection(seen)
            if part and part.overlaps(crop):
                inside = Region(part.x - region.x, part.y - region.y, part.width, part.height)
                yield region, seen, widget.render_lines(inside)
