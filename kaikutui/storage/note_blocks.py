"""The notes of a session file as blocks of text, each written and read once.

Thousands of notes would otherwise be written and parsed anew at every save, for half a second in which the screen
has to share the processor; a thread does not hide that. A block that has been read is known by its bytes and a note
by its identity, so nothing here can be older than what it stands for. What a file says as a whole is still proven by
its checksum: ``session_file.decode`` reads a file in which it does not fit the slow way.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from kaikutui.domain.session import Note
from kaikutui.storage.note_shape import write_as_written
from kaikutui.storage.toml_text import block, plain

HEADER = b"[[notes]]\n"
_BEGINS = re.escape(b"\n" + HEADER)

MOST = 40_000
"""So many notes are remembered; then all are forgotten, and those still there are written and read once more."""


class NoteBlocks:
    """Remembers the blocks of notes and the notes of blocks; may be used from several threads.

    What is known is looked up for all notes at once and not one by one: with thousands of them that is most of a save.
    """

    def __init__(self) -> None:
        """Nothing is known."""
        self._blocks: dict[int, bytes] = {}
        """By the identity of a note, which means something only while its object lives: one of the two keeps it."""
        self._notes: dict[bytes, Note] = {}
        """Those that have been read. What was only written is not among them: it is to be read back."""
        self._written: dict[int, Note] = {}

    def blocks_of(self, notes: Sequence[Note]) -> list[bytes]:
        """The blocks of notes, as they stand in a file."""
        found = [*map(self._blocks.get, map(id, notes))]
        return [block or self._write(note) for note, block in zip(notes, found, strict=True)]

    def _write(self, note: Note) -> bytes:
        shaped = write_as_written(note) or "".join(block("notes", plain(note), one_of_many=True))
        written = shaped.encode()
        self._make_room()
        # The note first: another thread must not find the block of a note that is gone.
        self._written[id(note)] = note
        self._blocks[id(note)] = written
        return written

    def notes_of(self, blocks: Sequence[bytes], read: Callable[[str], Note]) -> tuple[Note, ...]:
        """The notes of blocks; ``read`` is asked for those never seen, and may raise what it likes.

        Raises UnicodeDecodeError.
        """
        found = [*map(self._notes.get, blocks)]
        return tuple([note or self._read(block, read) for block, note in zip(blocks, found, strict=True)])

    def _read(self, block: bytes, read: Callable[[str], Note]) -> Note:
        note = self._notes.get(block)
        if note is None:
            self._make_room()
            # Another thread may have been there meanwhile.
            note = self._notes.setdefault(block, read(block.decode()))
            self._blocks[id(note)] = block
        return note

    def _make_room(self) -> None:
        if len(self._blocks) >= MOST:
            self._blocks, self._notes, self._written = {}, {}, {}


def cut(content: bytes) -> tuple[bytes, list[bytes]]:
    """A file's content without the blocks of its notes, and the blocks.

    Only blocks that stand as kaikutui writes them, one after another, are told apart. Of a file laid out otherwise
    some are no notes, or the rest is no meeting: whoever reads them finds out.
    """
    starts = [found.start() + 1 for found in re.finditer(_BEGINS, content)]
    if not starts:
        return content, []
    last, bracket, behind = content[starts[-1] :].partition(b"\n[")
    # Sliced once: what is cut off and put together again leaves a hole of its size in the memory.
    middle = [content[start : following - 1] for start, following in pairwise(starts)]
    return content[: starts[0] - 1] + bracket + behind, [*middle, last]
