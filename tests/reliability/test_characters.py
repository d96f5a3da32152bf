"""Promise 7: the text that was typed is the text in the file, for every character there is."""

import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec.structs import replace

from kaikutui.domain.clean import clean_line
from kaikutui.storage.session_file import SealState, decode, encode
from kaikutui.tui.show import show
from reliability.sample import meeting_going_on
from reliability.stage import Place, Stage

BATCH = 4096
SCALARS = sys.maxunicode + 1 - 2048
"""All code points without the surrogates, which are no characters."""

DIRECTIONS = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
"""Classes of characters that turn the order of what follows."""

FILE = Path("kokous.toml")


def batches() -> Iterator[str]:
    """Every Unicode scalar value once, in order, some thousand at a time."""
    for start in range(0, sys.maxunicode + 1, BATCH):
        points = range(start, start + BATCH)
        text = "".join(chr(point) for point in points if not 0xD800 <= point <= 0xDFFF)
        if text:
            yield text


def expected(typed: str) -> str:
    """What is kept of a line by the written rule: breaks and tabs become spaces, controls go, the rest is NFC."""
    spaced = re.sub(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]", " ", typed)
    kept = "".join(sign for sign in spaced if unicodedata.category(sign) != "Cc" and sign not in "\ufffe\uffff")
    return unicodedata.normalize("NFC", kept).strip()


def test_every_character_is_kept_as_the_rule_says(record_property: Callable[[str, object], None]) -> None:
    assert sum(len(batch) for batch in batches()) == SCALARS == 1_112_064
    record_property("cases", SCALARS)
    wrong = [f"{ord(batch[0]):X}" for batch in batches() if clean_line(batch) != expected(batch)]
    assert wrong == []


def test_every_character_comes_back_from_the_file_as_it_was() -> None:
    meeting = meeting_going_on(1)
    texts = [clean_line(batch) for batch in batches()]
    notes = tuple(replace(meeting.notes[0], id=f"{number}", text=text) for number, text in enumerate(texts) if text)
    loaded = decode(encode(replace(meeting, notes=notes)), FILE)
    assert loaded.seal is SealState.WHOLE
    assert [note.text for note in loaded.session.notes] == [text for text in texts if text]


def test_every_character_of_a_line_from_a_shell_is_in_the_file(tmp_path: Path) -> None:
    lines = [f"k: ~ {' '.join(batch.splitlines())} ~" for batch in batches()]
    place = Place(root=tmp_path).make(encode(meeting_going_on(0)), "\n".join(lines) + "\n")
    with Stage(seconds=60) as stage:
        assert stage.play("lines", place).code == 0, place.words()[-500:]
    found = [note.text for note in decode(place.file.read_bytes(), FILE).session.notes]
    assert found == [expected(line.removeprefix("k: ")) for line in lines]


def test_no_character_that_is_shown_commands_the_terminal() -> None:
    """Controls move the cursor and worse; directions and tags forge what stands there."""
    shown = "".join(show(batch) for batch in batches())
    assert {sign for sign in shown if unicodedata.category(sign) == "Cc"} == set()
    assert {sign for sign in shown if unicodedata.bidirectional(sign) in DIRECTIONS} == set()
