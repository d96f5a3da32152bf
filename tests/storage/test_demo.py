"""The example meeting: whole, going on now, and always a copy."""

import tempfile
from datetime import timedelta, timezone
from pathlib import Path

import pytest
from builders import START

from kaikutui.domain.clocks import State, floor
from kaikutui.domain.session import Source
from kaikutui.storage.demo import demo_copy, demo_session
from kaikutui.storage.places import FolderNotMadeError
from kaikutui.storage.session_file import SealState
from kaikutui.storage.store import SessionStore


def test_the_example_has_the_notes_of_a_whole_meeting() -> None:
    session = demo_session(START)
    assert len(session.notes) == 44
    assert {note.source for note in session.notes} == set(Source)
    assert len(session.partners) == 18


def test_the_example_is_going_on_now_and_tells_its_times_in_the_local_zone() -> None:
    now = START.astimezone(timezone(timedelta(hours=-5)))
    session = demo_session(now)
    assert floor(session).state is State.RUNNING
    started = [stretch.started for item in session.items for stretch in item.stretches]
    assert max(started) == now - timedelta(minutes=2)
    assert {at.utcoffset() for at in (*started, *(note.at for note in session.notes))} == {timedelta(hours=-5)}
    assert all(note.at <= now for note in session.notes)


def test_each_copy_is_a_whole_file_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    one, two = demo_copy(START), demo_copy(START)
    assert one != two
    assert SessionStore(one).load().seal is SealState.WHOLE


def test_where_no_folder_can_be_made_for_the_copy_a_sentence_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "poissa"))
    with pytest.raises(FolderNotMadeError, match="poissa"):
        demo_copy(START)
