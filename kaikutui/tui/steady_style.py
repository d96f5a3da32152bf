"""Colours are mixed once, not at every letter.

Textual mixes the colours of a widget with those of all its ancestors whenever it paints a line of it, and forgets those
of its parts whenever it is to be painted. Every set of styles counts its changes; as long as no count has changed,
neither has the mixture. And it styles all parts that a widget may show whenever it styles the widget: here a part is
styled when it is first painted. (We know of no issue of Textual's about either.)
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from rich.style import Style
from textual.color import Color
from textual.css.styles import RenderStyles
from textual.dom import DOMNode

from kaikutui.tui.cures import in_use

if TYPE_CHECKING:
    from textual.widget import Widget as Base
else:
    # The style sheet of a widget is that of its first base that is one: it must be the widget that this is mixed into.
    Base = object

T = TypeVar("T")


class SteadyStyle(Base):
    """A widget that is painted often."""

    _steady = in_use("styles")

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """As any widget."""
        self._mixed: dict[tuple[object, ...], Any] = {}
        self._mixed_at = -1
        super().__init__(*arguments, **options)

    @property
    def rich_style(self) -> Style:
        """The widget's own style."""
        return self._once(("rich_style",), lambda: super(SteadyStyle, self).rich_style)

    @property
    def background_colors(self) -> tuple[Color, Color]:
        """The ground beneath it, and its own."""
        return self._once(("background_colors",), lambda: super(SteadyStyle, self).background_colors)

    def get_component_rich_style(self, *names: str, partial: bool = False, default: Style | None = None) -> Style:
        """The style of one of its parts."""
        mix = super().get_component_rich_style
        return self._once((partial, default, *names), lambda: mix(*names, partial=partial, default=default))

    def _get_component_classes(self) -> frozenset[str]:  # type: ignore[override]
        """Textual asks for its parts when it styles it: what they were is no more, and none is to be styled now."""
        if not self._steady:
            return super()._get_component_classes()
        if self._component_styles:
            self._component_styles.clear()
            self._mixed.clear()
            self.refresh()
        return frozenset()

    def get_component_styles(self, *names: str) -> RenderStyles:
        """The styles of its parts; raises KeyError for what is none of them."""
        if self._steady:
            for name in {*names} - {*self._component_styles} & {*super()._get_component_classes()}:
                part = DOMNode(classes=name)
                part._attach(self)
                self.app.stylesheet.apply(part, animate=False)
                self._component_styles[name] = part.styles
        return super().get_component_styles(*names)

    def notify_style_update(self) -> None:
        """Its own styles, or those of its parts, may have become others."""
        super().notify_style_update()
        self._mixed.clear()

    def _once(self, what: tuple[object, ...], mix: Callable[[], T]) -> T:
        if not self._steady:
            return mix()
        # The counts only grow, so an equal sum means that none has.
        changes = sum(node.styles._cache_key for node in self.ancestors_with_self)
        if changes != self._mixed_at:
            self._mixed.clear()
            self._mixed_at = changes
        if what not in self._mixed:
            self._mixed[what] = mix()
        found: T = self._mixed[what]
        return found
