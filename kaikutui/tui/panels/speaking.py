"""Item 2: who has had its say, who has not, and the cardholder's word."""

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from kaikutui.catalogue import text
from kaikutui.domain.clocks import confidential_part, fixed
from kaikutui.domain.commands import BY_ID
from kaikutui.domain.formats import format_clock
from kaikutui.domain.marks import toggle_turn
from kaikutui.domain.seat import Moment
from kaikutui.domain.session import Session
from kaikutui.domain.tallies import speaking
from kaikutui.tui.panels.base import ItemPanel, Mark
from kaikutui.tui.widgets.row_list import Cell, Column, Row, heading, row

SPEAKING_ITEM = 2


class SpeakingPanel(ItemPanel):
    """One line of balance; entered, the partners with who has spoken."""

    columns: ClassVar = (Column(width=1), Column(), Column(width=14))
    marks: ClassVar = (
        Mark(
            "space",
            "mark.spoke",
            lambda partner, moment: toggle_turn(partner, SPEAKING_ITEM, fixed(moment.now)),
            advances=True,
        ),
        Mark("k", "mark.slot", lambda partner, moment: BY_ID["slot"].run(moment, ""), needs_row=False),
    )

    def sums(self, moment: Moment) -> Content:
        """Who has spoken on each side, the cardholder's slot, confidential parts."""
        session = moment.session
        parts: list[Content | str | tuple[str, str]] = [f"{text('panel.spoken')}  "]
        for side, turns in speaking(session, SPEAKING_ITEM).items():
            count = f"{len(turns.spoken)}/{len(turns.spoken) + len(turns.silent)}"
            parts += [f"{text(f'sources.{side}').lower()} ", (count, "bold"), "  "]
        slot = session.cardholder_slot
        if slot:
            parts.append(f"· {text('panel.slot', number=slot.item, minutes=slot.minutes)}")
        closed = confidential_part(session)
        if closed:
            clock = format_clock(closed.confidential[-1].started)
            parts += ["  ", (text("panel.confidential", clock=clock), "bold $warning")]
        return Content.assemble(*parts)

    def rows(self, session: Session, moment: Moment) -> Sequence[Row]:
        """The partners of both sides in their order, those known to be absent left out.

        A row keeps its place when it is marked: the cursor goes down the list as the round does.
        """
        rows: list[Row] = []
        for side, turns in speaking(session, SPEAKING_ITEM).items():
            rows.append(heading(text(f"sides.{side}"), f"row--{side}"))
            silent, spoken = Cell(text("panel.silent"), "row--warn"), Cell(text("panel.has_spoken"), "row--good")
            for one in session.partners:
                if one in turns.silent or one in turns.spoken:
                    rows.append(row(one, "", one.name, silent if one in turns.silent else spoken))
        return rows
