"""What the README tells a newcomer is what the program has."""

import argparse
import re
from itertools import pairwise
from pathlib import Path

import pytest

from kaikutui.catalogue import text
from kaikutui.cli import parser
from kaikutui.domain.capture import CONFIDENTIAL, LETTERS, MARKS, split_flags
from kaikutui.domain.commands import BY_ID, COMMANDS
from kaikutui.tui.widgets.status_line import key_name

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")

BAR_KEYS = {"Enter", "Up", "Esc", "PgUp", "PgDn"}
"""Keys of the bar that are no command's own."""


def chapter(title: str) -> str:
    """The text under a heading."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[1]


def rows(words: str) -> list[list[str]]:
    """The rows of the tables in a text, without their heads."""
    lines = [line.strip().strip("|").split(" | ") for line in words.splitlines() if line.strip().startswith("|")]
    heads = [n for n, line in enumerate(lines) if set("".join(line)) <= set("|- ")]
    kept = [line for n, line in enumerate(lines) if n not in heads and n + 1 not in heads]
    return [[cell.strip() for cell in line] for line in kept]


def quoted(words: str) -> list[str]:
    """What stands in back quotes."""
    return re.findall(r"`([^`]+)`", words)


def subcommands() -> dict[str, argparse.ArgumentParser]:
    """The command line's commands."""
    (action,) = (one for one in parser()._actions if isinstance(one, argparse._SubParsersAction))
    return dict(action.choices)


def command_block(mark: str) -> str:
    """The shell command under a mark."""
    found = re.search(rf"^<!-- ci: {mark} -->\n```sh\n(.+?)\n```$", README, re.MULTILINE | re.DOTALL)
    assert found, mark
    return found[1]


def test_the_command_line_of_the_readme_is_the_one_of_the_program() -> None:
    told = [quoted(row[0])[0].split() for row in rows(chapter("Command line"))]
    assert told[0] == ["kaikutui"]
    assert {words[1] for words in told[1:]} == set(subcommands())


def test_a_command_that_takes_a_file_is_told_with_one() -> None:
    for words in (quoted(row[0])[0].split() for row in rows(chapter("Command line"))[1:]):
        asked = [action.metavar for action in subcommands()[words[1]]._actions if not action.option_strings]
        assert [word.rstrip("…") for word in words[2:]] == asked


def test_every_option_in_the_readme_is_one_of_the_program() -> None:
    known = {
        option for sub in (parser(), *subcommands().values()) for one in sub._actions for option in one.option_strings
    }
    told = set(re.findall(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*", re.sub(r"<!--.*?-->", "", README)))
    assert told
    assert told <= known


def test_every_key_of_a_command_is_told_with_its_word() -> None:
    pairs = {
        key: word
        for row in rows(chapter("Keys"))
        for key, word in zip(quoted(row[0]), quoted(row[2]) if len(row) > 2 else [], strict=False)
    }
    own = {key_name(command.key): f"/{command.words[0]}" for command in COMMANDS if command.key}
    assert {key: word for key, word in pairs.items() if key not in BAR_KEYS} == own
    assert {key for row in rows(chapter("Keys")) for key in quoted(row[0])} == BAR_KEYS | set(own)


def test_every_command_is_told_somewhere() -> None:
    keys = [word for row in rows(chapter("Keys")) for word in quoted(row[-1])]
    words = [word for row in rows(chapter("Words")) for word in quoted(row[0])]
    told = {word.split()[0].removeprefix("/") for word in (*keys, *words)}
    assert {command.words[0] for command in COMMANDS} == told


def test_a_word_is_written_as_the_help_writes_it() -> None:
    written = {command.written for command in COMMANDS}
    assert [word for row in rows(chapter("Words")) for word in quoted(row[0]) if word not in written] == []


def test_every_flag_of_the_capture_line_is_told() -> None:
    cells = rows(chapter("A meeting in five steps"))
    flags = {flag for row in cells for cell in row[::2] for flag in quoted(cell)}
    assert flags == {*LETTERS["fi"], *MARKS, CONFIDENTIAL, "1", "9"}


def test_the_example_lines_have_flags_that_are_understood() -> None:
    examples = re.search(r"```text\n(.*?)```", chapter("A meeting in five steps"), re.DOTALL)
    assert examples
    for line in examples[1].split("\n"):
        assert not line.strip() or split_flags(line.strip())[1] != line.strip()


def test_the_word_for_ei_muistioon_is_the_one_on_the_screen() -> None:
    assert BY_ID["confide"].title == "Ei muistioon"
    assert '**"Ei muistioon"**' in README
    assert text("note.confidential") == "[EI MUISTIOON]"


@pytest.mark.parametrize(("mark", "end"), [("demo", ".venv/bin/kaikutui demo"), ("test", ".venv/bin/pytest")])
def test_the_two_commands_set_everything_up_and_end_where_they_promise(mark: str, end: str) -> None:
    first, install, last = command_block(mark).split(" && ")
    assert first == "python3 -m venv .venv"
    assert install.startswith(".venv/bin/pip install -q ")
    assert last == end


def test_every_file_that_is_named_is_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README) + re.findall(r"`((?:agendas|docs|\.ci)/[\w./-]+)`", README)
    assert len(links) >= 4
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_no_heading_skips_a_level() -> None:
    prose = re.sub(r"```.*?```", "", README, flags=re.DOTALL)
    levels = [len(found) for found in re.findall(r"^(#+) ", prose, re.MULTILINE)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
