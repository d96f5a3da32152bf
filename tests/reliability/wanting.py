"""Promises that the program does not keep yet: how the test's name begins, and what is missing.

The tests are expected to fail, and a line whose tests pass fails the run: it is to be deleted then.
"""

_SENTENCE = "an error of the system in a place that nobody thought of ends in a traceback"
_MEMO = "the memo's name is taken by an empty file before the memo is put there"
_MEMO_FOLDER = "the memo's folder is not synced before its name is told"
_MEMO_TEMPORARY = "a killed export leaves its temporary, and nobody tidies up"

_ENDS = "test_a_failing_system_call_ends_in_a_sentence"

WANTING: tuple[tuple[str, str], ...] = (
    ("test_a_memo_is_whole_or_not_there_when_its_writer_is_killed", _MEMO),
    ("test_a_memo_is_whole_or_not_there_when_a_call_fails", _MEMO),
    ("test_a_power_cut_at_any_system_call_loses_and_doubles_nothing[export", _MEMO_FOLDER),
    (
        "test_a_file_is_on_the_disk_before_it_takes_its_name_and_the_name_before_the_act_ends[export]",
        _MEMO_FOLDER,
    ),
    ("test_a_killed_process_leaves_no_temporary_once_the_next_note_is_written[export]", _MEMO_TEMPORARY),
    (f"{_ENDS}[new", _SENTENCE),
    (f"{_ENDS}[export", _SENTENCE),
)

WANTING_FULL: tuple[tuple[str, str], ...] = (
    (_ENDS, _SENTENCE),
    (
        "test_what_is_told_as_not_kept_is_not_there",
        "when nothing can be opened any more after the rename, what is in the file is told as not kept",
    ),
)
"""The same for the full attack, whose cases are too many to name: here a test that passes is no failure."""
