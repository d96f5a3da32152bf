"""What can go wrong, each with a sentence that a user can act on (catalogue ``error.*``).

Caught in two places only: where a screen carries out an act, and in ``cli.main``.
"""

from kaikutui.catalogue import text


class KaikuError(Exception):
    """The family. A child names its sentence in the catalogue; its values fill the places."""

    key = "error.unknown"
    exit_code = 1

    def __init__(self, **values: object) -> None:
        """Keep the values for the sentence; none of them may be the text of a note."""
        super().__init__(self.key)
        self.values = values

    def __str__(self) -> str:
        return text(self.key, **self.values)
