"""Promises that the program does not keep yet: how the test's name begins, and what is missing.

The tests are expected to fail, and a line whose tests pass fails the run: it is to be deleted then.
"""

_SENTENCE = "an error of the system in a place that nobody thought of ends in a traceback"
_ENDS = "test_a_failing_system_call_ends_in_a_sentence"

WANTING: tuple[tuple[str, str], ...] = ()

WANTING_FULL: tuple[tuple[str, str], ...] = (
    (_ENDS, _SENTENCE),
    (
        "test_what_is_told_as_not_kept_is_not_there",
        "when nothing can be opened any more after the rename, what is in the file is told as not kept",
    ),
)
"""The same for the full attack, whose cases are too many to name: here a test that passes is no failure."""
