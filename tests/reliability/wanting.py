"""Promises that the program does not keep yet: how the test's name begins, and what is missing.

The tests are expected to fail, and a line whose tests pass fails the run: it is to be deleted then.
"""

WANTING: tuple[tuple[str, str], ...] = ()

WANTING_FULL: tuple[tuple[str, str], ...] = ()
"""The same for the full attack, whose cases are too many to name: here a test that passes is no failure."""
