"""Keys of one packet, as a slow SSH line delivers them: each is answered before the next is handed out."""

from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input
from tui_builders import Desk, desk_at

from kaikutui.domain.session import Answer, Source
from kaikutui.tui.app import KaikuApp
from kaikutui.tui.key_order import PATIENCE_SECONDS


def packet(desk: Desk, *keys: str) -> None:
    """Keys that arrive together, before anything has been answered."""
    for key in keys:
        desk.app.post_message(events.Key(key, key if len(key) == 1 else None))


async def test_notes_sides_and_a_recalled_note_in_one_packet(file: Path) -> None:
    async with desk_at(file) as desk:
        packet(desk, *"yksi", "enter", *"kaksi", "tab", "enter", *"kolme!", "enter")
        packet(desk, "up", "backspace", *"?", "enter", *"loppu")
        await desk.until(lambda: desk.line == "loppu")
        assert desk.texts == ["yksi", "kaksi", "kolme?"]
        assert [note.source for note in desk.notes] == [Source.SHARED, Source.DISTRIBUTOR, Source.DISTRIBUTOR]


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ([*"helo", "backspace", *"lo"], "hello"),
        ([*"halo", "left", "left", "backspace", *"e", "end", *"!"], "helo!"),
        ([*"loppu", "home", *"alku "], "alku loppu"),
        ([*"yksi kaksi", "ctrl+w", *"kolme"], "yksi kolme"),
        ([*"turha", "ctrl+u", *"uusi"], "uusi"),
    ],
)
async def test_editing_keys_in_one_packet_with_letters(file: Path, keys: list[str], line: str) -> None:
    async with desk_at(file) as desk:
        packet(desk, *keys, "f5")
        await desk.answered()
        assert desk.line == line


async def test_letters_after_the_key_of_the_panel_are_marks_and_after_esc_text(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("/6")
        packet(desk, *"kesken", "f6", *"kae", "escape", *" jatkuu")
        await desk.until(lambda: desk.line == "kesken jatkuu")
        answers = [partner.continues for partner in desk.session.partners]
        assert [answer for answer in answers if answer] == [Answer.YES, Answer.OPEN, Answer.NO]


async def test_letters_after_the_key_of_the_next_item_go_to_that_item(file: Path) -> None:
    async with desk_at(file) as desk:
        packet(desk, "f8", *"a", "enter", "f8", *"b", "enter", "f7", *"c", "enter", *"loppu")
        await desk.until(lambda: desk.line == "loppu")
        assert [(note.text, note.item) for note in desk.notes] == [("a", 1), ("b", 2), ("c", 1)]


async def test_letters_after_the_key_of_a_screen_go_to_that_screen(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("Kortti toimii")
        await desk.enter("Sali oli täynnä")
        packet(desk, *"kesken", "f3", *"sali", "escape", *" jatkuu")
        await desk.until(lambda: desk.line == "kesken jatkuu")
        assert desk.app.screen is desk.screen


async def test_letters_before_a_key_of_the_app_itself_are_there_when_it_is_answered(file: Path) -> None:
    async with desk_at(file) as desk:
        packet(desk, *"kesken", "ctrl+q")
        await desk.until(lambda: not desk.app.is_running)
    assert desk.app.draft is not None
    assert desk.app.draft.text == "kesken"


async def test_letters_before_the_enter_of_a_search_have_narrowed_it(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("Kortti toimii")
        await desk.enter("Sali oli täynnä")
        packet(desk, "f3", *"toimii", "enter")
        await desk.until(lambda: "toimii" in desk.line)
        assert desk.app.screen is desk.screen


async def test_letters_after_the_enter_of_a_field_go_to_the_next_field(file: Path) -> None:
    async with desk_at(file) as desk:
        await desk.enter("/5")
        packet(desk, "f6", "u", *"Galleria", "enter", *"Urho", "enter", *"Eero")
        await desk.answered()
        fields = [field.value for field in desk.app.screen.query(Input)]
        assert fields[0] == "Galleria"
        assert fields[1].endswith("Urho")
        assert fields[2] == "Eero"


async def test_a_paste_keeps_its_place_among_keys(file: Path) -> None:
    async with desk_at(file) as desk:
        packet(desk, *"alku ")
        desk.app.post_message(events.Paste("keski"))
        packet(desk, *" loppu", "enter")
        desk.app.post_message(events.Paste("yksi\nkaksi"))
        packet(desk, "enter", *"valmis")
        await desk.until(lambda: desk.line == "valmis")
        assert desk.texts == ["alku keski loppu", "yksi", "kaksi"]


async def test_a_key_that_is_never_answered_holds_nothing_back_for_long(file: Path) -> None:
    async with desk_at(file) as desk:
        lost = events.Key("f1", None)
        desk.app._asked_at = lost.time - PATIENCE_SECONDS - 1
        await desk.press(*"kuuluu")
        assert desk.line == "kuuluu"


async def test_keys_that_came_before_the_first_screen_stands_are_all_its(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def typed_early(app: KaikuApp) -> None:
        for key in [*"k: yksi", "enter", *"kaksi"]:
            app.post_message(events.Key(key, key if len(key) == 1 else None))

    monkeypatch.setattr(KaikuApp, "on_load", typed_early, raising=False)
    async with desk_at(file) as desk:
        await desk.until(lambda: desk.line == "kaksi")
        assert desk.texts == ["yksi"]
        assert [note.source for note in desk.notes] == [Source.VENUE]
