"""kaikutui: the desk of a Kaikukortti feedback meeting in a terminal.

Nothing is imported here: every part of the program pays for what this module loads.
"""

__version__ = "0.1.0"
