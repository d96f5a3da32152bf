"""On a real terminal the program with its cures shows, in every cell and colour, what Textual alone shows."""

import os
import re
import shlex
import signal
import time
from collections.abc import Iterator
from difflib import unified_diff
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from random import Random

import pytest
from attack import cases
from pty_terminal import KAIKUTUI, Terminal, kaikutui
from rich.ansi import AnsiDecoder
from rich.color import ColorSystem
from rich.console import Console
from rich.text import Text
from tmux_terminal import STEPS, Pane, Server, until

from kaikutui.tui.cures import CURES, VARIABLE
from kaikutui.tui.looks import PLAIN, UNSEEN, Look, look_of

LOOKS = {
    "true colour": {"COLORTERM": "truecolor", "TERM": "tmux-256color"},
    "256 colours": {"COLORTERM": "", "TERM": "tmux-256color"},
    "16 colours": {"COLORTERM": "", "TERM": "screen-16color"},
    "no colours": {"NO_COLOR": "1", "TERM": "tmux-256color"},
}

# Of characters whose width it and the terminal do not agree on (joined ones), Textual shows one picture in a full
# repaint and another in smaller ones: those are held against our own full repaint, in test_thin_line.
TYPED = (
    ("send-keys", "-l", "k: 漢字 👍 e\u0301 loppu"),
    ("send-keys", "-l", "*: o\u0301\u0323 kaksi 漢 merkkiä"),
    ("send-keys", "F6"),
)

LENGTH = 15
"""Steps of a sequence."""

QUIET_SECONDS = 0.25
"""By then a key has come to something; Esc alone has to be waited for so long in any program."""

SEQUENCES = cases("KAIKUTUI_REAL_TERMINAL", quick=1, full=10)


class Pair:
    """The program twice, each at a copy of one meeting: with its cures, and as Textual would paint."""

    def __init__(self, server: Server, folder: Path, environment: dict[str, str], *, by_shell: bool = False) -> None:
        """``by_shell``: a shell starts it, and lets it go on after a line when it is stopped."""
        self.panes: list[Pane] = []
        for name, without in (("ours", ""), ("textual", ",".join(CURES))):
            file = folder / name / "kokous.toml"
            file.parent.mkdir()
            assert kaikutui("new", file, "--starts", "24.11.2026 13.00").returncode == 0
            notes = "".join(f"{'jk'[n % 2]}: Havainto {n} siitä, miten kortti toimii arjessa\n" for n in range(30))
            assert kaikutui("note", file, "--item", "2", "-", input=notes).returncode == 0
            state = {key: os.environ[key] for key in os.environ if key.startswith("XDG_")}
            command = shlex.join([*KAIKUTUI, "open", str(file)])
            if by_shell:
                command = shlex.join(["bash", "-mc", f"{command}; read line; fg; read line"])
            self.panes.append(Pane(server, name, command, {**state, **environment, VARIABLE: without}))
        for pane in self.panes:
            pane.see("tallessa")

    def do(self, *step: str) -> None:
        for pane in self.panes:
            pane.run(*step)

    def same(self) -> None:
        """Wait until both show the same: one of them may still be painting, or its sentence may be about to go."""
        for _ in range(2):
            time.sleep(QUIET_SECONDS)
            until(lambda: self._seen(0) == self._seen(1), self._difference)

    def _seen(self, number: int) -> list[str]:
        pane = self.panes[number]
        # Two programs do not look at the clock in the same moment.
        shown = re.sub(r"\d?\d\.\d\d(\.\d\d)?", "kello", pane.shown)
        return [*map(_row, AnsiDecoder().decode(shown)), pane.cursor]

    def _difference(self) -> str:
        return "\n".join(unified_diff(self._seen(0), self._seen(1), "ours", "textual", n=0, lineterm=""))


def _row(text: Text) -> str:
    """A row, each look before what has it; of blanks only what is seen of them, and none at the end."""
    cells: list[tuple[str, Look]] = []
    for part, style, _ in text.render(Console(width=999), end=""):
        look = look_of(style, ColorSystem.TRUECOLOR)
        seen = Look(look.attributes - UNSEEN, PLAIN.colour, look.ground)
        blank = look if look.attributes - UNSEEN else seen
        cells += [(sign, blank if sign == " " else look) for sign in part]
    while cells and cells[-1] == (" ", PLAIN):
        cells.pop()
    runs = groupby(cells, key=itemgetter(1))
    return "\n".join(f"{sorted(look.attributes)} {look[1:]} {''.join(sign for sign, _ in run)}" for look, run in runs)


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server("real")
    yield made
    made.kill()


@pytest.mark.parametrize("seed", range(SEQUENCES))
@pytest.mark.parametrize("look", LOOKS)
def test_the_screen_after_anything_is_the_one_that_textual_alone_shows(
    server: Server, tmp_path: Path, look: str, seed: int
) -> None:
    random = Random(f"{look} {seed}")
    pair = Pair(server, tmp_path, LOOKS[look])
    for step in (("send-keys", "C-Down"), *random.choices((*TYPED, *STEPS), k=LENGTH)):
        # Each by itself: what a key does may depend on what has been painted (a page is turned in what stands there).
        pair.do(*step)
        pair.same()


def test_after_a_suspension_the_screen_is_the_one_before(server: Server, tmp_path: Path) -> None:
    pair = Pair(server, tmp_path, LOOKS["true colour"], by_shell=True)
    pair.do("send-keys", "-l", "k: 漢字 kesken")
    pair.same()
    # Ours alone: after a suspension Textual itself paints no more than what changes next.
    ours = pair.panes[0]
    os.kill(child_of(ours.pid), signal.SIGTSTP)
    ours.until(partial(_has_screen, ours, False))
    # The shell waits for a line, and lets the program go on.
    ours.run("send-keys", "-l", "kuoressa")
    ours.run("send-keys", "Enter")
    ours.until(partial(_has_screen, ours, True))
    pair.do("send-keys", "-l", "!")
    for pane in pair.panes:
        pane.see("kesken!")
    pair.same()


def _has_screen(pane: Pane, wanted: bool) -> bool:
    return pane.is_on_its_own_screen is wanted


def child_of(pid: int) -> int:
    """The one program that a shell has started."""
    return int(Path(f"/proc/{pid}/task/{pid}/children").read_text())


class Larger(Terminal):
    """Another terminal than the one that was left."""

    size = (110, 35)


def test_after_a_reattachment_in_another_size_it_is_still_the_same(server: Server, tmp_path: Path) -> None:
    pair = Pair(server, tmp_path, LOOKS["true colour"])
    pair.do("send-keys", "-l", "k: 漢字 kesken")
    ours, textual = pair.panes
    for kind in (Terminal, Larger, Terminal):
        client = kind("attach", "-t", "ours", program=server.command)
        client.until(partial(_shows, client, "kesken"))
        textual.run("resize-window", "-x", str(kind.size[0]), "-y", str(kind.size[1]))
        pair.same()
        # And the terminal around tmux shows what tmux holds.
        client.until(lambda: _words(client.text) == _words(ours.run("capture-pane", "-p")))  # noqa: B023
        server.run("detach-client", "-s", "ours")
        assert client.ended() == 0
        pair.do("send-keys", "-l", "x")
        pair.same()


def _shows(terminal: Terminal, words: str) -> bool:
    return words in terminal.text


def _words(shown: str) -> list[str]:
    """The lines of a screen; pyte keeps a space in the second cell of a wide character, tmux does not."""
    return [re.sub(r"\s+", "", line) for line in shown.splitlines()]
