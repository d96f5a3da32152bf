"""What the tests of the store share: acts with ids, files edited by hand, a system that refuses."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import a_note, a_session

from kaikutui.domain.operations import Act, AddNotes, Operation
from kaikutui.domain.session import Session
from kaikutui.storage.session_file import Loaded, decode
from kaikutui.storage.spool import Spool
from kaikutui.storage.store import SessionStore
from kaikutui.storage.trouble import FileTroubleError

PASSING = FileTroubleError()
"""Some trouble with the file, for acts that go straight into the spool."""


def writing(text: str) -> Act:
    """The act of writing a note down; its text is its id."""
    return Act(id=f"act-{text}", operation=AddNotes(notes=(a_note(text),)))


def act(operation: Operation, id: str = "act") -> Act:
    """An operation on its way to the disk."""
    return Act(id=id, operation=operation)


def a_file(path: Path, *texts: str, session: Session | None = None) -> SessionStore:
    """A meeting in a file with these notes, each written by a commit of its own; gives an open store."""
    store = SessionStore(path)
    store.create(session or a_session())
    for text in texts:
        store.commit(writing(text))
    return store


def read(path: Path) -> Loaded:
    return decode(path.read_bytes(), path)


def texts(path: Path) -> list[str]:
    """The notes of a file."""
    return [note.text for note in read(path).session.notes]


def kept(path: Path) -> list[str]:
    """Ids of the acts in the spool of a file."""
    return [one.act.id for one in Spool(path).waiting()]


def edit(path: Path, old: str, new: str) -> bytes:
    """Somebody edits the file by hand; gives its bytes."""
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8")
    return path.read_bytes()


def put(path: Path, data: bytes) -> None:
    """Another program puts something in the place of the file, whole at once and without asking for the lock."""
    other = path.with_name("toisen-ohjelman")
    other.write_bytes(data)
    other.replace(path)


def refuse(monkeypatch: pytest.MonkeyPatch, call: str, code: int, *, when: Callable[..., bool] | None = None) -> None:
    """Let a call of ``os`` be refused with this code, always or when its arguments say so."""
    real = getattr(os, call)

    def refusing(*arguments: object, **options: object) -> object:
        if when is None or when(*arguments):
            raise OSError(code, os.strerror(code))
        return real(*arguments, **options)

    monkeypatch.setattr(os, call, refusing)


def is_folder(descriptor: int) -> bool:
    """Whether a descriptor is a folder's."""
    return of(descriptor).is_dir()


def within(folder: Path) -> Callable[..., bool]:
    """Whether a call is about something in this folder, by name or by descriptor."""

    def about(first: object, *rest: object) -> bool:
        return (of(first) if isinstance(first, int) else Path(str(first))).is_relative_to(folder)

    return about


def of(descriptor: int) -> Path:
    """The file of a descriptor."""
    return Path(f"/proc/self/fd/{descriptor}").readlink()
