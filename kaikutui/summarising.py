"""``kaikutui summary``: several meetings in one, as text on the screen or as a file."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TextIO

from kaikutui.catalogue import Catalogue, text
from kaikutui.domain.record import Record
from kaikutui.domain.session import Session
from kaikutui.memo.order import Format, format_of
from kaikutui.memo.overview import overview_of
from kaikutui.memo.paper import Paper
from kaikutui.memo.plain_text import to_text
from kaikutui.memo.writers import WRITERS
from kaikutui.memo_file import write_file
from kaikutui.storage.store import SessionStore
from kaikutui.telling import tell


class Question(Record, frozen=True, kw_only=True):
    """An overview as asked for on the command line."""

    files: tuple[Path, ...]
    output: Path | None = None
    """A file, or a folder; None: the standard output, but a Word file goes beside the first meeting."""
    format: Format | None = None
    """None: as the file's name tells, else text."""
    language: str = "fi"
    """Of the user: the overview speaks it when the meetings speak several."""
    force: bool = False


def summarise_files(asked: Question, now: datetime, out: TextIO) -> None:
    """Print the overview to ``out``, or write it to a file and print its path.

    A meeting that is named twice is counted once. Raises KaikuError for a file that cannot be read or written.
    """
    files = {path.resolve(): path for path in asked.files}
    sessions = [SessionStore(path).load().session for path in files.values()]
    words = _words(sessions, asked.language)
    memo = overview_of(sessions, words, now)
    form = format_of(asked.format, asked.output or Path())
    data = WRITERS[form].write(memo, Paper()) if form else to_text(memo).encode()
    if asked.output is None and form is not Format.DOCX:
        tell(data.decode("utf-8-sig").replace("\r\n", "\n"), out=out, end="")
        return
    target = asked.output or asked.files[0].absolute().parent
    path = write_file(target, f"{words('memo.overview_file')}.{form or 'txt'}", data, force=asked.force)
    tell(path, out=out, done=text("cli.done.summary", path=path))


def _words(sessions: Sequence[Session], otherwise: str) -> Catalogue:
    """The language that all the meetings have, else that of the user."""
    languages = {str(session.meeting.language) for session in sessions}
    return Catalogue(languages.pop() if len(languages) == 1 else otherwise)
