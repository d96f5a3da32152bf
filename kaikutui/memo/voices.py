"""In which language and direction a piece of text is read aloud and written, where that is not the memo's own.

A screen reader speaks Swedish with a Finnish voice unless the file says which runs are Swedish. Languages are told
apart by their commonest words: a piece is marked only when it has two of one language and none of the memo's.
"""

import re
import unicodedata
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from kaikutui.memo.styles import NAMESPACE

_W = f"{{{NAMESPACE}}}"
_WRITTEN = re.compile(r"<w:t [^>]*>([^<]+)")
"""A text as it stands in a file: with ``&amp;`` for a sign it is no shorter and has no less words."""
_TEXTS = etree.XPath(".//w:t/text()", namespaces={"w": NAMESPACE}, smart_strings=False)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_COMMON = {
    "fi-FI": "ja ei että oli joka jotka kun myös mutta tai jos ovat siitä sekä vain voi niin koska",
    "sv-FI": "och att det är som på för inte av med den till har också eller vi kan ska från finns",
    "en-GB": "the and of is that for was are with this not have from which they would could we",
}
WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
"""Common words that the other two languages do not have."""
_NOT_FINNISH = WORDS["sv-FI"] | WORDS["en-GB"]
_FINNISH_END = re.compile(r"\w{3,}(?:ss[aä]|st[aä]|ll[aä]|lle|lt[aä]|ksi|een|aan|ään|iin|tt[aä])", re.I)
SHORTEST = 12
"""Letters without any accent that tell a language at all."""
ENOUGH = 2
"""So many different words of a language tell it."""

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"([”“\"][^”“\"]*[”“\"])")
_RIGHT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
_FROM_RIGHT = re.compile(_RIGHT)
_RIGHT_TO_LEFT = re.compile(rf"({_RIGHT}(?:[^A-Za-zÀ-ɏ]*{_RIGHT})*)")


def language_of(piece: str, own: str) -> str:
    """The language of a piece of a memo whose language is ``own``, which it also is when in doubt."""
    words = set(_WORD.findall(piece.casefold()))
    found = {language: len(words & common) for language, common in WORDS.items()}
    if own != "fi-FI":
        found["fi-FI"] += sum(1 for word in words if _FINNISH_END.fullmatch(word))
    best = max(found, key=found.__getitem__)
    rest = max(count for language, count in found.items() if language != best)
    return best if found[best] >= ENOUGH and found[best] > rest and not found.get(own) else own


def is_plain(text: str, own: str) -> bool:
    """Whether there is surely nothing to be marked in a text, without looking at its pieces: so it is of most."""
    # Short cells and labels, of which nothing could be told.
    if len(text) < SHORTEST and text.isascii():
        return True
    # Finnish is told by endings, too: in a memo of another language every text is looked at.
    if own != "fi-FI" or _FROM_RIGHT.search(text):
        return False
    return len(_NOT_FINNISH.intersection(_WORD.findall(text.casefold()))) < ENOUGH


def all_plain(xml: str, own: str) -> bool:
    """Whether there is surely nothing to be marked in any text of these elements."""
    return all(is_plain(text, own) for text in _WRITTEN.findall(xml))


def pieces(text: str, own: str) -> Iterator[tuple[str, str, bool]]:
    """A text as (piece, language, from right to left), quotations apart from what is around them."""
    parts = _QUOTED.split(text)
    whole = language_of(" ".join(parts[::2]), own)
    for number, part in enumerate(parts):
        language = language_of(part, whole) if number % 2 else whole
        for turned, piece in enumerate(_RIGHT_TO_LEFT.split(part)):
            if piece:
                yield piece, language, bool(turned % 2)


def starts_from_right(text: str) -> bool:
    """Whether the first letter of a text is written from right to left."""
    strong = (unicodedata.bidirectional(sign) for sign in text)
    return next((way for way in strong if way in ("L", "R", "AL")), "L") != "L"


def voice(part: etree._Element, own: str) -> None:
    """Mark what is in another language or direction in paragraphs, in their tables too, of a memo in ``own``."""
    # Texts alone are quickly had; in most memos none of them is worth the look for its element.
    odd = {text for text in _TEXTS(part) if not is_plain(text, own)}
    for found in list(part.iter(f"{_W}t")) if odd else ():
        text = found.text or ""
        if text not in odd:
            continue
        told = list(pieces(text, own))
        if any(language != own or turned for _, language, turned in told):
            if starts_from_right(text):
                _turn(next(found.iterancestors(f"{_W}p")))
            _split(found.getparent(), told, own)


def _split(run: etree._Element, told: list[tuple[str, str, bool]], own: str) -> None:
    """Several runs in the place of one, each with its marks."""
    properties = run.find(f"{_W}rPr")
    for piece, language, turned in told:
        marks = etree.Element(f"{_W}rPr") if properties is None else deepcopy(properties)
        if turned:
            etree.SubElement(marks, f"{_W}rtl")
            hebrew = "\u0590" <= piece[0] <= "\u05ff"
            etree.SubElement(marks, f"{_W}lang").set(f"{_W}bidi", "he-IL" if hebrew else "ar-SA")
        elif language != own:
            etree.SubElement(marks, f"{_W}lang").set(f"{_W}val", language)
        made = etree.Element(f"{_W}r")
        if len(marks):
            made.append(marks)
        written = etree.SubElement(made, f"{_W}t")
        written.text = piece
        written.set(_SPACE, "preserve")
        run.addprevious(made)
    run.getparent().remove(run)


def _turn(paragraph: etree._Element) -> None:
    """Let a paragraph begin at the right."""
    properties = paragraph.find(f"{_W}pPr")
    if properties is None or properties.find(f"{_W}bidi") is not None:
        return
    followers = ("spacing", "ind", "jc", "textAlignment", "outlineLvl")
    mark = etree.Element(f"{_W}bidi")
    follower = next((found for found in properties if etree.QName(found).localname in followers), None)
    if follower is None:
        properties.append(mark)
    else:
        follower.addprevious(mark)
