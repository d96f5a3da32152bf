"""What is half-typed, kept outside the meeting's file until it is entered.

Each terminal has a file of its own, locked while the terminal lives: a draft that nobody holds belonged to one
that has gone, and the next that opens the meeting takes it. No process id is guessed at.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import RLock

import msgspec
from msgspec.structs import replace

from kaikutui.domain.clean import clean_line
from kaikutui.domain.record import Record
from kaikutui.domain.session import Source
from kaikutui.storage.atomic import NotWritableError, reason
from kaikutui.storage.held_file import hold, let_go
from kaikutui.storage.places import ensure, session_tag, state_folder


class Draft(Record, frozen=True, kw_only=True):
    """A line on its way, with the seat it was typed in."""

    text: str
    item: int
    source: Source
    editing: str = ""
    """Id of the note that was recalled for editing; empty: a new line."""
    confidential: bool = False
    """Whether that note is confidential: its text comes back so, whatever has become of its flags."""
    answers: tuple[str, ...] = ()
    """What had been typed into an open form or search."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to keep."""
        return not self.text.strip() and not any(answer.strip() for answer in self.answers)


class _Held(msgspec.Struct, frozen=True):
    """A file of ours: we hold it."""

    path: Path
    descriptor: int
    draft: Draft | None = None
    """What stands in it."""

    def drop(self) -> None:
        """Let go of the file and of what stands in it."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
        let_go(self.descriptor)


# The saver, the event loop and the farewell of a process all write the one draft of its terminal.
_guard = RLock()
_own: dict[Path, _Held] = {}
_taken: dict[Path, list[_Held]] = {}
# Taken over, and since then in a line of ours: they go with the next draft that is kept.
_passed: dict[Path, list[_Held]] = {}


def drafts_folder(session: Path) -> Path:
    """Where the drafts of a meeting lie; the name tells nothing of the meeting."""
    return state_folder() / "drafts" / session_tag(session)


def save_draft(session: Path, draft: Draft) -> None:
    """Keep what this terminal has half-typed (0600); an empty draft is forgotten. Raises NotWritableError.

    Drafts that were taken over go once this one holds their words.
    """
    folder = drafts_folder(session)
    with _guard:
        pass_draft(session, draft)
        if not draft.is_empty:
            mine = _own.get(folder) or _new_file(folder)
            _own[folder] = mine
            if draft != mine.draft:
                _write(mine.path, draft)
                _own[folder] = replace(mine, draft=draft)
        elif folder in _own:
            _own.pop(folder).drop()
        for held in _passed.pop(folder, ()):
            held.drop()


def pass_draft(session: Path, draft: Draft) -> None:
    """This was half-typed, and may have become something else before it is kept.

    A draft that was taken over, and whose words stood in it, goes with the next one that is kept, whatever that holds.
    """
    folder = drafts_folder(session)
    with _guard:
        passed = [one for one in _taken.get(folder, ()) if _is_within(one.draft, draft)]
        for held in passed:
            _taken[folder].remove(held)
        _passed.setdefault(folder, []).extend(passed)


def take_drafts(session: Path) -> tuple[Draft, ...]:
    """The drafts of terminals that have gone, the newest first; they are ours from now on, and nobody else's.

    They stay on the disk until ``save_draft`` has kept their words.
    """
    folder = drafts_folder(session)
    with _guard:
        ours = (*_taken.get(folder, ()), *_passed.get(folder, ()), *filter(None, [_own.get(folder)]))
        mine = {held.path for held in ours}
        found = [held for path in _files(folder) if path not in mine and (held := _take(path))]
        _taken.setdefault(folder, []).extend(found)
    return tuple(held.draft for held in found if held.draft)


def load_draft(session: Path) -> Draft | None:
    """The newest draft of a meeting, whoever has it, or None; one that cannot be read is none."""
    return next(filter(None, map(_read, _files(drafts_folder(session)))), None)


def leave_drafts() -> None:
    """Hold no draft any more: what stands in the files is for whoever comes next."""
    with _guard:
        lists = (*_taken.values(), *_passed.values())
        for held in (*_own.values(), *(one for many in lists for one in many)):
            let_go(held.descriptor)
        for holding in (_own, _taken, _passed):
            holding.clear()


def _is_within(left: Draft | None, draft: Draft) -> bool:
    """Whether every word of a draft that was taken over stands in ours."""
    whole = clean_line(" ".join((draft.text, *draft.answers)))
    return left is None or all(clean_line(piece) in whole for piece in (left.text, *left.answers))


def _files(folder: Path) -> Iterator[Path]:
    """The files of drafts, the last written first; they may vanish at any moment."""
    found: list[tuple[int, Path]] = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(OSError):
                if entry.name.endswith(".json"):
                    found.append((entry.stat().st_mtime_ns, folder / entry.name))
    return (path for _, path in sorted(found, reverse=True))


def _new_file(folder: Path) -> _Held:
    """A draft is written in place and never replaced: the lock is on its own file."""
    path = ensure(folder) / f"{os.urandom(6).hex()}.json"
    try:
        # Another terminal that looks for drafts may hold it for an instant.
        descriptor = hold(path, 1)
    except OSError as error:
        raise _refused(path, error) from error
    if descriptor is None:
        raise _refused(path, BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN)))
    return _Held(path, descriptor)


def _take(path: Path) -> _Held | None:
    """Hold a draft that nobody holds; an empty or spoiled one is cleared away."""
    try:
        descriptor = hold(path)
    except OSError:
        return None
    if descriptor is None:
        return None
    held = _Held(path, descriptor, _read(path))
    if held.draft is None:
        held.drop()
        return None
    return held


def _write(path: Path, draft: Draft) -> None:
    """Write in one piece over what stood there; a line feed ends it, so that an older, longer rest is not read."""
    data = msgspec.json.encode(draft) + b"\n"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            if os.write(descriptor, data) < len(data):
                raise OSError
            os.ftruncate(descriptor, len(data))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise _refused(path, error) from error


def _refused(path: Path, error: OSError) -> NotWritableError:
    return NotWritableError(path=path, reason=reason(error))


def _read(path: Path) -> Draft | None:
    try:
        draft = msgspec.json.decode(path.read_bytes().partition(b"\n")[0], type=Draft)
    except (OSError, msgspec.MsgspecError):
        return None
    return None if draft.is_empty else draft
