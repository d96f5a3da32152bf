"""Texts of the nine panels."""

TEXTS: dict[str, str] = {}
