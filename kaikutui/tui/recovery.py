"""What has been typed and not entered: gathered from the screen, and put back into the bar."""

from textual.command import CommandPalette
from textual.screen import Screen
from textual.widgets import Input, TextArea

from kaikutui.domain.capture import CONFIDENTIAL, split_flags
from kaikutui.storage.drafts import Draft


def answers_on(screen: Screen[object]) -> tuple[str, ...]:
    """What stands in the fields of a form or search, in their order; the palette searches and keeps nothing."""
    if isinstance(screen, CommandPalette):
        return ()
    fields = (field for field in screen.query("*") if isinstance(field, Input | TextArea))
    texts = (field.value if isinstance(field, Input) else field.text for field in fields)
    return tuple(text for text in texts if text.strip())


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
