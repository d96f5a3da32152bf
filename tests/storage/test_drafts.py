"""A half-typed line outlives its terminal, in nobody else's sight."""

import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaikutui.domain.session import Source
from kaikutui.storage.atomic import NotWritableError
from kaikutui.storage.drafts import Draft, drafts_folder, leave_drafts, load_draft, pass_draft, save_draft, take_drafts
from kaikutui.storage.places import state_folder

any_draft = st.builds(
    Draft,
    text=texts,
    item=st.integers(1, 9),
    source=st.sampled_from(Source),
    editing=st.sampled_from(["", "a1b2c3"]),
    confidential=st.booleans(),
    answers=st.lists(texts, max_size=3).map(tuple),
)

ANOTHER_TERMINAL = """
import sys
from pathlib import Path
from kaikutui.storage.drafts import Draft, save_draft
save_draft(Path(sys.argv[1]), Draft(text=sys.argv[2], item=3, source="venue"))
print("kept", flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def a_terminal_of_its_own() -> Iterator[None]:
    """A test is a terminal that has gone at its end."""
    yield
    leave_drafts()


@pytest.fixture
def another(tmp_path: Path) -> "Iterator[subprocess.Popen[str]]":
    """Another terminal on the same meeting that has half-typed a line and is alive."""
    program = [sys.executable, "-c", ANOTHER_TERMINAL, str(tmp_path / "kokous.toml"), "toisen rivi"]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "kept\n"
        yield process
        process.kill()


def a_draft(text: str = "asiakkaat kysyvät us") -> Draft:
    return Draft(text=text, item=2, source=Source.DISTRIBUTOR)


def files(session: Path) -> list[Path]:
    return sorted(drafts_folder(session).glob("*"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_draft)
def test_a_kept_line_is_the_same_line_again(tmp_path: Path, draft: Draft) -> None:
    save_draft(tmp_path / "kokous.toml", draft)
    assert load_draft(tmp_path / "kokous.toml") == (None if draft.is_empty else draft)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(any_draft, min_size=1, max_size=6))
def test_the_last_of_many_drafts_is_the_one_that_is_taken(tmp_path: Path, many: list[Draft]) -> None:
    session = tmp_path / "kokous.toml"
    for draft in many:
        save_draft(session, draft)
    leave_drafts()
    assert take_drafts(session) == (() if many[-1].is_empty else (many[-1],))
    for path in files(session):
        path.unlink()
    leave_drafts()


def test_an_empty_line_is_forgotten(tmp_path: Path) -> None:
    session = tmp_path / "kokous.toml"
    save_draft(session, a_draft())
    save_draft(session, a_draft("  "))
    assert load_draft(session) is None
    assert files(session) == []
    save_draft(session, a_draft(""))


def test_each_meeting_has_its_own_draft_and_a_link_leads_to_the_same(tmp_path: Path) -> None:
    one, link = tmp_path / "yksi.toml", tmp_path / "linkki.toml"
    one.touch()
    link.symlink_to(one)
    save_draft(one, a_draft())
    assert load_draft(link) == a_draft()
    assert load_draft(tmp_path / "kaksi.toml") is None


def test_a_draft_is_for_its_owner_alone_and_its_name_tells_nothing(tmp_path: Path) -> None:
    session = tmp_path / "esimerkkila.toml"
    save_draft(session, a_draft())
    (path,) = files(session)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert "esimerkkila" not in str(path.relative_to(state_folder()))


@pytest.mark.parametrize("spoiled", [b"", b"{", b'{"text": 5}', b"\xff\xfe"])
def test_a_draft_that_cannot_be_read_is_none(tmp_path: Path, spoiled: bytes) -> None:
    session = tmp_path / "kokous.toml"
    save_draft(session, a_draft())
    leave_drafts()
    files(session)[0].write_bytes(spoiled)
    assert load_draft(session) is None
    assert take_drafts(session) == ()


def test_a_draft_that_cannot_be_written_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int, data: bytes) -> int:
        raise OSError(28, "full")

    save_draft(tmp_path / "kokous.toml", a_draft("alku"))
    monkeypatch.setattr("os.write", full)
    with pytest.raises(NotWritableError):
        save_draft(tmp_path / "kokous.toml", a_draft("alku ja loppu"))


def test_the_draft_of_a_living_terminal_is_nobody_elses(tmp_path: Path, another: "subprocess.Popen[str]") -> None:
    session = tmp_path / "kokous.toml"
    assert take_drafts(session) == ()
    save_draft(session, a_draft("oma rivi"))
    assert len(files(session)) == 2
    another.kill()
    another.wait()
    assert [draft.text for draft in take_drafts(session)] == ["toisen rivi"]


def test_a_draft_is_taken_by_one_terminal_only(tmp_path: Path) -> None:
    session = tmp_path / "kokous.toml"
    save_draft(session, a_draft())
    leave_drafts()
    assert take_drafts(session) == (a_draft(),)
    assert take_drafts(session) == ()


def test_a_draft_taken_over_stays_on_the_disk_until_its_words_are_kept_elsewhere(tmp_path: Path) -> None:
    session = tmp_path / "kokous.toml"
    save_draft(session, a_draft("vanha rivi"))
    leave_drafts()
    (left,) = files(session)
    take_drafts(session)
    save_draft(session, a_draft("jotain muuta"))
    assert left.exists()
    save_draft(session, a_draft("*: vanha rivi jotain muuta"))
    assert not left.exists()


def test_a_draft_taken_over_that_was_in_our_line_goes_with_the_next_line_that_is_kept(tmp_path: Path) -> None:
    session = tmp_path / "kokous.toml"
    save_draft(session, a_draft("vanha rivi"))
    leave_drafts()
    (left,) = files(session)
    take_drafts(session)
    pass_draft(session, a_draft("vanha rivi"))
    assert left.exists()
    assert take_drafts(session) == ()
    save_draft(session, a_draft(""))
    assert files(session) == []


def test_several_drafts_come_back_the_newest_first(tmp_path: Path) -> None:
    session = tmp_path / "kokous.toml"
    for number in range(3):
        save_draft(session, a_draft(f"rivi {number}"))
        leave_drafts()
    assert [draft.text for draft in take_drafts(session)] == ["rivi 2", "rivi 1", "rivi 0"]
