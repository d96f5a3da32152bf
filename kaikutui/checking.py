"""``kaikutui check``: what is wrong with a file, and what is missing from a meeting."""

from pathlib import Path
from typing import TextIO

from kaikutui.catalogue import text
from kaikutui.domain.checks import memo_remarks, plan_remarks
from kaikutui.domain.clocks import State, floor
from kaikutui.domain.errors import KaikuError
from kaikutui.storage.agenda_file import read_agenda
from kaikutui.storage.schema import parse_toml, read_bytes
from kaikutui.storage.session_file import SealState, decode
from kaikutui.storage.store import SessionStore
from kaikutui.telling import say, tell


def check_file(path: Path, out: TextIO, err: TextIO) -> int:
    """Check one file, session or agenda; remarks go to ``out``, what is wrong to ``err``; gives the exit code."""
    try:
        data = read_bytes(path)
        # A session has its meeting; an agenda has not.
        if "meeting" in parse_toml(data, path):
            return _check_session(data, path, out, err)
        read_agenda(data, path)
    except KaikuError as error:
        say(error, err=err)
        return error.exit_code
    tell(text("cli.check.agenda_fine", path=path), out=out)
    return 0


def _check_session(data: bytes, path: Path, out: TextIO, err: TextIO) -> int:
    loaded = decode(data, path)
    session = loaded.session
    waiting = floor(session).state is State.WAITING
    for remark in plan_remarks(session) if waiting else memo_remarks(session):
        tell(text("cli.check.remark", path=path, remark=remark.sentence), out=out)
    if loaded.seal is not SealState.WHOLE:
        say(text("cli.check.seal", path=path), err=err)
        return 1
    kept = len(SessionStore(path).waiting())
    if kept:
        say(text("cli.check.kept", path=path, count=kept), err=err)
        return 1
    tell(text("cli.check.fine", path=path, notes=len(session.notes)), out=out)
    return 0
