"""From the saver's being given an act to its word that the act is on the disk, without a screen.

Beside it, in turns, the least that a safe save of the same bytes can do, each after a pause as people make them: a
write that follows another at once finds disk and processor awake, and takes two thirds of the time. What Enter takes
to "saved" as somebody sees it is in ``keys``: there the screen is drawn as well.
"""

import time
from datetime import datetime
from pathlib import Path
from queue import SimpleQueue
from random import Random

from benchmarks import programs
from benchmarks.bare_write import bare_write_seconds
from benchmarks.figure import Effort, Figure, ratio
from kaikutui.domain.operations import Act, AddNotes
from kaikutui.domain.session import Note, Source
from kaikutui.storage.presence import Presence, Terminal
from kaikutui.storage.reports import Report, Saved
from kaikutui.storage.saver import Saver
from kaikutui.storage.store import SessionStore


def save(folder: Path, effort: Effort) -> list[Figure]:
    """With few notes and with many."""
    return [_save(folder, notes, effort.saves) for notes in (100, 2000)]


def _save(folder: Path, notes: int, saves: int) -> Figure:
    path = programs.meeting(folder, notes)
    store = SessionStore(path, _now)
    store.load()
    said: SimpleQueue[Report] = SimpleQueue()
    saver = Saver(store, said.put, Presence(path, Terminal(name="sihteeri")))
    saver.start()
    chance = Random(notes)
    ours: list[float] = []
    bare: list[float] = []
    for number in range(saves + 1):
        act = Act(id=f"{number:010x}", operation=AddNotes(notes=(_note(number),)))
        # Not always at the same moment between two looks around.
        time.sleep(chance.uniform(0.01, 0.04))
        given = time.perf_counter()
        saver.save(act)
        while not isinstance(said.get(), Saved):
            pass
        ours.append(time.perf_counter() - given)
        time.sleep(chance.uniform(0.01, 0.04))
        bare.append(bare_write_seconds(path.with_suffix(".bare"), path.read_bytes()))
    saver.finish()
    # The first makes lock, reserve and copies.
    return ratio(f"a save, {notes:,} notes: against a bare write of the same bytes", ours[1:], bare[1:], 2, 1.3)


def _now() -> datetime:
    return datetime.now().astimezone()


def _note(number: int) -> Note:
    return Note(
        id=f"s{number}",
        item=2,
        at=programs.START,
        confidential=False,
        source=Source.VENUE,
        text=f"Lisäys {number}: kortti avaa keskustelun.",
    )
