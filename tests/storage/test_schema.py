"""Reading strictly: every fault becomes a named error with the file, the place and what was expected."""

import errno
import os
from pathlib import Path
from typing import Annotated

import pytest
import tomli_w
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec import Meta
from storage_builders import refuse

from kaikutui.catalogue import text
from kaikutui.domain.agenda import Agenda, Questions
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.record import Record
from kaikutui.domain.session import Mood, NextMeeting, Note, Person, Stretch
from kaikutui.storage import schema
from kaikutui.storage.complaint import Complaint, Sort, explain, key_path, read_complaint
from kaikutui.storage.schema import ContentError, convert, decode, parse_toml, read_bytes, toml_fault

FILE = Path("kokous.toml")


class Meeting(Record, frozen=True, kw_only=True):
    """A small schema with every shape of ours."""

    agenda: Agenda | None = None
    next: NextMeeting | None = None
    notes: tuple[Note, ...] = ()
    people: tuple[Person, ...] = ()
    moods: tuple[Mood, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    questions: Questions = Questions()
    code: Annotated[str, Meta(min_length=2)] = "ab"
    pair: Annotated[tuple[int, ...], Meta(max_length=2)] = ()


def error_of(data: bytes) -> KaikuError | None:
    """The named error that a file ends in, if any; anything else raised is raised."""
    try:
        decode(data, Meeting, FILE)
    except KaikuError as error:
        return error
    return None


def fault(content: str, kind: type = Meeting) -> KaikuError:
    """What is raised for a file with this content after its format line."""
    with pytest.raises(KaikuError) as caught:
        decode(f"format = 1\n{content}".encode(), kind, FILE)
    return caught.value


NOTE = 'id = "a"\nitem = 1\nat = 2026-11-24T13:00:00+02:00\nconfidential = false\nsource = "venue"\ntext = "x"\n'


@pytest.mark.parametrize(
    ("content", "where", "sentence"),
    [
        ("[[notes]]\n" + NOTE.replace("item = 1", 'item = "x"'), "notes.1.item", "kokonaisluku, 1–9"),
        ("[[notes]]\n" + NOTE.replace("item = 1", "item = 1.5"), "notes.1.item", "arvona on desimaaliluku"),
        ("[[notes]]\n" + NOTE.replace("item = 1", "item = 0"), "notes.1.item", "kokonaisluku, 1–9"),
        ("[[notes]]\n" + NOTE.replace("item = 1", "item = 10"), "notes.1.item", "kokonaisluku, 1–9"),
        ("[[notes]]\n" + NOTE.replace("false", '"false"'), "notes.1.confidential", "true tai false"),
        ("[[notes]]\n" + NOTE.replace('text = "x"\n', ""), "notes.1.text", "avain puuttuu"),
        ("[[notes]]\n" + NOTE.replace("+02:00", ""), "notes.1.at", "ero UTC-aikaan"),
        ("[[notes]]\n" + NOTE.replace("T13:00:00+02:00", ""), "notes.1.at", "pelkkä päivämäärä"),
        (
            "[[notes]]\n" + NOTE.replace("venue", "kohde"),
            "notes.1.source",
            "distributor, venue, cardholder, shared",
        ),
        (f"[[notes]]\n{NOTE}kind = 3", "notes.1.kind", "feedback, decision, action, question"),
        (f"[[notes]]\n{NOTE}due = 2026-11-24T13:00:00", "notes.1.due", "päivämäärä muodossa"),
        (f'[[notes]]\n{NOTE}due = "huomenna"', "notes.1.due", "päivämäärä muodossa"),
        (f"[[notes]]\n{NOTE}onwer = 1", "notes.1.onwer", "Tarkoititko avainta owner?"),
        (f'[[notes]]\n{NOTE}"a b" = 1', "notes.1.”a b”", "Mahdolliset avaimet: id, item"),
        ('[[people]]\npresence = "here"', "people.1.presence", "arvo ”here” ei kelpaa"),
        ("[[people]]\npresence = 1", "people.1.presence", "present, remote, absent"),
        ('[[moods]]\nid = "a"\nscore = 6', "moods.1.score", "kokonaisluku, 1–5"),
        ('[[stretches]]\nstarted = "eilen"', "stretches.1.started", "2026-11-24T13:00:00+02:00"),
        ("[next]\ntime = 2026-11-24", "next.time", "kellonaika muodossa 13:00:00"),
        ('[next]\ntime = "iltapäivällä"', "next.time", "kellonaika muodossa 13:00:00"),
        ("[next]\nplace = 2026-11-24", "next.place", "teksti lainausmerkeissä"),
        ("next = 1", "next", "osio avaimineen"),
        ("notes = 1", "notes", "kaksinkertaisissa hakasulkeissa"),
        ("[notes]\nid = 1", "notes", "arvona on osio"),
        ("notes = [1]", "notes.1", "osio avaimineen"),
        ('[questions]\nall = "x"', "questions.all", "luettelo hakasulkeissa, mutta arvona on teksti"),
        ('[questions]\nall = ["x", 1]', "questions.all.2", "teksti lainausmerkeissä"),
        ('code = "a"', "code", "pituus vähintään 2"),
        ("pair = [1, 2, 3]", "pair", "pituus enintään 2"),
        ('[agenda]\nlanguage = "fi"\nitems = []', "agenda.title", "Sen arvona on teksti lainausmerkeissä"),
        ("meeting = 1", "meeting", "Mahdolliset avaimet: agenda, next, notes"),
    ],
)
def test_a_wrong_value_is_named_with_its_place_and_what_was_expected(content: str, where: str, sentence: str) -> None:
    error = fault(content)
    assert isinstance(error, ContentError)
    assert error.values["where"] == where
    assert sentence in str(error)
    assert str(error).startswith(f"kokous.toml, {where}: ")


@given(st.text(min_size=1), st.sampled_from(["", " - at `$.notes[0].text`", "`"]))
@example("x", " - at `$.notes[0].text`")
def test_no_name_of_a_key_can_break_the_sentence_into_lines(name: str, tail: str) -> None:
    with pytest.raises(ContentError) as caught:
        convert({f"x{name}{tail}": 1}, Questions, FILE)
    assert len(str(caught.value).splitlines()) == 1


@given(st.lists(st.one_of(st.from_regex(r"[a-z_]{1,9}", fullmatch=True), st.integers(0, 99)), min_size=1))
def test_the_path_of_a_message_is_read_back_and_counted_from_one(steps: list[str | int]) -> None:
    written = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    complaint = read_complaint(f"Expected `int` >= 1 - at `${written}`")
    assert complaint == Complaint(sort=Sort.VALUE, path=tuple(steps))
    assert key_path(steps) == ".".join(str(step + 1) if isinstance(step, int) else step for step in steps)


@pytest.mark.parametrize(
    ("message", "complaint"),
    [
        ("Expected `int | null`, got `str`", Complaint(sort=Sort.WRONG_TYPE, subject="str")),
        ("Invalid enum value 'zz' - at `$.k`", Complaint(sort=Sort.CHOICE, path=("k",), subject="'zz'")),
        (
            "Invalid enum value 'z - at `$.x`' - at `$.k`",
            Complaint(sort=Sort.CHOICE, path=("k",), subject="'z - at `$.x`'"),
        ),
        ("Object missing required field `a` - at `$.b[0]`", Complaint(sort=Sort.MISSING, path=("b", 0, "a"))),
        ("Object contains unknown field `a`b`", Complaint(sort=Sort.UNKNOWN, path=("a`b",))),
        ("Expected `datetime` with a timezone component - at `$.i`", Complaint(sort=Sort.VALUE, path=("i",))),
        (
            "Expected `str`, got `int` - at `$[...].b`",
            Complaint(sort=Sort.WRONG_TYPE, path=("...", "b"), subject="int"),
        ),
        ("Something new", Complaint(sort=Sort.VALUE)),
    ],
)
def test_a_message_of_the_decoder_is_taken_apart(message: str, complaint: Complaint) -> None:
    assert read_complaint(message) == complaint


def test_a_complaint_that_nobody_foresaw_still_has_a_place_and_a_sentence() -> None:
    problem = explain(read_complaint("Something new"), Meeting)
    assert (problem.where, problem.sentence) == ("koko tiedosto", "tässä pitäisi olla osio avaimineen.")


def test_a_part_of_a_file_is_named_by_the_key_it_stands_under() -> None:
    with pytest.raises(ContentError) as caught:
        convert({"id": "a", "score": 9}, Mood, FILE, at="moods")
    assert caught.value.values["where"] == "moods.score"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("", "error.format_missing"),
        ('format = "1"', "error.format_number"),
        ("format = true", "error.format_number"),
        ("format = 0", "error.format_number"),
        ("format = 2", "error.format_newer"),
        ("format = 1\na = " + "[" * 100_000, "error.too_deep"),
        ("format = 1\na = " + "9" * 5000, "error.number_too_long"),
        ("format = 1\na =", "error.not_toml"),
    ],
)
def test_a_file_that_is_none_of_ours_has_an_error_of_its_own(content: str, key: str) -> None:
    with pytest.raises(KaikuError) as caught:
        parse_toml(content.encode(), FILE)
    assert caught.value.key == key
    assert "kokous.toml" in str(caught.value)


