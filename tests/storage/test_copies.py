"""A copied text is a file that its owner alone may read."""

from kaikutui.storage.copies import save_copy


def test_the_last_copy_stands_in_the_file_and_is_for_its_owner_alone() -> None:
    save_copy("ensimmäinen")
    path = save_copy("Kortti toimii.\nSali oli täynnä.")
    assert path.read_text("utf-8") == "Kortti toimii.\nSali oli täynnä.\n"
    assert path.stat().st_mode & 0o777 == 0o600
