"""The meeting as a conversation: everything the bar of the screen does, line by line."""

import errno
import io
from pathlib import Path

import pytest
from builders import FakeClock, a_network, a_note, a_session, after, counter, done

from kaikutui.domain.clocks import floor
from kaikutui.domain.commands import COMMANDS
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.floor_operations import GiveFloor
from kaikutui.domain.operations import AddNotes
from kaikutui.domain.seat import Seat
from kaikutui.domain.session import Session, Source
from kaikutui.plain import Conversation, converse
from kaikutui.storage.schema import FileUnreadableError
from kaikutui.storage.session_file import decode
from kaikutui.storage.spool import Spool
from kaikutui.storage.store import SessionStore
from kaikutui.telling import NotToldError


class Talk:
    """A conversation with a script instead of a user."""

    def __init__(self, file: Path, session: Session | None = None) -> None:
        self.file = file
        self.clock = FakeClock()
        SessionStore(file).create(session or a_network())
        self.out = io.StringIO()
        self.conversation = Conversation(file, self.out, self.clock, counter(), Seat(name="sisko"))

    def say(self, line: str) -> str:
        """Say a line; gives the answer."""
        before = len(self.out.getvalue())
        self.conversation.hear(line)
        return self.out.getvalue()[before:]

    @property
    def saved(self) -> Session:
        return decode(self.file.read_bytes(), self.file).session


def test_a_meeting_is_held_line_by_line(file: Path) -> None:
    talk = Talk(file)
    assert "kohdalla 1" in talk.say("/aloita")
    talk.clock.advance(minutes=8)
    assert "Tallennettu" in talk.say("j: Kortti avaa keskustelun.")
    assert "Kohta 2" in talk.say("/seuraava")
    talk.say("k?: Milloin ohje tulee?")
    assert floor(talk.saved).item == 2
    assert [(note.item, note.source) for note in talk.saved.notes[2:]] == [
        (1, Source.DISTRIBUTOR),
        (2, Source.VENUE),
    ]
    assert "Tallennettu" in talk.say("/kumoa")
    assert len(talk.saved.notes) == 3
    answer = talk.say("/vie")
    assert ".docx" in answer
    assert list(file.parent.glob("*.docx"))


def test_a_line_that_cannot_be_written_is_said_to_be_kept_and_comes_in_with_the_next(file: Path) -> None:
    talk = Talk(file)
    file.chmod(0o444)
    answer = talk.say("k: Tämä jää varalle.")
    assert "Tallennettu" not in answer
    assert "vain luettavissa" in answer
    assert "tallessa varalla" in answer
    assert len(talk.conversation.meeting.session.notes) == 3
    assert len(talk.saved.notes) == 2
    file.chmod(0o600)
    assert "Tallennettu" in talk.say("k: Tämä tallentuu.")
    texts = [note.text for note in SessionStore(file).load().session.notes]
    assert texts[2:] == ["Tämä jää varalle.", "Tämä tallentuu."]
    assert talk.conversation.leave() == 0


def test_leaving_with_something_kept_says_where_it_is_and_the_next_talk_takes_it_in(file: Path) -> None:
    talk = Talk(file)
    file.chmod(0o444)
    talk.say("k: Tämä jää varalle.")
    assert talk.conversation.leave() == 1
    assert str(Spool(file).folders()[0]) in talk.out.getvalue()
    file.chmod(0o600)
    out = io.StringIO()
    assert converse(file, io.StringIO(""), out, talk.clock, counter("m"), Seat(name="sisko")) == 0
    assert talk.saved.notes[2].text == "Tämä jää varalle."


