"""The example meeting: invented, and always a throw-away copy."""

import tempfile
from datetime import datetime, timedelta, tzinfo
from importlib.resources import files
from pathlib import Path
from typing import Any

from msgspec.structs import asdict, replace

from kaikutui.domain.clocks import fixed
from kaikutui.domain.record import Record
from kaikutui.domain.session import Session
from kaikutui.storage.atomic import reason
from kaikutui.storage.places import FolderNotMadeError
from kaikutui.storage.session_file import decode
from kaikutui.storage.store import SessionStore


def demo_session(now: datetime) -> Session:
    """The example meeting as if it were going on now: the last thing in it happened two minutes ago."""
    source = files("kaikutui") / "demo" / "esimerkki.toml"
    session = decode(source.read_bytes(), Path(str(source))).session
    latest = max(stretch.started for item in session.items for stretch in item.stretches)
    moved: Session = _shifted(session, fixed(now) - timedelta(minutes=2) - latest, fixed(now).tzinfo)
    return moved


def demo_copy(now: datetime) -> Path:
    """Write the example into a folder of its own that the system cleans away.

    Raises FolderNotMadeError, NotWritableError.
    """
    try:
        path = Path(tempfile.mkdtemp(prefix="kaikutui-")) / "esimerkki.toml"
    except OSError as error:
        raise FolderNotMadeError(path=error.filename or "kaikutui-", reason=reason(error)) from error
    SessionStore(path).create(demo_session(now))
    return path


def _shifted(value: Any, by: timedelta, zone: tzinfo | None) -> Any:
    """The same record with every instant moved, and told in the zone."""
    if isinstance(value, datetime):
        return value.astimezone(zone) + by
    if isinstance(value, tuple):
        return tuple(_shifted(one, by, zone) for one in value)
    if isinstance(value, Record):
        return replace(value, **{name: _shifted(field, by, zone) for name, field in asdict(value).items()})
    return value
