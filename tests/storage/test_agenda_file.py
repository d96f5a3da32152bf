"""Finding, reading and judging agendas, and the folders they are looked for in."""

import os
import stat
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st
from msgspec import to_builtins
from msgspec.structs import replace

from kaikutui.domain.agenda import Agenda, AgendaItem
from kaikutui.storage import places
from kaikutui.storage.agenda_file import (
    AgendaLawError,
    AgendaUnknownError,
    agenda_names,
    check_agenda,
    load_agenda,
    read_agenda,
    shipped_agendas,
)
from kaikutui.storage.schema import ContentError, FileIsFolderError, FileMissingError

SHIPPED = ("palautekokous-120", "palautekokous-90")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own, and a working directory apart from it."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for variable in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{variable}_HOME", str(tmp_path / "home" / variable.lower()))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "home"


def an_agenda(title: str = "Oma kokous") -> Agenda:
    """A shipped agenda under another title."""
    return replace(load_agenda("palautekokous-90"), title=title)


def write(path: Path, agenda: Agenda) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(tomli_w.dumps({"format": 1, **to_builtins(agenda)}).encode())
    return path


def with_item(agenda: Agenda, place: int, **values: object) -> Agenda:
    items = list(agenda.items)
    items[place] = replace(items[place], **values)
    return replace(agenda, items=tuple(items))


def where(agenda: Agenda) -> list[str]:
    return [problem.where for problem in check_agenda(agenda)]


def test_the_shipped_agendas_are_known_by_name() -> None:
    assert agenda_names() == SHIPPED
    assert {f"{name}.toml" for name in SHIPPED} <= {entry.name for entry in shipped_agendas().iterdir()}


def test_an_own_agenda_is_known_beside_the_shipped_ones() -> None:
    write(places.agendas_folder() / "oma.toml", an_agenda())
    (places.agendas_folder() / ".vanha.toml").touch()
    (places.agendas_folder() / "muistilista.txt").touch()
    assert agenda_names() == ("oma", *SHIPPED)
    assert load_agenda("oma").title == "Oma kokous"


def test_an_own_agenda_comes_before_a_shipped_one_of_the_same_name() -> None:
    write(places.agendas_folder() / "palautekokous-90.toml", an_agenda())
    assert agenda_names() == SHIPPED
    assert load_agenda("palautekokous-90").title == "Oma kokous"


@pytest.mark.parametrize("word", ["here.toml", "./palautekokous-90", "palautekokous-90"])
def test_a_path_comes_before_any_name(word: str) -> None:
    write(places.agendas_folder() / "palautekokous-90.toml", an_agenda("Kansiosta"))
    write(Path(word), an_agenda("Tästä"))
    assert load_agenda(word).title == "Tästä"


def test_a_folder_of_the_same_name_does_not_hide_an_agenda() -> None:
    Path("palautekokous-90").mkdir()
    assert load_agenda("palautekokous-90").title == "Palautekokous, 90 minuuttia"


@pytest.mark.parametrize("name", ["olematon", "", "nul\0", "palautekokous-90\x1b[2J"])
def test_an_unknown_name_is_answered_with_the_known_ones(name: str) -> None:
    with pytest.raises(AgendaUnknownError) as caught:
        load_agenda(name)
    assert "palautekokous-120, palautekokous-90" in str(caught.value)
    assert str(caught.value).isprintable()


def test_a_path_to_nothing_is_a_missing_file_and_a_folder_a_folder() -> None:
    with pytest.raises(FileMissingError, match=r"olematon\.toml"):
        load_agenda("olematon.toml")
    with pytest.raises(FileIsFolderError):
        load_agenda("./")


def test_a_wrong_value_in_an_agenda_names_the_file_and_the_place() -> None:
    agenda = to_builtins(an_agenda())
    agenda["items"][2]["minutes"] = "kymmenen"
    Path("oma.toml").write_text(tomli_w.dumps({"format": 1, **agenda}), "utf-8")
    with pytest.raises(ContentError, match=r"oma\.toml, items\.3\.minutes: tässä pitäisi olla kokonaisluku, 1–600"):
        load_agenda("oma.toml")


@given(st.integers(0, 18).filter(lambda count: count != 9))
def test_an_agenda_of_other_than_nine_items_is_none(count: int) -> None:
    agenda = load_agenda("palautekokous-90")
    assert "items" in where(replace(agenda, items=(agenda.items * 2)[:count]))


@given(st.permutations(range(9)))
def test_items_stand_in_the_order_of_their_numbers(order: list[int]) -> None:
    agenda = load_agenda("palautekokous-90")
    mixed = replace(agenda, items=tuple(agenda.items[place] for place in order))
    assert where(mixed) == [f"items.{here + 1}.number" for here, place in enumerate(order) if here != place]


@pytest.mark.parametrize("empty", ["", "  ", "\t"])
@pytest.mark.parametrize("field", ["title", "label"])
def test_an_item_without_a_name_is_found(field: str, empty: str) -> None:
    assert f"items.4.{field}" in where(with_item(an_agenda(), 3, **{field: empty}))


