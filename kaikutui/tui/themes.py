"""Colours: one for each side, the rest quiet. Every state is also a word, so that none of them is needed."""

from textual.theme import Theme

from kaikutui.tui.colours import Colours

KAIKU = Theme(
    name=Colours.ALL,
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
        # Told outright: Textual's own are transparent, which a piece of a line takes for plain white.
        "text-muted": "#93a1aa",
        "text-disabled": "#7f8d96",
        "kaiku-distributor": "#7fb0cb",
        "kaiku-venue": "#e0a03c",
        "kaiku-floor": "#7fb0cb",
        "kaiku-on-floor": "#10161a",
        "kaiku-track": "#3a474f",
        "kaiku-dim": "#93a1aa",
        "kaiku-said": "#b9d6e5",
        "kaiku-field": "#26323a",
        "kaiku-cursor-style": "bold",
    },
)
"""The dark theme of the house; text on it has a contrast of at least 4.5:1."""

SIXTEEN = Theme(
    name=Colours.SIXTEEN,
    primary="#00aaaa",
    secondary="#ffff55",
    warning="#ffff55",
    error="#ff5555",
    success="#55ff55",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
    variables={
        "text-muted": "#aaaaaa",
        "text-disabled": "#aaaaaa",
        "kaiku-distributor": "#55ffff",
        "kaiku-venue": "#ffff55",
        "kaiku-floor": "#00aaaa",
        "kaiku-on-floor": "#000000",
        "kaiku-track": "#0000aa",
        "kaiku-dim": "#aaaaaa",
        "kaiku-said": "#ffffff",
        "kaiku-field": "#0000aa",
        "kaiku-cursor-style": "bold",
    },
)
"""Nothing but colours that a terminal of sixteen has: what lies between would fall to the next one, grey on grey."""

_OWN = "ansi_default"
"""The terminal's own colour."""

MONOCHROME = Theme(
    name=Colours.NONE,
    ansi=True,
    primary=_OWN,
    foreground=_OWN,
    background=_OWN,
    surface=_OWN,
    panel=_OWN,
    warning=_OWN,
    error=_OWN,
    success=_OWN,
    dark=True,
    variables={
        **dict.fromkeys(KAIKU.variables, _OWN),
        # Textual 8.2.8 leaves these out of a theme of the terminal's own colours, or makes them see-through.
        **dict.fromkeys(("ansi-background", "ansi-foreground", "foreground-disabled", "surface-active"), _OWN),
        **dict.fromkeys(("surface", "panel"), _OWN),
        "input-cursor-text-style": "reverse",
        "kaiku-cursor-style": "bold reverse",
        # The list of commands is one of Textual's own, whose rows know no reverse.
    },
)
"""Bold and reverse alone, on the terminal's own colours. Grey is a colour too (jcs/no_color#240)."""

THEMES = {theme.name: theme for theme in (KAIKU, SIXTEEN, MONOCHROME)}
