"""How many bytes go to the terminal: of both sizes, with many colours and with few.

All terminals are open at once, because most of the time goes by in waiting.
"""

from pathlib import Path

from benchmarks import programs
from benchmarks.figure import Effort, Figure, count
from benchmarks.programs import Program
from benchmarks.screen import Screen, ready, watch

TEXT = "asiakkaat kysyvät usein mobiilikortista, ja siitä"

SIZES = ((80, 24), (120, 40))

COLOURS: dict[str, tuple[dict[str, str], int | None, int | None]] = {
    "true colour": ({}, 75, 40),
    "256 colours": ({"COLORTERM": ""}, 50, 30),
    "16 colours": ({"COLORTERM": "", "TERM": "xterm-16color"}, None, None),
    "no colours": ({"NO_COLOR": "1"}, None, None),
}
"""What a terminal is to be told, and the goals of a letter: must and stretch."""

FEWEST = 15
"""So many seconds are looked at, more than twice as many as can differ: of fifteen two turn a ten, and the second in
which the bar of the time grows or the minute turns differs and the one after it, in which a style comes back."""

NEXT, HELP, ESCAPE = "\x1b[19~", "\x1bOP", "\x1b"


def bytes_sent(folder: Path, effort: Effort) -> list[Figure]:
    """Of a letter, a second, the next item, a still screen, and a sheet over the screen."""
    running = Program("", programs.kaikutui(programs.meeting(folder, 50)).command, "tallessa")
    still = programs.kaikutui(programs.meeting(folder, 50, began=False))
    letters = {
        (words, size): Screen(_own(running, folder, f"{words} {size}"), size, **environment)
        for size in SIZES
        for words, (environment, _, _) in COLOURS.items()
    }
    silent = {size: Screen(still, size) for size in SIZES}
    screens = [*letters.values(), *silent.values()]
    ready(screens)
    found = [*_letters(letters), *_seconds(letters, silent, effort.seconds)]
    for size in SIZES:
        found += _steps(letters["true colour", size], _case(size))
    for screen in screens:
        screen.kill()
    return found


def _own(program: Program, folder: Path, name: str) -> Program:
    """The same meeting in a file of its own: what others write would be painted too."""
    *command, path, option, view = program.command
    copy = folder / f"{name}.toml"
    copy.write_bytes(Path(path).read_bytes())
    return Program(name, (*command, str(copy), option, view), program.ready)


def _letters(screens: dict[tuple[str, tuple[int, int]], Screen]) -> list[Figure]:
    before = {case: screen.bytes for case, screen in screens.items()}
    for letter in TEXT:
        for screen in screens.values():
            screen.send(letter)
        watch([*screens.values()], 0.05)
    return [
        count(
            f"bytes for a typed letter, {words}, {_case(size)}",
            (screen.bytes - before[words, size]) / len(TEXT),
            *COLOURS[words][1:],
        )
        for (words, size), screen in screens.items()
    ]


def _seconds(
    running: dict[tuple[str, tuple[int, int]], Screen], silent: dict[tuple[int, int], Screen], seconds: float
) -> list[Figure]:
    """The middle of several seconds: in some a ten or the minute may turn, or the bar of the time grow."""
    clocks = [running["true colour", size] for size in SIZES]
    for screen in clocks:
        screen.clear()
    watch([*running.values(), *silent.values()], 0.5)
    taken = [watch([*clocks, *silent.values()], 1.0) for _ in range(max(int(seconds), FEWEST))]
    of = [sorted(each) for each in zip(*taken, strict=True)]
    middles = [each[len(each) // 2] for each in of]
    return [
        *(count(f"bytes a second, clock running, {_case(size)}", middles[n], 16, 13) for n, size in enumerate(SIZES)),
        *(count(f"bytes a second, still screen, {_case(size)}", middles[n + 2], 0, 0) for n, size in enumerate(SIZES)),
    ]


def _steps(screen: Screen, case: str) -> list[Figure]:
    """What changes most of the screen at once."""
    before = screen.bytes
    screen.send(NEXT)
    screen.until_seen("kohdalla 3")
    screen.settle(0.2)
    following = screen.bytes - before
    sheet: list[int] = []
    for key, seen in ((HELP, "Esc"), (ESCAPE, "tallennettu")):
        before = screen.bytes
        screen.send(key)
        screen.until_seen(seen)
        screen.settle(0.3)
        sheet.append(screen.bytes - before)
    return [
        count(f"bytes for the next item, {case}", following, 2500, 1200),
        count(f"bytes for opening and closing the help, {case}", sum(sheet), None),
    ]


def _case(size: tuple[int, int]) -> str:
    return f"{size[0]}×{size[1]}"
