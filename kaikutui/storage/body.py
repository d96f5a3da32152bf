"""What a session file says but for its seal, in the pieces in which it grows.

Most acts add a note. The file is then what it was, the note, and the little behind the notes: nothing of what it was
is put together, summed up or copied more than once, however many notes there are.
"""

from collections.abc import Iterable
from itertools import chain

from msgspec import Struct

from kaikutui.storage.digest import Hash, sha256
from kaikutui.storage.seal import NO_LINEAGE, Lineage, Seal, lineage_block, seal_block


class Body(Struct, frozen=True):
    """The content of a file. ``sum`` is never updated, only copies of it are."""

    upto: tuple[bytes | memoryview, ...]
    """Everything to the end of the last note, in any number of pieces."""
    behind: bytes
    """The tables behind the notes."""
    sum: Hash
    """SHA-256 of what stands up to there."""

    @classmethod
    def of(cls, upto: Iterable[bytes], behind: Iterable[bytes]) -> "Body":
        """The body of these blocks."""
        whole = b"\n".join(upto)
        return cls((whole,), b"".join(b"\n" + block for block in behind), sha256(whole))

    def with_notes(self, blocks: Iterable[bytes]) -> "Body":
        """The body with the blocks of some notes more."""
        more = b"".join(b"\n" + block for block in blocks)
        longer = self.sum.copy()
        longer.update(more)
        return Body((*self.upto, more), self.behind, longer)

    def seal(self, notes: int, lineage: Lineage) -> Seal:
        """The seal for it; ``notes`` is their number.

        The checksum is over the lineage too, when there is one: a damaged generation or id is no less damaged.
        """
        whole = self.sum.copy()
        whole.update(self.behind)
        if lineage != NO_LINEAGE:
            whole.update(lineage_block(lineage).encode())
        checksum = "sha256:" + whole.hexdigest()
        return Seal(notes=notes, checksum=checksum, id=lineage.id, generation=lineage.generation, acts=lineage.acts)

    def sealed(self, seal: Seal) -> bytes:
        """The whole file."""
        return b"".join(chain(self.upto, (self.behind, b"\n", seal_block(seal).encode())))

    def within(self, data: bytes) -> "Body":
        """The same, kept as a part of the file that was made of it."""
        return Body((memoryview(data)[: self.size],), self.behind, self.sum)

    @property
    def size(self) -> int:
        """Bytes to the end of the last note."""
        return sum(map(len, self.upto))
