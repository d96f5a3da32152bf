"""Ways to damage a meeting's file, and what a reader makes of it."""

import random
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from kaikutui.domain.errors import KaikuError
from kaikutui.domain.session import Session
from kaikutui.storage.session_file import SealState, decode

FILE = Path("kokous.toml")


class Verdict(StrEnum):
    """What a damaged file was taken for."""

    SAME = "the same meeting: only spaces or comments differ"
    NOTICED = "read, and not taken as whole"
    REFUSED = "refused with a sentence"
    FOOLED = "another meeting, taken as whole"
    DISCLOSED = "a confidential note, read as one for all"


def verdict(data: bytes, original: Session) -> Verdict:
    """Read the file; raises whatever the reader raises beyond its own errors."""
    try:
        loaded = decode(data, FILE)
    except KaikuError as error:
        if not str(error).strip() or "\n" in str(error).strip():
            raise AssertionError(f"no sentence: {error!s:.200}") from error
        return Verdict.REFUSED
    if loaded.seal is SealState.WHOLE:
        return Verdict.SAME if loaded.session == original else Verdict.FOOLED
    secrets = {note.text for note in original.notes if note.confidential}
    if any(note.text in secrets and not note.confidential for note in loaded.session.notes):
        return Verdict.DISCLOSED
    return Verdict.NOTICED


def flipped(data: bytes, bit: int) -> bytes:
    """The bytes with one bit turned over."""
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def mutations(seeds: list[bytes], rng: random.Random, count: int) -> Iterator[bytes]:
    """Files made of a seed by a few blind changes: bytes, doubled and dropped pieces, pieces of another seed."""
    for _ in range(count):
        data = bytearray(rng.choice(seeds))
        for _ in range(rng.randint(1, 6)):
            _mutate(data, rng, rng.choice(seeds))
        yield bytes(data)


_TOKENS = b'[[notes]]|[seal]|[[|]]|=|"|"""|\'\'\'|{|}|,|#|\\u0000|\\|true|1e999|nan|-1|0x|1979-05-27|\r|\x00|\x1b|\xff'


def _mutate(data: bytearray, rng: random.Random, other: bytes) -> None:
    at, length = rng.randrange(len(data) + 1), rng.choice((1, 2, 8, 40, 200))
    match rng.randrange(6):
        case 0:
            data[at : at + 1] = rng.randbytes(1)
        case 1:
            data[at : at + length] = b""
        case 2:
            data[at:at] = data[at : at + length]
        case 3:
            data[at:at] = rng.choice(_TOKENS.split(b"|"))
        case 4:
            start = rng.randrange(len(other) + 1)
            data[at : at + length] = other[start : start + length]
        case _:
            lines = bytes(data).splitlines(keepends=True)
            rng.shuffle(lines)
            data[:] = b"".join(lines[: rng.randint(0, len(lines))])


def oddities(meeting: bytes) -> dict[str, bytes]:
    """Files that are wrong in a way that somebody has met, by name; none of them is a meeting as it was written."""
    text = meeting.decode()
    odd_values = {name: value.encode() for name, value in _odd_values(text).items()}
    return {**_odd_shapes(text), **odd_values}


def _odd_values(text: str) -> dict[str, str]:
    """Values that fit no field, or only just."""
    day = "2026-11-24 13:00:00+02:00"
    return {
        "a number of 5,000 digits": text.replace("minutes = 45", "minutes = " + "9" * 5000),
        "a number beyond 64 bits": text.replace("minutes = 45", "minutes = 45\nadded = 10000000000000000000000"),
        "a score beyond 64 bits": text.replace("score = 5", "score = 99999999999999999999999999"),
        "minutes beyond all years": text.replace("minutes = 45", "minutes = 45\nadded = 9000000000000000000"),
        "raw escape": text.replace('text = "', 'text = "\x1b[31m', 1),
        "not a number": text.replace("minutes = 45", "minutes = nan"),
        "infinity": text.replace("minutes = 45", "minutes = inf"),
        "the hour of 24": text.replace("13:00:00+02:00", "24:00:00+02:00"),
        "an offset of a day": text.replace("+02:00", "+24:00"),
        "the first day of all": text.replace(day, "0001-01-01 00:00:00+14:00"),
        "the last day of all": text.replace(day, "9999-12-31 23:59:59-12:00"),
        "an escape of a surrogate": text.replace('text = "', 'text = "\\ud800', 1),
        "an escape beyond all": text.replace('text = "', 'text = "\\UFFFFFFFF', 1),
    }


def _odd_shapes(text: str) -> dict[str, bytes]:
    """What is no text, no TOML, or no meeting."""
    first = text.index("[[notes]]")
    second = text.index("[[notes]]", first + 1)
    head = text[: text.index("[meeting]")]
    return {
        "empty": b"",
        "one byte": b"\xff",
        "NUL": text.replace("=", "\0", 1).encode(),
        "five thousand brackets": (head + "x = " + "[" * 5000 + "]" * 5000).encode(),
        "five thousand braces": (head + "x = " + "{a=" * 5000 + "1" + "}" * 5000).encode(),
        "five thousand dots": (head + ".".join(["a"] * 5000) + " = 1").encode(),
        "lone carriage returns": text.replace("\n", "\r").encode(),
        "UTF-16": text.encode("utf-16"),
        "latin-1": text.encode("latin-1", "replace"),
        "two notes of one id": (text[:second] + text[first:second] + text[second:]).encode(),
        "two of one key": text.replace("format = 1", "format = 1\nformat = 1").encode(),
        "a newer format": text.replace("format = 1", "format = 2").encode(),
        "no format": text.replace("format = 1", "").encode(),
        "a format that is a table": text.replace("format = 1", "[format]").encode(),
        "a table that nobody knows": (text[:first] + "[x]\n" + text[text.index("[seal]") :]).encode(),
    }
