"""Sabotages, each of which must turn a named test red: a test that passes whatever the program does proves nothing.

A line is: what is sabotaged, the file of the program, the pattern (a regular expression; empty: nothing is replaced,
the new text is put at the end of the file), the new text, and the test. Add a line for every cure that somebody
could take out by mistake; choose the quickest test that must notice.
"""

from msgspec import Struct


class Mutant(Struct, frozen=True):
    """One sabotage."""

    name: str
    file: str
    """Inside the package."""
    old: str
    new: str
    test: str
    """Node id of the test that must fail, from the folder of the tests."""


SYSTEM = "__init__.py"
"""Loaded before everything else: here the system itself is made to lie, whatever the program's own code looks like."""

_PROTOCOL = "reliability/test_protocol.py"
_ON_DISK = f"{_PROTOCOL}::test_a_file_is_on_the_disk_before_it_takes_its_name_and_the_name_before_the_act_ends"
_ODD = "reliability/test_damage.py::test_a_file_that_is_wrong_in_a_known_way_ends_in_one_sentence"
_SWEEP = "reliability/test_sweep.py::test_a_process_killed_at_any_system_call_loses_and_doubles_nothing"

_OVER_WHAT_STANDS_THERE = (
    r" if not os\.path\.lexists\(name\)\)((.|\n)*)os\.link\(ready, name\)",
    r")\1os.replace(ready, name)",
)