def test_a_newer_file_is_read_where_a_newer_number_is_understood() -> None:
    assert parse_toml(b"format = 2\na = 1", FILE, newest=2) == {"a": 1}


@pytest.mark.parametrize(
    ("content", "spot", "why"),
    [
        ("title", "tiedoston loppu", "equals"),
        ("= 1", "rivi 2, merkki ", "statement"),
        ("a = 1 b", "rivi 2, merkki ", "rest"),
        ("a = Kokous", "rivi 2, merkki ", "value"),
        ('a = "Kokous', "tiedoston loppu", "string"),
        ('a = "Kokous\nb = 1', "rivi 2, merkki ", "string"),
        ("a = 'Kokous\nb = 'x'", "rivi 2, merkki ", "string"),
        ("a = 'Kokous", "tiedoston loppu", "string"),
        ('a = "\x00"', "rivi 2, merkki ", "character"),
        ("a = 1\na = 2\nb = 3", "rivi 3, merkki ", "twice"),
        ("[a]\n[a]", "rivi 3, merkki ", "twice"),
        ("a = {b = 1, b = 2}", "rivi 2, merkki ", "twice"),
        ("[a", "tiedoston loppu", "table"),
        ("a = [1 2]", "rivi 2, merkki ", "array"),
        ("a = {b = 1 c = 2}", "rivi 2, merkki ", "inline"),
        ('a = "\\k"', "rivi 2, merkki ", "escape"),
        ("a = 2026-02-30", "rivi 2, merkki ", "date"),
        ("[ä]", "rivi 2, merkki ", "key"),
    ],
)
def test_a_text_that_is_no_toml_is_shown_by_line_and_character(content: str, spot: str, why: str) -> None:
    error = fault(content)
    assert error.key == "error.not_toml"
    assert error.values["reason"] == text(f"toml.{why}")
    assert str(error.values["spot"]).startswith(spot)


