"""What a foreign string may do to a terminal."""

import re

from kaikutui.tui.show import _UNSAFE, show


def test_nothing_that_commands_counts_as_printable() -> None:
    """The shortcut of ``show`` is one: it lets nothing through that would be pictured."""
    assert not [hex(code) for code in range(0x110000) if re.match(_UNSAFE, chr(code)) and show(chr(code)) == chr(code)]
