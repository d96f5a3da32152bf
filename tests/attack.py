"""How hard the promises are attacked: what each change can afford, or everything."""

import os

FULL = os.environ.get("KAIKUTUI_ATTACK") == "full"
"""Whether every case is played."""


def cases(name: str, *, quick: int, full: int) -> int:
    """How many cases to play; a variable of the environment of this name overrules the attack."""
    return int(os.environ.get(name, full if FULL else quick))
