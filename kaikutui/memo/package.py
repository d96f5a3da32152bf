"""The parts of a Word file and what they refer to: the small surgery that templates of others need."""

import posixpath
from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from kaikutui.memo.zipped import Parts

TYPES = "[Content_Types].xml"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def parse(data: bytes) -> etree._Element:
    """The root of a part; nothing is fetched from outside and no entity is worked out."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def written(root: etree._Element) -> bytes:
    """A part again."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def relations_of(name: str) -> str:
    """The part that says what a part refers to."""
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def related(parts: Parts, name: str) -> Iterator[tuple[etree._Element, str]]:
    """What a part refers to inside the package: (relation, name of the part)."""
    data = parts.get(relations_of(name))
    for relation in parse(data).iter(_RELATIONSHIP) if data else ():
        target = relation.get("Target")
        if relation.get("TargetMode") != "External":
            base = "/" if target.startswith("/") else f"/{posixpath.dirname(name)}/"
            yield relation, posixpath.normpath(posixpath.join(base, target)).lstrip("/")


def kind_of(relation: etree._Element) -> str:
    """The last word of a relation's type: ``styles``, ``attachedTemplate``."""
    return str(relation.get("Type")).rpartition("/")[2]


def part_of(parts: Parts, name: str, kind: str) -> str:
    """The part of a kind that a part refers to, or an empty string."""
    return next((target for relation, target in related(parts, name) if kind_of(relation) == kind), "")


def relate(parts: Parts, name: str, id: str, kind: str, target: str) -> None:
    """Let a part refer to another one by this id; ``kind`` is the whole type."""
    place = relations_of(name)
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    root = parse(parts.get(place, empty))
    etree.SubElement(root, _RELATIONSHIP, Id=id, Type=kind, Target=target)
    parts[place] = written(root)


def unrelate(parts: Parts, name: str, unwanted: Callable[[etree._Element], bool]) -> list[str]:
    """Take away what a part refers to where ``unwanted`` says so, and parts that nothing else needs; gives the ids."""
    place = relations_of(name)
    if place not in parts:
        return []
    targets = {relation.get("Id"): target for relation, target in related(parts, name)}
    root = parse(parts[place])
    gone = [relation for relation in root if unwanted(relation)]
    for relation in gone:
        root.remove(relation)
        drop(parts, targets.get(relation.get("Id"), ""))
    parts[place] = written(root)
    return [str(relation.get("Id")) for relation in gone]


def drop(parts: Parts, name: str) -> None:
    """Take a part out of the package, with what it refers to by itself and with its type."""
    if parts.pop(name, None) is not None:
        parts.pop(relations_of(name), None)
        declare(parts, {}, without=[name])


def declare(parts: Parts, added: dict[str, str], without: Iterable[str] = ()) -> None:
    """Say of parts what they are (name → content type), or no longer say it."""
    root = parse(parts[TYPES])
    space = root.tag.rpartition("}")[0] + "}"
    gone = {f"/{name}" for name in (*added, *without)}
    for found in root.findall(f"{space}Override"):
        if found.get("PartName") in gone:
            root.remove(found)
    for name, kind in added.items():
        etree.SubElement(root, f"{space}Override", PartName=f"/{name}", ContentType=kind)
    parts[TYPES] = written(root)
