"""One case for every system call of an act: what if the process dies there, or the call fails?

After each case the same laws are asked: is the file whole, is what was acknowledged in it, was what failed told,
does the next note work at once, and is nothing of ours left behind?
"""

import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from types import MappingProxyType

import msgspec

from kaikutui.telling import NOT_TOLD
from reliability.look import Sight, left_over, look, spooled, told, without_next
from reliability.stage import Call, Ending, Fault, Place, Stage
from reliability.stage_acts import AGAIN, LINES

WORKERS = 2

KEPT = "tallessa varalla"
"""How an act is told that waits outside its file."""

IN_DOUBT = "levy ei vahvistanut"
"""How an act is told that is in its file, and might not outlive a power cut."""

DONE = (0, NOT_TOLD)
"""Exit codes of an act that was done; of one of them nobody could be told."""

_WRITING = "ENOSPC EDQUOT EIO EROFS EACCES EPERM"
ERRORS: Mapping[str, str] = MappingProxyType(
    {
        "open": f"{_WRITING} EMFILE EINTR",
        "openat": f"{_WRITING} EMFILE EINTR",
        "mkdir": _WRITING,
        "rename": _WRITING,
        "renameat2": _WRITING,
        "link": _WRITING,
        "linkat": _WRITING,
        "unlink": "EIO EROFS EACCES EPERM",
        "write": "ENOSPC EDQUOT EIO EPERM EINTR",
        "fsync": "ENOSPC EDQUOT EIO EROFS EINTR",
        "close": "ENOSPC EDQUOT EIO EINTR",
        "read": "EIO EINTR",
        "getdents64": "EIO",
        "chmod": "EIO EROFS EPERM ENOSPC EDQUOT",
        "fchmod": "EIO EROFS EPERM ENOSPC EDQUOT",
        "fchown": "EIO EROFS EPERM ENOSPC EDQUOT",
        "fallocate": "ENOSPC EDQUOT EIO EINTR",
        "ftruncate": "ENOSPC EDQUOT EIO EINTR",
        "setxattr": "ENOSPC EDQUOT EIO EPERM EROFS",
        "fsetxattr": "ENOSPC EDQUOT EIO EPERM EROFS",
        "getxattr": "EIO EACCES",
        "fgetxattr": "EIO EACCES",
        "newfstatat": "EIO EACCES",
        "flock": "ENOLCK EINTR",
        "fcntl": "ENOLCK EINTR",
    }
)
"""Which errors a call can give, by its manual page and the habits of file systems. A call that is not here cannot
fail for a reason of the disk, the lock or the rights."""


class Law(StrEnum):
    """What is asked of every case."""

    HIT = "the fault was injected inside the act"
    ANSWERED = "the act ends in time"
    SENTENCE = "it ends in a sentence, never in a traceback"
    WHOLE = "the act is done whole, or nothing of it is"
    ACKNOWLEDGED = "what was acknowledged is on the disk, once"
    KEPT = "what was told as kept is in the spool or in the file"
    HONEST = "what was told as not kept is not there"
    NEXT = "the next note works at once, and what was kept comes in with it"
    TIDY = "after the next note no temporary is left"


class Finding(msgspec.Struct, frozen=True):
    """A law that did not hold."""

    law: Law
    fault: Fault
    said: str

    def __str__(self) -> str:
        return f"{self.fault.injection}: not so: {self.law} ({self.said})"


class Swept(msgspec.Struct, frozen=True):
    """What a sweep has seen."""

    cases: int
    findings: tuple[Finding, ...]

    def must(self, *laws: Law) -> None:
        """Raise AssertionError with every finding against these laws, one a line."""
        against = [str(finding) for finding in self.findings if finding.law in laws]
        if against:
            raise AssertionError("\n".join([f"{len(against)} findings in {self.cases} cases", *against]))


