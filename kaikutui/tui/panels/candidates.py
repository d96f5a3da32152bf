"""Item 5: candidates for new partners."""

from collections.abc import Sequence
from typing import ClassVar

from msgspec.structs import replace
from textual.content import Content

from kaikutui.catalogue import text
from kaikutui.domain.checks import candidate_remarks
from kaikutui.domain.commands.base import ArgumentError
from kaikutui.domain.commands.records import side_named
from kaikutui.domain.formats import format_date, parse_date
from kaikutui.domain.operations import Change
from kaikutui.domain.seat import Moment, Outcome
from kaikutui.domain.session import Candidate, Session, Talks
from kaikutui.tui.forms import Answers, Field, Form
from kaikutui.tui.panels.attendance import NameMissingError
from kaikutui.tui.panels.base import ItemPanel, Mark
from kaikutui.tui.widgets.row_list import Cell, Column, Row, heading, row
from kaikutui.tui.wrap import wrap

_NEXT = {Talks.NO: Talks.PENDING, Talks.PENDING: Talks.YES, Talks.YES: Talks.NO}


def _edit(candidate: Candidate | None, moment: Moment) -> Form:
    old = candidate or Candidate(organisation="")
    fields = (
        Field("organisation", text("form.organisation"), old.organisation),
        Field("side", text("form.side"), text(f"side.{old.side}"), hint=text("form.side.hint")),
        Field("proposer", text("form.proposer"), old.proposer),
        Field("view", text("form.view"), old.view, hint=text("form.view.hint")),
        Field("talks", text("form.talks"), text(f"talks.{old.talks}"), hint=text("form.talks.hint")),
        Field("next_step", text("form.next_step"), old.next_step),
        Field("starts", text("form.starts"), format_date(old.starts) if old.starts else "", hint="1.1.2027"),
    )

    def act(answers: Answers, now: Moment) -> Outcome:
        after = _candidate(answers, now)
        # A renamed organisation is another row.
        renamed = candidate is not None and candidate.organisation != after.organisation
        gone = (Change(table="candidates", before=candidate),) if renamed else ()
        put = Change(table="candidates", before=None if renamed else candidate, after=after)
        return Outcome(
            operations=(*gone, put), message=" ".join(remark.sentence for remark in candidate_remarks(after))
        )

    return Form(text("form.candidate.title"), fields, act)


def _candidate(answers: Answers, moment: Moment) -> Candidate:
    if not answers["organisation"]:
        raise NameMissingError
    side = side_named(answers["side"])
    talks = next((one for one in Talks if text(f"talks.{one}") == answers["talks"].casefold()), None)
    starts = parse_date(answers["starts"], moment.now.date()) if answers["starts"] else None
    if side is None:
        raise ArgumentError(usage=text("form.side.hint"))
    if talks is None:
        raise ArgumentError(usage=text("form.talks.hint"))
    if answers["starts"] and starts is None:
        raise ArgumentError(usage="1.1.2027")
    return Candidate(
        organisation=answers["organisation"],
        side=side,
        proposer=answers["proposer"],
        view=answers["view"],
        talks=talks,
        next_step=answers["next_step"],
        starts=starts,
    )


def _turn_talks(candidate: Candidate, moment: Moment) -> Change:
    after = replace(candidate, talks=_NEXT[candidate.talks])
    return Change(table="candidates", before=candidate, after=after)


class CandidatesPanel(ItemPanel):
    """A row a candidate, its remarks under it."""

    columns: ClassVar = (
        Column(width=1),
        Column(text("column.organisation")),
        Column(text("column.side"), 7),
        Column(text("column.proposer"), 15),
        Column(text("column.talks"), 15),
        Column(text("column.starts"), 10),
    )
    marks: ClassVar = (
        Mark("u", "mark.new", lambda candidate, moment: _edit(None, moment), needs_row=False),
        Mark("enter", "mark.edit", _edit),
        Mark("k", "mark.talks", _turn_talks),
        Mark("delete", "mark.remove", lambda candidate, moment: Change(table="candidates", before=candidate)),
    )

    def sums(self, moment: Moment) -> Content:
        """How many, and the rule that decides."""
        count = len(moment.session.candidates)
        return Content(text("panel.candidates.sums", count=count) if count else text("panel.candidates.empty"))

    def rows(self, session: Session, moment: Moment) -> Sequence[Row]:
        """Each candidate, what the venues think, and a word of warning where there is one."""
        rows: list[Row] = []
        for one in session.candidates:
            starts = format_date(one.starts) if one.starts else "–"
            rows.append(
                row(
                    one,
                    "",
                    one.organisation,
                    text(f"side.{one.side}"),
                    one.proposer or "–",
                    Cell(text(f"talks.{one.talks}"), "row--good" if one.talks is Talks.YES else "row--warn"),
                    starts,
                )
            )
            more = [
                text(f"panel.{name}", text=value) for name in ("view", "next_step") if (value := getattr(one, name))
            ]
            rows.extend(heading(f"    {line}", "row--muted") for line in more)
            said = [line for remark in candidate_remarks(one) for line in wrap(remark.sentence, 72)]
            rows.extend(heading(f"    {line}", "row--warn") for line in said)
        return rows