MUTANTS: tuple[Mutant, ...] = (
    Mutant(
        "no lock",
        SYSTEM,
        "",
        "import fcntl\nfcntl.flock = lambda *_: None\n",
        "reliability/test_processes.py::test_notes_of_four_processes_at_once_are_all_there_once_and_in_order",
    ),
    Mutant(
        "a lock that waits without end",
        "storage/lock.py",
        r"LOCK_SECONDS = 2\.0",
        "LOCK_SECONDS = 600.0",
        "reliability/test_processes.py::test_a_process_stopped_in_the_middle_of_an_act_holds_up_no_other",
    ),
    Mutant(
        "no sync of files",
        SYSTEM,
        "",
        "import os\n_sync = os.fsync\nos.fsync = lambda fd: _sync(fd) if os.fstat(fd).st_mode & 0o040000 else None\n",
        f"{_ON_DISK}[note]",
    ),
    Mutant(
        "no sync of folders",
        SYSTEM,
        "",
        "import os\n_sync = os.fsync\nos.fsync = lambda fd: None if os.fstat(fd).st_mode & 0o040000 else _sync(fd)\n",
        f"{_ON_DISK}[edit]",
    ),
    Mutant(
        "a rename that copies",
        SYSTEM,
        "",
        "import os, shutil\ndef _copy(old, new, **_):\n    shutil.copyfile(old, new)\n    os.unlink(old)\n"
        "os.replace = os.rename = _copy\n",
        f"{_SWEEP}[edit]",
    ),
    Mutant(
        "files may be there already",
        SYSTEM,
        "",
        "import os\nos.O_EXCL = os.O_NOFOLLOW = 0\n",
        f"{_PROTOCOL}::test_no_file_is_made_through_a_name_that_is_there_already[edit]",
    ),
    Mutant(
        "files for everybody",
        SYSTEM,
        "",
        "import os\nos.umask = lambda _: 0\nos.chmod = os.fchmod = lambda *_, **__: None\n_open = os.open\n"
        "os.open = lambda path, flags, mode=0o777, **more: _open(path, flags, mode | 0o044, **more)\n",
        f"{_PROTOCOL}::test_what_an_act_makes_is_for_its_owner_alone[new]",
    ),
    Mutant(
        "the mode of a file is forgotten",
        "storage/temporary.py",
        r"carry\(like, temporary\)",
        "pass",
        f"{_PROTOCOL}::test_a_file_that_its_owner_shares_stays_shared",
    ),
    Mutant(
        "what was written is not read back",
        "storage/written.py",
        r"if \(read\.session, read\.lineage\) != \(session, lineage\):",
        "if False:",
        "storage/test_store.py::test_what_does_not_read_back_the_same_is_not_written",
    ),
    Mutant(
        "a note more is not read back",
        "storage/written.py",
        r"if \(end\.rest, end\.notes, end\.seal\) != \(body\.behind, more, seal\):",
        "if False:",
        "storage/test_written.py::test_a_note_more_that_does_not_read_back_the_same_is_not_written",
    ),
    Mutant(
        "an old state is written upon",
        "storage/known_file.py",
        r"if self\.session is not None and data == self\.data:",
        "if self.session is not None:",
        "reliability/test_processes.py::test_notes_of_four_processes_at_once_are_all_there_once_and_in_order",
    ),
    Mutant(
        "an edited file is taken as ours",
        "storage/known_file.py",
        r"if not self\._is_ours\(loaded\):",
        "if False:",
        "storage/test_store.py::test_a_file_edited_by_hand_is_not_written_over_until_somebody_says_so",
    ),
    Mutant(
        "what is put over the file in the moment of its write is taken for ours",
        "storage/known_file.py",
        r"return now if \(.*\) else NO_STAMP",
        "return now",
        "storage/test_outside.py::test_an_older_copy_put_over_the_file_in_the_moment_of_the_write_is_seen",
    ),
    Mutant(
        "a lock that was exchanged is a lock",
        "storage/held_file.py",
        r"return \(held\.st_ino, held\.st_dev\) == \(there\.st_ino, there\.st_dev\)",
        "return True",
        "storage/test_lock.py::test_a_lock_whose_file_was_exchanged_is_not_taken_for_one",
    ),
    Mutant(
        "what is kept is nowhere",
        "storage/spool.py",
        r"        waiting = self\._files\(\)\n",
        "        return\n",
        "reliability/test_sweep.py::test_a_failing_system_call_never_makes_saved_what_is_not[edit-ENOSPC]",
    ),
    Mutant(
        "acts that came in are forgotten",
        "storage/store.py",
        r"return act\.id in self\._file\.lineage\.acts",
        "return False",
        "storage/test_spool.py::test_an_act_that_was_not_removed_from_the_spool_comes_in_once",
    ),
    Mutant(
        "temporaries are not swept",
        "storage/store.py",
        r"sweep_temporaries\(self\.path\)",
        "pass",
        "reliability/test_sweep.py::test_a_killed_process_leaves_no_temporary_once_the_next_note_is_written[edit]",
    ),
    Mutant(
        "what a killed export left is not swept",
        "storage/temporary.py",
        r"elif fnmatchcase\(stale\.name, _OURS\):",
        "elif False:",
        "reliability/test_sweep.py::test_a_killed_process_leaves_no_temporary_once_the_next_note_is_written[export]",
    ),
    Mutant(
        "a temporary is swept from under its writer",
        "storage/temporary.py",
        r"            fcntl\.flock\(descriptor, fcntl\.LOCK_EX \| fcntl\.LOCK_NB\)\n            stale",
        "            stale",
        "storage/test_temporary.py::test_what_a_living_writer_holds_is_not_swept",
    ),
    Mutant(
        "work that was done is not told to be",
        "telling.py",
        r"raise NotToldError\(reason\(error\), done\)",
        "raise NotToldError(reason(error))",
        "test_telling.py::test_a_refused_result_says_why_and_what_was_done",
    ),
    Mutant(
        "a memo without what waits for its file",
        "exporting.py",
        r"if not count:",
        "if True:",
        "test_exporting.py::test_what_waits_for_its_file_is_saved_and_in_the_memo",
    ),
    Mutant(
        "no room is kept",
        "storage/reserve.py",
        r"if not hasattr\(os, \"posix_fallocate\"\) or",
        "if True or",
        "storage/test_reserve.py",
    ),
    Mutant(
        "a new meeting takes the place of an old one",
        "storage/atomic.py",
        *_OVER_WHAT_STANDS_THERE,
        f"{_PROTOCOL}::test_nothing_that_stands_there_is_written_over[new]",
    ),
    Mutant(
        "a new memo takes the place of an old one",
        "storage/atomic.py",
        *_OVER_WHAT_STANDS_THERE,
        f"{_PROTOCOL}::test_nothing_that_stands_there_is_written_over[export]",
    ),
    Mutant(
        "a file without its seal is whole",
        "storage/session_file.py",
        r"seal=SealState\.SHORT\)",
        "seal=SealState.WHOLE)",
        "reliability/test_damage.py::test_a_file_cut_at_any_byte_is_refused_or_noticed",
    ),
    Mutant(
        "the seal counts and does not sum",
        "storage/session_file.py",
        r"if seal == lay_out\(session\)\.seal\(len\(session\.notes\), seal\.lineage\):",
        "if seal.notes == len(session.notes):",
        "reliability/test_damage.py::test_a_bit_that_turns_over_is_never_taken_for_another_meeting",
    ),
    Mutant(
        "a note that does not say is for all",
        "storage/session_file.py",
        r'setdefault\("confidential", True\)',
        'setdefault("confidential", False)',
        "storage/test_session_file.py::test_a_note_that_does_not_say_is_confidential",
    ),
    Mutant(
        "a reader that falls over brackets",
        "storage/schema.py",
        r"except RecursionError",
        "except ZeroDivisionError",
        f"{_ODD}[five thousand brackets]",
    ),
    Mutant(
        "confidential notes in the memo",
        "domain/privacy.py",
        r"if not note\.confidential",
        "if note",
        "reliability/test_canary.py::test_confidential_words_stay_in_the_files_of_the_meeting_which_are_its_owners[0o22]",
    ),
    Mutant(
        "a note written twice is there twice",
        "domain/operations.py",
        r"if note\.id not in known",
        "if note",
        "storage/test_store.py::test_an_act_that_changes_nothing_writes_nothing",
    ),
    Mutant(
        "a wording over another",
        "domain/operations.py",
        r"if current not in \(self\.before, self\.after\):",
        "if False:",
        "domain/test_operations.py::test_two_wordings_of_one_note_never_overwrite_each_other",
    ),
    Mutant(
        "control characters are kept",
        "domain/clean.py",
        r'_CONTROLS = r".*"',
        '_CONTROLS = r"(?!)"',
        "reliability/test_characters.py::test_every_character_is_kept_as_the_rule_says",
    ),
    Mutant(
        "control characters reach the terminal",
        "tui/show.py",
        r"return foreign if foreign\.isprintable\(\) else .*",
        "return foreign",
        "reliability/test_characters.py::test_no_character_that_is_shown_commands_the_terminal",
    ),
    Mutant(
        "acts go with the thread that fails",
        "storage/saver.py",
        r"each\.callback\(self\._rescue_act, act\)",
        "pass",
        "storage/test_saver_failing.py::"
        "test_every_act_handed_in_comes_into_the_file_with_the_next_opening_once_and_in_order[commit]",
    ),
    Mutant(
        "a half-typed line waits for the lock",
        "storage/saver.py",
        r"store\.patience = SLICE_SECONDS",
        "pass",
        "storage/test_saver_waiting.py::test_while_another_holds_the_file_acts_and_the_half_typed_line_are_on_the_disk",
    ),
    Mutant(
        "every half-typed line of a burst is written",
        "storage/half_typed.py",
        r"if draft\.is_empty or self\._has_acted:",
        "if True:",
        "storage/test_saver_waiting.py::test_of_a_burst_of_200_keys_two_half_typed_lines_are_written",
    ),
    Mutant(
        "an old copy may be gone on from",
        "storage/outside.py",
        r"if not loaded\.lineage\.may_follow\(lineage\):",
        "if False:",
        "storage/test_outside.py::"
        "test_an_older_copy_that_another_terminal_went_on_from_is_seen_however_far_it_has_come",
    ),
    Mutant(
        "a key of the app overtakes letters",
        "tui/key_order.py",
        r"if asks and self\._typed_into is not None and self\._comes_first\(self\._waiting\[0\]\):",
        "if False:",
        "tui/test_key_order.py::test_letters_before_a_key_of_the_app_itself_are_there_when_it_is_answered",
    ),
    Mutant(
        "a form is loaded when it is first asked for",
        "tui/loaded_later.py",
        r'    "kaikutui\.tui\.screens\.form",\n',
        "",
        "tui/test_loaded_later.py::test_whatever_a_function_of_the_screen_imports_is_loaded_later_or_left_for_a_reason",
    ),
    Mutant(
        "all meetings are listed at once",
        "tui/recent.py",
        r"_show_first\(paths\[:end\]\)",
        "_show_first(paths)",
        "tui/test_recent.py::test_a_screenful_is_told_first_and_the_rest_below_it",
    ),
)
