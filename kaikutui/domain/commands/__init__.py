"""The one table of commands."""

from difflib import get_close_matches

from kaikutui.domain.commands import closing, floor, notes, planning, records, view
from kaikutui.domain.commands.base import Command, UnknownCommandError

COMMANDS: tuple[Command, ...] = (
    *floor.COMMANDS,
    *planning.COMMANDS,
    *notes.COMMANDS,
    *view.COMMANDS,
    *records.COMMANDS,
    *closing.COMMANDS,
)
"""Every command there is; a new one is added here, in its module's tuple, and nowhere else."""

BY_ID: dict[str, Command] = {command.id: command for command in COMMANDS}

BY_KEY: dict[str, Command] = {command.key: command for command in COMMANDS if command.key}

_BY_WORD: dict[str, Command] = {word: command for command in COMMANDS for word in command.words}


def find_command(word: str) -> Command:
    """The command a slash word means; its beginning is enough when no other begins so.

    Raises UnknownCommandError, with the nearest word there is.
    """
    typed = word.casefold()
    if typed in _BY_WORD:
        return _BY_WORD[typed]
    meant = {command.id for known, command in _BY_WORD.items() if typed and known.startswith(typed)}
    if len(meant) == 1:
        return BY_ID[meant.pop()]
    near = get_close_matches(typed, list(_BY_WORD), n=1, cutoff=0.5) or ["ohje"]
    raise UnknownCommandError(word=word, near=near[0])
