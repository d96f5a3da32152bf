"""Lines break at spaces, after hyphens between letters, and inside a word only when they must."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from kaikutui.tui import wrap as wrapping
from kaikutui.tui.wrap import wrap


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 5, [""]),
        ("日 a", 1, ["日 a"]),
        ("yksi kaksi", 10, ["yksi kaksi"]),
        ("yksi kaksi", 9, ["yksi", "kaksi"]),
        ("kaksi-kolme", 7, ["kaksi-", "kolme"]),
        ("ti-to", 4, ["ti-", "to"]),
        ("t-o -ko", 3, ["t-o", "-ko"]),
        ("abcdefgh ij", 3, ["abc", "def", "gh", "ij"]),
        ("12\u00a0000 kpl", 6, ["12\u00a0000", "kpl"]),
        ("日本語 kieli", 5, ["日本", "語", "kieli"]),
        ("日本語 a", 2, ["日", "本", "語", "a"]),
    ],
)
def test_a_text_breaks_where_it_may(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@given(st.text("ab-_ ä–”’1.…\u00a0\u00ad日\u0301", max_size=40), st.integers(2, 12))
@example("a-bb" * 5, 2)
@example("aa -bb-cc", 3)
@example("1111 1", 2)
@example("11\u00a0", 2)
def test_a_simple_text_breaks_as_any_other(text: str, width: int) -> None:
    assert wrap(text, width) == wrapping._wrap_any(text, width)
    assert all(cell_len(line) <= width for line in wrap(text, width))


def test_every_sign_of_a_simple_text_fills_one_cell() -> None:
    simple = [chr(code) for code in range(0x21, 0x10000) if wrapping._is_simple(chr(code))]
    assert len(simple) > 500
    assert {cell_len(sign) for sign in simple} == {1}


def test_an_ordinary_note_is_a_simple_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wrapping, "_wrap_any", None)
    assert len(wrap("Sanottiin: ”Kortti – myös e-kortti – toimii.” Jatkoa 12.30 asti…", 20)) == 4
