"""The bottom line shows whole keys only."""

import pytest

from kaikutui.tui.widgets.status_line import FOOTER, key_name, keys_that_fit


@pytest.mark.parametrize("room", range(0, 120, 3))
def test_keys_that_do_not_fit_are_left_out_whole_and_from_the_end(room: int) -> None:
    shown = str(keys_that_fit(room))
    assert len(shown) <= room
    names = [f"{key_name(command.key)} {command.title.lower()}" for command in FOOTER]
    assert shown in {"  ".join(names[:count]) for count in range(len(names) + 1)}


def test_help_is_in_sight_at_the_home_size_beside_the_longest_word_of_saving() -> None:
    assert "F1 ohje" in str(keys_that_fit(79 - len("tallennettu 13.42.07") - 1))
