"""A session as TOML: the same meeting again, always in the same shape, and never quietly cut short."""

import re
import tomllib
from pathlib import Path

import pytest
from builders import a_note, a_partner, a_session, after, attempt, done, sessions
from hypothesis import given
from msgspec.structs import replace

from kaikutui.domain.errors import KaikuError
from kaikutui.domain.floor_operations import GiveFloor
from kaikutui.domain.session import Figure, Mood, Session, Source
from kaikutui.storage.laws import LawError
from kaikutui.storage.schema import ContentError, FormatNewerError, NotTomlError, NumberTooLongError, TooDeepError
from kaikutui.storage.seal import Lineage
from kaikutui.storage.session_file import Loaded, SealState, decode, encode

FILE = Path("kokous.toml")

TEN = done(
    a_session(
        *(a_note(f"havainto numero {number}", id=f"n{number}", source=Source.VENUE) for number in range(10)), slot=False
    ),
    GiveFloor(item=1, at=after(2)),
    GiveFloor(item=2, at=after(11)),
)


def read(data: bytes | str) -> Loaded:
    return decode(data.encode() if isinstance(data, str) else data, FILE)


def written(session: Session) -> str:
    return encode(session).decode()


@given(sessions)
def test_a_session_that_is_written_and_read_is_the_same_session(session: Session) -> None:
    loaded = read(encode(session))
    assert loaded == Loaded(session=session, seal=SealState.WHOLE, sealed_notes=len(session.notes))


@given(sessions)
def test_the_same_session_gives_the_same_bytes(session: Session) -> None:
    assert encode(read(encode(session)).session) == encode(session)


def test_the_format_number_stands_first_and_the_seal_last() -> None:
    lines = written(TEN).splitlines()
    assert lines[0] == "format = 1"
    assert [line for line in lines if line.startswith("[")][-1] == "[seal]"
    assert lines[-2] == "notes = 10"


def test_tables_stand_under_full_headers_and_defaults_are_not_written() -> None:
    content = written(TEN)
    assert content.count("[[items]]") == 9
    assert content.count("[[items.stretches]]") == 2
    assert "added" not in content
    assert "kind" not in content
    assert "people" not in content
    assert "{" not in content


def test_confidentiality_is_always_written_and_before_the_text() -> None:
    blocks = re.findall(r"\[\[notes\]\]\n(?:.+\n)+", written(TEN))
    assert len(blocks) == 10
    assert all(block.index("confidential = false") < block.index("text = ") for block in blocks)


def test_a_note_that_does_not_say_is_confidential() -> None:
    loaded = read(written(TEN).replace("confidential = false\n", "", 1))
    assert [note.confidential for note in loaded.session.notes] == [True] + 9 * [False]
    assert loaded.seal is SealState.EDITED


def test_a_file_cut_short_at_any_line_is_noticed_or_refused() -> None:
    lines = written(TEN).splitlines(keepends=True)
    for kept in range(len(lines)):
        result = attempt(lambda: read("".join(lines[:kept])))  # noqa: B023
        assert isinstance(result, KaikuError) or result.seal is SealState.SHORT, lines[kept - 1]


def test_a_file_cut_short_in_the_middle_of_its_seal_is_noticed_or_refused() -> None:
    data = encode(TEN)
    for kept in range(data.rindex(b"[seal]"), len(data) - 1):
        result = attempt(lambda: read(data[:kept]))  # noqa: B023
        assert isinstance(result, KaikuError) or result.seal is not SealState.WHOLE


def test_a_note_taken_out_is_missed() -> None:
    content = written(TEN)
    start = content.index("[[notes]]")
    shorter = content[:start] + content[content.index("[[notes]]", start + 1) :]
    loaded = read(shorter)
    assert (loaded.seal, loaded.sealed_notes, len(loaded.session.notes)) == (SealState.SHORT, 10, 9)


def test_a_changed_note_is_seen() -> None:
    loaded = read(written(TEN).replace("havainto numero 4", "havainto numero 44"))
    assert loaded.seal is SealState.EDITED
    assert loaded.session.notes[4].text == "havainto numero 44"


def test_comments_and_spaces_do_not_break_the_seal() -> None:
    content = written(TEN).replace("[[notes]]", "\n# huomautus\n  [[notes]]  # tässä\n").replace("item = 2", "item=2")
    assert read(content).seal is SealState.WHOLE


def test_a_file_without_its_seal_is_short() -> None:
    content = written(TEN)
    loaded = read(content[: content.index("[seal]")])
    assert (loaded.seal, loaded.sealed_notes) == (SealState.SHORT, None)
    assert loaded.session == TEN


