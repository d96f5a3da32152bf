"""The notes of a session file as blocks of text, each written and read once.

Thousands of notes would otherwise be written and parsed anew at every save, for half a second in which the screen
has to share the processor; a thread does not hide that. A block that has been read is known by its text and a note
by its identity, so nothing here can be older than what it stands for. What a file says as a whole is still proven by
its checksum: ``session_file.decode`` reads a file in which it does not fit the slow way.
"""

from collections.abc import Callable, Sequence

from kaikutui.domain.session import Note
from kaikutui.storage.toml_text import block, plain

HEADER = "[[notes]]\n"

MOST = 40_000
"""So many notes are remembered; then all are forgotten, and those still there are written and read once more."""


class NoteBlocks:
    """Remembers the text of notes and the notes of texts; may be used from several threads."""

    def __init__(self) -> None:
        """Nothing is known."""
        # With the note itself: an identity means something only while its object lives.
        self._texts: dict[int, tuple[Note, str]] = {}
        self._notes: dict[str, Note] = {}

    def text_of(self, note: Note) -> str:
        """The block of a note, as it stands in a file."""
        known = self._texts.get(id(note))
        if known is not None:
            return known[1]
        text = "".join(block("notes", plain(note), one_of_many=True))
        self._remember(note, text)
        return text

    def notes_of(self, texts: Sequence[str], read: Callable[[str], Note]) -> tuple[Note, ...]:
        """The notes of blocks; ``read`` is asked for those never seen, and may raise what it likes."""
        found: list[Note] = []
        for text in texts:
            note = self._notes.get(text)
            if note is None:
                note = read(text)
                self._remember(note, text)
                self._notes[text] = note
            found.append(note)
        return tuple(found)

    def _remember(self, note: Note, text: str) -> None:
        if len(self._texts) >= MOST:
            self._texts.clear()
            self._notes.clear()
        self._texts[id(note)] = (note, text)


def cut(content: str) -> tuple[str, list[str]]:
    """A file's text without the blocks of its notes, and the blocks.

    Only blocks that stand as kaikutui writes them, one after another, are told apart; a file laid out otherwise
    gives none.
    """
    before, *blocks = content.split("\n" + HEADER)
    if not blocks:
        return content, []
    *middle, last = blocks
    last, bracket, after = last.partition("\n[")
    if not all(text.endswith("\n") and "\n[" not in text for text in middle):
        return content, []
    return before + bracket + after, [HEADER + text for text in (*middle, last)]
