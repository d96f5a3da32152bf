"""Colours: one for each side, the rest quiet. Every state is also a word."""

from textual.theme import Theme

KAIKU = Theme(
    name="kaiku",
    primary="#7fb0cb",
    secondary="#e0a03c",
    warning="#e8ab4f",
    error="#ee8a7e",
    success="#8cc28a",
    foreground="#e3e7ea",
    background="#12181c",
    surface="#1b2328",
    panel="#232d33",
    dark=True,
    variables={
        "kaiku-distributor": "#7fb0cb",
        "kaiku-venue": "#e0a03c",
        "kaiku-floor": "#7fb0cb",
        "kaiku-on-floor": "#10161a",
        "kaiku-track": "#3a474f",
        "kaiku-dim": "#93a1aa",
        "kaiku-said": "#b9d6e5",
        "kaiku-field": "#26323a",
    },
)
"""The dark theme of the house; text on it has a contrast of at least 4.5:1."""
