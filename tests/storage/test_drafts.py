"""A half-typed line outlives a crash, in nobody else's sight."""

import stat
from pathlib import Path

from builders import texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaikutui.domain.session import Source
from kaikutui.storage.drafts import Draft, draft_path, load_draft, save_draft

drafts = st.builds(Draft, text=texts, item=st.integers(1, 9), source=st.sampled_from(Source))


def a_draft(text: str = "asiakkaat kysyvät us") -> Draft:
    return Draft(text=text, item=2, source=Source.DISTRIBUTOR)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drafts)
def test_a_kept_line_is_the_same_line_again(tmp_path: Path, draft: Draft) -> None:
    save_draft(tmp_path / "kokous.toml", draft)
    assert load_draft(tmp_path / "kokous.toml") == draft


def test_an_empty_line_is_forgotten(tmp_path: Path) -> None:
    session = tmp_path / "kokous.toml"
    save_draft(session, a_draft())
    save_draft(session, a_draft("  "))
    assert load_draft(session) is None
    assert not draft_path(session).exists()
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
    path = draft_path(session)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert "esimerkkila" not in path.name


def test_a_draft_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    session = tmp_path / "kokous.toml"
    save_draft(session, a_draft())
    for spoiled in (b"", b"{", b'{"text": 5}', b"\xff\xfe"):
        draft_path(session).write_bytes(spoiled)
        assert load_draft(session) is None
