"""Several terminals, a system that refuses or dies at any call, and other hands.

Nothing acknowledged is lost or doubled, nothing refused is in the file, and the file can always be read.
"""

import errno
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from builders import a_note, a_session
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from storage_builders import PASSING, read, within

from kaikutui.domain.floor_operations import AddMinutes
from kaikutui.domain.operations import Act, AddNotes
from kaikutui.storage import keeping
from kaikutui.storage.reports import Kept, Refused, Report, Saved
from kaikutui.storage.saver import Choice, Saver
from kaikutui.storage.session_file import SealState
from kaikutui.storage.spool import Spool
from kaikutui.storage.store import SessionStore

CALLS = ("open", "write", "fsync", "replace", "link", "unlink", "mkdir", "rename", "posix_fallocate")
CODES = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EACCES, errno.EMFILE)


class KilledError(BaseException):
    """The process is dead: nothing that comes after is carried out."""


class System:
    """The calls of ``os``, each of which may be refused or be the last."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._fault: Callable[[str, object], None] | None = None
        for call in CALLS:
            patch.setattr(os, call, self._watched(call, getattr(os, call)))

    def _watched(self, call: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*arguments: object, **options: object) -> object:
            if self._fault is not None:
                self._fault(call, arguments[0])
            return real(*arguments, **options)

        return watched

    @contextmanager
    def refusing(self, call: str, number: int, code: int, folder: Path, *, forever: bool) -> Iterator[None]:
        """The call with this number about something in the folder is refused, once or from then on."""
        count = 0
        concerned = within(folder)

        def fault(name: str, about: object) -> None:
            nonlocal count
            if name == call and concerned(about):
                count += 1
                if count == number or (forever and count > number):
                    raise OSError(code, os.strerror(code))

        self._fault = fault
        try:
            yield
        finally:
            self._fault = None

    @contextmanager
    def killed(self, number: int) -> Iterator[None]:
        """The call with this number and all later ones are not carried out."""
        count = 0

        def fault(name: str, about: object) -> None:
            nonlocal count
            count += 1
            if count >= number:
                raise KilledError

        self._fault = fault
        try:
            yield
        except KilledError:
            pass
        finally:
            self._fault = None


class Terminal:
    """A saver without its thread, and what it has said of each act."""

    def __init__(self, path: Path, said: dict[str, str]) -> None:
        self._said = said
        self.store = SessionStore(path)
        self.store.load()
        self.saver = Saver(self.store, self._hear)
        self.store.open()

    def _hear(self, report: Report) -> None:
        if isinstance(report, Saved):
            self._said.update(dict.fromkeys(report.acts, "saved"))
        elif isinstance(report, Kept):
            self._said[report.act.id] = "kept"
        elif isinstance(report, Refused):
            self._said[report.act.id] = "refused"

    def do(self, act: Act) -> None:
        self.saver._do(act)

    def look(self) -> None:
        # Twice: what is missing once may be an editor at work.
        self.saver._look()
        self.saver._look()


class Meetings(RuleBasedStateMachine):
    """One file, some terminals."""

    @initialize(count=st.integers(2, 3))
    def begin(self, count: int) -> None:
        self.patch = pytest.MonkeyPatch()
        self.home = tempfile.TemporaryDirectory()
        top = Path(self.home.name)
        for name in ("XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
            self.patch.setenv(name, str(top / name))
        self.patch.setattr(keeping, "RETRY_SECONDS", 0.0)
        self.path = top / "kokous" / "kokous.toml"
        self.path.parent.mkdir()
        SessionStore(self.path).create(a_session())
        self.system = System(self.patch)
        self.said: dict[str, str] = {}
        self.acts: dict[str, Act] = {}
        self.terminals = [Terminal(self.path, self.said) for _ in range(count)]
        self.older = [self.path.read_bytes()]
        self.spoiled: bytes | None = None

    def teardown(self) -> None:
        if not hasattr(self, "patch"):
            return
        try:
            self.settle()
            assert not Spool(self.path).waiting()
            self.count(settled=True)
        finally:
            self.patch.undo()
            self.home.cleanup()

    def settle(self) -> None:
        """The disk is well again and every terminal has looked."""
        if self.spoiled is not None:
            self.mend()
        for terminal in (*self.terminals, *self.terminals):
            terminal.look()
            terminal.store.catch_up()

    def count(self, *, settled: bool) -> None:
        """What the file holds against what was said."""
        loaded = read(self.path)
        assert loaded.seal is SealState.WHOLE
        held = [note.id for note in loaded.session.notes]
        assert len(held) == len(set(held))
        minutes = loaded.session.item(1).added
        for kind, found in (("note", set(held)), ("min", None)):
            mine = {id: self.said.get(id, "unknown") for id in self.acts if id.startswith(kind)}
            least = {id for id, word in mine.items() if word == "saved" or (settled and word == "kept")}
            most = {id for id, word in mine.items() if word != "refused"}
            if found is None:
                assert len(least) <= minutes <= len(most), mine
            else:
                assert least <= found <= most, mine

    @invariant()
    def what_was_said_is_so(self) -> None:
        if hasattr(self, "path") and self.spoiled is None:
            self.count(settled=False)

    def new_act(self, *, minutes: bool) -> Act:
        """Some acts can be told apart in the file, others would only count double."""
        number = len(self.acts)
        id = f"min-{number}" if minutes else f"note-{number}"
        operation = AddMinutes(item=1, minutes=1) if minutes else AddNotes(notes=(a_note("x", id=id),))
        self.acts[id] = Act(id=id, operation=operation)
        return self.acts[id]

    def terminal(self, which: int) -> Terminal:
        return self.terminals[which % len(self.terminals)]

    @rule(which=st.integers(0, 2), minutes=st.booleans())
    def act(self, which: int, minutes: bool) -> None:
        self.terminal(which).do(self.new_act(minutes=minutes))

    @rule(
        which=st.integers(0, 2),
        minutes=st.booleans(),
        call=st.sampled_from(CALLS),
        number=st.integers(1, 6),
        code=st.sampled_from(CODES),
        everywhere=st.booleans(),
        forever=st.booleans(),
    )
    def act_on_a_system_that_refuses(
        self, which: int, minutes: bool, call: str, number: int, code: int, everywhere: bool, forever: bool
    ) -> None:
        folder = Path(self.home.name) if everywhere else self.path.parent
        with self.system.refusing(call, number, code, folder, forever=forever):
            self.terminal(which).do(self.new_act(minutes=minutes))

    @rule(which=st.integers(0, 2), minutes=st.booleans(), number=st.integers(1, 30))
    def die_while_acting(self, which: int, minutes: bool, number: int) -> None:
        at = which % len(self.terminals)
        with self.system.killed(number):
            self.terminals[at].do(self.new_act(minutes=minutes))
        if self.spoiled is not None:
            self.mend()
        self.terminals[at] = Terminal(self.path, self.said)

    @precondition(lambda self: self.spoiled is None)
    @rule(which=st.integers(0, 2), number=st.integers(1, 30))
    def die_while_something_comes_in(self, which: int, number: int) -> None:
        self.terminal(which).saver._keep_act(self.new_act(minutes=True), PASSING)
        self.die_while_acting(which, True, number)

    @rule(which=st.integers(0, 2), call=st.sampled_from(CALLS), number=st.integers(1, 6), code=st.sampled_from(CODES))
    def look_on_a_system_that_refuses(self, which: int, call: str, number: int, code: int) -> None:
        with self.system.refusing(call, number, code, Path(self.home.name), forever=False):
            self.terminal(which).look()

    @rule(which=st.integers(0, 2))
    def look(self, which: int) -> None:
        self.terminal(which).look()

    @precondition(lambda self: self.spoiled is None)
    @rule()
    def remember_a_copy(self) -> None:
        self.older.append(self.path.read_bytes())

    @precondition(lambda self: self.spoiled is None)
    @rule(which=st.integers(0, 2), copy=st.integers(0, 9))
    def put_an_older_copy_over_the_file_and_ours_back(self, which: int, copy: int) -> None:
        self.settle()
        if self.path.read_bytes() == self.older[copy % len(self.older)]:
            return
        self.path.write_bytes(self.older[copy % len(self.older)])
        self.terminal(which).do(self.new_act(minutes=False))
        self.terminal(which).saver._do(Choice(take=False))

    @precondition(lambda self: self.spoiled is None)
    @rule()
    def spoil_the_file(self) -> None:
        self.spoiled = self.path.read_bytes()
        self.path.write_bytes(self.spoiled[: len(self.spoiled) // 2] + b"[[")

    @precondition(lambda self: self.spoiled is not None)
    @rule()
    def mend(self) -> None:
        assert self.spoiled is not None
        self.path.write_bytes(self.spoiled)
        self.spoiled = None

    @precondition(lambda self: self.spoiled is None)
    @rule(which=st.integers(0, 2))
    def take_the_file_away(self, which: int) -> None:
        self.settle()
        self.path.unlink()
        self.terminal(which).do(self.new_act(minutes=True))
        self.settle()

    @precondition(lambda self: self.spoiled is None)
    @rule()
    def rename_the_file(self) -> None:
        self.settle()
        self.path = self.path.rename(self.path.with_name(f"kokous-{len(self.acts)}-{len(self.older)}.toml"))
        self.settle()
        assert {terminal.store.path for terminal in self.terminals} == {self.path}


def test_nothing_acknowledged_is_lost_or_doubled_and_nothing_refused_is_in_the_file() -> None:
    run_state_machine_as_test(
        Meetings,
        settings=settings(max_examples=40, stateful_step_count=25, suppress_health_check=list(HealthCheck)),
    )
