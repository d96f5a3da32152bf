"""What stands between an act and its file, as a family: such an act is kept, it is not refused."""

from kaikutui.catalogue import text
from kaikutui.domain.errors import KaikuError


class FileTroubleError(KaikuError):
    """The reason lies with the disk, the lock or the file, not with the act; it may pass."""

    brief_key = "reason.unreadable"

    @property
    def brief(self) -> str:
        """The reason in a few words, for a line that has room for no more."""
        return text(self.brief_key, **self.values)