def test_an_agenda_and_a_page_have_a_title() -> None:
    assert where(an_agenda(" ")) == ["title"]
    page = replace(an_agenda().items[6].pages[1], title="")
    assert where(with_item(an_agenda(), 6, pages=(page,))) == ["items.7.pages.1.title"]


def test_a_label_has_at_most_eighteen_characters() -> None:
    assert where(with_item(an_agenda(), 0, label="x" * 18)) == []
    assert where(with_item(an_agenda(), 0, label="x" * 19)) == ["items.1.label"]


@given(
    st.sampled_from("\n\r\t\x00\x07\x1b\x7f\x85\u2028"),
    st.text("aä ", max_size=3),
    st.text("aä ", max_size=3),
)
def test_no_text_may_break_a_line_or_steer_the_terminal(sign: str, before: str, after: str) -> None:
    line = f"{before}{sign}{after}"
    assert where(with_item(load_agenda(SHIPPED[0]), 4, guidance=("Hei.", line))) == ["items.5.guidance.2"]


@given(st.text("aäö ”–€\u00a0", max_size=9))
def test_ordinary_text_with_spaces_at_its_ends_is_no_fault(line: str) -> None:
    assert where(with_item(load_agenda(SHIPPED[0]), 4, guidance=(line,))) == []


def test_all_that_is_wrong_is_told_at_once() -> None:
    agenda = with_item(with_item(an_agenda(), 0, label=""), 8, label="x" * 30)
    path = write(Path("oma.toml"), agenda)
    with pytest.raises(AgendaLawError) as caught:
        read_agenda(path.read_bytes(), path)
    assert [problem.where for problem in caught.value.problems] == ["items.1.label", "items.9.label"]
    assert str(caught.value) == ("oma.toml, items.1.label: teksti puuttuu. Korjattavaa on myös muualla: items.9.label.")


def test_an_item_of_an_agenda_is_what_was_written() -> None:
    item = AgendaItem(number=8, title="Muut asiat", label="Muut", minutes=600, panel=an_agenda().items[7].panel)
    path = write(Path("oma.toml"), replace(an_agenda(), items=(*an_agenda().items[:7], item, an_agenda().items[8])))
    assert load_agenda(str(path)).items[7] == item


FOLDERS = {
    "XDG_DATA_HOME": places.sessions_folder,
    "XDG_CONFIG_HOME": places.agendas_folder,
    "XDG_STATE_HOME": places.state_folder,
}


@pytest.mark.parametrize("variable", sorted(FOLDERS))
def test_a_folder_follows_its_variable(variable: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, str(home / "elsewhere"))
    assert FOLDERS[variable]().is_relative_to(home / "elsewhere" / "kaikutui")


@pytest.mark.parametrize("value", ["", "data", "./data"])
@pytest.mark.parametrize("variable", sorted(FOLDERS))
def test_an_empty_or_relative_variable_does_not_count(
    variable: str, value: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(variable)
    usual = FOLDERS[variable]()
    assert usual.is_relative_to(home)
    monkeypatch.setenv(variable, value)
    assert FOLDERS[variable]() == usual


def test_asking_for_a_folder_makes_nothing(home: Path) -> None:
    for folder in (*FOLDERS.values(), places.config_folder):
        folder()
    assert not home.exists()


def test_folders_are_made_for_the_user_alone(home: Path) -> None:
    folder = places.ensure(places.state_folder() / "drafts")
    for made in (folder, folder.parent, home):
        assert stat.S_IMODE(made.stat().st_mode) == 0o700


def test_a_folder_that_exists_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(0o755)
    assert places.ensure(tmp_path / "shared") == tmp_path / "shared"
    assert stat.S_IMODE((tmp_path / "shared").stat().st_mode) == 0o755


def test_a_folder_that_cannot_be_made_is_a_named_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(places.FolderNotMadeError, match="file"):
            places.ensure(folder)


@given(order=st.permutations(range(5)), limit=st.integers(-1, 7))
def test_the_meeting_written_last_is_first(
    order: list[int], limit: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("meetings")
    for number in order:
        (folder / f"{number}.toml").touch()
        os.utime(folder / f"{number}.toml", (number, number))
    newest_first = [folder / f"{number}.toml" for number in (4, 3, 2, 1, 0)]
    assert places.recent_meetings(folder, limit) == tuple(newest_first[: max(limit, 0)])


def test_what_is_no_meeting_is_not_listed(tmp_path: Path) -> None:
    for name in ("a.toml.bak", ".kaiku-1.toml", "b.docx", "c.toml"):
        (tmp_path / name).touch()
    (tmp_path / "d.toml").mkdir()
    (tmp_path / "e.toml").symlink_to("nowhere")
    assert places.recent_meetings(tmp_path, 9) == (tmp_path / "c.toml",)


def test_a_folder_that_cannot_be_read_has_no_meetings(tmp_path: Path) -> None:
    (tmp_path / "file.toml").touch()
    assert places.recent_meetings(tmp_path / "none", 9) == ()
    assert places.recent_meetings(tmp_path / "file.toml", 9) == ()
