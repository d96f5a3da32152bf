"""Whoever calls one command waits for the options of no other, and is told of all in the help."""

import argparse
import os
import subprocess
import sys

import pytest

from kaikutui.cli import COMMANDS, parser
from kaikutui.usage import columns


def commands(*arguments: str) -> list[str]:
    (action,) = (one for one in parser(arguments)._actions if isinstance(one, argparse._SubParsersAction))
    return [*action.choices]


@pytest.mark.parametrize(
    ("arguments", "made"),
    [
        (["open", "kokous.toml"], ["open"]),
        (["--lang", "fi", "note", "kokous.toml", "k: sujuu"], ["note"]),
        ([], [*COMMANDS]),
        (["--help"], [*COMMANDS]),
        (["-h", "open"], [*COMMANDS]),
        (["opne", "kokous.toml"], [*COMMANDS]),
    ],
)
def test_a_command_is_made_when_it_is_asked_for(arguments: list[str], made: list[str]) -> None:
    assert commands(*arguments) == made


def test_a_file_may_be_called_like_a_command() -> None:
    asked = ["open", "note"]
    chosen = parser(asked).parse_args(asked)
    assert chosen.act is COMMANDS["open"][0]
    assert str(chosen.file) == "note"


def test_opening_a_meeting_loads_the_options_of_no_export() -> None:
    program = (
        "import sys\nfrom kaikutui.cli import parser\nparser(['open', 'a']).parse_args(['open', 'a'])\n"
        "print([name for name in ('kaikutui.export_options', 'kaikutui.new_options', 'kaikutui.memo', 'shutil') "
        "if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert told.stdout == "[]\n"


@pytest.mark.parametrize(("told", "width"), [("60", 60), ("120", 120), ("0", 80), ("leveä", 80), ("", 80)])
def test_help_is_as_wide_as_the_terminal(monkeypatch: pytest.MonkeyPatch, told: str, width: int) -> None:
    monkeypatch.setenv("COLUMNS", told)
    monkeypatch.setattr(os, "get_terminal_size", lambda descriptor: os.terminal_size((0, 0)))
    assert columns() == width
    lines = parser(["export"]).format_help().splitlines()
    assert max(map(len, lines)) <= width - 2
