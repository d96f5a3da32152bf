"""Texts of the screens, bars and the plain conversation."""

TEXTS: dict[str, str] = {}
