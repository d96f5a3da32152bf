"""What is not loaded before the first frame is loaded by the time the disk fails, or has its sentence."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tui_builders import PEOPLE, a_note, a_session, desk_at, frames_of

from kaikutui.storage.store import SessionStore
from kaikutui.tui import loaded_later
from kaikutui.tui.loaded_later import LATER, LEFT, PartNotLoadedError, load
from kaikutui.tui.panels import PANELS
from kaikutui.tui.screens import meeting

TUI = Path(loaded_later.__file__).parent
TWO_MEMOS = """
import sys
from datetime import datetime
from pathlib import Path
from kaikutui.storage.demo import demo_copy
from kaikutui.storage.store import SessionStore
from kaikutui.tui.loaded_later import MEMO, load
now = datetime.now().astimezone()
session = SessionStore(demo_copy(now)).load().session
load(*MEMO)
from kaikutui.memo_file import write_from_meeting
before = set(sys.modules)
for _ in range(2):
    write_from_meeting(session, Path(sys.argv[1]), now)
print(sorted(set(sys.modules) - before))
"""
"""The second is compared with the first; which modules that took is printed."""
SENTENCE = "Tätä ohjelman osaa ei voi nyt ladata levyltä."


def imported_in_functions() -> Iterator[tuple[str, str]]:
    """Each module that a function of the screen's floor imports, and where."""
    for path in TUI.rglob("*.py"):
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                for statement in ast.walk(function):
                    names = [name.name for name in statement.names] if isinstance(statement, ast.Import) else []
                    if isinstance(statement, ast.ImportFrom):
                        names = [statement.module or ""]
                    yield from ((name, f"{path.name}: {function.name}") for name in names)


def test_whatever_a_function_of_the_screen_imports_is_loaded_later_or_left_for_a_reason() -> None:
    # The first frame by itself (``glimpse``) is painted before anything is loaded at all.
    unknown = {name: where for name, where in imported_in_functions() if name not in {*LATER, *LEFT}}
    assert unknown == {"kaikutui.terminal": "glimpse.py: show_first"}


def test_nothing_is_listed_that_nobody_asks_for() -> None:
    asked = {name for name, _ in imported_in_functions()}
    assert set(LEFT) <= asked
    assert not set(LEFT) & set(LATER)


def test_every_panel_is_loaded_later() -> None:
    assert {f"kaikutui.tui.panels.{place.partition('.')[0]}" for place in PANELS.values()} <= set(LATER)


def test_a_meeting_whose_program_has_gone_from_the_disk_opens_everything_and_tells_what_it_cannot(file: Path) -> None:
    SessionStore(file).create(a_session(people=PEOPLE, notes=(a_note("sujuu", 2),)))
    script = [sys.executable, str(Path(__file__).with_name("desk_without_disk.py")), str(file)]
    done = subprocess.run(script, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["asked"] == ["kaikutui.tui.widgets.many_lines"]
    panels = {place.partition(".")[2] for place in PANELS.values()}
    screens = {"FormScreen", "QuestionScreen", "HelpScreen", "FindScreen", "PaletteScreen", "ChecklistScreen"}
    assert panels | screens == set(told["opened"])
    assert told["pasted"].startswith(SENTENCE)
    assert told["exported"].startswith(SENTENCE)
    assert told["notes"] == ["ja kokous jatkuu"]


async def test_loading_begins_when_the_first_frame_has_been_painted(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted = frames_of(monkeypatch)
    begun: list[int] = []
    monkeypatch.setattr(meeting, "load_later", lambda: begun.append(len(painted)))
    async with desk_at(file, a_session()) as desk:
        await desk.until(lambda: bool(begun))
    assert len(begun) == 1
    assert begun[0] > 0


@pytest.mark.parametrize(
    "spoilt", ["import there_is_none_such", "a = ", "import sys; sys.nothing", "1 + ''", "raise OSError"]
)
def test_a_module_that_cannot_be_loaded_holds_up_no_other_and_is_told_where_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoilt: str
) -> None:
    (tmp_path / "spoilt_part.py").write_text(spoilt)
    (tmp_path / "whole_part.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(loaded_later, "LATER", ("spoilt_part", "whole_part", "sys"))
    waits: list[float] = []
    monkeypatch.setattr("time.sleep", waits.append)
    loaded_later._load_slowly()
    assert "whole_part" in sys.modules
    del sys.modules["whole_part"]
    # After the first keys, and after each module, which other keys waited for.
    assert waits == [loaded_later.AFTER_SECONDS] + [loaded_later.BETWEEN_SECONDS] * 2
    with pytest.raises(PartNotLoadedError):
        load("sys", "spoilt_part")


def test_what_writes_a_memo_is_loaded_before_it_is_begun(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", TWO_MEMOS, tmp_path], check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n"
