"""Promise 2: the plug is pulled at any system call, on each of the usual file systems.

The process is killed at the call and the file under the file system copied as it is: what was only in memory is not
in the copy. Mounting the copy is the next morning.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from attack import FULL

from reliability.conftest import lacking
from reliability.disks import NO_MOUNT, copy_disk, make_disk, may_mount, mounted
from reliability.look import Sight, look, told
from reliability.mutants import MUTANTS, SYSTEM, Mutant
from reliability.stage import Call, Fault, Place, Stage
from reliability.stage_acts import LINES
from reliability.sweep import from_the_file_on
from reliability.test_teeth import RED, bitten

KINDS = ("ext4", "xfs", "btrfs") if FULL else ("ext4",)
ACTS = ("note", "lines", "new", "export", "edit", "give-floor") if FULL else ("edit",)

_LIES = "import os\nos.fsync = os.fdatasync = lambda _: None\n"
TEETH = (
    Mutant("no sync at all", SYSTEM, "", _LIES, ""),
    next(mutant for mutant in MUTANTS if mutant.name == "no sync of folders"),
)
"""Sabotages that lose something only when the power goes."""


class Outage:
    """One act on one kind of file system, cut off at one call after the other."""

    def __init__(self, act: str, kind: str, meeting: bytes, root: Path) -> None:
        """Make the disk with the meeting on it, and play the act once to know its calls and its end."""
        self._act, self._kind, self._root = act, kind, root
        self._seed, self._work, self._cut = (root / f"{name}.img" for name in ("seed", "work", "cut"))
        self._place = Place(root=root / "place")
        make_disk(self._seed, kind)
        with mounted(self._seed, kind, self._place.file.parent):
            self._place.make(meeting, LINES)
            self.before = look(self._place)
            os.sync()
        copy_disk(self._seed, self._work)
        with Stage() as stage, mounted(self._work, kind, self._place.file.parent):
            self.calls = from_the_file_on(stage.play(act, self._place, traced=True).calls)
            self.after = look(self._place)

    def at(self, call: Call | None, stage: Stage) -> tuple[int | None, Sight]:
        """Pull the plug at the call, or when the act has just ended; its exit code and the sight next morning."""
        shutil.rmtree(self._place.home)
        copy_disk(self._seed, self._work)
        fault = Fault(call=call.name, nth=call.nth, what="KILL") if call else None
        folder = self._place.file.parent
        with mounted(self._work, self._kind, folder):
            self._place.make(None, LINES)
            code = stage.play(self._act, self._place, fault).code
            copy_disk(self._work, self._cut)
        with mounted(self._cut, self._kind, folder):
            return code, look(self._place)


@pytest.mark.usefixtures("strace")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("act", ACTS)
def test_a_power_cut_at_any_system_call_loses_and_doubles_nothing(
    act: str, kind: str, meeting: bytes, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    if not may_mount(kind, tmp_path):
        lacking("mount", NO_MOUNT)
    outage = Outage(act, kind, meeting, tmp_path)
    wrong: list[str] = []
    with Stage() as stage:
        for call in (None, *outage.calls):
            code, seen = outage.at(call, stage)
            right = (outage.after,) if code == 0 else (outage.before, outage.after)
            if seen not in right:
                wrong.append(f"{call.line if call else 'after the end'}: exit {code}, {told(seen)}")
    record_property("cases", len(outage.calls) + 1)
    assert wrong == []


@pytest.mark.usefixtures("strace")
@pytest.mark.parametrize("mutant", TEETH, ids=lambda mutant: mutant.name)
def test_a_power_cut_finds_what_is_not_brought_to_the_disk(mutant: Mutant, tmp_path: Path) -> None:
    if not may_mount("ext4", tmp_path):
        lacking("mount", NO_MOUNT)
    test = test_a_power_cut_at_any_system_call_loses_and_doubles_nothing.__name__
    code, said = bitten(mutant, tmp_path, f"reliability/{Path(__file__).name}::{test}")
    assert code == RED, said
    assert ": exit " in said, said
