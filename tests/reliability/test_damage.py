"""Promise 9: a damaged file is noticed, said in one sentence, and left as it is."""

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest
from attack import FULL

from reliability.conftest import lacking
from reliability.damage import Verdict, flipped, mutations, oddities, verdict
from reliability.sample import meeting_bytes, meeting_going_on
from reliability.stage import Place, Stage

Record = Callable[[str, object], None]

NOTES = 44 if FULL else 12
STRIDE = 1 if FULL else 11
FUZZ = 200_000 if FULL else 3_000
GUIDED, FUZZED_BYTES = 1_000_000, 500
SEED = 20261124

# The strides of the steps meet every bit of a byte in turn: 11 and 8 have no common divisor.


def judged(kind: str, numbers: range) -> Counter[str]:
    """The verdicts on a range of damages; every case that must not be is named in the counter."""
    data, session = meeting_bytes(NOTES), meeting_going_on(NOTES)
    seen: Counter[str] = Counter()
    for number in numbers:
        damaged = data[:number] if kind == "cut" else flipped(data, number)
        found = verdict(damaged, session)
        name = f" at {number}" if found in (Verdict.FOOLED, Verdict.DISCLOSED) else ""
        seen[found + name] += 1
    return seen


def fuzzed(seed: int, count: int) -> Counter[str]:
    """The verdicts on blind changes."""
    session = meeting_going_on(2)
    seeds = [meeting_bytes(2), *(odd for odd in oddities(meeting_bytes(2)).values() if len(odd) < 20_000)]
    seen: Counter[str] = Counter()
    for number, data in enumerate(mutations(seeds, random.Random(seed), count)):
        found = verdict(data, session)
        name = f" in {seed}:{number}" if found is Verdict.FOOLED else ""
        seen[found + name] += 1
    return seen


def together(parts: Iterable[Callable[[], Counter[str]]]) -> Counter[str]:
    """The verdicts of all parts, worked on by two processes."""
    total: Counter[str] = Counter()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for future in [pool.submit(part) for part in parts]:
            total += future.result()
    return total


def steps(whole: range, size: int) -> list[range]:
    """A range in pieces."""
    return [whole[start : start + size] for start in range(0, len(whole), size)]


def test_a_file_cut_at_any_byte_is_refused_or_noticed(record_property: Record) -> None:
    # What follows the seal's last digit is a line end: without it the file is still whole.
    whole = len(meeting_bytes(NOTES).rstrip(b"\n"))
    seen = together(partial(judged, "cut", part) for part in steps(range(whole), 500))
    record_property("cases", seen.total())
    assert set(seen) <= {Verdict.REFUSED, Verdict.NOTICED}, seen


def test_a_bit_that_turns_over_is_never_taken_for_another_meeting(record_property: Record) -> None:
    bits = range(0, 8 * len(meeting_bytes(NOTES)), STRIDE)
    seen = together(partial(judged, "flip", part) for part in steps(bits, 1000))
    record_property("cases", seen.total())
    assert set(seen) <= {Verdict.REFUSED, Verdict.NOTICED, Verdict.SAME}, seen


def test_any_bytes_are_a_meeting_or_end_in_one_sentence(record_property: Record) -> None:
    part = 1_000 if not FULL else 20_000
    seen = together(partial(fuzzed, SEED + number, part) for number in range(FUZZ // part))
    record_property("cases", seen.total())
    assert set(seen) <= {Verdict.REFUSED, Verdict.NOTICED, Verdict.SAME}, seen


@pytest.mark.parametrize("odd", oddities(meeting_bytes()))
def test_a_file_that_is_wrong_in_a_known_way_ends_in_one_sentence(odd: str) -> None:
    damaged = oddities(meeting_bytes())[odd]
    assert verdict(damaged, meeting_going_on()) in (Verdict.REFUSED, Verdict.NOTICED)


@pytest.mark.parametrize("ends", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no mark", "byte-order mark"])
def test_what_editors_do_to_any_file_is_no_damage(mark: bytes, ends: bytes, meeting: bytes) -> None:
    assert verdict(mark + meeting.replace(b"\n", ends), meeting_going_on()) is Verdict.SAME


def checked(stage: Stage, place: Place, data: bytes) -> str:
    """What ``kaikutui check`` of these bytes does wrong; empty is good."""
    place.make(data)
    ending = stage.play("check", place)
    if place.file.read_bytes() != data:
        return "the file was changed"
    words = place.words()
    if "Traceback" in words or ending.code not in (0, 1) or (ending.code == 1 and str(place.file) not in words):
        return f"exit {ending.code}: {words.strip().splitlines()[-1:]}"
    whole = verdict(data, meeting_going_on()) is Verdict.SAME
    return "" if whole == (ending.code == 0) else f"exit {ending.code}"


def test_check_says_what_is_wrong_and_leaves_the_file_as_it_is(
    tmp_path: Path, meeting: bytes, record_property: Record
) -> None:
    rng = random.Random(SEED)
    cuts = [meeting[:at] for at in range(0, len(meeting) - 1, 9 if FULL else 90)]
    flips = [flipped(meeting, rng.randrange(8 * len(meeting))) for _ in range(4000 if FULL else 60)]
    noise = [rng.randbytes(length) for length in range(0, 400, 1 if FULL else 20)]
    cases = [*cuts, *flips, *noise, *oddities(meeting).values()]
    with Stage() as stage:
        wrong = [f"{data[:60]!r}: {said}" for data in cases if (said := checked(stage, Place(root=tmp_path), data))]
    record_property("cases", len(cases))
    assert wrong == []


def test_a_file_larger_than_any_meeting_is_refused_unread(tmp_path: Path, meeting: bytes) -> None:
    place = Place(root=tmp_path).make(meeting + b"#" * 34_000_000)
    with Stage() as stage:
        assert stage.play("check", place).code == 1
    assert "32 megatavua" in place.words()


@pytest.mark.skipif(not FULL, reason="guided fuzzing is part of the full attack")
def test_a_fuzzer_that_sees_the_branches_finds_nothing_that_escapes(tmp_path: Path, record_property: Record) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    # One table each: a fuzzer reaches far with little, a thousand times as often as with a whole meeting.
    head, *tables = meeting_bytes(2).split(b"\n\n")
    for number, seed in enumerate((head, *tables)):
        (corpus / f"{number}").write_bytes((head + b"\n\n" + seed)[:FUZZED_BYTES])
    script = Path(__file__).with_name("stage_fuzz.py")
    command = [sys.executable, str(script), f"-runs={GUIDED}", f"-seed={SEED}", f"-max_len={FUZZED_BYTES}", str(corpus)]
    path = os.pathsep.join((str(script.parents[2]), str(script.parents[1])))
    ended = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=tmp_path, env={**os.environ, "PYTHONPATH": path}
    )
    if "No module named 'atheris'" in ended.stderr:
        lacking("atheris", "atheris is not installed")
    record_property("cases", GUIDED)
    assert ended.returncode == 0, ended.stderr[-3000:]
