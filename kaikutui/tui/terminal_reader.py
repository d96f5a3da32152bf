"""What the terminal sends, as Textual's messages; nothing it sends can end the program or hold it up.

Each law here answers a trap of Textual's own reading (``textual.drivers.linux_driver``, ``textual._xterm_parser``).
"""

import codecs
import re
from collections.abc import Iterator

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

from kaikutui.domain.clean import clean_block

IDLE_LOOKS = 20
"""A paste whose end has not come after so many looks without a byte is taken as it stands."""

_BEGIN, _END = b"\x1b[200~", b"\x1b[201~"
_BREAKS = ("\x85", "\u2028", "\u2029")
_OLD_MOUSE = re.compile(rb"\x1b\[M[^\x1b]{3}", re.DOTALL)
_OLD_MOUSE_BEGUN = re.compile(rb"\x1b\[M[^\x1b]{0,2}\Z", re.DOTALL)


class TerminalReader:
    """Takes bytes as they come, in pieces of any size; gives keys, pastes and what else Textual reads."""

    def __init__(self) -> None:
        """Nothing has come yet."""
        self._parser = XTermParser()
        # One byte that is no UTF-8 would end the app (Textualize/textual#6456); it becomes U+FFFD, in sight.
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._tail = b""
        self._held = b""
        self._pasted: bytes | None = None
        self._idle = 0

    @property
    def is_unfinished(self) -> bool:
        """Whether time alone may make something of what has come: an escape that no key followed, an open paste."""
        return self._pasted is not None or self._parser._timeout_time is not None

    def feed(self, data: bytes) -> Iterator[Message]:
        """Messages of what has just come."""
        self._idle = 0
        while data:
            if self._pasted is None:
                typed, data = self._until_paste(data)
                yield from self._typed(typed)
            else:
                self._pasted, end, data = (self._pasted + data).partition(_END)
                if end:
                    yield from self._paste_ended()

    def look(self) -> Iterator[Message]:
        """Messages of time alone: nothing has come for a tenth of a second."""
        self._idle += 1
        if self._pasted is not None and self._idle >= IDLE_LOOKS:
            # A lost end marker would swallow all later typing.
            yield from self._paste_ended()
        yield from map(_as_text, self._parser.tick())

    def _until_paste(self, data: bytes) -> tuple[bytes, bytes]:
        """What was typed, with the mark that begins a paste, and what follows it; the mark may come in pieces."""
        begin = (self._tail + data).find(_BEGIN)
        if begin < 0:
            self._tail = (self._tail + data)[1 - len(_BEGIN) :]
            return data, b""
        cut = begin + len(_BEGIN) - len(self._tail)
        self._tail, self._pasted = b"", b""
        return data[:cut], data[cut:]

    def _typed(self, data: bytes) -> Iterator[Message]:
        # Mouse reports of the oldest kind hold bytes that are no UTF-8 (Textualize/textual#6668). Nobody asked for
        # them: away with them before they are read as letters.
        data = _OLD_MOUSE.sub(b"", self._held + data)
        begun = _OLD_MOUSE_BEGUN.search(data)
        self._held = begun[0] if begun else b""
        data = data[: begun.start()] if begun else data
        # What is typed while the program starts comes through a terminal that makes a line feed of Enter, and would
        # be one long line; no key of ours is Ctrl+J.
        data = data.replace(b"\n", b"\r")
        # Fed with nothing, the parser would take the input as ended.
        text = self._decode(data)
        return map(_as_text, self._parser.feed(text)) if text else iter(())

    def _paste_ended(self) -> Iterator[Message]:
        """The paste as one message. An ESC in it would make keys of the rest, so it comes without controls."""
        pasted, self._pasted = self._pasted or b"", None
        return iter(self._parser.feed(clean_block(pasted.decode("utf-8", "replace")) + _END.decode()))


def _as_text(message: Message) -> Message:
    """A character that fields would drop because Python calls it not printable (no-break space, joiner) is text."""
    if not isinstance(message, events.Key) or message.is_printable or not message.character:
        return message
    text = " " if message.character in _BREAKS else message.character
    return message if len(text) > 1 or not clean_block(text).strip("\t\n") else events.Paste(text)