def test_a_message_of_tomllib_that_nobody_foresaw_has_a_sentence() -> None:
    assert toml_fault("New words (at line 3, column 4)") == ("rivi 3, merkki 4", text("toml.other"))


def test_bytes_that_are_no_utf8_are_shown_by_line_and_character() -> None:
    with pytest.raises(schema.NotUtf8Error, match="rivi 2, merkki 7"):
        parse_toml("format = 1\na = ”ä".encode() + b"\xe4", FILE)


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert parse_toml(b"\xef\xbb\xbfformat = 1\r\na = 1\r\n", FILE) == {"a": 1}


def test_text_is_read_in_its_composed_form() -> None:
    assert parse_toml('format = 1\na = "a\u0308iti"'.encode(), FILE) == {"a": "äiti"}


@given(st.binary(max_size=300), st.booleans())
def test_no_bytes_raise_anything_but_a_named_error(data: bytes, begun: bool) -> None:
    error = error_of(b"format = 1\n" * begun + data)
    assert error is None or str(error).startswith("kokous.toml")


VALUES = st.recursive(
    st.booleans() | st.integers() | st.text(max_size=5) | st.dates() | st.datetimes() | st.times(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)
ROWS = {"notes": Note, "people": Person, "moods": Mood, "stretches": Stretch}


@given(st.sampled_from([*ROWS, "next", "questions", "agenda"]), VALUES)
def test_no_value_in_any_place_raises_anything_but_a_named_error(table: str, value: object) -> None:
    error = error_of(tomli_w.dumps({"format": 1, table: value}).encode())
    assert error is None or str(error.values["where"]).startswith(table)


@given(st.sampled_from(sorted(ROWS)), st.data())
def test_no_value_of_any_key_raises_anything_but_a_named_error(table: str, data: st.DataObject) -> None:
    keys = st.sampled_from(ROWS[table].__struct_fields__)
    rows = data.draw(st.lists(st.dictionaries(keys, VALUES), min_size=1, max_size=3))
    error = error_of(tomli_w.dumps({"format": 1, table: rows}).encode())
    assert error is None or str(error.values["where"]).startswith(f"{table}.")


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"format = 1\r\n")
    assert read_bytes(path) == b"format = 1\r\n"


def test_what_is_no_file_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    for path, error in (
        (tmp_path / "none", schema.FileMissingError),
        (tmp_path / "file" / "below", schema.FileMissingError),
        (tmp_path / "nul\0", schema.FileMissingError),
        (tmp_path, schema.FileIsFolderError),
        (tmp_path / "pipe", schema.NotRegularFileError),
        (tmp_path / "loop", schema.FileUnreadableError),
    ):
        with pytest.raises(error, match=r"\S"):
            read_bytes(path)


def test_a_file_that_is_not_ours_to_read_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.toml"
    path.touch()
    refuse(monkeypatch, "open", errno.EACCES)
    with pytest.raises(schema.FileUnreadableError, match=r"a\.toml ei voi lukea: oikeudet eivät riitä"):
        read_bytes(path)


def test_a_file_larger_than_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.toml"
    with path.open("wb") as file:
        file.truncate(32 * 2**20 + 1)
    with pytest.raises(schema.FileTooLargeError, match="32 megatavua"):
        read_bytes(path)
    with path.open("r+b") as file:
        file.truncate(32 * 2**20)
    assert len(read_bytes(path)) == 32 * 2**20
