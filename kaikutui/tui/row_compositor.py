"""Only the widgets and the lines that are painted anew are rendered.

Textual renders, for a letter in a one-line field, every widget that shares a container with what has changed, each
in its whole height, and whatever lies between two changes and beneath them; then it throws the rest away
(``Compositor._get_renders`` looks at clips and one box around everything; we know of no issue of Textual about it).
"""

from collections.abc import Iterable

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip

from kaikutui.tui.cures import in_use

Band = tuple[int, int, list[Region]]
"""Rows, from and to, and what is to be painted in them."""


class RowCompositor(Compositor):
    """A compositor for a screen of many widgets of which one changes at a time."""

    _narrow = in_use("rows")
    _changed: tuple[Region, ...] = ()

    def render_partial_update(self) -> ChopsUpdate | None:
        """What has changed, in bands of rows that have nothing to do with each other."""
        self._changed = tuple(self._dirty_regions)
        try:
            return super().render_partial_update()
        finally:
            self._changed = ()

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """The strips of what is seen of the changed regions, the foremost widget first, as Textual wants them."""
        if not self._changed or not self._narrow:
            yield from super()._get_renders(crop)
            return
        for top, bottom, regions in bands(self._changed):
            rows = Region(0, top, self.size.width, bottom - top)
            for widget, (region, clip) in self.visible_widgets.items():
                seen = clip.intersection(rows)
                part = region.intersection(seen)
                if part and any(map(part.overlaps, regions)):
                    inside = Region(part.x - region.x, part.y - region.y, part.width, part.height)
                    yield region, seen, widget.render_lines(inside)
                    # What lies beneath is not seen.
                    regions = [changed for changed in regions if not part.contains_region(changed)]
                    if not regions:
                        break


def bands(regions: Iterable[Region]) -> list[Band]:
    """The regions, those that share a row together."""
    found: list[Band] = []
    for region in sorted(regions, key=lambda region: region.y):
        if found and region.y < found[-1][1]:
            top, bottom, together = found[-1]
            found[-1] = (top, max(bottom, region.bottom), [*together, region])
        else:
            found.append((region.y, region.bottom, [region]))
    return found
