"""The fifteen promises, in words for people, and the tests that hold each."""

from msgspec import Struct


class Promise(Struct, frozen=True):
    """What is promised, and by which tests it is held."""

    number: int
    words: str
    tests: tuple[str, ...] = ()
    """Test functions as ``FILE::NAME``, or whole files, from the folder of the tests."""


PROMISES: tuple[Promise, ...] = (
    Promise(
        1,
        "The process is killed at any system call of any act: nothing acknowledged is lost or doubled, the file is"
        " whole, the next note is saved at once, and no temporary file is left.",
        (
            "reliability/test_sweep.py::test_a_process_killed_at_any_system_call_loses_and_doubles_nothing",
            "reliability/test_sweep.py::test_a_killed_process_leaves_no_temporary_once_the_next_note_is_written",
            "storage/test_temporary.py",
        ),
    ),
    Promise(
        2,
        "The power goes at any system call of an act, on ext4, xfs and btrfs: the same.",
        (
            "reliability/test_power_cut.py::test_a_power_cut_at_any_system_call_loses_and_doubles_nothing",
            "reliability/test_power_cut.py::test_a_power_cut_finds_what_is_not_brought_to_the_disk",
            "reliability/test_protocol.py"
            "::test_a_file_is_on_the_disk_before_it_takes_its_name_and_the_name_before_the_act_ends",
        ),
    ),
    Promise(
        3,
        "Any one system call fails (disk full, quota, input/output error, read-only, no rights, too many files, no"
        " locks, interrupted), once or from then on: “saved” is never said of what is not, nothing hangs, and a"
        " sentence says what happened.",
        (
            "reliability/test_sweep.py::test_a_failing_system_call_never_makes_saved_what_is_not",
            "reliability/test_sweep.py::test_a_failing_system_call_ends_in_a_sentence",
            "reliability/test_sweep.py::test_what_is_told_as_not_kept_is_not_there",
            "test_telling.py",
            "storage/test_in_doubt.py",
            "storage/test_store_model.py",
        ),
    ),
    Promise(
        4,
        "The disk is full: at least a hundred further notes are taken, and saved when space returns.",
        ("reliability/test_full_disk.py", "storage/test_spool.py", "storage/test_reserve.py"),
    ),
    Promise(
        5,
        "What is typed and not yet entered: at most a second of it is lost when the process is killed, none when the"
        " line drops, the terminal is closed or the program is told to end.",
        ("storage/test_drafts.py", "tui/test_half_typed.py", "dying/test_deaths.py", "ssh/test_ssh_meeting.py"),
    ),
    Promise(
        6,
        "Several terminals on one file: no note is lost, doubled or out of its writer's order, also in a storm of"
        " kills, and a terminal that stands still holds the others up for two seconds at most.",
        (
            "reliability/test_processes.py",
            "tui/test_two_edits.py",
            "test_three_terminals.py",
            "storage/test_two_users.py",
        ),
    ),
    Promise(
        7,
        "The text that was typed is the text in the file: every character there is, any paste, any burst of keys.",
        (
            "reliability/test_characters.py",
            "dying/test_terminal_input.py"
            "::test_every_character_there_is_comes_into_the_file_and_no_command_of_it_to_the_terminal",
            "domain/test_clean.py",
            "tui/test_key_order.py",
            "dying/test_bursts.py",
        ),
    ),
    Promise(
        8,
        "No text, title or name can crash the program, run an action or reach the terminal as a command.",
        (
            "tui/test_foreign_text.py",
            "tui/test_markup_doors.py",
            "tui/test_painted_bytes.py",
            "dying/test_terminal_input.py",
            "reliability/test_characters.py::test_no_character_that_is_shown_commands_the_terminal",
        ),
    ),
    Promise(
        9,
        "A damaged file is noticed and left as it is: cut at any byte, any bit turned over, any bytes at all. It opens,"
        " or one sentence says what is wrong and where.",
        ("reliability/test_damage.py",),
    ),
    Promise(
        10,
        "Other hands on the file (an editor with an old copy, deleted, renamed, spoiled, newer): nothing acknowledged"
        " is lost without a question.",
        ("storage/test_store.py", "storage/test_outside.py", "storage/test_backups.py"),
    ),
    Promise(
        11,
        "Confidential text is in the meeting's file, its backups, drafts and spool and nowhere else, and these are"
        " their owner's alone whatever the umask.",
        (
            "reliability/test_canary.py",
            "dying/test_crashes.py",
            "dying/test_surroundings.py",
            "reliability/test_protocol.py::test_what_an_act_makes_is_for_its_owner_alone",
            "reliability/test_protocol.py::test_a_link_planted_under_a_name_of_ours_is_not_written_through",
        ),
    ),
    Promise(
        12,
        "A memo is whole or not there, and never takes the place of another.",
        (
            "reliability/test_protocol.py::test_nothing_that_stands_there_is_written_over",
            "reliability/test_sweep.py::test_a_memo_is_whole_or_not_there_when_its_writer_is_killed",
            "reliability/test_sweep.py::test_a_memo_is_whole_or_not_there_when_a_call_fails",
            "memo/test_memo_export.py",
            "test_exporting.py",
        ),
    ),
    Promise(
        13,
        "Clocks are right over sleep, a clock set forward or back, summer time, a restart and several terminals.",
        ("domain/test_clocks.py", "domain/test_floor_operations.py", "test_reopened.py"),
    ),
    Promise(
        14,
        "Recovery takes no knowledge: the next start shows what was found, and one key takes it. Nothing found is"
        " deleted before it is saved elsewhere.",
        ("tui/test_half_typed.py", "dying/test_deaths.py"),
    ),
    Promise(
        15,
        "The tests have teeth: each cure is taken out once, and a test turns red.",
        ("reliability/test_teeth.py",),
    ),
)
