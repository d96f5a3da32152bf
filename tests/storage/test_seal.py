"""The seal is written and read in its one shape without TOML, and says what TOML says."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaikutui.domain.errors import KaikuError
from kaikutui.storage import seal as module
from kaikutui.storage.seal import Lineage, Seal, lineage_block, read_seal, seal_block
from kaikutui.storage.toml_text import block, plain

PATH = Path("kokous.toml")
WHOLE = Seal(notes=3, checksum=f"sha256:{'0f' * 32}", id="ab12", generation=7, acts=("a1", "b2"))
SHOWN = seal_block(WHOLE).removeprefix("[seal]\n")

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
lineages = st.builds(Lineage, id=words, generation=st.integers(0, 2**53), acts=st.lists(words, max_size=4).map(tuple))


@given(lineages)
def test_what_is_written_is_what_a_writer_of_toml_writes(lineage: Lineage) -> None:
    assert lineage_block(lineage) == "".join(block("seal", plain(lineage)))


@given(lineages, st.integers(0, 2**53))
def test_what_is_written_reads_as_a_parser_of_toml_reads_it(lineage: Lineage, notes: int) -> None:
    seal = Seal(notes=notes, checksum=WHOLE.checksum, id=lineage.id, generation=lineage.generation, acts=lineage.acts)
    content = seal_block(seal).removeprefix("[seal]\n")
    assert read_seal(content, PATH) == module._parse(content, PATH)


pieces = st.sampled_from(
    ["", "0", "-", '"', '",\n    "', "\n", " ", "#", "\\", "e\u0308", "\t", "\x7f", "acts = []\n", ","]
)


@given(st.integers(0, len(SHOWN)), st.integers(0, 12), pieces)
def test_one_that_was_changed_anywhere_is_read_as_a_parser_reads_it(at: int, length: int, piece: str) -> None:
    content = SHOWN[:at] + piece + SHOWN[at + length :]

    def said(read: object) -> object:
        try:
            return read(content, PATH)  # type: ignore[operator]
        except KaikuError as error:
            return str(error)

    assert said(read_seal) == said(module._parse)


def test_a_seal_in_its_one_shape_needs_no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "parse_toml", None)
    assert read_seal(SHOWN, PATH) == WHOLE
