"""Colours that can be read (WCAG 2.1, contrast)."""

import re

BLACK = "000000"
ENOUGH = 4.5
"""Least contrast of letters and ground (WCAG 2.1, 1.4.3)."""


def luminance(colour: str) -> float:
    """How light a colour is, 0 to 1, as WCAG works it out."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(letters: str, ground: str = "FFFFFF") -> float:
    """Contrast of two colours, 1 to 21."""
    lighter, darker = sorted((luminance(letters), luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def tint(colour: str, share: float) -> str:
    """A light ground that goes with a colour: so much of it, and white for the rest."""
    return "".join(f"{round(255 - share * (255 - int(colour[n : n + 2], 16))):02X}" for n in (0, 2, 4))


def is_colour(told: str) -> bool:
    """Whether a colour is told by its parts, and not left to the reader ("auto")."""
    return re.fullmatch(r"[0-9A-Fa-f]{6}", told) is not None


def readable(colour: str) -> str:
    """The colour if letters of it can be read on white and on their tint; else nothing."""
    return colour.upper() if is_colour(colour) and contrast(colour, tint(colour, 0.1)) >= ENOUGH else ""
