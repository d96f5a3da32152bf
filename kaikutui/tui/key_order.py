"""Keys are answered in the order they came, whoever answers them."""

from collections import deque

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.driver import Driver
from textual.message_pump import MessagePump

PATIENCE_SECONDS = 5.0
"""A key that has not been answered by then holds nothing back any more."""


class Turn(events.Event, bubble=False):
    """Something that waits for its turn among the keys: every key before it has been answered by then."""


class KeyOrderApp(App[None]):
    """An app in which a key waits until what the one before it asked for has been done.

    Textual hands each key to the widget that has the focus at that instant. What the widget does not do itself
    travels up to the screen and the app, and meanwhile the next keys of the same packet overtake it: of
    ``helo<BS>lo`` or ``<F6>kkk`` over a slow line the letters come first (Textualize/textual#6605). Letters typed
    into a field hold nothing back, so typing costs nothing.
    """

    def __init__(self, driver_class: type[Driver] | None = None, *, ansi_color: bool | None = None) -> None:
        """No key waits yet; without a driver, Textual's own is used."""
        super().__init__(driver_class=driver_class, ansi_color=ansi_color)
        self._waiting: deque[events.Event] = deque()
        self._stands = False
        """Whether the first screen can take keys: before that, nobody has the focus, and they would be lost."""
        self._asked_at: float | None = None
        """When the key came that is being answered (``Event.time``, monotonic seconds)."""
        self._typed_into: DOMNode | None = None
        """The field that may not have answered its last letters yet."""

    async def on_event(self, event: events.Event) -> None:
        """Take what comes from the terminal in order; everything else at once."""
        if not isinstance(event, events.InputEvent | events.Paste | Turn) or event.is_forwarded:
            await super().on_event(event)
            return
        self._waiting.append(event)
        if self._stands and (self._asked_at is None or event.time - self._asked_at > PATIENCE_SECONDS):
            await self._take_waiting()

    def on_mount(self) -> None:
        """What was typed while the program started waits for the first screen, as for any that a key opens."""
        self.screen.call_after_refresh(self.call_later, self._stand)

    async def _stand(self) -> None:
        self._stands = True
        await self._take_waiting()

    async def _take_waiting(self) -> None:
        """Hand out what waits, up to and including the next key that asks for something."""
        self._asked_at = None
        while self._waiting and self._asked_at is None:
            asks = self._asks(self._waiting[0])
            if asks:
                self._asked_at = self._waiting[0].time
            target: DOMNode = self.focused or self.screen
            screen = self.screen
            if asks and self._typed_into is not None and self._comes_first(self._waiting[0]):
                # A key that the app answers by itself, before any field, would overtake them (Ctrl+Q, Enter in a form).
                target, self._typed_into = self._typed_into, None
            else:
                self._typed_into = None if asks else target
                await super().on_event(self._waiting.popleft())
            if asks:
                # Twice on each floor: what a widget sends while it has the key stands in its queue behind us. And once
                # more from below: at the top the app lets a binding of the widget send what it has to say.
                floors = [node for node in target.ancestors_with_self for _ in range(2)]
                self._follow(deque(2 * floors), screen)

    def _asks(self, event: events.Event) -> bool:
        """Whether it asks for more than a letter in a field."""
        if isinstance(event, events.Key):
            field = self.focused
            return field is None or not (event.is_printable and field.check_consume_key(event.key, event.character))
        return isinstance(event, events.Paste | Turn)

    def _comes_first(self, event: events.Event) -> bool:
        """Whether something else than the field it goes to may answer it: the field takes it after its letters."""
        return not isinstance(event, events.Key) or self._is_bound_first(event.key)

    def _is_bound_first(self, key: str) -> bool:
        return bool(self._keymap) or any(
            binding.priority
            for node in (self.focused or self.screen).ancestors_with_self
            for binding in node._bindings.key_to_bindings.get(key, ())
        )

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        """Before the field that has the focus: only what may come before it (Textual builds all bindings anew)."""
        return (not priority or self._is_bound_first(key)) and await super()._check_bindings(key, priority)

    def _follow(self, floors: deque[DOMNode], screen: MessagePump) -> None:
        """Go up behind the key, queue by queue; a widget that has gone meanwhile has nothing left to answer."""
        while floors:
            if floors.popleft().call_later(self._follow, floors, screen):
                return
        self._answered(screen)

    def _answered(self, screen: MessagePump) -> None:
        """The key is done; a screen that it opened has to stand before it can take keys."""
        if self.screen is screen:
            self.call_later(self._take_waiting)
        else:
            self.screen.call_after_refresh(self.call_later, self._take_waiting)
