"""The panels of the nine screens; which one an item has is said by its ``panel``."""

from importlib import import_module

from kaikutui.domain.agenda import PanelKind
from kaikutui.tui.panels.base import ItemPanel

PANELS: dict[PanelKind, str] = {
    PanelKind.ATTENDANCE: "attendance.AttendancePanel",
    PanelKind.FEEDBACK: "speaking.SpeakingPanel",
    PanelKind.FIGURES: "figures.FiguresPanel",
    PanelKind.NOTES: "notes.NotesPanel",
    PanelKind.CANDIDATES: "candidates.CandidatesPanel",
    PanelKind.CONTINUATION: "continuation.ContinuationPanel",
    PanelKind.NATIONAL: "national.NationalPanel",
    PanelKind.CLOSING: "closing.ClosingPanel",
}
"""Panel kind → module here and class: the only registry. A new kind is one class here."""


def panel_of(kind: PanelKind) -> ItemPanel:
    """A fresh panel; its module is imported when it is first looked at, or every start would wait for all of them."""
    module, _, name = PANELS[kind].partition(".")
    panel: type[ItemPanel] = getattr(import_module(f"{__name__}.{module}"), name)
    return panel()
