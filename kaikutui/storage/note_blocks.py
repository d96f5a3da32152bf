"""The notes of a session file as blocks of text, each written and read once.

Thousands of notes would otherwise be written and parsed anew at every save, for half a second in which the screen
has to share the processor; a thread does not hide that. A block that has been read is known by its bytes and a note
by its identity, so nothing here can be older than what it stands for. What a file says as a whole is still proven by
its checksum: ``session_file.decode`` reads a file in which it does not fit the slow way.
"""

from collections.abc import Callable, Sequence

from kaikutui.domain.session import Note
from kaikutui.storage.note_shape import write_as_written
from kaikutui.storage.toml_text import block, plain

HEADER = b"[[notes]]\n"

MOST = 40_000
"""So many notes are remembered; then all are forgotten, and those still there are written and read once more."""


class NoteBlocks:
    """Remembers the blocks of notes and the notes of blocks; may be used from several threads.

    What is known is looked up for all notes at once and not one by one: with thousands of them that is most of a save.
    """

    def __init__(self) -> None:
        """Nothing is known."""
        self._blocks: dict[int, bytes] = {}
        self._alive: dict[int, Note] = {}
        """The notes themselves: an identity means something only while its object lives."""
        self._notes: dict[bytes, Note] = {}

    def blocks_of(self, notes: Sequence[Note]) -> list[bytes]:
        """The blocks of notes, as they stand in a file."""
        found = [*map(self._blocks.get, map(id, notes))]
        return [block or self._write(note) for note, block in zip(notes, found, strict=True)]

    def _write(self, note: Note) -> bytes:
        shaped = write_as_written(note) or "".join(block("notes", plain(note), one_of_many=True))
        written = shaped.encode()
        self._remember(note, written)
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
            note = read(block.decode())
            self._remember(note, block)
            self._notes[block] = note
        return note

    def _remember(self, note: Note, block: bytes) -> None:
        if len(self._blocks) >= MOST:
            self._blocks, self._alive, self._notes = {}, {}, {}
        # The note first: another thread must not find the block of a note that is gone.
        self._alive[id(note)] = note
        self._blocks[id(note)] = block


def cut(content: bytes) -> tuple[bytes, list[bytes]]:
    """A file's content without the blocks of its notes, and the blocks.

    Only blocks that stand as kaikutui writes them, one after another, are told apart. Of a file laid out otherwise
    some are no notes, or the rest is no meeting: whoever reads them finds out.
    """
    before, *blocks = content.split(b"\n" + HEADER)
    if not blocks:
        return content, []
    *middle, last = blocks
    last, bracket, behind = last.partition(b"\n[")
    return before + bracket + behind, [HEADER + block for block in (*middle, last)]