def fault(old: str, new: str, content: str | None = None) -> KaikuError:
    """The error of a file with something else in it."""
    content = written(TEN) if content is None else content
    assert old in content
    with pytest.raises(KaikuError) as caught:
        read(content.replace(old, new, 1))
    assert str(FILE) in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("item = 2", 'item = "kaksi"', "notes.1.item"),
        ("item = 2", "item = 10", "notes.1.item"),
        ('source = "venue"', 'source = "kohde"', "notes.1.source"),
        ("confidential = false", "confidential = 0", "notes.1.confidential"),
        ('text = "havainto numero 0"', 'tekst = "havainto"', "notes.1"),
        ("minutes = 10", "minutes = 0", "items.1.minutes"),
        ("ended = 2026-11-24 13:11:00+02:00", "ended = 2026-11-24 13:11:00", "items.1.stretches.1.ended"),
        ('area = "Esimerkkilä"', 'alue = "Esimerkkilä"', "meeting.alue"),
        ("notes = 10", 'notes = "kymmenen"', "seal.notes"),
        ("[meeting]", "[kokous]", "kokous"),
    ],
)
def test_a_wrong_value_or_an_unknown_key_is_named_by_its_path(old: str, new: str, where: str) -> None:
    error = fault(old, new)
    assert isinstance(error, ContentError)
    assert where in str(error)


@pytest.mark.parametrize("number", ["-601", "6001", str(10**12), str(10**25), str(2**63)])
def test_a_number_out_of_range_is_named_by_its_path(number: str) -> None:
    error = fault("minutes = 10\n", f"minutes = 10\nadded = {number}\n")
    assert isinstance(error, ContentError)
    assert "items.1.added" in str(error)


@pytest.mark.parametrize("number", ["-1", str(10**12), str(10**25)])
def test_a_figure_out_of_range_is_named_by_its_path(number: str) -> None:
    content = written(replace(TEN, figures=(Figure(period="2026", cards=77),)))
    error = fault("cards = 77", f"cards = {number}", content)
    assert isinstance(error, ContentError)
    assert "figures.1.cards" in str(error)


def test_a_number_of_thousands_of_digits_and_deep_brackets_are_refused() -> None:
    assert isinstance(fault("minutes = 10", "minutes = 1" + 5000 * "0"), NumberTooLongError)
    assert isinstance(fault("[meeting]", f"x = {20_000 * '['}\n[meeting]"), TooDeepError)


LINEAGE = Lineage(id="0123456789abcdef", generation=7, acts=("a1", "b2"))


@given(sessions)
def test_the_lineage_of_a_file_comes_back_with_its_session(session: Session) -> None:
    loaded = read(encode(session, LINEAGE))
    assert loaded == Loaded(session=session, seal=SealState.WHOLE, sealed_notes=len(session.notes), lineage=LINEAGE)
    assert encode(loaded.session, loaded.lineage) == encode(session, LINEAGE)


@pytest.mark.parametrize(
    ("old", "new"), [("generation = 7", "generation = 8"), ("0123456789", "0123456788"), ("b2", "b3")]
)
def test_a_changed_lineage_is_seen(old: str, new: str) -> None:
    content = encode(TEN, LINEAGE).decode()
    assert read(content).seal is SealState.WHOLE
    assert old in content
    assert read(content.replace(old, new)).seal is SealState.EDITED


def test_a_lineage_goes_on_from_write_to_write() -> None:
    after = Lineage(id="", generation=3, acts=("a",)).after(["b", "a", "c"], id="uusi")
    assert after == Lineage(id="uusi", generation=4, acts=("a", "b", "c"))
    assert after.after(["d"], id="toinen").id == "uusi"


def test_a_newer_format_is_refused_with_a_sentence() -> None:
    assert isinstance(fault("format = 1", "format = 2"), FormatNewerError)


def test_what_is_no_toml_is_refused_with_its_place() -> None:
    error = fault("[meeting]", "[meeting")
    assert isinstance(error, NotTomlError)
    assert "3" in str(error)


@pytest.mark.parametrize(
    ("session", "words"),
    [
        (replace(TEN, notes=(*TEN.notes, TEN.notes[2])), "notes.11.id"),
        (replace(TEN, items=TEN.items[:8]), "1–9"),
        (replace(TEN, items=(TEN.items[1], TEN.items[0], *TEN.items[2:])), "1–9"),
        (replace(TEN, items=(*TEN.items[:8], replace(TEN.items[1], number=9))), "items.stretches.ended"),
        (replace(TEN, partners=(a_partner(), a_partner())), "partners"),
        (replace(TEN, moods=(Mood(id="m"), Mood(id="m", score=3))), "moods"),
    ],
)
def test_values_that_do_not_fit_each_other_are_refused_and_named(session: Session, words: str) -> None:
    with pytest.raises(LawError, match=re.escape(words)):
        read(encode(session))


def test_a_stretch_that_ends_before_it_began_is_refused() -> None:
    error = fault("ended = 2026-11-24 13:11:00+02:00", "ended = 2026-11-24 13:01:00+02:00")
    assert isinstance(error, LawError)
    assert "items.1.stretches" in str(error)


def test_the_file_can_be_read_by_any_reader_of_toml() -> None:
    table = tomllib.loads(written(TEN))
    assert table["meeting"]["title"] == TEN.meeting.title
    assert table["items"][1]["stretches"] == [{"started": after(11)}]
