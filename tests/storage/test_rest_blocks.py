"""Agenda, network and attendance are neither written nor read again while only notes are added."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders import a_session
from msgspec.structs import replace

from kaikutui.domain.session import Note, Session, Source
from kaikutui.storage import session_file
from kaikutui.storage.note_blocks import NoteBlocks
from kaikutui.storage.rest_blocks import MOST, RestBlocks
from kaikutui.storage.session_file import decode, encode

PATH = Path("kokous.toml")
START = a_session().meeting.starts


def noted(session: Session, number: int) -> Session:
    """The same meeting with one note more."""
    assert START is not None
    note = Note(id=f"n{number}", item=2, at=START, confidential=False, source=Source.VENUE, text=f"Havainto {number}")
    return replace(session, notes=(*session.notes, note))


def counted(monkeypatch: pytest.MonkeyPatch, name: str) -> list[Any]:
    """What a function of the session file was asked to do from now on."""
    asked: list[Any] = []
    real: Callable[..., Any] = getattr(session_file, name)

    def counting(*given: Any, **more: Any) -> Any:
        asked.append(given[0])
        return real(*given, **more)

    monkeypatch.setattr(session_file, name, counting)
    return asked


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_file, "_KNOWN", NoteBlocks())
    monkeypatch.setattr(session_file, "_REST", RestBlocks())
    session_file._read_rest.cache_clear()


def test_with_another_note_only_the_note_and_the_seal_are_written_and_nothing_is_parsed_as_toml(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session = noted(a_session(), 0)
    decode(encode(session), PATH)
    written, parsed = counted(monkeypatch, "_write_rest"), counted(monkeypatch, "parse_toml")
    for number in range(1, 5):
        session = noted(session, number)
        assert decode(encode(session), PATH).session == session
    assert written == []
    assert parsed == []


def test_what_was_changed_is_written_and_read_anew() -> None:
    session = noted(a_session(), 0)
    for area in ("Esimerkkilä", "Mallila", "Esimerkkilä"):
        session = replace(session, meeting=replace(session.meeting, area=area))
        data = encode(session)
        assert f'area = "{area}"'.encode() in data
        assert decode(data, PATH).session == session


def test_what_is_known_is_not_trusted_but_proven_by_the_seal() -> None:
    session = noted(a_session(), 0)
    data = encode(session)
    decode(data, PATH)
    edited = decode(data.replace(b"Havainto", b"Huomio"), PATH)
    assert edited.seal is session_file.SealState.EDITED


def test_only_the_newest_states_are_remembered() -> None:
    session = a_session()
    for number in range(3 * MOST):
        session = replace(session, meeting=replace(session.meeting, area=f"Alue {number}"))
        encode(session)
    assert len(session_file._REST._known) == MOST
