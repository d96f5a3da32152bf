"""The meeting on a terminal screen (Textual)."""
