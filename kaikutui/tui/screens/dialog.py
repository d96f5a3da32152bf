"""What all screens that lie over another one have in common: their looks."""

from typing import ClassVar

from textual.screen import ModalScreen, ScreenResultType


class Dialog(ModalScreen[ScreenResultType]):
    """A window in the middle: a title, what there is to see or fill in, and a line that names the keys."""

    DEFAULT_CSS: ClassVar[str] = """
    Dialog, Dialog:ansi { align: center middle; background: $background 60%; }
    .dialog { width: 76; height: auto; max-height: 100%; background: $surface; padding: 1 2; }
    .dialog.-tall-dialog { height: 90%; max-height: 40; }
    .dialog VerticalScroll { height: auto; max-height: 15; }
    .dialog.-tall-dialog RowList, .dialog.-tall-dialog VerticalScroll { height: 1fr; max-height: 100%; }
    .dialog-title { margin-bottom: 1; }
    .dialog-keys { margin-top: 1; color: $text-muted; height: 1; }
    .field { height: 1; }
    .field .field-label { width: 27; }
    .field-label { color: $text-muted; }
    .dialog Input, .dialog Input:focus {
        border: none; height: 1; padding: 0 1; background: $background; margin-bottom: 0;
    }
    .dialog Input:focus { background: $kaiku-field; }
    .dialog TextArea, .dialog TextArea:focus { border: none; height: 4; background: $background; padding: 0 1; }
    #form-problem { height: auto; max-height: 2; }
    """
