"""All colours, sixteen, or none: as the terminal can and as the user wants."""

import re
from pathlib import Path

import pytest
from pty_terminal import F6, Terminal
from textual.color import Color
from textual.theme import Theme
from tui_builders import Desk, FakeClock, a_session

from kaikutui.storage.store import SessionStore
from kaikutui.tui.app import KaikuApp
from kaikutui.tui.colours import Colours, colours_for
from kaikutui.tui.surroundings import Surroundings
from kaikutui.tui.themes import KAIKU, SIXTEEN

LEVELS = ("00", "55", "aa", "ff")
ANY_COLOUR = re.compile(rb"\x1b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]")
MANY_COLOURS = re.compile(rb"\x1b\[(?:\d+;)*[34]8;")


@pytest.mark.parametrize(
    ("environment", "known", "expected"),
    [
        ({"COLORTERM": "truecolor"}, 8, Colours.ALL),
        ({}, 256, Colours.ALL),
        ({}, 16, Colours.SIXTEEN),
        ({}, 8, Colours.SIXTEEN),
        ({}, -1, Colours.NONE),
        ({}, None, Colours.ALL),
        ({"COLORTERM": "truecolor", "NO_COLOR": "1"}, 256, Colours.NONE),
        ({"NO_COLOR": ""}, 256, Colours.ALL),
    ],
)
def test_the_colours_follow_the_terminal_and_the_users_wish(
    environment: dict[str, str], known: int | None, expected: Colours
) -> None:
    assert colours_for(environment, lambda: known) is expected


def test_the_theme_of_sixteen_colours_has_no_other() -> None:
    """What lies between would fall to a neighbour: the warning to white, the venue to red."""
    base = [SIXTEEN.primary, SIXTEEN.warning, SIXTEEN.error, SIXTEEN.success, SIXTEEN.foreground, SIXTEEN.background]
    colours = [colour for colour in (*base, *SIXTEEN.variables.values()) if colour and colour.startswith("#")]
    assert len(colours) > 10
    for colour in colours:
        parts = {colour[1:3], colour[3:5], colour[5:7]}
        assert parts <= {"00", "aa"} or parts <= {"55", "ff"}, colour


TEXT_COLOURS = ("text-muted", "text-disabled", "kaiku-distributor", "kaiku-venue", "kaiku-dim", "kaiku-said")


@pytest.mark.parametrize("theme", [KAIKU, SIXTEEN], ids=lambda theme: theme.name)
def test_every_colour_of_text_has_the_contrast_of_wcag_on_what_it_stands(theme: Theme) -> None:
    """4.5:1 (WCAG 2.1, 1.4.3). What is muted is told as a colour, or a piece of a line would be plain white."""
    written = [theme.foreground, theme.warning, theme.error, theme.success]
    written += [theme.variables[name] for name in TEXT_COLOURS]
    grounds = [theme.background, theme.surface]
    for colour in map(parsed, written):
        assert all(contrast(colour, parsed(ground)) >= 4.5 for ground in grounds), colour.hex
    on_floor, floor = (parsed(theme.variables[name]) for name in ("kaiku-on-floor", "kaiku-floor"))
    assert contrast(on_floor, floor) >= 4.5


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG: 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Color) -> float:
    """Relative luminance (WCAG 2.1): of each channel its share."""
    channels = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), channels, strict=True))


def parsed(colour: str | None) -> Color:
    assert colour
    return Color.parse(colour)


def painted(file: Path, **environment: str) -> bytes:
    """What is sent in the meeting, its panel, a dialog and the list of commands."""
    SessionStore(file).create(a_session())
    terminal = Terminal("open", file, **environment)
    terminal.see("Tervetuloa")
    terminal.key(F6)
    terminal.see("Esc")
    terminal.escape()
    terminal.key("\x10")
    terminal.see("osa komennon nimestä")
    terminal.escape()
    terminal.key("\x11")
    assert terminal.ended() == 0
    return bytes(terminal.painted)


def sent(attribute: bytes, data: bytes) -> bool:
    """Whether an attribute (its number in SGR, ECMA-48 8.3.117) is set anywhere."""
    return re.search(rb"\x1b\[(?:\d+;)*%b[;m]" % attribute, data) is not None


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "vt100", "COLORTERM": ""}])
def test_without_colours_nothing_is_sent_but_attributes(file: Path, environment: dict[str, str]) -> None:
    data = painted(file, **environment)
    assert set(ANY_COLOUR.findall(data)) == set()
    assert [name for name, attribute in {"bold": b"1", "reverse": b"7"}.items() if not sent(attribute, data)] == []


def test_an_empty_no_color_is_no_wish(file: Path) -> None:
    assert b"38;2;%d;%d;%d" % parsed(KAIKU.success).rgb in painted(file, NO_COLOR="")


def test_a_terminal_of_sixteen_colours_gets_no_others(file: Path) -> None:
    data = painted(file, TERM="xterm", COLORTERM="")
    assert not MANY_COLOURS.search(data)
    assert ANY_COLOUR.search(data)


@pytest.mark.parametrize("colours", Colours)
async def test_the_cursor_and_the_side_are_seen_in_every_theme(
    file: Path, monkeypatch: pytest.MonkeyPatch, colours: Colours
) -> None:
    if colours is Colours.NONE:
        monkeypatch.setenv("NO_COLOR", "1")
    store = SessionStore(file)
    store.create(a_session())
    around = Surroundings(clock=FakeClock(), new_id=lambda: "n1", name="sihteeri", colours=colours)
    app = KaikuApp(around, store, store.load())
    async with app.run_test(size=(80, 24)) as pilot:
        desk = Desk(app, pilot, FakeClock())
        await desk.press("f6")
        rows = desk.panel.lines
        styles = [rows.get_component_rich_style(name) for name in ("row--cursor", "row--plain")]
        source = desk.screen.query_one("#source").rich_style
        for style in (styles[0], source):
            assert style.reverse or style.bgcolor != styles[1].bgcolor


async def test_without_colours_a_dialog_stands_alone(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    store = SessionStore(file)
    store.create(a_session())
    around = Surroundings(clock=FakeClock(), new_id=lambda: "n1", name="sihteeri", colours=Colours.NONE)
    app = KaikuApp(around, store, store.load())
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("f1", "ctrl+p"):
            await pilot.press(key)
            await pilot.pause()
            assert app.screen.styles.background.a == 1
            await pilot.press("escape")
