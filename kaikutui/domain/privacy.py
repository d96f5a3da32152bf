"""The one door that every export goes through: what may not leave a meeting stays behind here."""

from msgspec.structs import replace

from kaikutui.domain.session import Session


def without_confidential(session: Session) -> Session:
    """The meeting as others may see it: confidential notes are gone, of confidential parts the times remain.

    Doing it twice changes nothing, so an export may always do it itself.
    """
    return replace(session, notes=tuple(note for note in session.notes if not note.confidential))
