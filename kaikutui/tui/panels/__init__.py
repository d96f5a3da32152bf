"""The panels of the nine screens; which one an item has is said by its ``panel``."""

from kaikutui.domain.agenda import PanelKind
from kaikutui.tui.panels.attendance import AttendancePanel
from kaikutui.tui.panels.base import ItemPanel
from kaikutui.tui.panels.candidates import CandidatesPanel
from kaikutui.tui.panels.closing import ClosingPanel
from kaikutui.tui.panels.continuation import ContinuationPanel
from kaikutui.tui.panels.figures import FiguresPanel
from kaikutui.tui.panels.national import NationalPanel
from kaikutui.tui.panels.notes import NotesPanel
from kaikutui.tui.panels.speaking import SpeakingPanel

PANELS: dict[PanelKind, type[ItemPanel]] = {
    PanelKind.ATTENDANCE: AttendancePanel,
    PanelKind.FEEDBACK: SpeakingPanel,
    PanelKind.FIGURES: FiguresPanel,
    PanelKind.NOTES: NotesPanel,
    PanelKind.CANDIDATES: CandidatesPanel,
    PanelKind.CONTINUATION: ContinuationPanel,
    PanelKind.NATIONAL: NationalPanel,
    PanelKind.CLOSING: ClosingPanel,
}
"""Panel kind → class: the only registry. A new kind is one class here."""
