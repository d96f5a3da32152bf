"""Keys that come in one packet, as a slow line delivers them, do what the same keys do one by one."""

import random
import time
import tomllib
from collections.abc import Callable, Iterator
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest
from attack import cases
from dying_desk import a_meeting, at_desk, texts
from pty_terminal import Terminal

SAMPLE = Path(__file__).parents[1] / "sample"

SEQUENCES = cases("KAIKUTUI_BURSTS", quick=25, full=500)
"""How many random sequences."""

CHAIN = 5
"""So many sequences one after another at one desk."""

ESCAPE = "\x1b[27u"
"""Esc as terminals of the newer kind send it; the old single byte in a packet means Alt, in any program."""

FUNCTION_KEYS = ["\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~", "\x1b[17~", "\x1b[18~", "\x1b[19~", "\x1b[20~"]
MOVES = ["\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[H", "\x1b[F", "\x1b[5~", "\x1b[6~", "\x1b[1;5A", "\x1b[1;5B"]
CONTROLS = ["\x1a", "\x07", "\x0f", "\x10", "\x15", "\x17", "\t"]
"""Ctrl+Z, G, O, P, U and W, Tab; not Ctrl+Q."""
EDITS = ["\x7f", "\x1b[3~", "\x1b[D\x1b[D\x7f", "\x1b[Hä\x1b[F"]
ALTS = [f"\x1b{number}" for number in range(1, 10)]
LINES = [
    "kortti ",
    "k: ääni",
    "j!: näin",
    "h: oma ",
    "*: vain meille",
    ">: ohje @Kirjasto 15.12.",
    "/3\r",
    "/kumoa\r",
    "y: ",
]
PASTES = ["yksi", "yksi\nkaksi", "k: a\nj: b\n*: c", "[/] [@click=app.quit]x[/]"]
RESET = [ESCAPE, ESCAPE, ESCAPE, ESCAPE, "\x15"]


def sequence(chance: random.Random) -> list[str]:
    """Keys of all kinds as a hasty person might press them."""
    kinds: list[tuple[list[str], int]] = [
        (LINES, 6), (list("kljeanuo "), 6), (["\r"], 6), (EDITS, 4), (FUNCTION_KEYS, 3), (MOVES, 2), (CONTROLS, 2),
        (ALTS, 1), ([ESCAPE], 2), ([f"\x1b[200~{paste}\x1b[201~" for paste in PASTES], 1),
    ]  # fmt: skip
    groups, weights = zip(*kinds, strict=True)
    keys = [chance.choice(group) for group in chance.choices(groups, weights, k=chance.randint(5, 30))]
    return [*keys, *RESET]


@pytest.mark.parametrize("seed", range(0, SEQUENCES, CHAIN))
def test_a_burst_of_keys_does_what_the_same_keys_do_one_by_one(
    tmp_path: Path, seed: int, record_property: Callable[[str, object], None]
) -> None:
    sequences = [sequence(random.Random(f"keys {number}")) for number in range(seed, seed + CHAIN)]
    record_property("cases", len(sequences))
    results: list[list[str]] = []
    for name in ("burst", "slow"):
        file = a_meeting(tmp_path / f"{name}.toml", str(SAMPLE / "partners.csv"))
        terminal = at_desk(file)
        for keys in sequences:
            for packet in ["".join(keys)] if name == "burst" else keys:
                terminal.key(packet)
        terminal.key("\x11")
        assert terminal.ended() == 0, sequences
        assert "kaatui" not in terminal.text
        results.append(list(told(essence(file))))
    differing = list(unified_diff(results[0], results[1], "burst", "slow", n=0, lineterm=""))
    assert differing == [], sequences


TIMELY = {"id", "at", "by", "arrived", "left", "started", "ended"}
"""What differs between two meetings that were held alike."""


def essence(file: Path) -> Any:
    """What a file tells, but for times and ids; what is sorted by ids is sorted by content here."""
    table = tomllib.loads(file.read_text("utf-8"))
    table.pop("seal", None)
    table["moods"] = sorted(repr(without_times(mood)) for mood in table.get("moods", []))
    return without_times(table)


def told(value: Any, path: str = "") -> Iterator[str]:
    """A file's content as one line for each value."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from told(one, f"{path}.{key}")
    elif isinstance(value, list):
        for one in value:
            yield from told(one, f"{path}[]")
    else:
        yield f"{path} = {value}"


def without_times(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_times(one) for key, one in value.items() if key not in TIMELY}
    return [without_times(one) for one in value] if isinstance(value, list) else value


def test_the_sequences_reach_every_kind_of_key() -> None:
    pressed = "".join(key for number in range(25) for key in sequence(random.Random(f"keys {number}")))
    for keys in (FUNCTION_KEYS, CONTROLS, MOVES, EDITS, PASTES, LINES):
        assert [key for key in keys if key not in pressed] == []
    assert any(key in pressed for key in ALTS)


@pytest.mark.parametrize("start", range(cases("KAIKUTUI_EARLY", quick=3, full=20)))
def test_lines_typed_before_the_first_frame_become_notes_each(file: Path, start: int) -> None:
    terminal = Terminal("open", a_meeting(file))
    # As it begins, and as it gets on with beginning: the terminal still makes line feeds of Enter.
    time.sleep(0.05 * start)
    lines = [f"rivi {number} ääneen" for number in range(20)]
    terminal.child.send("".join(f"k: {line}\r" for line in lines))
    terminal.until(lambda: len(texts(file)) >= len(lines))
    assert texts(file) == lines
