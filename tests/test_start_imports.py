"""What is not needed yet is not imported: every start pays for it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from builders import a_network

from kaikutui.domain.agenda import PanelKind
from kaikutui.storage.store import SessionStore
from kaikutui.tui.panels import PANELS, panel_of
from kaikutui.tui.panels.base import ItemPanel
from kaikutui.tui.withheld import UNUSED

TEXTUAL = "from kaikutui.tui.withheld import import_paths, import_textual; import_paths(); import_textual()\n"
"""As the program begins a screen."""


def imported(statement: str) -> set[str]:
    """The packages and modules that a statement brings along."""
    program = f"{statement}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    return set(json.loads(told.stdout))


@pytest.mark.parametrize(
    ("statement", "forbidden"),
    [
        (
            "import kaikutui.__main__, kaikutui.tui.glimpse",
            {
                "argparse",
                "typing",
                "pathlib",
                "msgspec",
                "tomllib",
                "dataclasses",
                "traceback",
                "asyncio",
                "kaikutui.cli",
            },
        ),
        ("import kaikutui.cli", {"textual", "rich", "docx", "lxml", "tomli_w", "asyncio"}),
        ("import kaikutui.noting", {"textual", "rich", "docx", "lxml"}),
        (
            "import kaikutui.exporting, kaikutui.memo.word",
            {"textual", "rich", "http.client", "urllib.request", "email"},
        ),
        ("import kaikutui.tui.run", {"docx", "lxml", "curses", "kaikutui.memo.word"}),
        (
            f"{TEXTUAL}import kaikutui.tui.run",
            {
                "kaikutui.storage.demo",
                "kaikutui.tui.panels.closing",
                "kaikutui.tui.screens.edited",
                "kaikutui.tui.screens.form",
                "kaikutui.tui.screens.pick",
                "kaikutui.tui.screens.question",
                "kaikutui.tui.screens.room",
                "kaikutui.tui.screens.start",
                "kaikutui.tui.widgets.facilitator_view",
                "asyncio.sslproto",
                "mimetypes",
                "rich.panel",
                "rich.table",
                "rich.tree",
                "ssl",
                "subprocess",
                "textual.command",
                "textual.widgets._label",
                "textual.widgets._text_area",
                "textual.widgets._toast",
                "textual.widgets._tree",
                "urllib.parse",
            },
        ),
    ],
    ids=["first frame", "command line", "note", "memo", "screen", "what the first screen of a meeting does not need"],
)
def test_heavy_modules_are_imported_when_they_are_needed(statement: str, forbidden: set[str]) -> None:
    assert imported(statement) & forbidden == set()


def test_whoever_asks_later_for_what_was_withheld_gets_it() -> None:
    later = (
        "import ssl, textual.command, subprocess, rich.table, rich.tree, rich.panel, asyncio.sslproto, mimetypes;"
        "import urllib.parse;"
        "ssl.create_default_context; textual.command.CommandPalette.BINDINGS; subprocess.run(['true'], check=True);"
        "rich.table.Table().add_column; rich.tree.Tree('a').add; rich.panel.Panel('a').box; "
        "mimetypes.guess_type('a.b');"
        "asyncio.sslproto.SSLProtocol.max_size; urllib.parse.quote('a'); from textual.widgets._toast import Toast;"
        "Toast.DEFAULT_CSS"
    )
    assert {"ssl", *UNUSED} <= imported(f"{TEXTUAL}import kaikutui.tui.run; {later}")


def test_what_had_been_imported_before_stays_what_it_was() -> None:
    before = "import ssl, textual.command as command; palette = command.CommandPalette"
    imported(f"{before}\n{TEXTUAL}import textual.app; assert textual.app.CommandPalette is palette")


@pytest.mark.parametrize("kind", PANELS)
def test_every_panel_is_found_when_it_is_asked_for(kind: PanelKind) -> None:
    assert isinstance(panel_of(kind), ItemPanel)


def test_every_kind_of_panel_has_one() -> None:
    assert set(PANELS) == set(PanelKind)


COUNTS = """
import atexit, gc
atexit.register(lambda: print(gc.get_freeze_count(), *(age["collections"] for age in gc.get_stats())))
from kaikutui.__main__ import main
main()
"""


def test_a_note_looks_for_no_garbage_in_what_has_been_loaded(file: Path, tmp_path: Path) -> None:
    SessionStore(file).create(a_network())
    command = [sys.executable, "-c", COUNTS, "note", str(file), "k: sujuu"]
    # Compiled by the first of them: compiling makes garbage before anybody can say that none is to be looked for.
    around = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(tmp_path / "compiled")}
    for _ in range(2):
        told = subprocess.run(command, check=True, capture_output=True, text=True, env=around)
    frozen, _, middle, old = map(int, told.stdout.split())
    assert (middle, old) == (0, 0)
    assert frozen > 10_000


DATACLASSES = """
import sys
from kaikutui.tui.withheld import import_textual
import_textual()
import kaikutui.cli, kaikutui.tui.run
ours = [module for name, module in sys.modules.items() if name.startswith("kaikutui")]
classes = [cls for module in ours for cls in vars(module).values() if isinstance(cls, type)]
inner = [one for cls in classes for one in vars(cls).values() if isinstance(one, type)]
print(sorted({one.__qualname__ for one in (*classes, *inner)
    if one.__module__.startswith("kaikutui") and "__dataclass_fields__" in vars(one)}))
"""


def test_no_class_of_the_first_frame_is_compiled_from_text_at_each_start() -> None:
    """A dataclass is (130 µs); a record of msgspec is not (8 µs)."""
    told = subprocess.run([sys.executable, "-c", DATACLASSES], check=True, capture_output=True, text=True)
    assert told.stdout == "[]\n"
