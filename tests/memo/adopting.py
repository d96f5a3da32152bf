"""A template of somebody else, read, and the memo written on it."""

from pathlib import Path

from memo_builders import FINNISH, MADE, a_session, sample_session
from memo_reading import Package

from kaikutui.memo.adopt import load_template
from kaikutui.memo.outline import memo_of
from kaikutui.memo.template import Template
from kaikutui.memo.word import to_docx


def adopted(tmp_path: Path, data: bytes) -> Template:
    """The template in these bytes, as the program reads it."""
    path = tmp_path / "kunnan pohja.dotx"
    path.write_bytes(data)
    return load_template(path)


def written(template: Template, *, empty: bool = False) -> Package:
    """The sample memo, or the empty one, on a template; the checker has read it (conftest.py)."""
    session = a_session() if empty else sample_session()
    return Package(to_docx(memo_of(session, FINNISH, MADE), template))
