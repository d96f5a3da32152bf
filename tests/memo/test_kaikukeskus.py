"""What goes to Kaikukeskus, and what does not."""

from memo_builders import FINNISH, MADE, a_note, a_session, sample_session
from memo_reading import NOTHING, said, tables, told
from msgspec.structs import replace

from kaikutui.domain.session import Kind, Partner, Session, Side, Source
from kaikutui.memo.order import Order, Recipient
from kaikutui.memo.outline import memo_of
from kaikutui.memo.parts import Block, Bullets, Fact, Heading, Line, Memo, Paragraph
from kaikutui.memo.word import to_docx

LETTER = Order(recipient=Recipient.KAIKUKESKUS)


def letter(session: Session | None = None) -> Memo:
    """What goes to Kaikukeskus of a meeting, or of an empty one."""
    return memo_of(session or a_session(), FINNISH, MADE, LETTER)


def part(memo: Memo, heading: str) -> list[Block]:
    """The blocks of a section, without its heading."""
    blocks = list(memo.blocks)
    start = next(n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.text == heading)
    rest = blocks[start + 1 :]
    end = next((n for n, block in enumerate(rest) if isinstance(block, Heading) and block.level == 1), len(rest))
    return rest[:end]


def test_questions_come_first_then_feedback_figures_candidates_and_moods() -> None:
    found = letter(sample_session())
    assert [block.text for block in found.blocks if isinstance(block, Heading) and block.level == 1] == [
        "Kysymykset",
        "Palaute",
        "Tilastot",
        "Yhdessä päätettävät uudet kumppanit",
        "Kokouksen tunnelma",
    ]
    assert (found.title, found.kind) == ("Palaute ja kysymykset Kaikukeskukselle", "Palaute")
    assert found.facts[:2] == (
        Fact(label="Kokous", values=("Kaikukortti-palautekokous 2026",)),
        Fact(label="Alue", values=("Esimerkkilä",)),
    )


def test_a_question_tells_who_asks() -> None:
    session = a_session(
        a_note("Milloin?", 7, Source.VENUE, Kind.QUESTION), a_note("Miksi?", 2, Source.SHARED, Kind.QUESTION)
    )
    assert part(letter(session), "Kysymykset") == [
        Bullets(lines=(Line(text="Miksi?"), Line(text="Milloin?", tail="(Kaikukortti-kohde)")))
    ]


def test_feedback_stands_by_side_and_what_is_about_the_meeting_stays_home() -> None:
    session = a_session(
        a_note("Avattiin kokous.", 1),
        a_note("Kutsu lähetetään elokuussa.", 9, kind=Kind.DECISION),
        a_note("Esite uusitaan.", 4, kind=Kind.ACTION),
        a_note("Kassalla sujuu.", 2, Source.VENUE),
        a_note("Kortti auttaa.", 4, Source.DISTRIBUTOR),
    )
    assert part(letter(session), "Palaute") == [
        Heading(level=2, text="Kortinjakajat"),
        said("Kortti auttaa."),
        Heading(level=2, text="Kaikukortti-kohteet"),
        said("Kassalla sujuu."),
    ]


def test_candidates_come_with_what_was_agreed_of_them() -> None:
    found = part(letter(sample_session()), "Yhdessä päätettävät uudet kumppanit")
    assert len(tables(found)) == 1
    (agreed,) = (block for block in found if isinstance(block, Paragraph))
    assert agreed.line.text.startswith("Esitetään Kaikukeskukselle")


def test_an_empty_meeting_says_so_in_every_section() -> None:
    blocks = letter().blocks
    assert [block for block in blocks if not isinstance(block, Heading)] == [NOTHING] * 5


def test_contacts_of_partners_are_in_no_part_of_it() -> None:
    session = sample_session()
    session = replace(
        session, partners=(*session.partners, Partner(name="Teatteri", side=Side.VENUE, contact="Kanarialintu"))
    )
    assert "Kanarialintu" not in repr(letter(session))
    names = {person.name for person in session.people} - {"", "Sisko Sihteeri", "Kaikukeskuksen edustaja"}
    assert [name for name in names if name in repr(letter(session))] == []


def test_confidential_notes_do_not_go_there_either() -> None:
    secret = a_note("Kanarialintu", 2, kind=Kind.QUESTION, confidential=True)
    assert letter(a_session(secret)) == letter()


def test_the_letter_is_as_good_a_file_as_the_memo() -> None:
    assert to_docx(letter(sample_session()))
    assert to_docx(letter())


def test_moods_are_told_as_in_the_memo() -> None:
    (sentence,) = part(letter(sample_session()), "Kokouksen tunnelma")
    assert isinstance(sentence, Paragraph)
    assert sentence != told("")
    assert "toiveikas (5)" in sentence.line.text