class Sweep:
    """The attack on one act, beginning from one meeting."""

    def __init__(self, act: str, meeting: bytes, folder: Path) -> None:
        """The act is played once without a fault, to know its calls and its end."""
        self._act = act
        self._meeting = meeting
        self._folder = folder
        self._numbers = count(1)
        with Stage() as stage:
            place = self._place()
            self._before = look(place)
            self.calls = stage.play(act, place, traced=True).calls
            self._after = look(place)
        if self._before == self._after:
            raise AssertionError(f"{act} changed nothing: {place.words()}")

    def run(self, faults: list[Fault]) -> Swept:
        """Play every fault; two at a time."""
        stages: SimpleQueue[Stage] = SimpleQueue()
        for _ in range(WORKERS):
            stages.put(Stage())

        def case(fault: Fault) -> list[Finding]:
            stage = stages.get()
            try:
                return list(self._judge(stage, fault))
            finally:
                stages.put(stage)

        with ThreadPoolExecutor(WORKERS) as pool:
            found = [finding for findings in pool.map(case, faults) for finding in findings]
        for _ in range(WORKERS):
            stages.get().__exit__(None, None, None)
        return Swept(cases=len(faults), findings=tuple(found))

    def _place(self) -> Place:
        return Place(root=self._folder / f"{self._act}-{next(self._numbers)}").make(self._meeting, LINES)

    def _judge(self, stage: Stage, fault: Fault) -> Iterator[Finding]:
        place = self._place()
        ending = stage.play(self._act, place, fault)
        words, seen, kept = place.words(), look(place), bool(spooled(place))
        for law, said in self._at_once(fault, ending, words, seen, kept):
            yield Finding(law=law, fault=fault, said=said)
        for again in AGAIN.get(self._act, ()):
            stage.play(again, place)
        following = stage.play("next", place)
        for law, said in self._next(following, look(place), left_over(place), ending.code in DONE or kept):
            yield Finding(law=law, fault=fault, said=f"{said} {place.words()}".strip())
        shutil.rmtree(place.root)

    def _at_once(self, fault: Fault, ending: Ending, words: str, seen: Sight, kept: bool) -> Iterator[tuple[Law, str]]:
        if not ending.hit:
            yield Law.HIT, f"{len(ending.calls)} calls"
        if ending.code is None:
            yield Law.ANSWERED, words
        # Who cannot read the program itself cannot be told so by it, and who cannot write says nothing.
        speechless = "importlib._bootstrap" in words or (fault.call == "write" and fault.for_ever)
        if (ending.code not in (*DONE, 1, None, -9) or "Traceback" in words) and not speechless:
            yield Law.SENTENCE, f"exit {ending.code} {words.strip().splitlines()[-1:]}"
        if seen not in (self._before, self._after):
            yield Law.WHOLE, told(seen)
        never_synced = fault.call == "fsync" and fault.for_ever and fault.what != "EINTR"
        if ending.code in DONE and (seen != self._after or never_synced):
            yield Law.ACKNOWLEDGED, told(seen)
        told_as_kept = KEPT in words
        if ending.code == 1 and told_as_kept and not kept and seen != self._after:
            yield Law.KEPT, told(seen)
        if ending.code == 1 and not (told_as_kept or IN_DOUBT in words or kept) and seen == self._after:
            yield Law.HONEST, words.strip()

    def _next(self, ending: Ending, seen: Sight, left: list[str], safe: bool) -> Iterator[tuple[Law, str]]:
        now = without_next(seen)
        meeting = seen.get("kokous.toml")
        noted = not isinstance(meeting, str | None) and meeting.notes[-1].text == "seuraava"
        if ending.code != 0 or not noted or now not in ((self._after,) if safe else (self._before, self._after)):
            yield Law.NEXT, f"exit {ending.code} {told(seen)}"
        if left:
            yield Law.TIDY, " ".join(left)


def from_the_file_on(calls: tuple[Call, ...]) -> tuple[Call, ...]:
    """The calls from the first that names a meeting: before it a command only reads its own arguments."""
    first = next((at for at, call in enumerate(calls) if ".toml" in call.line), 0)
    return calls[first:]


def kills(calls: tuple[Call, ...]) -> list[Fault]:
    """Death at the entry of every call, but for memory: how often that is asked for differs from run to run."""
    return [Fault(call=call.name, nth=call.nth, what="KILL") for call in calls if call.name != "mmap"]


def failures(calls: tuple[Call, ...], error: str, *, for_ever: bool = False) -> list[Fault]:
    """The error at every call that can give it, once, or from there on."""
    able = (call for call in calls if error in ERRORS.get(call.name, "").split())
    return [Fault(call=call.name, nth=call.nth, what=error, for_ever=for_ever) for call in able]
