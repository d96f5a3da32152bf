"""Finnish texts, one module an area; together they are ``TEXTS``."""

from kaikutui.catalogue.fi import (
    agenda_errors,
    checks,
    cli,
    commands,
    errors,
    export,
    memo,
    overview,
    panels,
    screen,
    terms,
    usage,
)

TEXTS: dict[str, str] = {
    **terms.TEXTS,
    **errors.TEXTS,
    **agenda_errors.TEXTS,
    **commands.TEXTS,
    **cli.TEXTS,
    **screen.TEXTS,
    **panels.TEXTS,
    **memo.TEXTS,
    **overview.TEXTS,
    **export.TEXTS,
    **checks.TEXTS,
    **usage.TEXTS,
}
"""Key → text. The areas share no key (tests/test_catalogue.py)."""
