"""Whoever calls one command waits for the options of no other, and is told of all in the help."""

import argparse
import subprocess
import sys

import pytest

from kaikutui.cli import COMMANDS, parser


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
        "print([name for name in ('kaikutui.export_options', 'kaikutui.new_options', 'kaikutui.memo') "
        "if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert told.stdout == "[]\n"