def test_a_line_that_goes_nowhere_is_said_to_be_nowhere(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    talk = Talk(file)
    file.chmod(0o444)

    def nowhere(spool: Spool, act: object, session: str) -> None:
        raise FileUnreadableError(path=file, reason="levy on täynnä")

    monkeypatch.setattr(Spool, "keep", nowhere)
    answer = talk.say("k: Tämä ei tallennu.")
    assert "varalle tallentaminen ei onnistunut: levy on täynnä" in answer
    assert talk.conversation.meeting.session == a_network()


def test_a_file_that_vanished_is_written_anew_and_that_is_said(file: Path) -> None:
    talk = Talk(file)
    file.unlink()
    assert "tallessa varalla" in talk.say("k: Yksi.")
    assert "oli kadonnut" in talk.say("k: Kaksi.")
    assert [note.text for note in talk.saved.notes[2:]] == ["Yksi.", "Kaksi."]


def test_a_wrong_line_is_answered_with_a_sentence_and_the_talk_goes_on(file: Path) -> None:
    talk = Talk(file)
    assert "/seuraava" in talk.say("/seurava")
    assert "puuttuu" in talk.say("k?:")
    assert "Kumottavaa ei ole" in talk.say("/kumoa")
    assert "Tallennettu" in talk.say("k: kelpaa")


def test_time_is_told_in_words_and_over_is_over(file: Path) -> None:
    talk = Talk(file, done(a_session(), GiveFloor(item=1, at=after(0))))
    talk.clock.advance(minutes=12)
    talk.say("/katso 2")
    answer = talk.say("/katso 1")
    assert "12:00" in answer
    assert "+2:00" in answer


def test_notes_are_found_and_told(file: Path) -> None:
    talk = Talk(file, a_session(a_note("Kortti toimii", source=Source.VENUE), a_note("muuta")))
    assert talk.say("/etsi kortti").splitlines() == ["2 kohde: Kortti toimii"]


def test_questions_and_guidance_and_help_are_told(file: Path) -> None:
    talk = Talk(file)
    assert talk.say("/ohje").count("\n") == len(COMMANDS)
    assert talk.say("/kysymykset") == talk.say("/ohjaus") == ""


@pytest.mark.parametrize("line", ["/paneeli", "/muistilista", "/muokkaa", "/tilasto luvut.csv"])
def test_what_needs_the_screen_says_so(file: Path, line: str) -> None:
    assert "koko ruudun" in Talk(file).say(line)


def test_the_other_terminals_notes_are_there_after_the_next_line(file: Path) -> None:
    talk = Talk(file)
    SessionStore(file).commit(AddNotes(notes=(a_note("toisesta päätteestä"),)))
    talk.say("k: tästä")
    assert [note.text for note in talk.conversation.meeting.session.notes[2:]] == ["toisesta päätteestä", "tästä"]


def test_a_turned_source_is_told(file: Path) -> None:
    talk = Talk(file)
    assert talk.say("k:") == "kohde\n"
    assert talk.say("k: sama puoli") == "Tallennettu.\n"
    assert talk.say("/puoli") == "kortinhaltija\n"


def script(file: Path, lines: str, prefix: str = "a") -> tuple[int, str]:
    out = io.StringIO()
    return converse(file, io.StringIO(lines), out, FakeClock(), counter(prefix), Seat(name="sisko")), out.getvalue()


def test_the_talk_begins_with_the_title_and_ends_with_the_lines_or_the_word(file: Path) -> None:
    SessionStore(file).create(a_session())
    code, said = script(file, "yksi\n/lopeta\nkaksi\n")
    assert code == 0
    assert said.startswith("Kaikukortti-palautekokous 2026")
    assert "Kohta 1" in said
    assert script(file, "kolme", "b")[0] == 0
    texts = [note.text for note in decode(file.read_bytes(), file).session.notes]
    assert texts == ["yksi", "kolme"]


def test_a_missing_meeting_is_named(file: Path) -> None:
    with pytest.raises(KaikuError, match=str(file)):
        script(file, "")


def test_new_minutes_are_told_and_taken_by_a_word(file: Path) -> None:
    talk = Talk(file)
    talk.say("/aloita")
    talk.clock.advance(minutes=16)
    talk.say("/seuraava")
    told = talk.say("/aikataulu")
    assert "3 Kohta 3: −4 min (10 → 6)" in told
    assert "/aikataulu kyllä" in told
    assert [item.added for item in talk.saved.items] == [0] * 9
    talk.say("/aikataulu kyllä")
    assert [item.added for item in talk.saved.items] == [0, 0, -4, -2, 0, 0, 0, 0, 0]


BEHIND = "Jäljessä {} min. /aikataulu ehdottaa, mistä aika otetaan.\n"


def test_a_warning_about_the_time_is_a_line_after_the_answer_told_once_and_again_when_it_is_worse(file: Path) -> None:
    talk = Talk(file)
    talk.say("/aloita")
    talk.clock.advance(minutes=13)
    assert talk.say("k: sujuu") == "Tallennettu.\nkohde\n" + BEHIND.format(3)
    assert talk.say("k: sujuu yhä") == "Tallennettu.\n"
    talk.clock.advance(minutes=3)
    assert talk.say("") == BEHIND.format(6)
    assert talk.say("") == ""


def test_two_warnings_at_once_are_told_one_after_the_other(file: Path) -> None:
    talk = Talk(file, done(a_session(), GiveFloor(item=2, at=after(13))))
    talk.clock.advance(minutes=57)
    assert talk.say("") == BEHIND.format(3)
    assert talk.say("") == "Kohtaa jäljellä 1:00, sitten 3 Kohta 3.\n"


def test_a_refused_line_is_followed_by_the_warning_too(file: Path) -> None:
    talk = Talk(file, done(a_session(), GiveFloor(item=2, at=after(13))))
    talk.clock.advance(minutes=20)
    assert talk.say("/seurava").endswith(BEHIND.format(3))


def test_the_time_is_looked_at_as_the_other_terminals_have_made_it(file: Path) -> None:
    talk = Talk(file)
    talk.say("/aloita")
    talk.clock.advance(minutes=13)
    SessionStore(file).commit(GiveFloor(item=5, at=talk.clock()))
    assert talk.say("") == ""
    assert floor(talk.conversation.meeting.session).item == 5


def test_a_path_into_the_home_of_nobody_is_refused_in_words(file: Path) -> None:
    assert "Kansiota ~eikukaan ei ole" in Talk(file).say("/vie ~eikukaan/muistio.docx")


class FullAfter(io.StringIO):
    """An output that takes so many answers and then no more."""

    def __init__(self, answers: int) -> None:
        super().__init__()
        self.answers = answers

    def write(self, words: str) -> int:
        if self.getvalue().count("\n") >= self.answers:
            raise OSError(errno.ENOSPC, "")
        return super().write(words)


def test_an_act_whose_answer_reaches_nobody_is_done_and_said_to_be_and_no_further_line_is_taken(file: Path) -> None:
    SessionStore(file).create(a_session())
    lines = io.StringIO("k: ensin\nk: sitten\n")
    with pytest.raises(NotToldError) as caught:
        converse(file, lines, FullAfter(2), FakeClock(), counter(), Seat(name="sisko"))
    assert str(caught.value) == (
        f"Kirjaukset ovat tiedostossa {file}. Vain tulostaminen ei onnistunut: levy on täynnä."
    )
    assert [note.text for note in SessionStore(file).load().session.notes] == ["ensin"]


def test_a_memo_whose_path_reaches_nobody_is_told_with_the_notes(file: Path) -> None:
    SessionStore(file).create(a_session())
    with pytest.raises(NotToldError, match=r"\.docx.*Kirjaukset ovat tiedostossa .* Vain tulostaminen"):
        converse(file, io.StringIO("/vie\n"), FullAfter(2), FakeClock(), counter(), Seat(name="sisko"))
    assert len(list(file.parent.glob("*.docx"))) == 1


def test_notes_that_wait_are_told_where_they_are_when_the_answers_reach_nobody(file: Path) -> None:
    SessionStore(file).create(a_session())
    file.chmod(0o444)
    with pytest.raises(NotToldError, match="Kirjauksia on tallessa varalla 1"):
        converse(file, io.StringIO("k: varalle\n"), FullAfter(2), FakeClock(), counter(), Seat(name="sisko"))
