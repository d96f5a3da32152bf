"""Finding notes by words."""

from kaikutui.domain.session import Note, Session


def search(session: Session, words: str) -> tuple[Note, ...]:
    """The notes that hold all the words somewhere, in text or owner, capitals apart; without words all of them."""
    wanted = words.casefold().split()
    return tuple(
        note for note in session.notes if all(word in f"{note.text} {note.owner}".casefold() for word in wanted)
    )
