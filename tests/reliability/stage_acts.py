"""What is done under attack: commands as a user types them, and acts that only the screen has.

Every act is made ready first (the program's imports, the reading of the file) and then done, so that an attack
can begin between the two. Instants and ids are fixed: the same act on the same file ends in the same session.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import MappingProxyType

from msgspec.structs import replace

from kaikutui import cli
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.floor_operations import AddMinutes, GiveFloor, PauseFloor
from kaikutui.domain.operations import Act, AddNotes, Batch, Change, EditNote, Operation, RemoveNotes, SetConfidential
from kaikutui.domain.session import Answer, Mood, Presence, Session
from kaikutui.storage.spool import KeptError
from kaikutui.storage.store import SessionStore
from kaikutui.storage.trouble import FileTroubleError

LATE = datetime(2026, 11, 24, 14, 30, tzinfo=timezone(timedelta(hours=2)))
"""After everything that the meeting under attack has had so far."""

WORD = "hyökkäyksenalainen"
"""In every note that an act writes, and in no other."""

Ready = Callable[[], int]
"""An act made ready: doing it gives the exit code."""


def _edit(session: Session) -> Operation:
    note = session.notes[0]
    return EditNote(before=note, after=replace(note, text=f"Uusi sanamuoto, {WORD}"))


def _attendance(session: Session) -> Operation:
    person = session.people[0]
    after = replace(person, presence=Presence.REMOTE, arrived=LATE)
    return Change(table="people", before=person, after=after)


def _roll_call(session: Session) -> Operation:
    partner = session.partners[1]
    return Change(table="partners", before=partner, after=replace(partner, continues=Answer.NO, comment="Remontti"))


def _paste(session: Session) -> Operation:
    note = session.notes[0]
    return AddNotes(notes=tuple(replace(note, id=f"liitetty{n}", text=f"Rivi {n}, {WORD}") for n in (1, 2, 3)))


OPERATIONS: Mapping[str, Callable[[Session], Operation]] = MappingProxyType(
    {
        "edit": _edit,
        "remove": lambda session: RemoveNotes(ids=(session.notes[1].id,)),
        "confidential": lambda session: SetConfidential(id=session.notes[0].id, confidential=True),
        "give-floor": lambda session: GiveFloor(item=3, at=LATE),
        "pause": lambda session: PauseFloor(at=LATE),
        "minutes": lambda session: AddMinutes(item=4, minutes=5),
        "attendance": _attendance,
        "roll-call": _roll_call,
        "mood": lambda session: Change(table="moods", after=Mood(id="m0", score=4, word="toiveikas")),
        "paste": _paste,
        "batch": lambda session: Batch(operations=(_edit(session), GiveFloor(item=3, at=LATE))),
    }
)
"""Acts of the screen, by name."""

COMMANDS: Mapping[str, Callable[[Path], list[str]]] = MappingProxyType(
    {
        "note": lambda file: ["note", str(file), f"k: Kassalla sujuu, {WORD}"],
        "secret": lambda file: ["note", str(file), f"k*: Vain meille, {WORD}"],
        "lines": lambda file: ["note", str(file), "-"],
        "new": lambda file: ["new", str(file.with_name("uusi.toml")), "--area", "Esimerkkilä"],
        "export": lambda file: ["export", "--yes", str(file)],
        "force": lambda file: ["export", "--yes", "--force", "-o", str(file.with_name("muistio.docx")), str(file)],
        "template": lambda file: ["template", "-o", str(file.with_name("pohja.docx"))],
        "erase": lambda file: ["erase", "--yes", str(file)],
        "check": lambda file: ["check", str(file)],
        "next": lambda file: ["note", str(file), "j: seuraava"],
        "next-new": lambda file: ["note", str(file.with_name("uusi.toml")), "j: seuraava"],
    }
)
"""Command lines, by name; ``next`` is what somebody writes right after the attack."""

AGAIN: Mapping[str, tuple[str, ...]] = MappingProxyType({"new": ("new", "next-new")})
"""What somebody does again when it did not seem to work, before they go on."""

LINES = f"k: Ensimmäinen, {WORD}\nj!: Toinen, {WORD}\n\n>: Kolmas, {WORD} @Museo 15.12.\n"
"""What ``lines`` reads from its standard input."""


def deliver(store: SessionStore, operation: Operation, id: str) -> int:
    """Commit an act as every terminal does: what cannot be written is kept. Says what became of it; the exit code."""
    act = Act(id=id, operation=operation)
    try:
        try:
            store.commit(act)
        except FileTroubleError as trouble:
            store.keep(act, trouble)
            raise KeptError(error=trouble) from trouble
    except KaikuError as error:
        _say("~" if isinstance(error, KeptError) else "!", id, error)
        return 1
    _say("=", id)
    return 0


def _say(*words: object) -> None:
    """Say what became of an act; that nobody hears it is no fault of the act."""
    with suppress(OSError):
        print(*words, flush=True)


def _commit(name: str, file: Path) -> Ready:
    store = SessionStore(file)
    operation = OPERATIONS[name](store.load().session)
    return lambda: deliver(store, operation, name)


def series(file: Path, writer: str, count: int) -> Ready:
    """Many notes one after another, each a commit of its own; what became of each is said, one a line."""
    store = SessionStore(file)
    model = store.load().session.notes[0]

    def note(text: str) -> Operation:
        return AddNotes(notes=(replace(model, id=text, text=text, by=writer),))

    def act() -> int:
        names = [f"{writer}-{number}" for number in range(count)]
        return max(deliver(store, note(name), name) for name in names)

    return act


def ready(name: str, file: Path) -> Ready:
    """The act of that name, made ready.

    ``series WRITER COUNT`` is many notes by one writer, ``numbered N`` a note from a shell with its number.
    """
    if name.startswith("series "):
        _, writer, count = name.split()
        return series(file, writer, int(count))
    if name.startswith("numbered "):
        return lambda: cli.run(["note", str(file), f"k: {name}"])
    if name in COMMANDS:
        return lambda: cli.run(COMMANDS[name](file))
    return _commit(name, file)
