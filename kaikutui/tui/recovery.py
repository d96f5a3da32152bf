"""What has been typed and not entered: gathered from the screen, and put back into the bar."""

from pathlib import Path

from msgspec.structs import replace
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from kaikutui.domain.capture import CONFIDENTIAL, split_flags
from kaikutui.domain.clocks import floor
from kaikutui.domain.seat import Seat
from kaikutui.domain.session import Session, Source
from kaikutui.storage.drafts import Draft, save_draft, take_drafts
from kaikutui.storage.places import state_folder
from kaikutui.tui.forms import Form


def keep_new_meeting(screen: Screen[object]) -> None:
    """Keep what stands in the form of a new meeting; forget it when the form is no more. Raises KaikuError."""
    values = tuple(value_of(field) for field in _fields(screen))
    save_draft(_new_meeting(), Draft(text="", item=1, source=Source.SHARED, answers=values))


def begun_again(form: Form) -> Form:
    """The form of a new meeting with what a terminal that has gone had typed into it."""
    values = next((draft.answers for draft in take_drafts(_new_meeting())), ())
    if len(values) != len(form.fields):
        return form
    fields = (replace(field, value=value) for field, value in zip(form.fields, values, strict=True))
    return replace(form, fields=tuple(fields))


def _new_meeting() -> Path:
    """A meeting that has no file yet, as drafts know meetings."""
    return state_folder() / "new"


def answers_on(screen: Screen[object]) -> tuple[str, ...]:
    """What stands in the fields of a form or search, in their order; the palette searches and keeps nothing."""
    if getattr(screen, "keeps_nothing", False):
        return ()
    return tuple(text for text in map(value_of, _fields(screen)) if text.strip())


def _fields(screen: Screen[object]) -> list[Widget]:
    return list(screen.query("Input, TextArea"))


def value_of(field: Widget) -> str:
    """What stands in a field; nothing in what is no field."""
    if isinstance(field, Input):
        return field.value
    # Where there is one, it has been imported; most meetings never see one.
    from kaikutui.tui.widgets.many_lines import ManyLines

    return field.text if isinstance(field, ManyLines) else ""


def line_of(draft: Draft, language: str = "fi") -> str:
    """A draft as a line of the bar.

    Answers of a form come back as words of the line: the form itself belongs to a moment that has passed. They, and
    the text of a confidential note, come back confidential: a draft never makes public what was not.
    """
    line = " ".join(piece for piece in (draft.text, "; ".join(draft.answers)) if piece)
    flags, rest = split_flags(line, language)
    if flags.confidential or not (draft.confidential or draft.answers):
        return line
    return f"{CONFIDENTIAL}: {line}" if rest == line else f"{CONFIDENTIAL}{line}"


def seat_at(session: Session, draft: Draft | None, fresh: Seat) -> Seat:
    """A fresh seat taken: where the draft was typed, else at the item that has the floor."""
    if draft is None:
        return replace(fresh, shown=floor(session).item or 1)
    # A note that has been removed meanwhile cannot be edited; its text makes a new one.
    note = session.note(draft.editing)
    return replace(fresh, shown=draft.item, source=draft.source, editing=note.id if note else "", recalled=note)
