"""Only what is painted anew and can be seen is rendered.

Textual renders, for a letter in a one-line field, every widget that shares a container with what has changed, each
in its whole height, and whatever lies between two changes; and always all that lies beneath what is seen, as the
containers of a whole screen do. Then it throws the rest away (``Compositor._get_renders`` looks at clips and one box
around everything; we know of no issue of Textual about it).
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
        if not self._narrow:
            yield from super()._get_renders(crop)
            return
        for top, bottom, unpainted in bands(self._changed or (crop or self.size.region,)):
            rows = Region(0, top, self.size.width, bottom - top)
            for widget, (region, clip) in self.visible_widgets.items():
                part = region.intersection(clip).intersection(rows)
                seen = [shared for one in unpainted if (shared := part.intersection(one))]
                if seen:
                    y = min(one.y for one in seen)
                    part = Region(part.x, y, part.width, max(one.bottom for one in seen) - y)
                    inside = part.translate((-region.x, -region.y))
                    yield region, part, widget.render_lines(inside)
                    unpainted = without(unpainted, part)
                    if not unpainted:
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


def without(regions: Iterable[Region], taken: Region) -> list[Region]:
    """What of the regions lies outside another one: above it, below, to its left and right."""
    rest: list[Region] = []
    for region in regions:
        shared = region.intersection(taken)
        if not shared:
            rest.append(region)
            continue
        pieces = (
            Region(region.x, region.y, region.width, shared.y - region.y),
            Region(region.x, shared.bottom, region.width, region.bottom - shared.bottom),
            Region(region.x, shared.y, shared.x - region.x, shared.height),
            Region(shared.right, shared.y, region.right - shared.right, shared.height),
        )
        rest += [piece for piece in pieces if piece]
    return rest
