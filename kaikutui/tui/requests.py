"""What is asked of the terminal alone, one small function each."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from kaikutui.catalogue import text
from kaikutui.domain import seat
from kaikutui.domain.capture import format_capture
from kaikutui.domain.errors import KaikuError
from kaikutui.domain.operations import EditNote
from kaikutui.storage.places import typed_path
from kaikutui.tui.loaded_later import MEMO, load
from kaikutui.tui.messages import Perform

if TYPE_CHECKING:
    from kaikutui.tui.screens.meeting import MeetingScreen


def _enter_panel(screen: "MeetingScreen", request: seat.EnterPanel) -> None:
    screen.view.enter_panel()


def _toggle(name: str) -> "Callable[[MeetingScreen, seat.Request], None]":
    def toggle(screen: "MeetingScreen", request: seat.Request) -> None:
        screen.aside = "" if screen.aside == name else name

    return toggle


def _undo(screen: "MeetingScreen", request: seat.Undo) -> None:
    """Take back the last act of this terminal."""
    try:
        screen.save(screen.meeting.undo())
    except KaikuError as error:
        screen.say(str(error), trouble=True)
    else:
        screen.say(text("said.undone"))


def _recall(screen: "MeetingScreen", request: seat.RecallNote) -> None:
    """Put a note into the bar for editing."""
    note = screen.meeting.session.note(request.id)
    if note is not None:
        screen.seat = replace(screen.seat, editing=note.id, recalled=note)
        screen.bar.value = format_capture(note, screen.seat.language)
        screen.bar.cursor_position = len(screen.bar.value)
        screen.bar.focus()
        screen.say(text("said.editing"))


def _settle_edit(screen: "MeetingScreen", request: seat.SettleEdit) -> None:
    """Ours stays when it is said so; else theirs does, and our words go back to the bar as a new line."""
    from kaikutui.tui.screens.questions import edit_question

    ours = EditNote(before=request.theirs, after=request.mine)
    outcome = seat.Outcome(operations=(ours,), message=text("said.edited"))
    screen.ask(
        edit_question(request.theirs, request.mine),
        lambda moment: outcome,
        lambda: screen.bar.put(format_capture(request.mine, screen.seat.language)),
    )


def _quit(screen: "MeetingScreen", request: seat.Quit) -> None:
    screen.app.exit()


def _copy(screen: "MeetingScreen", request: seat.CopyText) -> None:
    """To the clipboard (OSC 52), which some terminals refuse without a word: so to a file, too."""
    screen.app.copy_to_clipboard(request.text)
    if screen.seat.guest:
        screen.say(text("said.copied_only"))
        return

    def write() -> str:
        from kaikutui.storage.copies import save_copy

        return text("said.copied", path=save_copy(request.text))

    _in_thread(screen, write)


def _in_thread(screen: "MeetingScreen", work: Callable[[], str]) -> None:
    """Do what waits for the disk beside the event loop; what it gives, or why it failed, is said."""

    def run() -> None:
        try:
            said, trouble = work(), False
        except KaikuError as error:
            said, trouble = str(error), True
        if said:
            screen.app.call_from_thread(screen.say, said, trouble=trouble)

    screen.run_worker(run, thread=True)


def _tell(screen: "MeetingScreen", request: seat.Tell) -> None:
    screen.tell(request.word)


def _search(screen: "MeetingScreen", request: seat.Search) -> None:
    from kaikutui.tui.screens.find import FindScreen

    screen.app.push_screen(FindScreen(screen.moment().session, request.words), _chosen(screen))


def _chosen(screen: "MeetingScreen") -> "Callable[[str | None], None]":
    """Look at the item of the note that was found, and fetch the note."""

    def chosen(id: str | None) -> None:
        note = screen.meeting.session.note(id or "")
        if note is not None:
            outcome = seat.Outcome(
                seat=seat.looking_at(screen.seat, note.item), requests=(seat.RecallNote(id=note.id),)
            )
            screen.post_message(Perform(lambda moment: outcome))

    return chosen


def _offer_plan(screen: "MeetingScreen", request: seat.OfferPlan) -> None:
    """Ask; what is taken is one act, and taken back as one."""
    from kaikutui.tui.screens.questions import plan_question

    moment = screen.moment()
    taken = seat.Outcome(operations=request.proposal.operations, message=text("said.replanned"))
    screen.ask(plan_question(moment.session, request.proposal, moment.now), lambda moment: taken)


def _help(screen: "MeetingScreen", request: seat.OpenHelp) -> None:
    from kaikutui.tui.screens.help import HelpScreen

    screen.app.push_screen(HelpScreen(screen.seat.language))


def _fetch_draft(screen: "MeetingScreen", request: seat.FetchDraft) -> None:
    from kaikutui.tui.app import KaikuApp

    if isinstance(screen.app, KaikuApp):
        try:
            screen.app.fetch_left_behind()
        except KaikuError as error:
            screen.say(str(error), trouble=True)


def _palette(screen: "MeetingScreen", request: seat.OpenPalette) -> None:
    from kaikutui.tui.screens.palette import open_palette

    open_palette(screen)


def _checklist(screen: "MeetingScreen", request: seat.OpenChecklist) -> None:
    from kaikutui.tui.screens.checklist import ChecklistScreen

    screen.app.push_screen(ChecklistScreen(screen))


def _export(screen: "MeetingScreen", request: seat.Export) -> None:
    """Word takes its time: it is written in a thread, and the sentence comes when the file is there."""
    session, now = screen.meeting.session, screen.meeting.clock()
    target = typed_path(request.path) if request.path else screen.path.parent

    def write() -> str:
        load(*MEMO)
        from kaikutui.memo_file import write_from_meeting

        return write_from_meeting(session, target, now)[0]

    screen.say(text("said.exporting"))
    _in_thread(screen, write)


def _import_figures(screen: "MeetingScreen", request: seat.ImportFigures) -> None:
    path = typed_path(request.path)

    def read() -> str:
        from kaikutui.storage.csv_file import read_table
        from kaikutui.tui.panels.figures import figures_outcome

        table = read_table(path)
        screen.post_message(Perform(lambda moment: figures_outcome(table, moment)))
        return ""

    _in_thread(screen, read)


REQUESTS: Mapping[type[seat.Request], "Callable[[MeetingScreen, Any], None]"] = MappingProxyType(
    {
        seat.EnterPanel: _enter_panel,
        seat.ToggleQuestions: _toggle("questions"),
        seat.ToggleGuidance: _toggle("guidance"),
        seat.Undo: _undo,
        seat.RecallNote: _recall,
        seat.Quit: _quit,
        seat.SettleEdit: _settle_edit,
        seat.CopyText: _copy,
        seat.Tell: _tell,
        seat.OfferPlan: _offer_plan,
        seat.Search: _search,
        seat.OpenHelp: _help,
        seat.FetchDraft: _fetch_draft,
        seat.OpenPalette: _palette,
        seat.OpenChecklist: _checklist,
        seat.Export: _export,
        seat.ImportFigures: _import_figures,
    }
)
"""Request → what the terminal does. A new request is one function here."""
